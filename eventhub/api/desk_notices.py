"""Notices: another date, time or place that is about to be told, and what people are told, or were."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import shown
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE
from eventhub.api.desk_mailings import ALL_OF_THEM
from eventhub.api.resources import Resource
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.mailings import notice_actions, notices
from eventhub.mailings.models import Notice, NoticeKind, NoticeRecipient, NoticeStatus, RecipientState
from eventhub.mailings.notice_presentation import said_by
from eventhub.mailings.notice_queries import (
    deliveries_of_notice,
    get_notice,
    log_of_notice,
    notices_of,
    states_of,
)
from eventhub.outbox.models import Delivery
from eventhub.web.access import requires

area = Area("desk_notices", "Notices")


class NoticeDue(Schema):
    due_at = fields.Moment(
        required=True, allow_none=True, metadata={"description": "Null: there is nothing new to tell."}
    )
    people = fields.Number(required=True)
    organizations = fields.Number(required=True)


def _notice(event: Event) -> dict[str, Any]:
    told = notices.find_told(event)
    if told is None or told.due_at is None or told.changed_at is None:
        return {"due_at": None, "people": 0, "organizations": 0}
    people, organizations = notices.concerned(event, told.changed_at)
    return {"due_at": told.due_at, "people": len(people), "organizations": len(organizations)}


NOTICE = Resource(area=area, path=f"{ONE}/notice", gives=NoticeDue, view=_notice, find=lambda event: event)


@NOTICE.shows
@requires(Permission.REGISTRATION_VIEW)
def show_notice() -> None:
    """Whether people are about to be told of another date, time or place, and how many they are."""


@NOTICE.acts("tell")
@requires(Permission.REGISTRATION_DECIDE)
def tell_change(event: Event) -> None:
    """Tell them now."""
    told = notices.find_told(event)
    if told:
        notices.tell(told, at=now())


@NOTICE.acts("drop")
@requires(Permission.REGISTRATION_DECIDE)
def tell_nobody(event: Event) -> None:
    """Tell nobody of this change."""
    told = notices.find_told(event)
    if told:
        notices.drop(told)


class SaidSchema(Schema):
    label = fields.Text(500, required=True)
    before = fields.Text(2000, required=True, metadata={"description": "Empty where it is not repeated."})
    after = fields.Text(2000, required=True)


class EventNoticeSchema(Schema):
    id = fields.Number(required=True)
    kind = fields.Choice(NoticeKind, required=True)
    status = fields.Choice(NoticeStatus, required=True)
    begun_at = fields.Moment(required=True)
    says = fields.Several(fields.Part(SaidSchema), required=True)
    written_to = fields.Number(required=True, metadata={"description": "How many mails were written."})
    to_go = fields.Number(required=True)
    left = fields.Number(
        required=True,
        metadata={"description": "Whom it did not reach when it was stopped, and nobody has told."},
    )
    sent = fields.Number(
        required=True, metadata={"description": "Taken by mail servers, or kept in the mailbox."}
    )
    failed = fields.Number(required=True)


def _shown(row: Notice) -> dict[str, Any]:
    states, deliveries = states_of(row), deliveries_of_notice(row)
    return {
        **{name: getattr(row, name) for name in ("id", "kind", "status", "begun_at")},
        "says": [vars(each) for each in said_by(row, row.event)],
        "written_to": states[RecipientState.WRITTEN],
        "to_go": states[RecipientState.DUE],
        "left": states[RecipientState.LEFT],
        "sent": deliveries.get(Delivery.SENT, 0) + deliveries.get(Delivery.KEPT, 0),
        "failed": deliveries.get(Delivery.FAILED, 0),
    }


NOTICES = Resource(
    area=area,
    path=f"{ONE}/notices",
    one="/<int:notice_id>",
    gives=EventNoticeSchema,
    view=_shown,
    find=get_notice,
)


@NOTICES.lists
@requires(Permission.REGISTRATION_VIEW)
def list_notices(event: Event) -> Sequence[Notice]:
    """What people were told of changes, of revisions of the agenda and of a cancellation, the newest first."""
    return notices_of(event)


@NOTICES.shows
@requires(Permission.REGISTRATION_VIEW)
def show_one_notice() -> None:
    """What a notice says is different, and how far it has come."""


@NOTICES.acts("stop")
@requires(Permission.REGISTRATION_DECIDE)
def stop_notice(notice: Notice) -> None:
    """Write to nobody more. Whom it left is told by the next notice of this kind, or when it goes on."""
    notice_actions.stop(notice)


@NOTICES.acts("resume")
@requires(Permission.REGISTRATION_DECIDE)
def resume_notice(notice: Notice) -> None:
    """Let a notice that was stopped go on, to those whom it left."""
    notice_actions.resume(notice, at=now())


@NOTICES.acts("again")
@requires(Permission.REGISTRATION_DECIDE)
def retry_notice(notice: Notice) -> None:
    """Let the mails that have failed be tried anew."""
    notice_actions.send_failed_again(notice)


class NoticeRecipientSchema(Schema):
    name = fields.Text(200, required=True)
    email = fields.Text(254, required=True)
    registration = fields.Number(required=True, allow_none=True)
    delegation = fields.Number(required=True, allow_none=True)
    state = fields.Choice(RecipientState, required=True)
    delivery = fields.Choice(
        Delivery, required=True, allow_none=True, metadata={"description": "Null: not written, or forgotten."}
    )


class NoticeRecipients(Schema):
    items = fields.Several(fields.Part(NoticeRecipientSchema), required=True)


def _recipient(row: NoticeRecipient) -> dict[str, Any]:
    return {
        "name": row.name,
        "email": row.email,
        "registration": row.registration_id,
        "delegation": row.delegation_id,
        "state": row.state,
        "delivery": row.message and row.message.status,
    }


@area.read(f"{NOTICES.path}{NOTICES.one}/recipients", gives=NoticeRecipients)
@requires(Permission.REGISTRATION_VIEW)
def list_notice_recipients(slug: str, notice_id: int) -> Response:
    """Whom a notice tells, with how far each mail has come; speakers have neither registration nor delegation."""
    notice = get_notice(get_event_of(current_user, slug), notice_id)
    log = log_of_notice(notice, limit=ALL_OF_THEM)
    return shown(NoticeRecipients, {"items": [_recipient(each) for each in log]})
