"""All documents of an event, in the order in which one needs them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.clock import today
from eventhub.documents import badges, listing, lists, seating
from eventhub.documents.listing import Listing
from eventhub.events.models import Event
from eventhub.events.rules import days_of
from eventhub.formats import docx, typeset, xlsx

MEDIA_TYPES = {"pdf": typeset.PDF_TYPE, "docx": docx.MEDIA_TYPE, "xlsx": xlsx.MEDIA_TYPE}
"""By suffix."""


@dataclass(frozen=True)
class Wishes:
    """What was chosen for a document; each looks at what it understands."""

    day: date
    size: str = badges.USUAL_SIZE
    shape: str = seating.USUAL_SHAPE


def wishes_of(event: Event, *, day: str = "", size: str = "", shape: str = "") -> Wishes:
    """What is asked for; a wish that nobody can fulfil is the usual one."""
    days = {each.isoformat(): each for each in days_of(event)}
    return Wishes(
        day=days.get(day) or _next_day(event),
        size=size if size in badges.SIZES else badges.USUAL_SIZE,
        shape=shape if shape in seating.SHAPES else seating.USUAL_SHAPE,
    )


def _next_day(event: Event) -> date:
    days = days_of(event)
    return next((day for day in days if day >= today(event.time_zone)), days[-1])


@dataclass(frozen=True)
class DocumentKind:
    """A document that can be made of any event. ``choices`` names the wishes that it understands."""

    key: str
    title: Any
    purpose: Any
    writers: dict[str, Callable[[Event, Wishes], bytes]]
    choices: Sequence[str] = field(default=())


def _listed(make: Callable[[Event, Wishes], Listing]) -> dict[str, Callable[[Event, Wishes], bytes]]:
    def writer(write: Callable[[Listing], bytes]) -> Callable[[Event, Wishes], bytes]:
        return lambda event, wishes: write(make(event, wishes))

    return {suffix: writer(write) for suffix, write in listing.WRITERS.items()}


_KINDS = (
    DocumentKind(
        "attendance-sheet",
        _l("Attendance sheet"),
        _l("To be signed, one for each day, with the funder’s emblem; donors ask for the original."),
        _listed(lambda event, wishes: lists.attendance_sheet(event, wishes.day)),
        ("day",),
    ),
    DocumentKind(
        "participants",
        _l("List of participants"),
        _l("In the order of protocol, for the participants: only those who agreed, without addresses."),
        _listed(lambda event, _wishes: lists.participants(event)),
    ),
    DocumentKind(
        "participants-internal",
        _l("List of participants (internal)"),
        _l("Everybody, with addresses and telephone numbers: for the organisers alone."),
        _listed(lambda event, _wishes: lists.participants_internal(event)),
    ),
    DocumentKind(
        "badges",
        _l("Badges"),
        _l("With the code of the ticket; on sheets to cut, or one on each label."),
        {"pdf": lambda event, wishes: badges.badges(event, wishes.size)},
        ("size",),
    ),
    DocumentKind(
        "name-plates",
        _l("Name plates"),
        _l("A4, to be folded in the middle and put on the table."),
        {"pdf": lambda event, _wishes: badges.name_plates(event)},
    ),
    DocumentKind(
        "seating",
        _l("Seating plan"),
        _l("By protocol, from the chair outwards to the right and to the left."),
        {"pdf": lambda event, wishes: seating.seating(event, wishes.shape)},
        ("shape",),
    ),
)
CATALOGUE = {each.key: each for each in _KINDS}
