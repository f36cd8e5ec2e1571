"""The events of one thing (programme, organization, office, topic), as its page lists them."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from eventhub.calendars.links import Subscription, subscription
from eventhub.clock import now
from eventhub.events.presentation import EventCard
from eventhub.events.search import EventFilter, Period, count_events, find_events
from eventhub.website.pages import cards

MOST_COMING, MOST_PAST = 50, 10


@dataclass(frozen=True)
class Collection:
    """What is coming, and the latest of what is past; the whole lists have an address of their own."""

    coming: list[EventCard]
    past: list[EventCard]
    counts: dict[Period, int]
    all_coming: str
    all_past: str
    feed: Subscription

    @property
    def has_more_coming(self) -> bool:
        return self.counts[Period.COMING] > len(self.coming)

    @property
    def has_more_past(self) -> bool:
        return self.counts[Period.PAST] > len(self.past)


def collect(kind: str, thing: Any) -> Collection:
    """The listed events of ``thing``. ``kind`` is its name in addresses: topic, programme, organization or office."""
    wanted, moment = EventFilter(**{kind: thing}), now()
    coming, past = (
        find_events(wanted, period, at=moment, limit=limit)
        for period, limit in ((Period.COMING, MOST_COMING), (Period.PAST, MOST_PAST))
    )
    return Collection(
        coming=cards(coming, moment),
        past=cards(past, moment),
        counts=count_events(wanted, at=moment),
        all_coming=url_for("events.index", **{kind: thing.slug}, when=Period.COMING.value),
        all_past=url_for("events.index", **{kind: thing.slug}, when=Period.PAST.value),
        feed=subscription(f"{kind}-{thing.slug}"),
    )
