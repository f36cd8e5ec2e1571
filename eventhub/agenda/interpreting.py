"""Which languages the items of an agenda are spoken and interpreted in, all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from eventhub.agenda.actions import InterpretationDetails, SessionDetails, edit_sessions
from eventhub.agenda.models import Session
from eventhub.agenda.queries import agenda_of
from eventhub.agenda.warnings import PAUSES
from eventhub.events.models import Event
from eventhub.text.languages import CODES


def spoken_items(event: Event) -> list[Session]:
    """The items at which people speak from a floor."""
    return [each for each in agenda_of(event) if not each.cancelled and each.kind not in PAUSES]


def languages_to_offer(event: Event, sessions: Sequence[Session]) -> list[str]:
    """Those of the event and those in use; all six where nobody has said which."""
    used = [code for each in sessions for row in each.interpretations for code in (row.source, row.target)]
    floors = [each.floor_language for each in sessions if each.floor_language]
    found = dict.fromkeys([*event.working_languages, *event.interpretation, *floors, *used])
    return list(found) if len(found) > 1 else list(CODES)


def set_languages(
    event: Event,
    sessions: Sequence[Session],
    wanted: Mapping[int, tuple[str, tuple[InterpretationDetails, ...]]],
) -> None:
    """Say what is spoken and interpreted, by the number of the item; items that are not named stay as they are."""
    edit_sessions(
        event,
        {
            each: replace(
                SessionDetails.of(each),
                floor_language=wanted[each.id][0],
                interpretations=wanted[each.id][1],
            )
            for each in sessions
            if each.id in wanted
        },
    )
