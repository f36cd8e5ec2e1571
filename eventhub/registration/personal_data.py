"""All that is known of a person: given to them, or forgotten. (GDPR articles 15, 17 and 20 name these rights.)"""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from eventhub.audit.actions import record
from eventhub.audit.chain import erase_told_about
from eventhub.audit.queries import history_of
from eventhub.db import db
from eventhub.outbox.forgetting import forget_mails
from eventhub.outbox.queries import mails_to
from eventhub.questions.models import Question
from eventhub.questions.standard import KEPT_FOR_FIGURES
from eventhub.registration.answers import free_chosen
from eventhub.registration.assistants import follow
from eventhub.registration.models import (
    Answer,
    AnswerFile,
    Exemption,
    Group,
    Registration,
    RegistrationStatus,
)
from eventhub.registration.places import fill_places, free_place, hold_desk
from eventhub.registration.queries import find_registration
from eventhub.registration.rules import ACTIVE, may_change, takes_counted_place
from eventhub.registration.signals import person_erased, personal_data_wanted
from eventhub.text.languages import in_language
from eventhub.tokens import new_ticket, new_token

ANONYMOUS = "—"
"""What stands in place of a name."""
NOWHERE = "erased.invalid"
"""No mail is ever delivered to this domain (RFC 2606)."""


def data_of(registration: Registration, language: str) -> dict[str, Any]:
    """What is known of a person by this registration, in values that JSON has; questions in ``language``."""
    own = {
        name: _plain(getattr(registration, name))
        for name in (
            "reference", "status", "name", "email", "organization_name", "position", "country", "phone", "needs",
            "language", "created_at", "updated_at", "waiting_since", "offered_until",
        )
    }  # fmt: skip
    if registration.organization:
        own["organization"] = in_language(registration.organization.name, language)[0]
    if registration.group:
        own["registered_by"] = registration.group.contact_name
    if registration.category:
        own["category"] = in_language(registration.category.name, language)[0]
    known: dict[str, Any] = {
        "event": in_language(registration.event.title, language)[0],
        "registration": own,
        "answers": _answers(registration, language),
        "consents": [
            {
                "purpose": each.purpose.value,
                "wording": each.wording,
                "given_at": _plain(each.given_at),
                "withdrawn_at": _plain(each.withdrawn_at),
                "privacy_notice": each.notice.text if each.notice else None,
            }
            for each in registration.consents
        ],
        "mails": [
            {"subject": each.subject, "text": each.body, "written_at": _plain(each.created_at)}
            for each in mails_to(registration.email, registration.event)
        ],
        "history": [
            {"at": _plain(each.at), "what": each.action, "changes": each.changes}
            for each in history_of(registration)
        ],
    }
    for _listener, told in personal_data_wanted.send(registration):
        if told is not None:
            name, value = told
            known[name] = value
    return known


def _answers(registration: Registration, language: str) -> list[dict[str, Any]]:
    rows = db.session.execute(
        select(Question, Answer).join(Answer.question).where(Answer.registration_id == registration.id)
    )
    found = []
    for question, answer in rows:
        labels = {str(each.id): in_language(each.label, language)[0] for each in question.options}
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        words = [labels.get(each, each) if isinstance(each, str) else each for each in chosen]
        value = words if isinstance(answer.value, list) else words[0]
        found.append({"question": in_language(question.label, language)[0], "answer": value})
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def archive_of(registration: Registration, language: str) -> bytes:
    """The same as a zip file, with the files that the person sent."""
    stream = io.BytesIO()
    files = db.session.scalars(
        select(AnswerFile).join(AnswerFile.answer).where(Answer.registration_id == registration.id)
    ).all()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(data_of(registration, language), ensure_ascii=False, indent=2)
        archive.writestr("data.json", text)
        for each in files:
            archive.writestr(f"files/{each.answer_id}-{each.name}", each.content)
    return stream.getvalue()


def erase(registration: Registration, *, at: datetime) -> None:
    """Make a person anonymous, for ever. Who was to come does not; the figures of the event stay as they are.

    What stays: status, category, country, organisation from the directory, and answers to standard questions for
    figures, none of which names anybody.
    """
    desk = hold_desk(registration.event)
    db.session.refresh(registration, ["status"])
    ends = registration.status in ACTIVE and may_change(registration.event, at)
    frees_place = takes_counted_place(registration)
    if ends:
        free_chosen(registration)
        registration.status = RegistrationStatus.CANCELLED
        registration.waiting_since = registration.offered_until = None
    person_erased.send(registration)
    forget_mails(registration.email, registration.event)
    _forget_exemptions(registration)
    _forget_groups(registration)
    _make_anonymous(registration, at)
    db.session.flush()
    record("registration:status:erase", registration)
    erase_told_about(registration)
    follow(registration)
    if ends and desk is not None:
        if frees_place:
            free_place(desk, category=registration.category)
        fill_places(desk, registration.event, now=at)


def _forget_exemptions(registration: Registration) -> None:
    db.session.execute(
        update(Exemption)
        .where(Exemption.event_id == registration.event_id, Exemption.email == registration.email)
        .values(email=f"{registration.id}@{NOWHERE}")
    )


def _forget_groups(registration: Registration) -> None:
    """Of groups that the person registered, who did; and the group that nobody is left of."""
    db.session.execute(
        update(Group)
        .where(Group.event_id == registration.event_id, Group.contact_email == registration.email)
        .values(contact_name=ANONYMOUS, contact_email="")
    )
    group, registration.group = registration.group, None
    if group is None:
        return
    db.session.flush()
    db.session.refresh(group)
    if not group.members:
        if group.contact_email and find_registration(group.event, group.contact_email) is None:
            forget_mails(group.contact_email, group.event)
        db.session.delete(group)


def _make_anonymous(registration: Registration, at: datetime) -> None:
    registration.name = ANONYMOUS
    registration.email = registration.email_key = f"{registration.id}@{NOWHERE}"
    registration.organization_name = registration.position = registration.phone = registration.needs = ""
    registration.token, registration.ticket = new_token(), new_ticket()
    registration.consents.clear()
    registration.answers = [
        each for each in registration.answers if each.question.standard in KEPT_FOR_FIGURES
    ]
    registration.erased_at = at
