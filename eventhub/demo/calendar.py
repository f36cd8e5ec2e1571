"""When the demo takes place: the Beijing workshop next November, the others around the day of loading.

What the file has as coming is coming whenever the demo is loaded, and what it has as past is past.
"""

from datetime import date, timedelta
from itertools import pairwise

BEIJING = date(2016, 11, 3)
"""First day of the Beijing workshop in the file; the seed prints no year, 2016 is assumed there."""
WRITTEN_ON = date(2026, 11, 23)
"""The day for which the other events of the file were dated."""

WEEK = timedelta(weeks=1)


def next_third_of_november(after: date) -> date:
    """The first 3 November that comes later than ``after``."""
    this_year = date(after.year, 11, 3)
    return this_year if this_year > after else date(after.year + 1, 11, 3)


class DemoCalendar:
    """Moves dates of the file to where they lie for a demo loaded on ``day_of_loading``."""

    def __init__(self, day_of_loading: date) -> None:
        self.beijing = next_third_of_november(day_of_loading)
        # Whole weeks, so that nobody meets on a Sunday; rounded up, so that what was to come tomorrow is not over.
        self._shift = -((WRITTEN_ON - day_of_loading) // WEEK) * WEEK

    def moved(self, day: str) -> date:
        """Where a date of the file (ISO) lies."""
        original = date.fromisoformat(day)
        if original.year == BEIJING.year:
            return self.beijing + (original - BEIJING)
        return original + self._shift

    def days(self, listed: list[str]) -> list[date]:
        return [self.moved(day) for day in listed]


def is_consecutive(days: list[date]) -> bool:
    return all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))
