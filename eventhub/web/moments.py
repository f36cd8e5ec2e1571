"""Times typed by the clock of a place."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import DateField, TimeField
from wtforms.validators import InputRequired, Optional, ValidationError

from eventhub.web.forms import TimeZoneField

FIRST_YEAR, LAST_YEAR = 1950, 2100
MOST_DAYS = 366
"""Years outside, and longer periods, are slips of the hand; and the clocks of a zone are a guess far from today."""


class ClockGapError(ValueError):
    """The clocks of the place skip this time: they are put forward."""


def moment_at(day: date, clock: time, time_zone: str) -> datetime:
    """The moment at which the clocks of a place show a time; where they show it twice, the first.

    Raises:
        ClockGapError: they never show it on that day.
    """
    local = datetime.combine(day, clock.replace(tzinfo=None), tzinfo=ZoneInfo(time_zone))
    if local.astimezone(UTC).astimezone(local.tzinfo).time() != local.time():
        raise ClockGapError
    return local


def within_reach(_form: Any, field: Any) -> None:
    """A day in a year that an event may be in."""
    if field.data and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        raise ValidationError(
            _l("Write a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
        )


def gap_message(time_zone: str) -> Any:
    """What to say of a time that the clocks skip."""
    return _l(
        "The clocks in %(zone)s are put forward on this day and skip this time. Choose another.",
        zone=time_zone,
    )


def moment_of(day: Any, clock: Any, time_zone: str) -> datetime | None:
    """The moment that two fields hold together; None, with a message at ``clock``, when there is none."""
    if day.errors or clock.errors or day.data is None or clock.data is None:
        return None
    try:
        return moment_at(day.data, clock.data, time_zone)
    except ClockGapError:
        clock.errors = [*clock.errors, gap_message(time_zone)]
        return None


class PeriodFields:
    """Fields of a form: from a time on one day to a time on the same or a later day, by the clocks of the venue."""

    first_day = DateField(_l("First day"), [InputRequired(_l("Choose a day.")), within_reach])
    start_time = TimeField(_l("Begins at"), [InputRequired(_l("Write a time, such as 09:00."))])
    last_day = DateField(
        _l("Last day"), [Optional(), within_reach], description=_l("Leave empty for a single day.")
    )
    end_time = TimeField(_l("Ends at"), [InputRequired(_l("Write a time, such as 17:00."))])
    time_zone = TimeZoneField(
        _l("Time zone of the venue"),
        [InputRequired(_l("Write the time zone, such as Asia/Shanghai."))],
        description=_l("All times are by the clocks there."),
    )

    def validate_period(self) -> bool:
        """Whether the period begins and ends at times that exist, in this order; messages stand by the fields."""
        if self.time_zone.errors:
            return False
        start = moment_of(self.first_day, self.start_time, self.time_zone.data or "")
        end = moment_of(self._end_day(), self.end_time, self.time_zone.data or "")
        if start is None or end is None:
            return False
        if end <= start:
            wrong = self.end_time if self._end_day().data == self.first_day.data else self.last_day
            wrong.errors = [*wrong.errors, _l("The end comes before the start.")]
            return False
        if (end - start).days > MOST_DAYS:
            self.last_day.errors = [*self.last_day.errors, _l("This is longer than a year.")]
            return False
        return True

    def _end_day(self) -> Any:
        return self.last_day if self.last_day.data or self.last_day.errors else self.first_day

    def period(self) -> dict[str, Any]:
        """Start, end and zone of a valid form, by the names of ``Event``."""
        zone = self.time_zone.data or ""
        first, last = self.first_day.data, self._end_day().data
        return {
            "starts_at": moment_at(first, self.start_time.data, zone),  # pyright: ignore - required fields
            "ends_at": moment_at(last, self.end_time.data, zone),  # pyright: ignore - required fields
            "time_zone": zone,
        }

    @staticmethod
    def values_of_period(starts_at: datetime, ends_at: datetime, time_zone: str) -> dict[str, Any]:
        """What the fields show of a stored period."""
        start, end = (each.astimezone(ZoneInfo(time_zone)) for each in (starts_at, ends_at))
        return {
            "first_day": start.date(),
            "start_time": start.time(),
            "last_day": end.date(),
            "end_time": end.time(),
            "time_zone": time_zone,
        }
