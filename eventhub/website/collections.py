"""The events of one thing (programme, organization, office, topic), as its page lists them."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from eventhub.calendars.links import Subscription, subscription
from eventhub.clock import now
from eventhub.events.presentation import EventCard
from eventhub.events.search import EventFilter, Period, find_events
from eventhub.website.pages import cards

MOST_COMING, MOST_PAST = 50, 10


@dataclass(frozen=True)
class Collection:
    """What is coming, and the latest of what is past; the whole lists have an address of their own."""

    coming: list[EventCard]
    past: list[EventCard]
    has_more_coming: bool
    has_more_past: bool
    all_coming: str
    all_past: str
    feed: Subscription


def collect(kind: str, thing: Any) -> Collection:
    """The listed events of ``thing``. ``kind`` is its name in addresses: topic, programme, organization or office."""
    wanted, moment = EventFilter(**{kind: thing}), now()
    # One more than is shown tells that there are more; to count them would cost more with each there is.
    coming, past = (
        find_events(wanted, period, at=moment, limit=limit + 1)
        for period, limit in ((Period.COMING, MOST_COMING), (Period.PAST, MOST_PAST))
    )
    return Collection(
        coming=cards(coming[:MOST_COMING], moment),
        past=cards(past[:MOST_PAST], moment),
        has_more_coming=len(coming) > MOST_COMING,
        has_more_past=len(past) > MOST_PAST,
        all_coming=url_for("events.index", **{kind: thing.slug}, when=Period.COMING.value),
        all_past=url_for("events.index", **{kind: thing.slug}, when=Period.PAST.value),
        feed=subscription(f"{kind}-{thing.slug}"),
    )
