"""Polls for the date of an event."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE, PERIOD
from eventhub.api.errors import Fault
from eventhub.api.fields import Body
from eventhub.api.forms import NO_CSRF, Filling, filled, local_moment
from eventhub.api.resources import Resource
from eventhub.api.schemas import SLUG
from eventhub.api.shapes import Reference, reference
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.polls import actions
from eventhub.polls.forms import LONGEST_MESSAGE, ExtendForm, poll_form
from eventhub.polls.models import Answer, AskedOrganization, DatePoll, DateState, PollStatus
from eventhub.polls.queries import date_with, get_poll, polls_of
from eventhub.polls.rules import focal_points, suit_most, tallies_of
from eventhub.text.languages import CODES
from eventhub.web.access import requires

area = Area("desk_polls", "Polls for a date")


class DateSchema(Schema):
    id = fields.Number(required=True)
    uid = fields.Text(36, required=True, metadata={"description": "Of its entry in private calendars."})
    starts_at = fields.Moment(required=True)
    ends_at = fields.Moment(required=True)
    state = fields.Choice(DateState, required=True)
    accepted = fields.Number(required=True, metadata={"description": "How many organisations say yes."})
    tentative = fields.Number(required=True, metadata={"description": "How many could come if need be."})
    declined = fields.Number(required=True)
    missing = fields.Number(required=True, metadata={"description": "How many have not answered."})
    suits_most = fields.Flag(required=True)


class AnswerSchema(Schema):
    date = fields.Number(required=True)
    answer = fields.Choice(Answer, required=True)


class AskedSchema(Schema):
    organization = fields.Part(Reference, required=True)
    language = fields.Text(8, required=True)
    answered_at = fields.Moment(required=True, allow_none=True)
    reminded_at = fields.Moment(required=True, allow_none=True)
    comment = fields.Text(required=True)
    answers = fields.Several(fields.Part(AnswerSchema), required=True)


class PollSchema(Schema):
    """Several dates, and which of them suit whom."""

    id = fields.Number(required=True)
    status = fields.Choice(PollStatus, required=True)
    due_at = fields.Moment(required=True)
    shows_answers = fields.Flag(required=True)
    message = fields.Translated(required=True)
    dates = fields.Several(fields.Part(DateSchema), required=True)
    organizations = fields.Several(fields.Part(AskedSchema), required=True)


def _poll(poll: DatePoll) -> dict[str, Any]:
    zone, tallies = poll.event.zone, tallies_of(poll)
    best = suit_most(tallies)
    return {
        **{name: getattr(poll, name) for name in ("id", "status", "shows_answers", "message")},
        "due_at": poll.due_at.astimezone(zone),
        "dates": [
            {
                **{name: getattr(each, name) for name in ("id", "uid", "state")},
                **vars(tallies[each.id]),
                "starts_at": each.starts_at.astimezone(zone),
                "ends_at": each.ends_at.astimezone(zone),
                "suits_most": each.id in best,
            }
            for each in poll.dates
        ],
        "organizations": [_asked(each) for each in poll.asked],
    }


def _asked(asked: AskedOrganization) -> dict[str, Any]:
    plain = ("language", "answered_at", "reminded_at", "comment")
    return {
        **{name: getattr(asked, name) for name in plain},
        "organization": reference(asked.organization, "organizations.show"),
        "answers": [{"date": each.date_id, "answer": each.answer} for each in asked.answers],
    }


class DateRow(Body):
    starts_at = PERIOD["starts_at"]
    ends_at = PERIOD["ends_at"]


class AskedRow(Body):
    organization = fields.Text(SLUG, required=True)
    language = fields.Choice(
        CODES, load_default=None, allow_none=True, metadata={"description": "Else that of its country."}
    )


DUE = fields.Moment(required=True, metadata={"description": "Until when answers are taken."})


class PollBody(Body):
    dates = fields.Several(fields.Part(DateRow), required=True, metadata={"minItems": 2})
    due_at = DUE
    message = fields.Translated(LONGEST_MESSAGE, load_default=dict)
    shows_answers = fields.Flag(load_default=False)
    organizations = fields.Several(
        fields.Part(AskedRow), required=True, metadata={"description": "Of those that take part."}
    )


class DueBody(Body):
    due_at = DUE


POLLS = Resource(
    area=area,
    path=f"{ONE}/polls",
    one="/<int:poll_id>",
    gives=PollSchema,
    takes=PollBody,
    view=_poll,
    find=get_poll,
)


@POLLS.lists
@requires(Permission.EVENT_EDIT)
def list_polls(event: Event) -> Sequence[DatePoll]:
    """The polls for the date of an event, the newest first: dates, who was asked, and what they answered."""
    return polls_of(event)


@POLLS.shows
@requires(Permission.EVENT_EDIT)
def show_poll() -> None:
    """One poll."""


@POLLS.creates
@requires(Permission.EVENT_EDIT)
def open_poll(event: Event, body: dict[str, Any]) -> DatePoll:
    """Ask organisations which of several dates suit them; those that have an address get a mail."""
    moment = now()
    [form] = _filling(event, body).into(lambda data: poll_form(event, moment, data, meta=NO_CSRF))
    return actions.open_poll(event, form.details(), now=moment)


def _filling(event: Event, body: dict[str, Any]) -> Filling:
    """What the form of the desk has for each date and each organisation."""
    numbers = {each.organization.slug: number for number, each in focal_points(event).items()}
    rows = [_date_row(row, event) for row in body["dates"]]
    rest = {name: body[name] for name in ("message", "shows_answers", "due_at")}
    filling = Filling({**rest, "dates": rows}).locally(event.time_zone, "due_at")
    filling.renamed |= {"first_day": "starts_at", "start_time": "starts_at"}
    filling.renamed |= {"last_day": "ends_at", "end_time": "ends_at"}
    for place, row in enumerate(body["organizations"]):
        number = numbers.get(row["organization"])
        if number is None:
            words = _("Nothing of this name is known.")
            filling.faults.append(Fault(words, pointer=f"/organizations/{place}/organization"))
            continue
        filling.data[f"asks_{number}"] = "y"
        if row["language"]:
            filling.data[f"language_{number}"] = row["language"]
    return filling


def _date_row(row: dict[str, Any], event: Event) -> dict[str, Any]:
    start, end = (local_moment(row[name], event.time_zone) for name in ("starts_at", "ends_at"))
    return {
        "first_day": start.date(),
        "start_time": start.time(),
        "last_day": end.date(),
        "end_time": end.time(),
    }


@POLLS.acts("remind")
@requires(Permission.EVENT_EDIT)
def remind_poll(poll: DatePoll) -> None:
    """Write again to those who have not answered."""
    actions.remind(poll, now=now())


@POLLS.acts("close")
@requires(Permission.EVENT_EDIT)
def close_poll(poll: DatePoll) -> None:
    """Take no more answers."""
    actions.close(poll)


@POLLS.acts("extend", takes=DueBody)
@requires(Permission.EVENT_EDIT)
def extend_poll(poll: DatePoll, body: dict[str, Any]) -> None:
    """Take answers until another moment."""
    zone, moment = poll.event.time_zone, now()
    filling = Filling(body).locally(zone, "due_at")
    form = filled(ExtendForm, filling, check=lambda form: form.due_at.moment(zone, moment) is not None)
    actions.extend(poll, form.due_at.moment(zone, moment))


@POLLS.acts("dates/<int:date_id>/settle")
@requires(Permission.EVENT_EDIT)
def settle_poll(poll: DatePoll, date_id: int) -> None:
    """Hold the event on this date; those who were asked are told."""
    actions.settle(poll, date_with(poll, date_id), now=now())


@POLLS.acts("withdraw")
@requires(Permission.EVENT_EDIT)
def withdraw_poll(poll: DatePoll) -> None:
    """Ask no more; those who were asked are told."""
    actions.withdraw(poll, now=now())
