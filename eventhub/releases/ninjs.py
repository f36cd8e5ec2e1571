"""A release as IPTC ninjs 2.1 (News in JSON), which the systems of news agencies read.

Field meanings: https://iptc.org/std/ninjs/ninjs-schema_2.1.json.
"""

from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.events.presentation import place_of
from eventhub.events.rules import funding_of
from eventhub.releases.labels import KIND_LABELS
from eventhub.releases.models import Release, ReleaseStatus, ReleaseText
from eventhub.releases.presentation import (
    address_of,
    corrections,
    html_of,
    identity_of,
    restriction,
    summary_of,
)
from eventhub.releases.rules import is_public
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url

SCHEMA = "https://iptc.org/std/ninjs/ninjs-schema_2.1.json"


def news_object(release: Release, text: ReleaseText) -> dict[str, Any]:
    """The text with its status and what it is about, written in its language; what has no value is left out."""
    event, code = release.event, text.language
    office = in_language(event.office.name, code)[0]
    place = place_of(event)
    found = {
        "uri": identity_of(text),
        "standard": {"name": "ninjs", "version": "2.1", "schema": SCHEMA},
        "type": "text",
        "representationtype": "full",
        "version": str(max((each.number for each in text.versions), default=1)),
        "firstcreated": _instant(release.published_at or release.created_at),
        "versioncreated": _instant(text.changed_at),
        "embargoed": _instant(release.embargo_until) if _is_embargoed(release) else None,
        "pubstatus": _status(release),
        "ednote": _note_to_editors(release, text),
        "language": code,
        "title": text.headline,
        "by": office,
        "copyrightholder": office,
        "located": place,
        "slugline": release.slug,
        "headlines": [{"role": "main", "value": text.headline}],
        "descriptions": [{"role": "summary", "contenttype": "text/plain", "value": summary_of(text)}],
        "bodies": [_body("main", "text/plain", text.body), _body("richtext", "text/html", html_of(text))],
        "genres": [{"name": str(KIND_LABELS[release.kind]), "literal": release.kind.value}],
        "subjects": [
            {"name": in_language(topic.name, code)[0], "literal": topic.slug, "rel": "about"}
            for topic in event.topics
        ],
        "places": [{"name": place, "literal": event.country, "rel": "location"}] if event.country else [],
        "organisations": _organisations(release, code),
        "events": [
            {
                "name": in_language(event.title, code)[0],
                "uri": absolute_url("events.show", slug=event.slug, language=code),
                "rel": "about",
            }
        ],
        "renditions": [
            {"name": "web", "href": address_of(release, code), "contenttype": "text/html"},
        ],
        "associations": [
            {"name": other.headline, "uri": identity_of(other), "type": "text", "language": other.language}
            for other in release.texts
            if other.language != code
        ],
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _is_embargoed(release: Release) -> bool:
    return release.embargo_until is not None and release.embargo_until > now()


def _status(release: Release) -> str:
    if release.status == ReleaseStatus.WITHDRAWN:
        return "canceled"
    return "usable" if is_public(release, now()) else "withheld"


def _note_to_editors(release: Release, text: ReleaseText) -> str:
    """What an editor has to know and no reader: an embargo, that it is not out, what a correction has changed."""
    notes = [f"{_('Correction')}, {each.dated}: {each.note}" for each in corrections(text)]
    return "\n".join(filter(None, [restriction(release), *notes]))


def _body(role: str, media_type: str, value: str) -> dict[str, Any]:
    return {"role": role, "contenttype": media_type, "charcount": len(value), "value": value}


def _organisations(release: Release, code: str) -> list[dict[str, Any]]:
    event = release.event
    involved = [
        ("organiser", event.office.name, "organizations.office", event.office.slug),
        *(
            ("funder", source.organization.name, "organizations.show", source.organization.slug)
            for source, _role in funding_of(event)
        ),
    ]
    return [
        {
            "name": in_language(name, code)[0],
            "rel": role,
            "uri": absolute_url(endpoint, slug=slug, language=code),
        }
        for role, name, endpoint, slug in involved
    ]
