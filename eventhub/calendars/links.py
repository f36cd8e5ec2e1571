"""Ways into a reader's calendar."""

from dataclasses import dataclass
from urllib.parse import quote

from eventhub.calendars.options import FeedOptions
from eventhub.web.language import absolute_url


@dataclass(frozen=True)
class Subscription:
    """The address of a feed, and the same for programs that want it in another form."""

    https: str

    @property
    def webcal(self) -> str:
        """Opens the calendar program of a phone or computer."""
        return "webcal://" + self.https.partition("://")[2]

    @property
    def google(self) -> str:
        return "https://calendar.google.com/calendar/r?cid=" + quote(self.webcal, safe="")

    @property
    def outlook(self) -> str:
        return "https://outlook.live.com/calendar/0/addfromweb?url=" + quote(self.https, safe="")


PLAIN = FeedOptions()
"""A feed as it is without anything asked of it."""


def subscription(name: str, options: FeedOptions = PLAIN) -> Subscription:
    """How to subscribe to the feed ``name`` in the language in force."""
    return Subscription(absolute_url("calendars.feed", name=name, **options.query()))
