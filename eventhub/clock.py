"""The one place that asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """The calendar date at this moment in an IANA time zone: "today" differs between Suva and Panama."""
    return now().astimezone(ZoneInfo(time_zone)).date()
