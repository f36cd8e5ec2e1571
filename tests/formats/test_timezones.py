"""VTIMEZONE against zoneinfo, for every zone of the database."""

from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from icalendar import Calendar, Timezone

from eventhub.formats.errors import UnknownTimeZoneError
from eventhub.formats.timezones import FIRST_YEAR, LAST_YEAR, known_zones, timezone_block

TRICKY = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Asuncion",
    "America/Mexico_City",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Shanghai",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Paris",
    "Pacific/Apia",
    "Pacific/Chatham",
]
MAY_BE_LISTED = {"Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron"}


def midnight(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime.combine(date(year, month, day), time())


def zone_of_database(tzid: str) -> ZoneInfo:
    return ZoneInfo.from_file(BytesIO(_tzif(tzid)), key=tzid)


def _tzif(tzid: str) -> bytes:
    return resources.files("tzdata").joinpath("zoneinfo", *tzid.split("/")).read_bytes()


def distinct_zones() -> list[str]:
    """One name for each history: aliases would be tried twice."""
    return sorted({_tzif(tzid): tzid for tzid in sorted(known_zones())}.values())


def onsets_of(tzid: str) -> list[tuple[datetime, timedelta, timedelta]]:
    """Moment, offset before and offset after of each change that the component tells, by dateutil's RRULE."""
    found = []
    for observance in Timezone.from_ical(timezone_block(tzid)).walk():
        if observance.name == "VTIMEZONE":
            continue
        start = observance["DTSTART"].dt
        before, after = observance["TZOFFSETFROM"].td, observance["TZOFFSETTO"].td
        starts = [start]
        if "RRULE" in observance:
            rule = rrulestr(observance["RRULE"].to_ical().decode(), dtstart=start)
            starts = rule.between(midnight(FIRST_YEAR), midnight(LAST_YEAR + 1))
            assert start == next(iter(rule)), "DTSTART is not an onset of its rule"
        found += [((start - before).replace(tzinfo=UTC), before, after) for start in starts]
    return sorted(found)


@pytest.mark.parametrize("tzid", distinct_zones())
def test_every_change_of_every_zone_is_told(tzid):
    zone = zone_of_database(tzid)
    onsets = onsets_of(tzid)
    for moment, before, after in onsets:
        if moment.year >= FIRST_YEAR:
            assert (moment - timedelta(seconds=1)).astimezone(zone).utcoffset() == before
            assert moment.astimezone(zone).utcoffset() == after

    moment, standing = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), list(onsets)
    offset = onsets[0][1]
    while moment.year <= LAST_YEAR:
        while standing and standing[0][0] <= moment:
            offset = standing.pop(0)[2]
        assert moment.astimezone(zone).utcoffset() == offset, moment
        moment += timedelta(days=5)


@pytest.mark.parametrize("tzid", TRICKY)
def test_dateutil_reads_the_component_as_the_zone(tzid):
    zone, read = zone_of_database(tzid), tzical(StringIO(timezone_block(tzid))).get(tzid)
    for month in range(12 * FIRST_YEAR, 12 * (LAST_YEAR + 1)):
        local = midnight(month // 12, month % 12 + 1, 15)
        assert local.replace(tzinfo=read).utcoffset() == local.replace(tzinfo=zone).utcoffset(), local


def test_daylight_is_the_greater_offset_of_a_zone():
    for tzid in TRICKY:
        for observance in Timezone.from_ical(timezone_block(tzid)).walk("DAYLIGHT"):
            assert observance["TZOFFSETTO"].td >= observance["TZOFFSETFROM"].td, tzid


def test_two_rules_describe_paris():
    assert timezone_block("Europe/Paris").split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Paris",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_a_zone_without_changes_has_one_standard_observance():
    assert timezone_block("Asia/Shanghai").count("BEGIN:") == 2
    assert "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\n" in timezone_block(
        "Asia/Shanghai"
    )


def test_a_change_at_the_end_of_a_day_is_written_on_the_next_day():
    assert "RRULE:FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU" in timezone_block(
        "America/Santiago"
    )


def test_a_change_that_can_fall_into_the_next_month_has_a_rule_for_each():
    block = timezone_block("Africa/Cairo")
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR" in block
    assert "RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1;BYDAY=FR" in block


def test_only_zones_that_follow_no_rule_are_listed_to_the_horizon():
    listed = {tzid for tzid in known_zones() if f"DTSTART:{LAST_YEAR}" in timezone_block(tzid)}
    assert listed <= MAY_BE_LISTED


def test_no_component_has_what_clients_refuse():
    for tzid in known_zones():
        for refused in ("RDATE", "COMMENT", "X-LIC-LOCATION"):
            assert refused not in timezone_block(tzid)


@pytest.mark.parametrize(
    "tzid", ["", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "Europe", "europe/paris"]
)
def test_an_unknown_zone_is_refused(tzid):
    with pytest.raises(UnknownTimeZoneError):
        timezone_block(tzid)


def test_icalendar_reads_the_component_inside_a_calendar():
    lines = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + timezone_block("Asia/Gaza") + "END:VCALENDAR\r\n"
    )
    assert len(Calendar.from_ical(lines).timezones) == 1
