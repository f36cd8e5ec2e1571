"""Badges and name plates: a card for each person, many on a sheet or one on a label."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub.clock import now
from eventhub.documents.roll import Participant, roll_of
from eventhub.events.acknowledgements import acknowledgements_of
from eventhub.events.models import Event
from eventhub.events.presentation import dates_of
from eventhub.formats import qr, typeset
from eventhub.text.languages import in_language
from eventhub.web.language import current_language


@dataclass(frozen=True)
class BadgeSize:
    """Width and height of a badge in millimetres, and how many stand on a sheet of A4; alone, it is a label."""

    label: Any
    width: float
    height: float
    columns: int = 1
    rows: int = 1

    @property
    def is_label(self) -> bool:
        return self.columns * self.rows == 1


SIZES = {
    "a6": BadgeSize(_l("A6, 4 on a sheet"), 105, 148, 2, 2),
    "a7": BadgeSize(_l("A7, 8 on a sheet"), 105, 74, 2, 4),
    "90x55": BadgeSize(_l("90 × 55 mm, 10 on a sheet"), 90, 55, 2, 5),
    "86x54": BadgeSize(_l("86 × 54 mm (card), 10 on a sheet"), 86, 54, 2, 5),
    "label-100x62": BadgeSize(_l("Label 100 × 62 mm"), 100, 62),
    "label-101x54": BadgeSize(_l("Label 101 × 54 mm"), 101, 54),
    "label-102x76": BadgeSize(_l("Label 102 × 76 mm"), 102, 76),
}
"""Sheets of A4 to cut or with pockets to fit, and the labels of usual label printers."""
USUAL_SIZE = "a7"


def badges(event: Event, size: str = USUAL_SIZE) -> bytes:
    """A badge for everybody with a place, in the order of protocol, as PDF."""
    return _badges(event, roll_of(event), SIZES[size])


def _badges(event: Event, people: Sequence[Participant], size: BadgeSize) -> bytes:
    language = current_language()
    acknowledged = acknowledgements_of(event, language)
    data = {
        **_head(event, _("Badges")),
        "event": in_language(event.title, language)[0],
        "when": dates_of(event),
        "width": size.width,
        "height": size.height,
        "columns": size.columns,
        "rows": size.rows,
        "is_label": size.is_label,
        "funder": asdict(acknowledged[0]) if acknowledged else None,
        "people": [
            {
                "name": each.name,
                "organization": each.organization,
                "country": each.country,
                "role": each.role,
                "tone": each.tone,
                "qr": qr.svg(each.registration.ticket),
                "qr_alt": _("QR code of the ticket %(reference)s", reference=each.registration.reference),
            }
            for each in people
        ],
    }
    return typeset.pdf("badges", data, modified=now())


def name_plates(event: Event) -> bytes:
    """A sheet for each person, to be folded in the middle: the name can be read from both sides of a table."""
    people = [
        {"name": each.name, "organization": each.organization, "country": each.country}
        for each in roll_of(event)
    ]
    return typeset.pdf("name_plates", {**_head(event, _("Name plates")), "people": people}, modified=now())


def _head(event: Event, title: str) -> dict[str, Any]:
    language = current_language()
    return {"language": language, "title": title, "office": in_language(event.office.name, language)[0]}
