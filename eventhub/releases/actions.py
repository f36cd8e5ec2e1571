"""Writing releases: from the facts, by hand, and out to the public."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from eventhub.audit.actions import record
from eventhub.clock import now, today
from eventhub.db import Translated, db
from eventhub.db.slugs import unique_slug
from eventhub.events.models import Event
from eventhub.releases.errors import (
    AlreadyAnnouncedError,
    ChangedMeanwhileError,
    EditedTextError,
    EmbargoOverError,
    NothingToPublishError,
    ReleaseStatusError,
    UndecidedError,
)
from eventhub.releases.merging import merge
from eventhub.releases.models import Release, ReleaseStatus, ReleaseText
from eventhub.releases.queries import find_announcement, find_text
from eventhub.releases.rules import languages_for
from eventhub.releases.wording import Wording, facts_say, wording_of, wordings_from_facts
from eventhub.tokens import digest


def write_release(
    event: Event,
    languages: Iterable[str] | None = None,
    *,
    as_of: date | None = None,
    author: Any = None,
) -> Release:
    """Write the announcement of ``event`` as a draft, in ``languages``; by default, in those of its title.

    Raises:
        AlreadyAnnouncedError: the event has one that is not withdrawn.
    """
    _lock(event)
    announcement = find_announcement(event)
    if announcement:
        raise AlreadyAnnouncedError(announcement)
    as_of = as_of or today(event.time_zone)
    wordings = wordings_from_facts(
        event, languages_for(event) if languages is None else languages, as_of=as_of
    )
    headlines = Translated({code: wording.headline for code, wording in wordings.items()})
    release = Release(
        event=event, as_of=as_of, author=author, slug=unique_slug(Release, headlines, fallback=event.slug)
    )
    for code, wording in wordings.items():
        _take(_text_for(release, code), wording)
    db.session.add(release)
    db.session.flush()
    record("release:text:write", release)
    return release


def write_again(release: Release, language: str, *, may_replace_edits: bool = False) -> ReleaseText:
    """Bring a text up to date with the facts, or add that language.

    Raises:
        EditedTextError: a person has worked on the text, and ``may_replace_edits`` is not set.
    """
    _hold(release)
    text = find_text(release, language)
    if text is not None and text.is_edited and not may_replace_edits:
        raise EditedTextError
    wording = wording_of(facts_say(release, [language])[language])
    text = _text_for(release, language)
    _take(text, wording)
    _revise(release, "release:text:rewrite")
    return text


def edit_text(release: Release, language: str, wording: Wording, *, seen: datetime | None) -> None:
    """Keep what a person wrote; a language that had no text gets one.

    ``seen`` is the ``updated_at`` of the text that the person had before them, None when there was none.

    Raises:
        ChangedMeanwhileError: that text is not the present one.
    """
    _hold(release)
    present = find_text(release, language)
    if (present.updated_at if present else None) != seen:
        raise ChangedMeanwhileError(present)
    text = _text_for(release, language)
    text.headline, text.body = wording.headline, wording.body
    _revise(release, "release:text:edit")


def bring_up_to_date(
    text: ReleaseText, decisions: Mapping[int, str], *, seen: datetime | None, said: str
) -> None:
    """Merge what the facts say now into a text, with a decision for each conflict of ``merging.merge``.

    ``seen`` is the ``updated_at`` of the text on which the decisions were made, ``said`` the digest of what the facts
    said then.

    Raises:
        ChangedMeanwhileError: one of the two is another by now.
        UndecidedError: a conflict has no decision.
    """
    release = text.release
    _hold(release)
    db.session.refresh(text)
    now_said = str(wording_of(facts_say(release, [text.language])[text.language]))
    if text.updated_at != seen or digest(now_said) != said:
        raise ChangedMeanwhileError(text)
    try:
        merged = merge(text.written, text.wording, now_said).resolved(decisions)
    except KeyError:
        raise UndecidedError from None
    wording = Wording.read(merged)
    text.headline, text.body, text.written = wording.headline, wording.body, now_said
    _revise(release, "release:text:update")


def date_release(release: Release, as_of: date) -> None:
    """Set the day of the release, which sets the tense; texts that nobody edited are written again."""
    _hold(release)
    release.as_of = as_of
    untouched = {text.language: text for text in release.texts if not text.is_edited}
    for code, said in facts_say(release, untouched).items():
        _take(untouched[code], wording_of(said))
    _revise(release, "release:date:set")


def publish(release: Release, *, embargo_until: datetime | None = None) -> None:
    """Show the release in the newsroom, from ``embargo_until`` on when that is given.

    Raises:
        NothingToPublishError
        EmbargoOverError: ``embargo_until`` has passed.
        ReleaseStatusError: it is published already.
        AlreadyAnnouncedError: it was withdrawn, and another has taken its place.
    """
    _lock(release.event)
    _hold(release)
    if release.status == ReleaseStatus.PUBLISHED:
        raise ReleaseStatusError
    announcement = find_announcement(release.event)
    if announcement not in (None, release):
        raise AlreadyAnnouncedError(announcement)
    if not release.texts:
        raise NothingToPublishError
    moment = now()
    if embargo_until and embargo_until <= moment:
        raise EmbargoOverError
    release.status = ReleaseStatus.PUBLISHED
    release.embargo_until = embargo_until
    release.published_at = embargo_until or min(release.published_at or moment, moment)
    _revise(release, "release:status:publish")


def withdraw(release: Release) -> None:
    """Take the release out of the newsroom.

    Raises:
        ReleaseStatusError: it is not published.
    """
    _hold(release)
    if release.status != ReleaseStatus.PUBLISHED:
        raise ReleaseStatusError
    release.status = ReleaseStatus.WITHDRAWN
    _revise(release, "release:status:withdraw")


def delete_draft(release: Release) -> None:
    """Remove a release that nobody outside has seen.

    Raises:
        ReleaseStatusError
    """
    _hold(release)
    if release.status != ReleaseStatus.DRAFT:
        raise ReleaseStatusError
    record("release:text:delete", release)
    db.session.delete(release)
    db.session.flush()


def _text_for(release: Release, language: str) -> ReleaseText:
    """The text in ``language``, begun when there is none."""
    text = find_text(release, language)
    if text is None:
        text = ReleaseText(language=language, written="")
        release.texts.append(text)
    return text


def _take(text: ReleaseText, wording: Wording) -> None:
    text.headline, text.body, text.written = wording.headline, wording.body, str(wording)


def _hold(release: Release) -> None:
    """Let nobody else change ``release`` until this transaction ends, and see it as the last one left it."""
    _lock(release)
    for text in release.texts:
        db.session.expire(text)
    db.session.expire(release, ["status", "as_of", "published_at", "texts"])


def _lock(row: Event | Release) -> None:
    model = type(row)
    db.session.execute(select(model.id).where(model.id == row.id).with_for_update())


def _revise(release: Release, action: str) -> None:
    release.revised_at = now()
    db.session.flush()
    record(action, release)
