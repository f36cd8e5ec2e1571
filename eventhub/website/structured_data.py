"""An event as a schema.org Event, for search engines (https://schema.org/Event)."""

from collections.abc import Mapping
from typing import Any

from eventhub.events.models import AttendanceMode, Event, EventStatus, ParticipationRole
from eventhub.events.presentation import awaits_new_dates, summary_of
from eventhub.events.rules import funding_of
from eventhub.organizations.models import Organization
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url, current_language

SCHEMA = "https://schema.org/"
MODES = {
    AttendanceMode.ON_SITE: "OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    AttendanceMode.HYBRID: "MixedEventAttendanceMode",
}


def event_markup(event: Event) -> dict[str, Any]:
    """The event with its local times, but for the offer to take part (see ``with_offer``).

    While no new dates stand, a postponed event keeps the old ones, as Google asks (eventStatus says that they fell).
    """
    data = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": _text(event.title),
        "description": "\n\n".join(part for part in (_text(event.context), _text(event.aim)) if part)
        or summary_of(event),
        "url": _address(event),
        "identifier": event.uid,
        "startDate": event.local_start.isoformat(),
        "endDate": event.local_end.isoformat(),
        "eventStatus": SCHEMA + _status(event),
        "eventAttendanceMode": SCHEMA + MODES[event.mode],
        "location": _location(event),
        "organizer": _organizers(event),
        "funder": [_organization(source.organization) for source, _role in funding_of(event)],
        "inLanguage": event.working_languages,
        "keywords": [_text(topic.name) for topic in event.topics],
        "maximumAttendeeCapacity": event.capacity,
    }
    if event.series:
        data["superEvent"] = {"@type": "EventSeries", "name": _text(event.series.name)}
    if event.postponed_from and not awaits_new_dates(event):
        data["previousStartDate"] = event.postponed_from[0]
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def with_offer(markup: Mapping[str, Any], registration_url: str | None) -> dict[str, Any]:
    """The same with where one can register, as long as one can."""
    if registration_url is None:
        return dict(markup)
    offer = {
        "@type": "Offer",
        "url": registration_url,
        "price": 0,
        "priceCurrency": "USD",
        "availability": SCHEMA + "InStock",
    }
    return {**markup, "offers": offer}


def _text(translated: Any) -> str:
    return in_language(translated, current_language())[0]


def _address(event: Event) -> str:
    return absolute_url("events.show", slug=event.slug)


def _status(event: Event) -> str:
    if event.status == EventStatus.CANCELLED:
        return "EventCancelled"
    if event.status == EventStatus.POSTPONED and awaits_new_dates(event):
        return "EventPostponed"
    return "EventRescheduled" if event.postponed_from else "EventScheduled"


def _location(event: Event) -> Any:
    online = {"@type": "VirtualLocation", "url": _address(event)}
    if event.mode == AttendanceMode.ONLINE:
        return online
    place: dict[str, Any] = {
        "@type": "Place",
        "name": _text(event.venue) or _text(event.city),
        "address": {
            "@type": "PostalAddress",
            **({"streetAddress": event.address} if event.address else {}),
            "addressLocality": _text(event.city),
            "addressCountry": event.country or "",
        },
    }
    if event.latitude is not None and event.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": event.latitude,
            "longitude": event.longitude,
        }
    return [place, online] if event.mode == AttendanceMode.HYBRID else place


def _organizers(event: Event) -> list[dict[str, Any]]:
    office = {
        "@type": "Organization",
        "name": _text(event.office.name),
        "url": absolute_url("organizations.office", slug=event.office.slug),
    }
    roles = (ParticipationRole.ORGANISER, ParticipationRole.CO_ORGANISER)
    return [
        office,
        *(_organization(each.organization) for each in event.participations if each.role in roles),
    ]


def _organization(organization: Organization) -> dict[str, Any]:
    found = {
        "@type": "Organization",
        "name": _text(organization.name),
        "url": absolute_url("organizations.show", slug=organization.slug),
    }
    return {**found, "sameAs": organization.website} if organization.website else found
