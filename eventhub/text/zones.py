"""Time zones for readers to choose from: one for each offset and part of the world, by a city that people know."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_gmt, get_timezone_location

from eventhub.text.calendar import locale_of

COMMON = (
    "Pacific/Honolulu", "America/Los_Angeles", "America/Denver", "America/Mexico_City", "America/Bogota",
    "America/New_York", "America/Santiago", "America/Sao_Paulo", "Atlantic/Cape_Verde", "Africa/Dakar",
    "Europe/London", "Africa/Lagos", "Europe/Brussels", "Africa/Cairo", "Africa/Johannesburg", "Asia/Beirut",
    "Europe/Istanbul", "Europe/Moscow", "Africa/Nairobi", "Asia/Baghdad", "Asia/Tehran", "Asia/Dubai",
    "Asia/Kabul", "Asia/Karachi", "Asia/Tashkent", "Asia/Almaty", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka",
    "Asia/Bangkok", "Asia/Jakarta", "Asia/Shanghai", "Asia/Manila", "Asia/Tokyo", "Australia/Sydney",
    "Pacific/Auckland",
)  # fmt: skip


@cache
def zone_names() -> frozenset[str]:
    """The IANA names of all zones, read once: ``available_timezones`` walks through all their files each time."""
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether it is the IANA name of a zone."""
    return name in zone_names()


def zones_at(moment: datetime, language: str, *more: str) -> list[tuple[str, str]]:
    """Names and labels (UTC+01:00 Brussels) of the common zones and ``more``, from west to east at a moment."""
    names = dict.fromkeys(("UTC", *COMMON, *more))
    ordered = sorted(
        names, key=lambda name: (moment.astimezone(ZoneInfo(name)).utcoffset(), name != "UTC", name)
    )
    return [(name, _label(name, moment, language)) for name in ordered]


def _label(name: str, moment: datetime, language: str) -> str:
    if name == "UTC":
        return name
    local = moment.astimezone(ZoneInfo(name))
    offset = get_timezone_gmt(local, "iso8601", locale="en").replace("Z", "+00:00")
    city = get_timezone_location(ZoneInfo(name), locale=locale_of(language), return_city=True)
    return f"UTC{offset} {city}"
