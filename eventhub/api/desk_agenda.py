"""The agenda as a whole: revisions, steps taken back, rooms, and templates."""

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
from eventhub.agenda.models import AgendaTemplate
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
from eventhub.api.answers import written
from eventhub.api.area import Area
from eventhub.api.desk_parts import AGENDA, ITEM, DeskAgenda, desk_agenda
from eventhub.api.fields import Body
from eventhub.api.forms import Filling, filled
from eventhub.api.people import the_user
from eventhub.api.resources import Resource
from eventhub.api.schemas import schema_of
from eventhub.db import transaction
from eventhub.desk.forms import RevisionForm
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.events.rules import days_of
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


def all_of(slug: str, change: Callable[[Event], Any]) -> Response:
    """Change the agenda, and answer with all of it."""

    def result() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        change(event)
        return desk_agenda(event)

    return written(DeskAgenda, result)


def _through_history(slug: str, verb: Callable[[Event], Any]) -> Response:
    try:
        return all_of(slug, verb)
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

    return all_of(slug, change)


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

    return all_of(slug, change)


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

    return all_of(slug, change)
