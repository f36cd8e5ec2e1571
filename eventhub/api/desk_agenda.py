"""The agenda as a whole: revisions, steps taken back, rooms, templates, interpretation, and minutes."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.agenda import revisions
from eventhub.agenda.actions import set_rooms
from eventhub.agenda.changes_in_words import changes_in_words
from eventhub.agenda.errors import ChangedSinceError
from eventhub.agenda.forms import RetimeForm
from eventhub.agenda.history import Step, forget, redo, undo, undoable
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
from eventhub.agenda.models import AgendaTemplate, Minutes, Session
from eventhub.agenda.published import find_publication, revisions_of
from eventhub.agenda.queries import get_session, rooms_of
from eventhub.agenda.retiming import copy_day, shift, stretch
from eventhub.agenda.room_forms import CopyDayForm, RoomsForm, TemplateForm
from eventhub.agenda.templates import (
    get_template,
    remove_template,
    save_template,
    templates_of,
    use_template,
)
from eventhub.api import fields
from eventhub.api.answers import shown, written
from eventhub.api.area import Area
from eventhub.api.desk_parts import AGENDA, ITEM, DeskAgenda, desk_agenda
from eventhub.api.fields import Body
from eventhub.api.forms import SLUG, Filling, filled, schema_of
from eventhub.api.people import the_user
from eventhub.api.resources import Resource
from eventhub.db import transaction
from eventhub.desk.forms import RevisionForm
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.events.rules import days_of
from eventhub.organizations.queries import find_organization
from eventhub.registration.presentation import organization_of
from eventhub.signups.queries import signed_up_for
from eventhub.text.languages import CODES
from eventhub.web.access import requires

area = Area("desk_agenda", "The agenda as a whole")


class RevisionSchema(Schema):
    number = fields.Number(required=True)
    note = fields.Translated(required=True)
    published_at = fields.Moment(required=True)


class AgendaChangeSchema(Schema):
    """A difference in the language of the request."""

    item = fields.Number(required=True)
    label = fields.Text(required=True)
    title = fields.Text(required=True)
    text = fields.Text(required=True)


class Publication(Schema):
    collects = fields.Flag(
        required=True,
        metadata={"description": "Whether changes wait for a revision; else each appears at once."},
    )
    next_number = fields.Number(required=True)
    changes = fields.Several(
        fields.Part(AgendaChangeSchema), required=True, metadata={"description": "Since the newest revision."}
    )
    revisions = fields.Several(fields.Part(RevisionSchema), required=True)


class CollectsBody(Body):
    collects = fields.Flag(required=True)


RevisionBody = schema_of(
    "RevisionBody",
    RevisionForm,
    number=fields.Number(
        1, required=True, metadata={"description": "`next_number`: sent twice, it is published once."}
    ),
)


def _publication(event: Event) -> dict[str, Any]:
    publication = find_publication(event)
    return {
        "collects": publication is not None and publication.collects,
        "next_number": revisions.next_number(event),
        "changes": [
            {"item": each.item_id, "label": each.label, "title": each.plain_title, "text": each.text}
            for each in changes_in_words(revisions.unpublished_changes(event))
        ],
        "revisions": revisions_of(event, with_items=False),
    }


PUBLICATION = Resource(
    area=area,
    path=f"{AGENDA}/publication",
    gives=Publication,
    takes=CollectsBody,
    view=_publication,
    find=lambda event: event,
)


@PUBLICATION.shows
@requires(Permission.EVENT_EDIT)
def show_publication() -> None:
    """How the agenda reaches the public, what is not published yet, and the revisions so far."""


@PUBLICATION.sets
@requires(Permission.EVENT_EDIT)
def set_publication(event: Event, body: dict[str, Any]) -> None:
    """Collect changes until a revision is published, or show each at once."""
    if body["collects"]:
        revisions.collect_changes(event, by=the_user())
    else:
        revisions.show_at_once(event)


@PUBLICATION.acts("revisions", takes=RevisionBody)
@requires(Permission.EVENT_EDIT)
def publish_revision(event: Event, body: dict[str, Any]) -> None:
    """Publish the agenda as it stands, under the next number."""
    form = filled(RevisionForm, body)
    revisions.publish_revision(
        event,
        number=body["number"],
        by=the_user(),
        note=form.note.data,
        tells_participants=bool(form.tells_participants.data),
    )


def _all_of(slug: str, change: Callable[[Event], Any]) -> Response:
    """Change the agenda, and answer with all of it."""

    def result() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        change(event)
        return desk_agenda(event)

    return written(DeskAgenda, result)


def _through_history(slug: str, verb: Callable[[Event], Any]) -> Response:
    try:
        return _all_of(slug, verb)
    except ChangedSinceError:
        # What was not done by steps stands between: none of them can be taken back any more.
        with transaction():
            forget(get_event_of(current_user, slug, for_change=True))
        raise


@area.write(f"{AGENDA}/undo", gives=DeskAgenda)
@requires(Permission.EVENT_EDIT)
def undo_step(slug: str) -> Response:
    """Take the last step back, whether it was taken at the desk or by a program."""
    return _through_history(slug, undo)


@area.write(f"{AGENDA}/redo", gives=DeskAgenda)
@requires(Permission.EVENT_EDIT)
def redo_step(slug: str) -> Response:
    """Take the step again that was undone last."""
    return _through_history(slug, redo)


class CopyDayBody(Body):
    source = fields.Day(required=True)
    target = fields.Day(required=True)


@area.write(f"{AGENDA}/copy-day", takes=CopyDayBody, gives=DeskAgenda)
@requires(Permission.EVENT_EDIT)
def copy_one_day(body: dict[str, Any], slug: str) -> Response:
    """Give one day the items of another, at the same times of day."""

    def change(event: Event) -> None:
        [form] = Filling(body).into(
            lambda data: CopyDayForm(days_of(event), formdata=data, meta={"csrf": False})
        )
        with undoable(event, Step.COPY_DAY):
            copy_day(event, *form.chosen())

    return _all_of(slug, change)


VERBS = {"earlier": (shift, -1), "later": (shift, 1), "shorter": (stretch, -1), "longer": (stretch, 1)}


class RetimeBody(schema_of("RetimeFacts", RetimeForm)):
    move = fields.Choice(VERBS, required=True)
    step = fields.Number(1, 1440, load_default=15, metadata={"description": "Minutes: 5, 10, 15, 30 or 60."})


@area.write(f"{ITEM}/move", takes=RetimeBody, gives=DeskAgenda)
@requires(Permission.EVENT_EDIT)
def move_item(body: dict[str, Any], slug: str, session_id: int) -> Response:
    """Move an item, or its end, with what follows it."""
    of_form = {name: body[name] for name in ("step", "reach")}
    [form] = Filling(of_form).into(lambda data: RetimeForm(data))
    verb, sign = VERBS[body["move"]]

    def change(event: Event) -> None:
        with undoable(event, Step.MOVE):
            verb(get_session(event, session_id), sign * timedelta(minutes=form.step.data), form.reach.data)

    return _all_of(slug, change)


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

    return _all_of(slug, change)


class RoomRow(Body):
    id = fields.Number(1, allow_none=True, metadata={"description": "Without it, the room is a new one."})
    name = fields.Text(120, required=True)
    capacity = fields.Number(1, allow_none=True)


class RoomsBody(Body):
    rooms = fields.Several(fields.Part(RoomRow), required=True)


ROOMS = Resource(
    area=area,
    path=f"{AGENDA}/rooms",
    gives=RoomsBody,
    takes=RoomsBody,
    view=lambda event: {"rooms": rooms_of(event)},
    find=lambda event: event,
)


@ROOMS.shows
@requires(Permission.DESK_USE)
def show_rooms() -> None:
    """The rooms that an event may use."""


@ROOMS.sets
@requires(Permission.EVENT_EDIT)
def replace_rooms(event: Event, body: dict[str, Any]) -> None:
    """Replace the rooms; one that is called otherwise now is so in the agenda too."""
    form = filled(RoomsForm, Filling(body).called_within("rooms", id="number"))
    with undoable(event, Step.EDIT):
        set_rooms(event, form.details())


TemplateBody = schema_of("TemplateBody", TemplateForm, required=("name",))


class TemplateSchema(TemplateBody):
    id = fields.Number(required=True)
    days = fields.Number(required=True)
    number_of_items = fields.Number(required=True)


TEMPLATES = Resource(
    area=area,
    path=f"{AGENDA}/templates",
    one="/<int:template_id>",
    gives=TemplateSchema,
    takes=TemplateBody,
    view=lambda row: {
        "id": row.id,
        "name": row.name,
        "days": row.days,
        "number_of_items": len(row.items),
    },
    find=get_template,
)


@TEMPLATES.lists
@requires(Permission.EVENT_EDIT)
def list_templates(event: Event) -> Sequence[AgendaTemplate]:
    """Agendas that the office of the event keeps for its next ones."""
    return templates_of(event)


@TEMPLATES.shows
@requires(Permission.EVENT_EDIT)
def show_template() -> None:
    """One of them."""


@TEMPLATES.creates
@requires(Permission.EVENT_EDIT)
def keep_template(event: Event, body: dict[str, Any]) -> AgendaTemplate:
    """Keep the agenda of the event for the office; one of the same name is replaced."""
    return save_template(event, filled(TemplateForm, body).name.data or "")


@TEMPLATES.removes
@requires(Permission.EVENT_EDIT)
def delete_template(template: AgendaTemplate) -> None:
    """Keep it no longer."""
    remove_template(template)


@area.write(f"{AGENDA}/templates/<int:template_id>/use", gives=DeskAgenda)
@requires(Permission.EVENT_EDIT)
def apply_template(slug: str, template_id: int) -> Response:
    """Add its items to the agenda, at the same times of day."""

    def change(event: Event) -> None:
        with undoable(event, Step.TEMPLATE):
            use_template(event, get_template(event, template_id))

    return _all_of(slug, change)


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
