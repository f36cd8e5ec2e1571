"""Entries to write in tests."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from eventhub.formats.ical import Attendee, Entry, Organizer

BEIJING = ZoneInfo("Asia/Shanghai")
PARIS = ZoneInfo("Europe/Paris")

FACTS = {
    "uid": "5f0c1e9e-4f0e-4c5e-9d3b-2f6d8a3a1b11",
    "sequence": 2,
    "created_at": datetime(2026, 8, 1, 9, tzinfo=UTC),
    "revised_at": datetime(2026, 9, 1, 10, 30, tzinfo=UTC),
    "start": datetime(2026, 11, 3, 9, tzinfo=BEIJING),
    "end": datetime(2026, 11, 3, 17, 30, tzinfo=BEIJING),
    "summary": "Workshop on safe migration",
    "language": "en",
}
OFFICE = Organizer(name="Liaison Office", email="events@example.org")
DELEGATE = Attendee(name="Li Wei", email="li.wei@example.org", rsvp=True)


def entry(**changes) -> Entry:
    return Entry(**{**FACTS, **changes})
