"""What a subscriber may ask of a feed beyond its name, in the query of its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NamedTuple

from flask_babel import gettext as _

from eventhub.calendars.errors import FeedOptionError
from eventhub.formats.ical import Block
from eventhub.formats.ical_variants import is_all_day, with_alarm, with_times

Times = Literal["days", "hours"]
TIMES: dict[str, Times] = {"days": "days", "hours": "hours"}
ALARMS = (5, 10, 15, 30, 60, 120, 1440, 2880, 10080)
"""Minutes before the start that a reminder can be asked for."""
_YES_OR_NO = {"yes": True, "no": False}


class StoredEntry(NamedTuple):
    """A block as it was stored, and the lines that turn an event of hours into one of whole days, or back.

    Agenda items have no such lines.
    """

    block: Block
    other_times: Block = Block("")


@dataclass(frozen=True)
class FeedOptions:
    """``agenda``: with the agenda items. ``times``: events as whole days or by their hours; None leaves it to how many
    days they last. ``alarm``: minutes between a reminder and the start."""

    agenda: bool = False
    times: Times | None = None
    alarm: int | None = None

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> "FeedOptions":
        """What the query of an address asks for; names that mean nothing here are passed over.

        Raises:
            FeedOptionError: a value that means nothing.
        """
        alarm = arguments.get("alarm") or None
        try:
            return cls(
                agenda=_YES_OR_NO[arguments.get("agenda") or "no"],
                times=TIMES[arguments["times"]] if arguments.get("times") else None,
                alarm=ALARMS[ALARMS.index(int(alarm))] if alarm else None,
            )
        except (KeyError, ValueError) as error:
            raise FeedOptionError from error

    def query(self) -> dict[str, str]:
        """The same for the query of an address, always in one way."""
        asked = {"agenda": "yes" if self.agenda else "", "times": self.times or "", "alarm": self.alarm or ""}
        return {name: str(value) for name, value in asked.items() if value}

    def shape(self, entry: StoredEntry) -> Block:
        """The block as this subscriber wants it; words are in the language in force."""
        block = entry.block
        if self.times and entry.other_times.text and is_all_day(block) != (self.times == "days"):
            block = with_times(block, entry.other_times)
        if self.alarm:
            block = with_alarm(block, timedelta(minutes=self.alarm), _("Reminder"))
        return block
