"""Privacy notices as they were shown: kept word for word, once for all who read the same."""

from hashlib import sha256

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from eventhub.db import db
from eventhub.db.remembered import Remembered
from eventhub.registration.models import Consent, Registration, ShownNotice

REMEMBERED: Remembered[int | None] = Remembered({"shown_notices"})
"""Numbers of what has been shown, by its digest."""


def keep_notice(registration: Registration, text: str) -> None:
    """Keep with the consents that hold what was shown beside them; nothing where nothing was."""
    if text:
        shown = _number_of(text, registration.language)
        for each in registration.consents:
            if each.withdrawn_at is None:
                each.notice_id = shown


def _number_of(text: str, language: str) -> int:
    digest = sha256(f"{language}\n{text}".encode()).hexdigest()
    query = select(ShownNotice.id).where(ShownNotice.digest == digest)

    def find() -> int | None:
        return db.session.scalar(query)

    found = REMEMBERED.get(digest, read=find, at_hand=find)
    if found is None:
        try:
            with db.session.begin_nested():
                new = insert(ShownNotice).values(digest=digest, language=language, text=text)
                found = db.session.scalars(new.returning(ShownNotice.id)).one()
        except IntegrityError:
            # Somebody else who read the same was quicker.
            found = db.session.scalars(query).one()
    return found


def find_notice_read(registration: Registration) -> ShownNotice | None:
    """What somebody read when they registered."""
    return db.session.scalar(
        select(ShownNotice)
        .join(Consent, Consent.notice_id == ShownNotice.id)
        .where(Consent.registration_id == registration.id)
        .order_by(Consent.id)
        .limit(1)
    )
