"""Registrations as a table, for spreadsheet programs."""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventhub.events.models import Event
from eventhub.formats.cells import Cell, Column, Sheet
from eventhub.questions.models import Privacy
from eventhub.questions.presentation import words_of
from eventhub.questions.queries import sections_of
from eventhub.questions.rules import questions_of
from eventhub.registration.answer_queries import answers_of_all
from eventhub.registration.labels import CONSENT_LABELS, STATUS_LABELS
from eventhub.registration.models import ConsentPurpose, Registration
from eventhub.registration.presentation import organization_of
from eventhub.text.countries import country_name
from eventhub.text.languages import direction, in_language
from eventhub.web.language import current_language

ASKED = (ConsentPurpose.PARTICIPANT_LIST, ConsentPurpose.PHOTOGRAPHS, ConsentPurpose.FUTURE_EVENTS)


def sheet_of(event: Event, registrations: Sequence[Registration], *, with_sensitive: bool) -> Sheet:
    """A row for each, headed in the language in force; times by the clocks of the venue.

    What was told in confidence is left out without ``with_sensitive``; files are named, not given.
    """
    questions = [
        each
        for each in questions_of(sections_of(event))
        if with_sensitive or each.privacy != Privacy.SENSITIVE
    ]
    answers = answers_of_all(registrations) if questions else {}
    columns = [
        Column(_("Reference"), 12),
        Column(_("Category"), 18),
        Column(_("Status"), 18),
        Column(_("Name"), 28),
        Column(_("E-mail address"), 30),
        Column(_("Organisation"), 36),
        Column(_("Position"), 24),
        Column(_("Country"), 18),
        Column(_("Telephone"), 20),
        *([Column(_("What to prepare"), 36)] if with_sensitive else []),
        Column(_("Language"), 10),
        *(Column(str(CONSENT_LABELS[purpose]), 16) for purpose in ASKED),
        Column(_("Registered"), 18),
        *(Column(in_language(each.label, current_language())[0], 24) for each in questions),
    ]
    return Sheet(
        title=_("Registrations"),
        columns=columns,
        rows=[
            [
                *_row(event, registration, with_sensitive),
                *(words_of(each, answers[registration.id].get(each.id)) for each in questions),
            ]
            for registration in registrations
        ],
        right_to_left=direction(current_language()) == "rtl",
    )


def _row(event: Event, registration: Registration, with_sensitive: bool) -> list[Cell]:
    held = {each.purpose for each in registration.consents if each.withdrawn_at is None}
    country = registration.country
    return [
        registration.reference,
        in_language(registration.category.name, current_language())[0] if registration.category else "",
        str(STATUS_LABELS[registration.status]),
        registration.name,
        registration.email,
        organization_of(registration),
        registration.position,
        country_name(country, current_language()) if country else "",
        registration.phone,
        *([registration.needs] if with_sensitive else []),
        registration.language,
        *(_("yes") if purpose in held else _("no") for purpose in ASKED),
        registration.created_at.astimezone(event.zone),
    ]
