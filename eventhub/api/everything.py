"""All areas of the API, and their description."""

from typing import Any

from flask import Flask

from eventhub.api import (
    changes,
    desk_agenda,
    desk_certificates,
    desk_checkin,
    desk_clearing,
    desk_delegations,
    desk_directory,
    desk_events,
    desk_export,
    desk_files,
    desk_form,
    desk_groups,
    desk_import,
    desk_inside,
    desk_letters,
    desk_mailings,
    desk_media,
    desk_minutes,
    desk_notices,
    desk_parts,
    desk_persons,
    desk_polls,
    desk_programmes,
    desk_quotes,
    desk_registrations,
    desk_releases,
    desk_roles,
    desk_transfer,
    desk_webhooks,
    events,
    news,
    registry,
)
from eventhub.api.spec import describe

AREAS = tuple(
    module.area
    for module in (
        events,
        registry,
        news,
        desk_directory,
        desk_programmes,
        desk_events,
        desk_parts,
        desk_agenda,
        desk_minutes,
        desk_roles,
        desk_form,
        desk_registrations,
        desk_persons,
        desk_groups,
        desk_letters,
        desk_checkin,
        desk_certificates,
        desk_delegations,
        desk_mailings,
        desk_notices,
        desk_polls,
        desk_releases,
        desk_clearing,
        desk_quotes,
        desk_media,
        desk_files,
        desk_import,
        desk_transfer,
        desk_export,
        desk_inside,
        changes,
        desk_webhooks,
    )
)


def register(app: Flask) -> None:
    """Mount every area."""
    for area in AREAS:
        app.register_blueprint(area)


def description() -> dict[str, Any]:
    """The OpenAPI document."""
    return describe(AREAS)
