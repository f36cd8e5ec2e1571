"""The lists of an event: of participants, for themselves and for organisers, and the sheet that is signed each day."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from flask_babel import gettext as _

from eventhub.documents.labels import GROUP_LABELS
from eventhub.documents.listing import Field, Listing, Section, facts_over
from eventhub.documents.roll import Participant, roll_of
from eventhub.events.models import Event
from eventhub.text import calendar
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language


def participants(event: Event) -> Listing:
    """What participants receive: those who agreed to stand there, without addresses or telephone numbers."""
    people = [each for each in roll_of(event) if each.is_public]

    def row(number: int, each: Participant) -> list[str]:
        return [str(number), each.name, _position(each), each.organization, each.country]

    return Listing(
        event=event,
        title=_("List of participants"),
        facts=facts_over(event),
        note=_("Only those who agreed to it stand in this list."),
        fields=[
            Field(_("No."), 1),
            Field(_("Name"), 5),
            Field(_("Position"), 5),
            Field(_("Organisation"), 6),
            Field(_("Country"), 3),
        ],
        sections=_by_group(people, row),
    )


def participants_internal(event: Event) -> Listing:
    """For the organisers: everybody, with how to reach them."""

    def row(number: int, each: Participant) -> list[str]:
        person = each.registration
        return [
            str(number),
            each.name,
            _position(each),
            each.organization,
            each.country,
            person.email,
            person.phone,
            person.reference,
        ]

    return Listing(
        event=event,
        title=_("List of participants (internal)"),
        facts=facts_over(event),
        note=_("For the organisers only: it holds addresses and telephone numbers."),
        fields=[
            Field(_("No."), 1),
            Field(_("Name"), 4),
            Field(_("Position"), 4),
            Field(_("Organisation"), 5),
            Field(_("Country"), 2.5),
            Field(_("E-mail address"), 5),
            Field(_("Telephone"), 3),
            Field(_("Reference"), 2),
        ],
        sections=_by_group(roll_of(event), row),
        is_wide=True,
    )


def attendance_sheet(event: Event, day: date) -> Listing:
    """What is signed on one day. Donors ask for the original of each, and count who has signed (documents.md)."""
    signed = [Field(_("Signature, morning"), 4, True), Field(_("Signature, afternoon"), 4, True)]
    rows = [
        [str(number), each.name, each.organization, "", each.registration.email, "", ""]
        for number, each in enumerate(roll_of(event), start=1)
    ]
    spare = [[str(len(rows) + number), "", "", "", "", "", ""] for number in range(1, SPARE_LINES + 1)]
    return Listing(
        event=event,
        title=_("Attendance sheet"),
        facts=facts_over(event, day=capitalise(calendar.full_date(day, current_language()))),
        note="",
        fields=[
            Field(_("No."), 1),
            Field(_("Name"), 4.5),
            Field(_("Organisation"), 4.5),
            Field(_("Sex"), 1.2, True),
            Field(_("E-mail address"), 4.5),
            *signed,
        ],
        sections=[Section("", [*rows, *spare])],
        is_wide=True,
    )


SPARE_LINES = 5
"""For those who come without having registered."""


def _position(each: Participant) -> str:
    return ", ".join(filter(None, (each.registration.position, each.capacity)))


def _by_group(people: Sequence[Participant], row) -> list[Section]:
    """Numbered through, under the headings of the roll."""
    numbered = enumerate(people, start=1)
    return [
        Section(str(GROUP_LABELS[group]), [row(number, each) for number, each in found])
        for group, found in groupby(numbered, key=lambda pair: pair[1].group)
    ]
