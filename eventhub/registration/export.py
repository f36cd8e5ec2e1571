"""Registrations as a table, for spreadsheet programs."""

from collections.abc import Iterable

from flask_babel import gettext as _

from eventhub.events.models import Event
from eventhub.formats.cells import Cell, Column, Sheet
from eventhub.registration.labels import CONSENT_LABELS, STATUS_LABELS
from eventhub.registration.models import ConsentPurpose, Registration
from eventhub.registration.presentation import organization_of
from eventhub.text.countries import country_name
from eventhub.text.languages import direction
from eventhub.web.language import current_language

ASKED = (ConsentPurpose.PARTICIPANT_LIST, ConsentPurpose.PHOTOGRAPHS, ConsentPurpose.FUTURE_EVENTS)


def sheet_of(event: Event, registrations: Iterable[Registration]) -> Sheet:
    """A row for each, headed in the language in force; times by the clocks of the venue."""
    columns = [
        Column(_("Reference"), 12),
        Column(_("Status"), 18),
        Column(_("Name"), 28),
        Column(_("E-mail address"), 30),
        Column(_("Organisation"), 36),
        Column(_("Position"), 24),
        Column(_("Country"), 18),
        Column(_("Telephone"), 20),
        Column(_("What to prepare"), 36),
        Column(_("Language"), 10),
        *(Column(str(CONSENT_LABELS[purpose]), 16) for purpose in ASKED),
        Column(_("Registered"), 18),
    ]
    return Sheet(
        title=_("Registrations"),
        columns=columns,
        rows=[_row(event, each) for each in registrations],
        right_to_left=direction(current_language()) == "rtl",
    )


def _row(event: Event, registration: Registration) -> list[Cell]:
    held = {each.purpose for each in registration.consents if each.withdrawn_at is None}
    country = registration.country
    return [
        registration.reference,
        str(STATUS_LABELS[registration.status]),
        registration.name,
        registration.email,
        organization_of(registration),
        registration.position,
        country_name(country, current_language()) if country else "",
        registration.phone,
        registration.needs,
        registration.language,
        *(_("yes") if purpose in held else _("no") for purpose in ASKED),
        registration.created_at.astimezone(event.zone),
    ]
