"""The way of a release from a draft to the public: review, clearance, a funder's agreement, corrections."""

from eventhub.audit.actions import actor_id
from eventhub.db import Translated
from eventhub.programmes.models import FundingSource
from eventhub.releases.changes import come_to, hold, revise
from eventhub.releases.errors import (
    NothingToCorrectError,
    NothingToPublishError,
    ReleaseStatusError,
    SignOffMissingError,
)
from eventhub.releases.models import Release, ReleaseCorrection, ReleaseSignOff, ReleaseStatus
from eventhub.releases.rules import MOVES, without_sign_off


def submit(release: Release, note: str = "") -> None:
    """Ask the colleagues to review the release.

    Raises:
        ReleaseStatusError: as everywhere here, when the status does not allow it.
        NothingToPublishError
    """
    hold(release)
    if not release.texts:
        raise NothingToPublishError
    _move(release, ReleaseStatus.IN_REVIEW, note)
    revise(release, "release:status:submit")


def send_back(release: Release, note: str = "") -> None:
    """Say that the release is not ready; ``note`` tells why."""
    hold(release)
    _move(release, ReleaseStatus.DRAFT, note)
    revise(release, "release:status:return")


def clear(release: Release, note: str = "") -> None:
    """Say that the texts may go out as they stand.

    Raises:
        NothingToPublishError
    """
    hold(release)
    if not release.texts:
        raise NothingToPublishError
    _move(release, ReleaseStatus.CLEARED, note)
    revise(release, "release:status:clear")


def sign_off(release: Release, source: FundingSource, given_by: str) -> None:
    """Note that a funder agrees to the texts as they stand; ``given_by`` tells who, and how."""
    hold(release)
    for each in [each for each in release.sign_offs if each.funding_source_id == source.id]:
        release.sign_offs.remove(each)
    release.sign_offs.append(ReleaseSignOff(funding_source=source, given_by=given_by, user_id=actor_id()))
    revise(release, "release:sign_off:give")


def publish_correction(release: Release, note: Translated) -> None:
    """Put out what has been changed since the release went out; ``note`` tells readers what was wrong.

    Raises:
        NothingToCorrectError
        SignOffMissingError
    """
    hold(release)
    if release.status != ReleaseStatus.PUBLISHED:
        raise ReleaseStatusError
    pending = [text for text in release.texts if text.is_pending]
    if not pending:
        raise NothingToCorrectError
    if without_sign_off(release):
        raise SignOffMissingError
    for text in pending:
        text.headline, text.body = text.pending_headline, text.pending_body
        text.pending_headline = text.pending_body = ""
    release.corrections.append(ReleaseCorrection(note=note, user_id=actor_id()))
    # Who got it by mail has to get the correction.
    release.mailed_at = None
    revise(release, "release:text:correct")


def drop_changes(release: Release) -> None:
    """Go back to what is out. The versions stay."""
    hold(release)
    for text in release.texts:
        text.pending_headline = text.pending_body = ""
    revise(release, "release:text:restore")


def _move(release: Release, status: ReleaseStatus, note: str) -> None:
    if status not in MOVES[release.status]:
        raise ReleaseStatusError
    come_to(release, status, note)
