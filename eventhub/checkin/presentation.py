"""Check-in in words."""

from datetime import datetime

from flask_babel import gettext as _

from eventhub.agenda.labels import KIND_LABELS
from eventhub.checkin.actions import Done
from eventhub.checkin.models import Attendance
from eventhub.checkin.rules import Occasion, Outcome
from eventhub.events.models import Event
from eventhub.text import calendar
from eventhub.text.languages import in_language
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language


def label_of(occasion: Occasion, event: Event) -> str:
    """A day with its date, a session with its time and title."""
    language = current_language()
    if occasion.session is None:
        return capitalise(calendar.full_date(occasion.day, language))
    session = occasion.session
    title = in_language(session.title, language)[0] or str(KIND_LABELS[session.kind])
    day = calendar.short_day(occasion.day, language)
    return f"{day} {clock(session.starts_at, event)} {title}"


def clock(moment: datetime, event: Event) -> str:
    return calendar.clock(moment, event.time_zone, current_language())


def came_in_words(attendance: Attendance, event: Event) -> str:
    """When somebody came, and at which desk."""
    time, desk = clock(attendance.arrived_at, event), attendance.desk
    return _("%(time)s, %(desk)s", time=time, desk=desk) if desk else time


def outcome_in_words(done: Done, event: Event) -> str:
    """What came of pressing a button."""
    name = done.registration.name
    if done.outcome == Outcome.ALREADY and done.attendance:
        when = came_in_words(done.attendance, event)
        return _("%(name)s was checked in before: %(when)s.", name=name, when=when)
    return {
        Outcome.ARRIVED: _("%(name)s is checked in.", name=name),
        Outcome.BACK: _("%(name)s is back.", name=name),
        Outcome.ALREADY: _("%(name)s was checked in before.", name=name),
        Outcome.LEFT: _("%(name)s is checked out.", name=name),
        Outcome.UNDONE: _("The check-in of %(name)s is undone.", name=name),
        Outcome.NOTHING: _("%(name)s was not checked in.", name=name),
    }[done.outcome]


def words_for_scripts() -> dict[str, str]:
    """The same sentences for the page itself, which says them before the server has answered. Gaps in braces."""
    name, when = "{name}", "{when}"
    return {
        "arrived": _("%(name)s is checked in.", name=name),
        "back": _("%(name)s is back.", name=name),
        "already": _("%(name)s was checked in before: %(when)s.", name=name, when=when),
        "left": _("%(name)s is checked out.", name=name),
        "undone": _("The check-in of %(name)s is undone.", name=name),
        "unknown": _("Nobody has this reference or code at this event."),
        "unknown_offline": _(
            "This code is not in the list on this device. It is kept, and looked up when the network is back."
        ),
        "waiting": _("Waiting to be sent: %(count)s", count="{count}"),
        "offline": _("No network: go on, everything is kept on this device and sent later."),
        "sign_in": _("You are signed out. Sign in again on this device, and what waits is sent."),
        "refused": _("Not accepted: %(reason)s", reason="{reason}"),
        "dismiss": _("I have seen this"),
        "anyway": _("Let in anyway"),
        "no_camera": _("The camera cannot be used. Allow it for this site, or type the reference."),
        "checkin": _("Check in"),
        "checkout": _("Check out"),
        "undo": _("Undo"),
        "walked_in": _("%(name)s is noted as a walk-in.", name=name),
        "name_missing": _("Write the name."),
        "forgotten": _("The list is removed from this device."),
        "not_yet": _("Not everything has been sent yet."),
    }


def language_for(event: Event) -> str:
    """In which a walk-in is written to: the first working language that the event has a title in."""
    return next((code for code in event.working_languages if code in event.title), current_language())
