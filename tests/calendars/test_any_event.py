"""Whatever the facts of an event, its entry is one that parsers read and that says when it takes place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.clock import now
from eventhub.db import Translated
from eventhub.events.entries import event_entry
from eventhub.events.models import AttendanceMode, Event, EventKind, EventStatus
from eventhub.formats.ical import calendar, event_block
from eventhub.organizations.models import Office
from eventhub.text.languages import CODES
from eventhub.web.language import in_language

SCRIPTS = {
    "en": "Workshop; on, migration\\ “2”\r\nX-EVIL:1",
    "fr": "Atelier d’été à Orléans : œuvre n° 3",
    "es": "¿Taller o año? ¡Ñandú!",
    "ar": "ورشة عمل حول الهجرة الآمنة\u200f",
    "zh": "关于安全移民的研讨会𠮷",
    "ru": "Семинар — «Миграция»\x00\x0b",
}
ZONES = [
    "Asia/Shanghai",
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
]
TURNING_DAYS = [
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),  # Clocks go forward in Paris.
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # Clocks go back in Paris.
    datetime(2026, 11, 1, 5, 30, tzinfo=UTC),  # Clocks go back in New York.
    datetime(2026, 4, 4, 15, 0, tzinfo=UTC),  # Lord Howe turns by half an hour.
    datetime(2028, 2, 28, 22, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
]
words = st.text(max_size=120) | st.sampled_from(sorted(SCRIPTS.values()))
texts = st.dictionaries(st.sampled_from(CODES), words, max_size=6).map(Translated)
A_CENTURY = 100 * 365 * 86400
moments = st.sampled_from(TURNING_DAYS) | st.integers(0, A_CENTURY).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


@st.composite
def events(draw) -> Event:
    start = draw(moments)
    return Event(
        uid="f7f6c4de-9b8e-4b53-8a85-0d5a2a1f3c52",
        slug="workshop",
        office=Office(slug="office", name=draw(texts)),
        kind=draw(st.sampled_from(EventKind)),
        title=draw(texts),
        aim=draw(texts),
        status=draw(st.sampled_from(EventStatus)),
        mode=draw(st.sampled_from(AttendanceMode)),
        starts_at=start,
        ends_at=start + draw(st.timedeltas(timedelta(minutes=1), timedelta(days=400))),
        time_zone=draw(st.sampled_from(ZONES)),
        venue=draw(texts),
        city=draw(texts),
        address=draw(words),
        country=draw(st.sampled_from([None, "CN", "FR", "PS"])),
        latitude=draw(st.none() | st.floats(-90, 90)),
        longitude=0.0,
        sequence=draw(st.integers(0, 1000)),
        created_at=now(),
        revised_at=now(),
        replaces_programme_funding=False,
    )


@settings(max_examples=150)
@given(event=events(), language=st.sampled_from(CODES))
def test_an_entry_is_read_as_it_was_meant(app, event, language):
    if event.latitude is None:
        event.longitude = None
    with in_language(language):
        content = calendar([event_block(event_entry(event))], name="All", language=language)
    assert len(vobject.readOne(content.decode()).vevent_list) == 1
    (entry,) = icalendar.Calendar.from_ical(content).events
    assert not entry.errors
    assert "X-EVIL" not in entry
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    zone = ZoneInfo(event.time_zone)
    first, last = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    if first.date() == last.date():
        assert entry.start == event.starts_at.replace(microsecond=0)
        assert entry.end == event.ends_at.replace(microsecond=0)
    else:
        assert (entry.start, entry.end) == (first.date(), last.date() + timedelta(days=1))
