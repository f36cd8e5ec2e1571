"""Asking for a letter, and deciding on it. Each verb flushes and leaves an audit line; callers commit."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from eventhub.audit.actions import actor_id, record
from eventhub.clock import now as current_time
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.letters.errors import LetterDecidedError, NoPlaceError
from eventhub.letters.models import Costs, VisaLetter, VisaLetterStatus
from eventhub.letters.numbers import next_reference
from eventhub.letters.queries import find_latest, find_to_forget
from eventhub.letters.rules import days_in_iso, has_place, may_ask
from eventhub.letters.visa import VisaDetails, letter_for_visa
from eventhub.organizations.letterheads import find_letterhead
from eventhub.registration import mails
from eventhub.registration.models import Registration
from eventhub.registration.places import hold_desk
from eventhub.web.language import absolute_url


def ask(registration: Registration, details: VisaDetails, *, language: str, now: datetime) -> VisaLetter:
    """Ask for a letter, or change what was asked as long as nobody has decided.

    Raises:
        NoPlaceError
        LetterDecidedError: there is one that holds.
    """
    if not may_ask(registration, now):
        raise NoPlaceError
    latest = find_latest(registration)
    if latest is not None and latest.current_for_id is not None:
        _change(latest, VisaLetterStatus.ASKED, details=details.kept(), language=language, asked_at=now)
        record("registration:visa_letter:change", registration)
        return latest
    letter = VisaLetter(
        registration=registration,
        current_for_id=registration.id,
        language=language,
        details=details.kept(),
        asked_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(letter)
    except IntegrityError as error:
        # The same form sent twice at once: the other has asked.
        raise LetterDecidedError from error
    record("registration:visa_letter:ask", registration)
    return letter


def issue(letter: VisaLetter, costs: Costs, *, now: datetime) -> None:
    """Write the letter, give it a number, and tell the person.

    Raises:
        LetterDecidedError
        NoPlaceError: the person has none any more.
    """
    registration = letter.registration
    event = registration.event
    hold_desk(event)
    db.session.refresh(registration, ["status"])
    if not has_place(registration):
        raise NoPlaceError
    _decide(letter, VisaLetterStatus.ASKED, VisaLetterStatus.ISSUED, now=now, costs=costs)
    letter.reference = next_reference(event, now)
    letter.letterhead = find_letterhead(event.office)
    letter.days = days_in_iso(event)
    letter.words = letter_for_visa(letter, letter.letterhead, costs=costs, dated=now).kept()
    db.session.flush()
    record("registration:visa_letter:issue", registration, changes={"reference": [None, letter.reference]})
    _tell("visa_letter_issued", letter)


def decline(letter: VisaLetter, reason: str, *, now: datetime) -> None:
    """Refuse the letter, and say why.

    Raises:
        LetterDecidedError
    """
    _decide(
        letter, VisaLetterStatus.ASKED, VisaLetterStatus.DECLINED, now=now, current_for_id=None, reason=reason
    )
    record("registration:visa_letter:decline", letter.registration)
    _tell("visa_letter_declined", letter)


def withdraw(letter: VisaLetter, reason: str, *, now: datetime) -> None:
    """Say that an issued letter does not hold: whoever looks it up is told so. Another one may be asked for.

    Raises:
        LetterDecidedError
    """
    _decide(
        letter,
        VisaLetterStatus.ISSUED,
        VisaLetterStatus.WITHDRAWN,
        now=now,
        current_for_id=None,
        reason=reason,
    )
    record("registration:visa_letter:withdraw", letter.registration)
    _tell("visa_letter_withdrawn", letter)


def forget_next_passport() -> bool:
    """Forget what one letter says of a passport, some time after the event; False when there is nothing to do."""
    letter = find_to_forget(current_time())
    if letter is None:
        return False
    letter.details, letter.words, letter.reason = None, None, ""
    db.session.flush()
    record("registration:visa_letter:forget", letter.registration)
    return True


def _decide(
    letter: VisaLetter, before: VisaLetterStatus, after: VisaLetterStatus, *, now: datetime, **more: Any
) -> None:
    _change(letter, before, status=after, decided_at=now, decided_by_id=actor_id(), **more)


def _change(letter: VisaLetter, before: VisaLetterStatus, **values: Any) -> None:
    """Change a letter that stands where it is thought to; of two who decide at once, one does."""
    done = rows_updated(
        update(VisaLetter).where(VisaLetter.id == letter.id, VisaLetter.status == before).values(**values)
    )
    if not done:
        raise LetterDecidedError
    db.session.refresh(letter)


def _tell(name: str, letter: VisaLetter) -> None:
    registration = letter.registration
    page = absolute_url("letters.mine", token=registration.token, language=registration.language)
    mails.send(name, registration, page=page, reason=letter.reason)
