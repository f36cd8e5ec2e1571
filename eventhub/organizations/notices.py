"""The words that an office adds to its privacy notice: versions that are written once and never changed."""

from collections.abc import Sequence

from sqlalchemy import select

from eventhub.audit.actions import record
from eventhub.db import Translated, db
from eventhub.organizations.models import Office, PrivacyNotice


def versions_of(office: Office) -> Sequence[PrivacyNotice]:
    """All versions, the newest first."""
    return db.session.scalars(_newest_first(office)).all()


def find_notice(office: Office) -> PrivacyNotice | None:
    """The version that counts now."""
    return db.session.scalar(_newest_first(office).limit(1))


def publish_notice(office: Office, text: Translated) -> bool:
    """Let other words count from now on; whether they are others. Two at once are settled by the constraint."""
    before = find_notice(office)
    if text == (before.text if before else Translated()):
        return False
    version = before.version + 1 if before else 1
    db.session.add(PrivacyNotice(office_id=office.id, version=version, text=text))
    db.session.flush()
    record("office:notice:publish", office, changes={"version": [before and before.version, version]})
    return True


def _newest_first(office: Office):
    return (
        select(PrivacyNotice)
        .where(PrivacyNotice.office_id == office.id)
        .order_by(PrivacyNotice.version.desc())
    )
