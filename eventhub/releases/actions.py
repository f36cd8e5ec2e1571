"""Writing releases: from the facts, by hand, and out to the public."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from eventhub.audit.actions import record
from eventhub.clock import now, today
from eventhub.db import Translated, db
from eventhub.db.slugs import unique_slug
from eventhub.events.models import Event
from eventhub.releases.changes import come_to, hold, lock, put, revise, text_for
from eventhub.releases.errors import (
    AlreadyAnnouncedError,
    ChangedMeanwhileError,
    EditedTextError,
    EmbargoOverError,
    NothingToPublishError,
    ReleaseStatusError,
    SignOffMissingError,
    UndecidedError,
)
from eventhub.releases.merging import merge
from eventhub.releases.models import Release, ReleaseKind, ReleaseStatus, ReleaseText
from eventhub.releases.queries import find_release, find_text
from eventhub.releases.rules import MOVES, languages_for, without_sign_off
from eventhub.releases.wording import Wording, facts_say, wording_of, wordings_from_facts
from eventhub.tokens import digest


def write_release(
    event: Event,
    languages: Iterable[str] | None = None,
    *,
    kind: ReleaseKind = ReleaseKind.ANNOUNCEMENT,
    corrects: Release | None = None,
    as_of: date | None = None,
    author: Any = None,
) -> Release:
    """Write a release of ``event`` as a draft, in ``languages``; by default, in those of its title.

    Raises:
        AlreadyAnnouncedError: the event has one of this kind that is not withdrawn. Corrections may be several.
    """
    lock(event)
    _refuse_second(event, kind, than=None)
    as_of = as_of or today(event.time_zone)
    codes = languages_for(event) if languages is None else languages
    wordings = wordings_from_facts(event, codes, as_of=as_of, kind=kind, corrects=corrects)
    headlines = Translated({code: wording.headline for code, wording in wordings.items()})
    release = Release(
        event=event,
        kind=kind,
        corrects=corrects,
        as_of=as_of,
        author=author,
        status=ReleaseStatus.DRAFT,
        slug=unique_slug(Release, headlines, fallback=event.slug),
    )
    for code, wording in wordings.items():
        _take(text_for(release, code), wording)
    db.session.add(release)
    db.session.flush()
    record("release:text:write", release)
    return release


def write_again(release: Release, language: str, *, may_replace_edits: bool = False) -> ReleaseText:
    """Bring a text up to date with the facts, or add that language.

    Raises:
        EditedTextError: a person has worked on the text, and ``may_replace_edits`` is not set.
    """
    hold(release)
    text = find_text(release, language)
    if text is not None and text.is_edited and not may_replace_edits:
        raise EditedTextError
    wording = wording_of(facts_say(release, [language])[language])
    text = text_for(release, language)
    _take(text, wording)
    revise(release, "release:text:rewrite")
    return text


def edit_text(release: Release, language: str, wording: Wording, *, seen: datetime | None) -> None:
    """Keep what a person wrote; a language that had no text gets one.

    ``seen`` is the ``updated_at`` of the text that the person had before them, None when there was none. The words that
    stand there already change nothing.

    Raises:
        ChangedMeanwhileError: that text is not the present one.
    """
    hold(release)
    present = find_text(release, language)
    if (present.updated_at if present else None) != seen:
        raise ChangedMeanwhileError(language, present)
    if present and str(wording) == present.wording:
        return
    put(text_for(release, language), wording, is_by_hand=True)
    revise(release, "release:text:edit")


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
    hold(release)
    db.session.refresh(text)
    now_said = str(wording_of(facts_say(release, [text.language])[text.language]))
    if text.updated_at != seen or digest(now_said) != said:
        raise ChangedMeanwhileError(text.language, text)
    try:
        merged = merge(text.written, text.wording, now_said).resolved(decisions)
    except KeyError:
        raise UndecidedError from None
    put(text, Wording.read(merged), is_by_hand=merged != now_said)
    text.written = now_said
    revise(release, "release:text:update")


def date_release(release: Release, as_of: date) -> None:
    """Set the day of the release, which sets the tense; texts that nobody edited are written again."""
    hold(release)
    release.as_of = as_of
    untouched = {text.language: text for text in release.texts if not text.is_edited}
    for code, said in facts_say(release, untouched).items():
        _take(untouched[code], wording_of(said))
    revise(release, "release:date:set")


def publish(release: Release, *, embargo_until: datetime | None = None, note: str = "") -> None:
    """Show the release in the newsroom, from ``embargo_until`` on when that is given. Whoever publishes it clears it.

    ``note`` stands in its way for the colleagues, such as what was found and overruled.

    Raises:
        NothingToPublishError
        EmbargoOverError: ``embargo_until`` has passed.
        ReleaseStatusError: it is published already.
        AlreadyAnnouncedError: it was withdrawn, and another has taken its place.
        SignOffMissingError: a funder wants to see it first.
    """
    lock(release.event)
    hold(release)
    if release.status == ReleaseStatus.PUBLISHED:
        raise ReleaseStatusError
    _refuse_second(release.event, release.kind, than=release)
    if not release.texts:
        raise NothingToPublishError
    if without_sign_off(release):
        raise SignOffMissingError
    moment = now()
    if embargo_until and embargo_until <= moment:
        raise EmbargoOverError
    if ReleaseStatus.PUBLISHED not in MOVES[release.status]:
        come_to(release, ReleaseStatus.CLEARED)
    come_to(release, ReleaseStatus.PUBLISHED, note)
    release.embargo_until = embargo_until
    release.published_at = embargo_until or min(release.published_at or moment, moment)
    revise(release, "release:status:publish")


def withdraw(release: Release) -> None:
    """Take the release out of the newsroom.

    Raises:
        ReleaseStatusError: it is not published.
    """
    hold(release)
    if release.status != ReleaseStatus.PUBLISHED:
        raise ReleaseStatusError
    come_to(release, ReleaseStatus.WITHDRAWN)
    revise(release, "release:status:withdraw")


def delete_draft(release: Release) -> None:
    """Remove a release that nobody outside has seen.

    Raises:
        ReleaseStatusError
    """
    hold(release)
    if release.status != ReleaseStatus.DRAFT:
        raise ReleaseStatusError
    record("release:text:delete", release)
    db.session.delete(release)
    db.session.flush()


def _refuse_second(event: Event, kind: ReleaseKind, *, than: Release | None) -> None:
    found = find_release(event, kind)
    if kind != ReleaseKind.CORRECTION and found not in (None, than):
        raise AlreadyAnnouncedError(found)


def _take(text: ReleaseText, wording: Wording) -> None:
    put(text, wording, is_by_hand=False)
    text.written = str(wording)
