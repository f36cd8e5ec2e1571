"""Privacy notices as they were shown: kept word for word, once for all who read the same."""

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventhub.db import db
from eventhub.registration.models import Consent, Registration, ShownNotice


def keep_notice(registration: Registration, text: str) -> None:
    """Keep with the consents that hold what was shown beside them; nothing where nothing was."""
    if text:
        shown = _row_of(text, registration.language)
        for each in registration.consents:
            if each.withdrawn_at is None:
                each.notice = shown


def _row_of(text: str, language: str) -> ShownNotice:
    digest = sha256(f"{language}\n{text}".encode()).hexdigest()
    query = select(ShownNotice).where(ShownNotice.digest == digest)
    found = db.session.scalar(query)
    if found is None:
        try:
            with db.session.begin_nested():
                found = ShownNotice(digest=digest, language=language, text=text)
                db.session.add(found)
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
