"""The forms in which the same calendar can be had, by the ending of its address."""

from collections.abc import Callable
from typing import NamedTuple

from eventhub.formats.jcal import JCAL, JSCALENDAR, jcal, jscalendar


class Rendering(NamedTuple):
    """A media type, and what makes it of the iCalendar text."""

    media_type: str
    of: Callable[[bytes], bytes]


RENDERINGS = {
    "ics": Rendering("text/calendar; charset=utf-8", lambda content: content),
    "jcal": Rendering(JCAL, jcal),
    "jscalendar": Rendering(JSCALENDAR, jscalendar),
}
OTHERS = "<any(jcal, jscalendar):form>"
"""For the routes of all forms but the first, which stands for itself."""
