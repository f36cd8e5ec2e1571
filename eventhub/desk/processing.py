"""The register of processing: who holds which data of people, what for, and for how long; written from the facts.

What it has to say: GDPR, article 30; Personal Data Protection and Privacy Principles of the United Nations, 2 to 9.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import User
from eventhub.accounts.permissions import Permission, may
from eventhub.accounts.tokens_models import ApiToken
from eventhub.clock import now
from eventhub.db import db
from eventhub.delegations.models import Delegation, Nominee
from eventhub.events.models import Event, EventShare, Participation
from eventhub.events.permissions import looked_after_by
from eventhub.formats.cells import Column, Sheet
from eventhub.medialist.models import MediaContact
from eventhub.organizations.models import Office
from eventhub.questions.models import Privacy, Question, Section
from eventhub.registration.models import Registration, RegistrationDesk
from eventhub.text.dates import date_range
from eventhub.text.languages import in_language
from eventhub.text.lists import enumerated
from eventhub.web.language import current_language
from eventhub.webhooks.models import Webhook


@dataclass(frozen=True)
class Processing:
    """One activity: a row of the register, in the language in force."""

    office: str
    title: str
    href: str | None
    purpose: str
    people: int
    data: str
    sensitive: str
    recipients: str
    kept: str


def processing_of(user: Any) -> list[Processing]:
    """What is done with data of people, office by office: the events for which ``user`` may see who has registered,
    and the media list for whoever may read it."""
    rows = [*_events(looked_after_by(user, Permission.REGISTRATION_VIEW))]
    if may(user, Permission.MEDIA_LIST):
        rows += _media_lists()
    return sorted(rows, key=lambda row: row.office)


def instance_wide() -> list[tuple[str, str]]:
    """What goes beyond one office, as terms and what they hold: accounts, mails, programs that read and are told."""
    config = current_app.config["EVENTHUB"]
    host = urlsplit(config.mail_url).hostname
    tokens = _count(select(func.count(ApiToken.id)).where(ApiToken.expires_at > now()))
    hooks = _count(select(func.count(Webhook.id)).where(Webhook.is_active))
    accounts = _count(select(func.count(User.id)))
    return [
        (
            _("Accounts of the desk"),
            _("Number: %(number)s. Name, e-mail address, role, sessions, second factors.", number=accounts),
        ),
        (
            _("Mails"),
            _("They leave by the mail server %(host)s, which sees addresses and contents.", host=host)
            if host
            else _("They stay in the mailbox of the desk: no mail server is set."),
        ),
        (
            _("Programs with a token"),
            _(
                "Number: %(number)s, without those expired. Each may do no more than its owner.",
                number=tokens,
            ),
        ),
        (
            _("Webhooks"),
            _(
                "Number of addresses: %(number)s. They are told that something was done, never what a person told.",
                number=hooks,
            ),
        ),
    ]


def measures() -> list[str]:
    """How data are protected; ``docs/security.md`` names the tests that prove it."""
    return [
        _("Answers to questions, files and what is to be prepared for people are encrypted in the database."),
        _(
            "People at the desk see what their role and their office allow; what is confidential needs a right of its "
            "own."
        ),
        _("Each act leaves a line in a chained trail, which quotes no personal data."),
        _("Secret links are long and random, and are kept out of logs and search engines."),
        _("When the day has come, data are erased by the program itself; figures stay."),
        _("People see, copy, correct and erase their data by their own link."),
        _(
            "Backups hold the same data; what is encrypted stays so. How long they are kept is for whoever runs the "
            "server."
        ),
    ]


def sheet_of(rows: Iterable[Processing]) -> Sheet:
    """The register as a table for files."""
    headings = (
        _("Office"), _("Activity"), _("Purpose"), _("People"), _("Data"), _("Sensitive data"), _("Recipients"),
        _("Kept until"),
    )  # fmt: skip
    return Sheet(
        _("Register of processing"),
        [Column(each, 30) for each in headings],
        [
            (
                each.office, each.title, each.purpose, each.people, each.data, each.sensitive, each.recipients,
                each.kept,
            )
            for each in rows
        ],
    )  # fmt: skip


def _events(visible: ColumnElement[bool]) -> Iterable[Processing]:
    registered = _numbers(
        select(Registration.event_id, func.count(Registration.id)).where(Registration.erased_at.is_(None)),
        by=Registration.event_id,
    )
    nominated = _numbers(
        select(Participation.event_id, func.count(Nominee.id))
        .join(Delegation, Delegation.participation_id == Participation.id)
        .join(Nominee, Nominee.delegation_id == Delegation.id)
        .where(Nominee.registration_id.is_(None)),
        by=Participation.event_id,
    )
    holding = {*registered, *nominated}
    events = [
        each
        for each in db.session.scalars(
            select(Event).where(visible).options(joinedload(Event.office)).order_by(Event.starts_at)
        )
        if each.id in holding
    ]
    asked, desks, shares = _asked(), _retention_days(), _shares()
    for event in events:
        questions = asked[event.id]
        yield Processing(
            office=_name(event.office.name),
            title=_name(event.title),
            href=url_for("events_desk.show", slug=event.slug),
            purpose=_("To register people, to run the event, and to account for it."),
            people=registered.get(event.id, 0) + nominated.get(event.id, 0),
            data=_listed(
                [
                    _("name, e-mail address, organisation, position, country, telephone, attendance"),
                    *_labels(each for each in questions if each.privacy != Privacy.SENSITIVE),
                ]
            ),
            sensitive=_listed(
                [
                    _("what is to be prepared: access, food, visas"),
                    *_labels(each for each in questions if each.privacy == Privacy.SENSITIVE),
                ]
            ),
            recipients=_listed([_("its staff"), *shares[event.id]]),
            kept=_listed([_kept(event, desks.get(event.id)), *_kept_shorter(event, questions)]),
        )


def _media_lists() -> Iterable[Processing]:
    counts = _numbers(select(MediaContact.office_id, func.count(MediaContact.id)), by=MediaContact.office_id)
    offices = {each.id: each for each in db.session.scalars(select(Office).where(Office.id.in_(counts)))}
    for office_id, count in counts.items():
        office = offices.get(office_id)
        yield Processing(
            office=_name(office.name) if office else _("All offices"),
            title=_("Media list"),
            href=url_for("media_list_desk.index"),
            purpose=_("To send releases to those who asked for them."),
            people=count,
            data=_("name, e-mail address, medium, languages"),
            sensitive="",
            recipients=_("press officers"),
            kept=_("until the person leaves the list"),
        )


def _kept(event: Event, days: int | None) -> str:
    if days is None:
        return _("no day set: until erased by hand, or by the person")
    return _day_after(event, days)


def _kept_shorter(event: Event, questions: Iterable[Question]) -> Iterable[str]:
    for each in questions:
        if each.retention_days is not None:
            day = _day_after(event, each.retention_days)
            yield _("%(question)s: until %(date)s", question=_name(each.label), date=day)


def _day_after(event: Event, days: int) -> str:
    return date_range([(event.ends_at + timedelta(days=days)).date()], current_language())


def _asked() -> dict[int, list[Question]]:
    found: dict[int, list[Question]] = defaultdict(list)
    query = (
        select(Section.event_id, Question)
        .join(Question.section)
        .order_by(Section.position, Question.position)
    )
    for event_id, question in db.session.execute(query):
        found[event_id].append(question)
    return found


def _retention_days() -> dict[int, int | None]:
    query = select(RegistrationDesk.event_id, RegistrationDesk.retention_days)
    return {row[0]: row[1] for row in db.session.execute(query)}


def _shares() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for share in db.session.scalars(select(EventShare).options(joinedload(EventShare.office))):
        found[share.event_id].append(_name(share.office.name))
    return found


def _labels(questions: Iterable[Question]) -> Sequence[str]:
    return [_name(each.label) for each in questions]


def _numbers(query: Any, *, by: Any) -> dict[Any, int]:
    rows: Any = db.session.execute(query.group_by(by))
    return dict(rows.all())


def _count(query: Any) -> int:
    return db.session.scalar(query) or 0


def _listed(items: Iterable[str]) -> str:
    return enumerated(items, current_language())


def _name(text: Any) -> str:
    return in_language(text, current_language())[0]
