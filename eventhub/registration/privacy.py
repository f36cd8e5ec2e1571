"""The privacy notice of an event and of an office, written from the facts in the language in force.

What it has to say: GDPR, articles 13 and 14; Personal Data Protection and Privacy Principles of the United Nations, 2
and 8.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.db import db
from eventhub.db.remembered import Remembered
from eventhub.events.models import Event
from eventhub.organizations.models import Office
from eventhub.organizations.notices import find_notice
from eventhub.questions.models import Privacy, Question, Section
from eventhub.questions.queries import sections_of
from eventhub.questions.rules import questions_of
from eventhub.registration.queries import find_desk
from eventhub.text.languages import in_language
from eventhub.text.lists import enumerated
from eventhub.web.language import current_language
from eventhub.web.texts import marked_paragraphs


@dataclass(frozen=True)
class Part:
    """A heading, and the paragraphs under it."""

    title: str
    paragraphs: list[str]


@dataclass(frozen=True)
class Notice:
    """A privacy notice. ``version`` and ``since`` are those of the words of the office; None: it added none."""

    parts: list[Part]
    version: int | None
    since: datetime | None

    @property
    def text(self) -> str:
        """All of it, as it is kept with a consent."""
        lines = [_("Version %(number)s", number=self.version)] if self.version else []
        for part in self.parts:
            lines += [part.title, *(_plain(each) for each in part.paragraphs)]
        return "\n\n".join(lines)


def notice_of(office: Office, event: Event | None = None, asked: Sequence[Section] = ()) -> Notice:
    """The notice of an office, for one of its events and all that is ``asked`` there, or for all of them."""
    own = find_notice(office)
    questions = list(questions_of(asked))
    parts = [
        Part(_("Who is responsible"), _responsible(office, event)),
        Part(_("What we use, and for what"), _uses(questions)),
        Part(_("From whom we have it"), _sources()),
        Part(_("How long we keep it"), _retention(event, questions)),
        Part(_("Who gets to see it"), _recipients()),
        Part(_("What you may ask for"), _rights()),
    ]
    if own and own.text:
        parts.append(Part(_("In the words of the office"), list(marked_paragraphs(own.text))))
    return Notice(parts, own.version if own else None, own.created_at if own else None)


REMEMBERED: Remembered[str] = Remembered(
    {"events", "offices", "organizations", "privacy_notices", "question_options", "questions", "sections"}
)
"""Notices of events as they are kept, by event, language and days of retention."""


def remembered_notice(event: Event, asked: Sequence[Section]) -> str:
    """The notice of an event for all that is ``asked`` there, as it is kept with a consent; worked out anew when what
    it says has changed: for people who register one after the other."""
    desk = find_desk(event)
    # Desks change with each place that is taken.
    key = event.id, current_language(), desk and desk.retention_days
    return REMEMBERED.get(
        key,
        read=lambda: _read_anew(event),
        at_hand=lambda: notice_of(event.office, event, asked).text,
    )


def _read_anew(event: Event) -> str:
    loaded = joinedload(Event.office).joinedload(Office.organization)
    query = select(Event).where(Event.id == event.id).options(loaded)
    fresh = db.session.scalars(query.execution_options(populate_existing=True)).one()
    return notice_of(fresh.office, fresh, sections_of(fresh, anew=True)).text


def _responsible(office: Office, event: Event | None) -> list[str]:
    name = in_language(office.name, current_language())[0]
    told = [_("Responsible for what you tell us: %(office)s.", office=name)]
    if office.organization:
        organization = in_language(office.organization.name, current_language())[0]
        told.append(_("It belongs to: %(organization)s.", organization=organization))
    if address := office.email or (event.contact_email if event else ""):
        told.append(_("Whom to ask, and to whom to complain: %(address)s", address=address))
    return told


def _uses(questions: list[Question]) -> list[str]:
    told = [
        _(
            "Name, e-mail address, organisation, position, country and telephone: to register you, to write to you "
            "about the event, and to prepare badges and lists."
        ),
        _(
            "What we should prepare for you: for access, food, interpretation and visas. It is kept encrypted, and "
            "only those see it who may see what is confidential."
        ),
    ]
    usual = [each for each in questions if each.privacy != Privacy.SENSITIVE]
    sensitive = [each for each in questions if each.privacy == Privacy.SENSITIVE]
    if usual:
        told.append(_("To prepare and evaluate this event: %(questions)s.", questions=_names(usual)))
    if sensitive:
        told.append(
            _(
                "In confidence, and only for what it is asked for: %(questions)s. It is kept encrypted, and only "
                "those see it who may see what is confidential.",
                questions=_names(sensitive),
            )
        )
    told.append(_("Whether you came: for certificates, and for figures that name nobody."))
    told.append(_("Whatever else you agree to at the form: for that purpose alone, until you withdraw it."))
    return told


def _sources() -> list[str]:
    return [
        _(
            "From you; or, where your organisation nominated you or the organisers entered you themselves, from them: "
            "name, e-mail address, organisation, position and how to reach you. What needs your consent, you alone "
            "give."
        )
    ]


def _retention(event: Event | None, questions: Iterable[Question]) -> list[str]:
    if event is None:
        return [_("The notice of each event says it, at its registration form.")]
    desk = find_desk(event)
    days = desk.retention_days if desk else None
    told = [
        _(
            "The organisers have set no day for this event: your data are kept until they erase them, or until you "
            "do so yourself."
        )
        if days is None
        else ngettext(
            "%(num)s day after the event, all that names you is erased; figures that name nobody stay.",
            "%(num)s days after the event, all that names you is erased; figures that name nobody stay.",
            days,
        )
    ]
    for each in questions:
        if each.retention_days is not None:
            told.append(
                ngettext(
                    "%(question)s: erased %(num)s day after the event.",
                    "%(question)s: erased %(num)s days after the event.",
                    each.retention_days,
                    question=in_language(each.label, current_language())[0],
                )
            )
    return told


def _recipients() -> list[str]:
    return [
        _(
            "The organisers, and those whom they let help them with this event, each as far as their task needs it."
        ),
        _("Other participants: your name, position and organisation, if you agree."),
        _("Your organisation, if it nominated you: whether you have a place."),
        _("Nobody else: nothing is sold, and no page of this site sends anything to other sites."),
    ]


def _rights() -> list[str]:
    return [
        _(
            "By the link in your confirmation you see all that is known of you, take a copy, correct it, withdraw what "
            "you agreed to, cancel, and have everything erased, at any time and without giving a reason."
        )
    ]


def _names(questions: Iterable[Question]) -> str:
    names = (in_language(each.label, current_language())[0] for each in questions)
    return enumerated(names, current_language())


def _plain(paragraph: str) -> str:
    return paragraph.striptags() if isinstance(paragraph, Markup) else paragraph
