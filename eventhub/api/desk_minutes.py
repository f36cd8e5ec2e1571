"""What is said at the items of an agenda: interpretation, minutes and decisions, and who has signed up."""

from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.agenda.history import Step, undoable
from eventhub.agenda.interpreting import languages_to_offer, set_languages, spoken_items
from eventhub.agenda.minutes import (
    are_published,
    find_minutes,
    minutes_of,
    publish_minutes,
    set_minutes,
    withdraw_minutes,
)
from eventhub.agenda.minutes_forms import LanguagesForm, MinutesForm
from eventhub.agenda.models import Minutes, Session
from eventhub.agenda.queries import get_session
from eventhub.api import fields
from eventhub.api.answers import shown
from eventhub.api.area import Area
from eventhub.api.desk_agenda import all_of
from eventhub.api.desk_parts import AGENDA, ITEM, DeskAgenda
from eventhub.api.fields import Body
from eventhub.api.forms import Filling, filled
from eventhub.api.resources import Resource
from eventhub.api.schemas import SLUG, schema_of
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.organizations.queries import find_organization
from eventhub.registration.presentation import organization_of
from eventhub.signups.queries import signed_up_for
from eventhub.text.languages import CODES
from eventhub.web.access import requires

area = Area("desk_minutes", "Interpretation, minutes, sign-ups")


class InterpretationRow(Body):
    item = fields.Number(1, required=True)
    floor = fields.Choice(("", *CODES), load_default="", metadata={"description": "What is spoken."})
    into = fields.Translated(
        load_default=dict, metadata={"description": "By language, out of which it is interpreted into it."}
    )


class InterpretationBody(Body):
    rows = fields.Several(fields.Part(InterpretationRow), required=True)


@area.read(f"{AGENDA}/interpretation", gives=InterpretationBody)
@requires(Permission.DESK_USE)
def show_interpretation(slug: str) -> Response:
    """What is spoken at each item, and into which languages it is interpreted."""
    sessions = spoken_items(get_event_of(current_user, slug))
    rows = [
        {
            "item": each.id,
            "floor": each.floor_language,
            "into": {row.target: row.source for row in each.interpretations},
        }
        for each in sessions
    ]
    return shown(InterpretationBody, {"rows": rows})


@area.write(f"{AGENDA}/interpretation", method="PUT", takes=InterpretationBody, gives=DeskAgenda)
@requires(Permission.EVENT_EDIT)
def set_interpretation(body: dict[str, Any], slug: str) -> Response:
    """Say what is spoken and interpreted; items that are not named stay as they are."""

    def change(event: Event) -> None:
        sessions = spoken_items(event)
        known = {each.id for each in sessions}
        for row in body["rows"]:
            if row["item"] not in known:
                get_session(event, row["item"])
        rows = [
            {
                "number": row["item"],
                "floor": row["floor"],
                **{f"to_{target}": source for target, source in row["into"].items()},
            }
            for row in body["rows"]
        ]
        kind = LanguagesForm.for_languages(languages_to_offer(event, sessions))
        form = filled(kind, {"rows": rows})
        with undoable(event, Step.INTERPRETATION):
            set_languages(event, sessions, form.details())

    return all_of(slug, change)


DecisionRow = type(
    "DecisionRow",
    (Body,),
    {
        "text": fields.Translated(2000, required=True),
        "organization": fields.Text(SLUG, allow_none=True, metadata={"description": "Slug of who does it."}),
        "due_on": fields.Day(allow_none=True),
    },
)
MinutesBody = schema_of(
    "MinutesBody", MinutesForm, decisions=fields.Several(fields.Part(DecisionRow), load_default=list)
)


class MinutesOfItem(MinutesBody):
    item = fields.Number(required=True)


class AllMinutes(Schema):
    is_published = fields.Flag(required=True)
    items = fields.Several(fields.Part(MinutesOfItem), required=True)


def _minutes(session_id: int, minutes: Minutes | None) -> dict[str, Any]:
    return {
        "item": session_id,
        "text": minutes.text if minutes else {},
        "decisions": [
            {
                "text": each.text,
                "organization": each.organization and each.organization.slug,
                "due_on": each.due_on,
            }
            for each in (minutes.decisions if minutes else ())
        ],
    }


MINUTES = Resource(
    area=area,
    path=f"{ITEM}/minutes",
    gives=MinutesOfItem,
    takes=MinutesBody,
    view=lambda session: _minutes(session.id, find_minutes(session)),
    find=get_session,
)


@MINUTES.shows
@requires(Permission.DESK_USE)
def show_minutes() -> None:
    """The minutes and decisions of an item."""


@MINUTES.sets
@requires(Permission.EVENT_EDIT)
def write_minutes(session: Session, body: dict[str, Any]) -> None:
    """Write the minutes of an item; without text and decisions there are none."""
    filling = Filling(body).known_within("decisions", "organization", find_organization)
    form = filled(MinutesForm, filling)
    set_minutes(session, form.text.data, form.details())


ALL_MINUTES = Resource(
    area=area,
    path=f"{AGENDA}/minutes",
    gives=AllMinutes,
    view=lambda event: {
        "is_published": are_published(event),
        "items": [_minutes(each.session_id, each) for each in minutes_of(event)],
    },
    find=lambda event: event,
)


@ALL_MINUTES.shows
@requires(Permission.DESK_USE)
def show_all_minutes() -> None:
    """The minutes of all items, and whether they are public."""


@ALL_MINUTES.acts("publish")
@requires(Permission.EVENT_EDIT)
def open_minutes(event: Event) -> None:
    """Open the minutes to whoever may read the page of the event."""
    publish_minutes(event)


@ALL_MINUTES.acts("withdraw")
@requires(Permission.EVENT_EDIT)
def close_minutes(event: Event) -> None:
    """Let the public read them no longer."""
    withdraw_minutes(event)


class SignedUp(Schema):
    registration = fields.Number(required=True)
    name = fields.Text(200, required=True)
    organization = fields.Text(300, required=True)


class SignUps(Schema):
    items = fields.Several(fields.Part(SignedUp), required=True)


@area.read(f"{ITEM}/sign-ups", gives=SignUps)
@requires(Permission.REGISTRATION_VIEW)
def list_sign_ups(slug: str, session_id: int) -> Response:
    """Who has signed up for an item."""
    session = get_session(get_event_of(current_user, slug), session_id)
    items = [
        {"registration": each.id, "name": each.name, "organization": organization_of(each)}
        for each in signed_up_for(session)
    ]
    return shown(SignUps, {"items": items})
