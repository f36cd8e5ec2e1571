"""What the words of an agenda are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.agenda.history import Step
from eventhub.agenda.models import SessionKind, SpeakerRole
from eventhub.agenda.timing import Reach

KIND_LABELS = {
    SessionKind.REGISTRATION: _l("Registration"),
    SessionKind.OPENING: _l("Opening"),
    SessionKind.PLENARY: _l("Plenary"),
    SessionKind.PANEL: _l("Panel"),
    SessionKind.SESSION: _l("Session"),
    SessionKind.GROUP_WORK: _l("Group work"),
    SessionKind.FIELD_VISIT: _l("Field visit"),
    SessionKind.BREAK: _l("Break"),
    SessionKind.LUNCH: _l("Lunch"),
    SessionKind.PHOTO: _l("Group photo"),
    SessionKind.SOCIAL: _l("Social event"),
    SessionKind.EVALUATION: _l("Evaluation"),
    SessionKind.CLOSING: _l("Closing"),
}
ROLE_LABELS = {
    SpeakerRole.SPEAKER: _l("Speaker"),
    SpeakerRole.OPENING: _l("Opening remarks"),
    SpeakerRole.CHAIR: _l("Chair"),
    SpeakerRole.MODERATOR: _l("Moderator"),
    SpeakerRole.FACILITATOR: _l("Facilitator"),
    SpeakerRole.RAPPORTEUR: _l("Rapporteur"),
}
REACH_LABELS = {
    Reach.ONE: _l("This item alone"),
    Reach.TRACK: _l("All that follow on this day in its track"),
    Reach.DAY: _l("All that follow on this day"),
}
STEP_LABELS = {
    Step.ADD: _l("an item added"),
    Step.EDIT: _l("an item changed"),
    Step.REMOVE: _l("an item removed"),
    Step.RESTORE: _l("an item brought back"),
    Step.MOVE: _l("items moved"),
    Step.PASTE: _l("lines pasted"),
    Step.COPY_DAY: _l("a day copied"),
    Step.TEMPLATE: _l("a template used"),
    Step.INTERPRETATION: _l("interpretation changed"),
}
