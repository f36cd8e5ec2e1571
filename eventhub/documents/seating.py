"""Who sits where: by protocol, from the chair outwards."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub.clock import now
from eventhub.documents.listing import facts_over
from eventhub.documents.roll import Participant, roll_of
from eventhub.documents.rules import around_the_chair, in_rows
from eventhub.events.models import Event
from eventhub.formats import typeset
from eventhub.text.languages import in_language
from eventhub.web.language import current_language

SHAPES = {"table": _l("Round one table"), "rows": _l("In rows")}
USUAL_SHAPE = "table"
SEATS_IN_A_ROW = 8


def seating(event: Event, shape: str = USUAL_SHAPE) -> bytes:
    """A plan with numbered seats, and who sits on each, as PDF. The number is the place in the order of protocol."""
    people, language = roll_of(event), current_language()
    numbered = list(enumerate(people, start=1))
    rows = in_rows(numbered, SEATS_IN_A_ROW) if shape == "rows" else [around_the_chair(numbered)]
    data = {
        "language": language,
        "title": _("Seating plan"),
        "office": in_language(event.office.name, language)[0],
        "facts": [list(pair) for pair in facts_over(event)],
        "shape": shape,
        "chair": _("Chair"),
        "podium": _("Podium"),
        "note": _(
            "Number 1 sits in the middle, number 2 at the right hand of number 1, number 3 at the left, and so on."
        ),
        "rows": [[_seat(number, each) for number, each in row] for row in rows],
        "people": [_seat(number, each) for number, each in numbered],
    }
    return typeset.pdf("seating", data, modified=now())


def _seat(number: int, each: Participant) -> dict[str, str | int]:
    return {"number": number, "name": each.name, "organization": each.organization}
