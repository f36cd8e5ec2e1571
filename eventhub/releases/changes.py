"""What every change of a release has in common: it is held, its words leave a version, its steps are written down."""

from sqlalchemy import select

from eventhub.audit.actions import actor_id, record
from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.releases.models import Release, ReleaseStatus, ReleaseStep, ReleaseText, ReleaseVersion
from eventhub.releases.queries import find_text
from eventhub.releases.wording import Wording


def text_for(release: Release, language: str) -> ReleaseText:
    """The text in ``language``, begun when there is none."""
    text = find_text(release, language)
    if text is None:
        text = ReleaseText(language=language, headline="", body="", written="")
        release.texts.append(text)
    return text


def put(text: ReleaseText, wording: Wording, *, is_by_hand: bool) -> None:
    """Give a text its words and a version of them. Those of a published release wait for their correction to go out.

    What had been cleared, or agreed to by a funder, was another text: both have to be done again.
    """
    release = text.release
    if release.status == ReleaseStatus.PUBLISHED:
        is_out = wording == Wording(text.headline, text.body)
        text.pending_headline, text.pending_body = ("", "") if is_out else (wording.headline, wording.body)
    else:
        text.headline, text.body = wording.headline, wording.body
    if release.status == ReleaseStatus.CLEARED:
        come_to(release, ReleaseStatus.DRAFT)
    release.sign_offs.clear()
    last = max((version.number for version in text.versions), default=0)
    text.versions.append(
        ReleaseVersion(
            number=last + 1,
            headline=wording.headline,
            body=wording.body,
            is_by_hand=is_by_hand,
            author_id=actor_id(),
        )
    )


def come_to(release: Release, status: ReleaseStatus, note: str = "") -> None:
    """Set the status, and keep who did it, when, and what they told the colleagues."""
    release.status = status
    release.steps.append(ReleaseStep(status=status, note=note, user_id=actor_id()))


def hold(release: Release) -> None:
    """Let nobody else change ``release`` until this transaction ends, and see it as the last one left it."""
    lock(release)
    for text in release.texts:
        db.session.expire(text)
    db.session.expire(
        release, ["status", "as_of", "published_at", "texts", "steps", "sign_offs", "corrections"]
    )


def lock(row: Event | Release) -> None:
    model = type(row)
    db.session.execute(select(model.id).where(model.id == row.id).with_for_update())


def revise(release: Release, action: str) -> None:
    """Mark a new revision, and leave a line in the audit trail."""
    release.revised_at = now()
    db.session.flush()
    record(action, release)
