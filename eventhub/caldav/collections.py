"""What stands under ``/dav/``: homes, the calendars in them, and the entries in those."""

import hashlib
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from eventhub.calendars.directory import feeds_by_kind
from eventhub.calendars.feeds import find_feed
from eventhub.calendars.models import CalendarBlock, PrivateFeed
from eventhub.calendars.options import FeedOptions, StoredEntry
from eventhub.calendars.private import entries_of, language_of, title_of
from eventhub.calendars.queries import current_state, stored_entries
from eventhub.clock import now
from eventhub.events.queries import is_listed
from eventhub.formats.ical import Block, calendar_object
from eventhub.web.language import in_language

ENDING = ".ics"
FEW = 500
"""Names up to which it is quicker to read those entries alone."""
_UID = re.compile(r"^UID:([^\r\n]+)", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One calendar object: its name in the collection, and its bytes."""

    name: str
    block: Block

    @cached_property
    def content(self) -> bytes:
        return calendar_object(self.block)

    @cached_property
    def etag(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:32]


@dataclass(frozen=True)
class Collection:
    """A calendar. ``key`` names it for ever; ``state`` is what it was made of, empty where nothing tells.

    ``read`` gives the entries under these UIDs, or all of them for None.
    """

    key: str
    href: str
    title: str
    read: Callable[[Set[str] | None], list[StoredEntry]]
    state: Callable[[], str] = field(default=lambda: "")

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """By name, in the order of names."""
        return self._by_name(None)

    def named(self, names: Sequence[str]) -> dict[str, Entry]:
        """Those of the entries that bear one of these names; a few are not looked for among all."""
        if not names:
            return {}
        if len(names) > FEW:
            return {name: self.entries[name] for name in names if name in self.entries}
        return self._by_name({name.removesuffix(ENDING) for name in names if name.endswith(ENDING)})

    def _by_name(self, uids: Set[str] | None) -> dict[str, Entry]:
        found = (Entry(_uid_of(each.block) + ENDING, each.block) for each in self.read(uids))
        return {entry.name: entry for entry in sorted(found, key=lambda entry: entry.name)}


@dataclass(frozen=True)
class Home:
    """Where a client finds its calendars; the principal that it acts for is the same address."""

    href: str
    title: str
    collections: Callable[[], list[Collection]]


def _uid_of(block: Block) -> str:
    match = _UID.search(block.text)
    if match is None:
        raise ValueError("A block without UID has been stored.")
    return match[1]


def public_home(language: str, href: str) -> Home:
    """All public feeds in one language."""

    def collections() -> list[Collection]:
        with in_language(language):
            names = ["all", *(offered.name for kind in feeds_by_kind().values() for offered in kind)]
            return [public_collection(language, name, f"{href}{name}/") for name in names]

    return Home(href, "EventHub", collections)


def public_collection(language: str, name: str, href: str) -> Collection:
    """A public feed.

    Raises:
        FeedNotFoundError
    """
    with in_language(language):
        feed = find_feed(name)

    def read(uids: Set[str] | None) -> list[StoredEntry]:
        narrowed = () if uids is None else (CalendarBlock.uid.in_(uids),)
        return stored_entries(language, is_listed(), feed.holds, *narrowed)

    return Collection(
        key=f"{language}/{name}",
        href=href,
        title=feed.title,
        read=read,
        state=lambda: current_state().token,
    )


def private_home(feed: PrivateFeed, href: str) -> Home:
    return Home(href, "EventHub", lambda: [private_collection(feed, f"{href}calendar/")])


def private_collection(feed: PrivateFeed, href: str) -> Collection:
    """A private feed. No state tells of its drafts, so it is looked at each time."""

    def read(uids: Set[str] | None) -> list[StoredEntry]:
        with in_language(language_of(feed)):
            found = entries_of(feed, FeedOptions(), at=now())
        return [each for each in found if uids is None or _uid_of(each.block) in uids]

    with in_language(language_of(feed)):
        title = feed.name or title_of(feed)
    return Collection(key=f"private/{feed.id}", href=href, title=title, read=read)
