"""Personal assistants of people with disabilities: they come with the person, and take no place of anybody.

JIU/REP/2018/6 asks for this: who needs an assistant must not count as two.
"""

from sqlalchemy import select

from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.registration import mails
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.rules import ACTIVE, status_of_assistant
from eventhub.tokens import new_token


def assistant_of(registration: Registration) -> Registration | None:
    """Who comes along with a person."""
    return db.session.scalar(
        select(Registration).where(
            Registration.assists_id == registration.id, Registration.status.in_(ACTIVE)
        )
    )


def follow(registration: Registration) -> None:
    """Let the assistant of somebody whose status has changed, and been flushed, come or stay with them."""
    for assistant in db.session.scalars(
        select(Registration).where(Registration.assists_id == registration.id)
    ).all():
        _follow(assistant, registration)


def _follow(assistant: Registration, person: Registration) -> None:
    before = assistant.status
    wanted = status_of_assistant(person.status)
    if before == wanted or before not in ACTIVE:
        return
    assistant.status = wanted
    db.session.flush()
    record("registration:status:assist", assistant, changes={"status": [before.value, wanted.value]})
    if wanted == RegistrationStatus.CONFIRMED:
        mails.send("registration_confirmed", assistant, method="REQUEST")
    elif wanted not in ACTIVE:
        had_place = before == RegistrationStatus.CONFIRMED
        assistant.sequence += 1 if had_place else 0
        mails.send("registration_cancelled", assistant, method="CANCEL" if had_place else None)


def bring_along(
    person: Registration, *, name: str, email: str, known: Registration | None, language: str
) -> Registration:
    """Register somebody's assistant, whose seat takes no place. The desk is held.

    ``known`` is a registration of this address that was cancelled before.
    """
    assistant = known or Registration(event=person.event, email_key=normalised_email(email))
    assistant.name, assistant.email = name, email
    assistant.organization, assistant.organization_name = person.organization, person.organization_name
    assistant.language, assistant.token = language, new_token()
    assistant.status, assistant.assists, assistant.is_extra = status_of_assistant(person.status), person, True
    assistant.waiting_since = assistant.offered_until = None
    assistant.sequence = (assistant.sequence or 0) + (1 if known else 0)
    db.session.add(assistant)
    db.session.flush()
    record("registration:status:assist", assistant, changes={"status": ["", assistant.status.value]})
    is_confirmed = assistant.status == RegistrationStatus.CONFIRMED
    name_of_mail = "registration_confirmed" if is_confirmed else "registration_link"
    mails.send(name_of_mail, assistant, method="REQUEST" if is_confirmed else None)
    return assistant
