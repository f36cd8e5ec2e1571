"""Polls for the date of an event, as organisers follow them."""

from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import shown
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE
from eventhub.api.shapes import Reference, reference
from eventhub.events.queries import get_event_of
from eventhub.polls.models import Answer, AskedOrganization, DatePoll, DateState, PollStatus
from eventhub.polls.queries import polls_of
from eventhub.polls.rules import suit_most, tallies_of
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


class Polls(Schema):
    items = fields.Several(fields.Part(PollSchema), required=True)


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


@area.read(f"{ONE}/polls", gives=Polls)
@requires(Permission.EVENT_EDIT)
def list_polls(slug: str) -> Response:
    """The polls for the date of an event, the newest first: dates, who was asked, and what they answered."""
    return shown(Polls, {"items": [_poll(each) for each in polls_of(get_event_of(current_user, slug))]})
