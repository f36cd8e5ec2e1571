"""An event as ReliefWeb posts trainings, with a list of what its form will ask for and the facts do not say.

ReliefWeb's fields: title, status, date, source, country, city, theme, format, type, language, training_language,
career_categories, url, event_url, cost, fee_information, body, how_to_register.
"""

from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.events.models import (
    AttendanceMode,
    Event,
    EventKind,
    EventStatus,
    ParticipationRole,
    Visibility,
)
from eventhub.registration.queries import state_for_public
from eventhub.text.countries import country_name
from eventhub.text.languages import in_language, language_name
from eventhub.web.language import absolute_url, current_language

TRAINING_OR_WORKSHOP = "Training/Workshop"
TYPES = dict.fromkeys(
    (EventKind.WORKSHOP, EventKind.TRAINING, EventKind.SEMINAR, EventKind.WEBINAR), TRAINING_OR_WORKSHOP
)
"""ReliefWeb posts trainings; kinds of events that it has no type for are missing here."""
ON_SITE, ONLINE = "on-site", "online"
FORMATS = {
    AttendanceMode.ON_SITE: [ON_SITE],
    AttendanceMode.ONLINE: [ONLINE],
    AttendanceMode.HYBRID: [ON_SITE, ONLINE],
}


class Missing(NamedTuple):
    """What ReliefWeb will ask for, and where it is entered; ``href`` is empty for what only its own form knows."""

    text: str
    href: str = ""


def posting_of(event: Event) -> dict[str, Any]:
    """The event in the language of the page; what is not known is left out."""
    code = current_language()
    state = state_for_public(event, now())
    posting = {
        "title": _text(event.title),
        "status": "expired" if event.ends_at <= now() else "published",
        "date": {
            "start": event.local_start.isoformat(),
            "end": event.local_end.isoformat(),
            "registration": state.closes_at.astimezone(event.zone).isoformat() if state.closes_at else None,
            "created": event.created_at.astimezone(event.zone).isoformat(timespec="seconds"),
        },
        "source": [_text(each) for each in _organisers(event)],
        "country": [{"iso3166_1": event.country, "name": country_name(event.country, code)}]
        if event.country
        else [],
        "city": [_text(event.city)] if event.city else [],
        "theme": [_text(topic.name) for topic in event.topics],
        "format": FORMATS[event.mode],
        "type": [TYPES[event.kind]] if event.kind in TYPES else [],
        "language": [code],
        "training_language": event.working_languages,
        "url": absolute_url("events.show", slug=event.slug, language=code),
        "event_url": absolute_url("events.show", slug=event.slug, language=code),
        "cost": "free",
        "body": "\n\n".join(filter(None, (_text(event.context), _text(event.aim)))),
        "how_to_register": _how_to_register(event, is_open=state.refusal is None),
    }
    posting["date"] = {name: value for name, value in posting["date"].items() if value}
    return {name: value for name, value in posting.items() if value not in (None, "", [], {})}


def missing_in(event: Event, posting: dict[str, Any]) -> list[Missing]:
    """What keeps the posting from being accepted as it is, the facts first."""
    entered = [
        ("body", _("What it is about: the context and the aim"), "content"),
        ("theme", _("A theme: no topic is chosen"), "content"),
        ("training_language", _("The working languages"), "place"),
    ]
    found = [
        Missing(text, url_for("events_desk.edit", slug=event.slug, page=page))
        for name, text, page in entered
        if name not in posting
    ]
    if event.mode != AttendanceMode.ONLINE and "country" not in posting:
        found.append(Missing(_("The country"), url_for("events_desk.edit", slug=event.slug, page="place")))
    if "how_to_register" not in posting:
        found.append(
            Missing(
                _("How one registers: registration is not open"),
                url_for("desk.registration", slug=event.slug),
            )
        )
    if event.status == EventStatus.DRAFT or event.visibility == Visibility.PRIVATE:
        found.append(
            Missing(
                _("A page that everybody can open: the event is not public"),
                url_for("events_desk.publish", slug=event.slug),
            )
        )
    if "type" not in posting:
        found.append(Missing(_("A type: ReliefWeb lists trainings, and this is another kind of event")))
    if event.title and current_language() not in event.title:
        language = language_name(current_language(), current_language())
        found.append(Missing(_("A title in the language of the posting: %(language)s", language=language)))
    found.append(Missing(_("Career categories: ReliefWeb’s own list, chosen in its form")))
    return found


def _text(translated: Any) -> str:
    return in_language(translated, current_language())[0]


def _organisers(event: Event) -> list[Any]:
    roles = (ParticipationRole.ORGANISER, ParticipationRole.CO_ORGANISER)
    return [
        event.office.name,
        *(each.organization.name for each in event.participations if each.role in roles),
    ]


def _how_to_register(event: Event, *, is_open: bool) -> str:
    if not is_open:
        return ""
    address = absolute_url("registration.register", slug=event.slug)
    return _("Register online, without an account: %(address)s", address=address)
