"""Writing to the people of an event: mailings, and the words of standard mails."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import done, expect_match, shown, written
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE
from eventhub.api.forms import Filling, filled
from eventhub.api.resources import Resource
from eventhub.api.schemas import SLUG, schema_of
from eventhub.clock import now
from eventhub.db import Translated
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.mailings import actions
from eventhub.mailings.forms import MailingForm, ScheduleForm
from eventhub.mailings.models import Anchor, Mailing, MailingStatus
from eventhub.mailings.queries import get_mailing, log_of, mailings_of, numbers_written
from eventhub.mailings.recipients import addressees_of
from eventhub.mailings.rules import GONE
from eventhub.mailtexts.actions import set_text
from eventhub.mailtexts.forms import MailTextForm
from eventhub.mailtexts.models import StandardMail
from eventhub.mailtexts.queries import find_text
from eventhub.mailtexts.rules import gaps_of
from eventhub.organizations.queries import find_organization
from eventhub.outbox.models import Delivery
from eventhub.outbox.suppression import suppressed_among
from eventhub.registration.rules import ACTIVE
from eventhub.text.languages import CODES
from eventhub.web.access import requires

area = Area("desk_mailings", "Mailings")

MailingBody = schema_of(
    "MailingBody",
    MailingForm,
    required=("subject", "body"),
    organizations=fields.Several(
        fields.Text(SLUG), allow_none=True, metadata={"description": "Slugs; empty narrows nothing."}
    ),
    languages=fields.Several(fields.Choice(CODES), allow_none=True),
    countries=fields.Several(fields.Text(2), allow_none=True),
    categories=fields.Several(
        fields.Number(1), allow_none=True, metadata={"description": "Numbers of categories."}
    ),
)
ScheduleBody = schema_of("ScheduleBody", ScheduleForm, required=("days", "anchor", "at_time"))


class MailingSchema(MailingBody):
    id = fields.Number(required=True)
    status = fields.Choice(MailingStatus, required=True)
    anchor = fields.Choice(Anchor, required=True, allow_none=True)
    days = fields.Number(required=True)
    at_time = fields.Clock(required=True, allow_none=True)
    due_at = fields.Moment(required=True, allow_none=True)
    sent_at = fields.Moment(required=True, allow_none=True)
    written_by = fields.Text(200, required=True, allow_none=True)
    sent_by = fields.Text(200, required=True, allow_none=True)
    written_to = fields.Number(required=True, metadata={"description": "How many mails were written."})
    created_at = fields.Moment(required=True)
    updated_at = fields.Moment(required=True)


OF_ITS_OWN = ("organizations", "categories", "written_by", "sent_by", "written_to")
PLAIN = tuple(name for name in MailingSchema._declared_fields if name not in OF_ITS_OWN)


def _mailing(row: Mailing) -> dict[str, Any]:
    slugs = {str(each.organization_id): each.organization.slug for each in row.event.participations}
    return {
        **{name: getattr(row, name) for name in PLAIN},
        "organizations": [slugs[each] for each in row.organizations if each in slugs],
        "categories": [int(each) for each in row.categories],
        "written_by": row.written_by and row.written_by.name,
        "sent_by": row.sent_by and row.sent_by.name,
        "written_to": numbers_written(row.event).get(row.id, 0),
    }


MAILINGS = Resource(
    area=area,
    path=f"{ONE}/mailings",
    one="/<int:mailing_id>",
    gives=MailingSchema,
    takes=MailingBody,
    view=_mailing,
    find=get_mailing,
)


def _form(event: Event, body: dict[str, Any]) -> MailingForm:
    filling = Filling(body).references("organizations", "organizations", find_organization)
    return filled(MailingForm, filling, offer=lambda form: form.offer(event), check=MailingForm.validate_text)


@MAILINGS.lists
@requires(Permission.REGISTRATION_VIEW)
def list_mailings(event: Event) -> Sequence[Mailing]:
    """The mailings of an event, the newest first."""
    return mailings_of(event)


@MAILINGS.shows
@requires(Permission.REGISTRATION_VIEW)
def show_mailing() -> None:
    """A mailing, and how far it has come."""


@MAILINGS.creates
@requires(Permission.REGISTRATION_DECIDE)
def add_mailing(event: Event, body: dict[str, Any]) -> Mailing:
    """Begin a mailing as a draft; without `statuses`, for those who take part or still may."""
    usual = {"statuses": [each.value for each in ACTIVE]}
    return actions.create(event, _form(event, {**usual, **body}).details())


@MAILINGS.changes
@requires(Permission.REGISTRATION_DECIDE)
def change_mailing(mailing: Mailing, body: dict[str, Any]) -> None:
    """Change a mailing that has not gone; one that a colleague was to read is a draft again."""
    actions.edit(mailing, _form(mailing.event, body).details())


@MAILINGS.removes
@requires(Permission.REGISTRATION_DECIDE)
def delete_mailing(mailing: Mailing) -> None:
    """Remove a mailing that nobody has had."""
    actions.delete(mailing)


@MAILINGS.acts("submit")
@requires(Permission.REGISTRATION_DECIDE)
def submit_mailing(mailing: Mailing) -> None:
    """Ask the colleagues to read it."""
    actions.submit(mailing)


@MAILINGS.acts("return")
@requires(Permission.REGISTRATION_DECIDE)
def return_mailing(mailing: Mailing) -> None:
    """Make it a draft again: it is not ready, or shall not go by itself."""
    actions.send_back(mailing)


@MAILINGS.acts("send")
@requires(Permission.REGISTRATION_DECIDE)
def send_mailing(mailing: Mailing) -> None:
    """Begin to write to everybody whom it is for. However often it is asked, it happens once."""
    actions.send(mailing)


@MAILINGS.acts("stop")
@requires(Permission.REGISTRATION_DECIDE)
def stop_mailing(mailing: Mailing) -> None:
    """Write to nobody more."""
    actions.stop(mailing)


@MAILINGS.acts("schedule", takes=ScheduleBody)
@requires(Permission.REGISTRATION_DECIDE)
def schedule_mailing(mailing: Mailing, body: dict[str, Any]) -> None:
    """Let it go by itself so many days before or after the event; it moves when the event moves."""
    form = filled(ScheduleForm, body)
    actions.schedule(
        mailing,
        anchor=Anchor(form.anchor.data),
        days=form.days.data or 0,
        at_time=form.at_time.data,
        at=now(),
    )


@MAILINGS.acts("again")
@requires(Permission.REGISTRATION_DECIDE)
def retry_mailing(mailing: Mailing) -> None:
    """Let the mails that have failed be tried anew."""
    actions.send_failed_again(mailing)


@MAILINGS.acts_anew("copy")
@requires(Permission.REGISTRATION_DECIDE)
def copy_mailing(mailing: Mailing) -> Mailing:
    """Begin another one with the same text for the same people."""
    return actions.copy(mailing)


class RecipientSchema(Schema):
    name = fields.Text(200, required=True)
    email = fields.Text(254, required=True)
    language = fields.Text(8, required=True)
    registration = fields.Number(required=True, allow_none=True)
    delegation = fields.Number(required=True, allow_none=True)
    takes_mail = fields.Flag(required=True, metadata={"description": "False: the address takes none."})
    delivery = fields.Choice(
        Delivery, required=True, allow_none=True, metadata={"description": "Null: not written."}
    )


class Recipients(Schema):
    items = fields.Several(fields.Part(RecipientSchema), required=True)


ALL_OF_THEM = 100_000


def _recipients(mailing: Mailing) -> list[dict[str, Any]]:
    """Who has got it, or would get it now."""
    if mailing.status in GONE:
        return [_recipient_of_log(each) for each in log_of(mailing, limit=ALL_OF_THEM)]
    people = addressees_of(mailing)
    suppressed = suppressed_among(each.email for each in people)
    return [
        {
            **{name: getattr(each, name) for name in ("name", "email", "language")},
            "registration": each.registration and each.registration.id,
            "delegation": each.delegation and each.delegation.id,
            "takes_mail": each.email not in suppressed,
            "delivery": None,
        }
        for each in people
    ]


def _recipient_of_log(row: Any) -> dict[str, Any]:
    part = row.delegation and row.delegation.participation
    return {
        "name": part.focal_point_name if part else row.registration.name,
        "email": part.focal_point_email if part else row.registration.email,
        "language": (row.delegation or row.registration).language,
        "registration": row.registration_id,
        "delegation": row.delegation_id,
        "takes_mail": row.message is not None or row.is_due,
        "delivery": row.message and row.message.status,
    }


@area.read(f"{MAILINGS.path}{MAILINGS.one}/recipients", gives=Recipients)
@requires(Permission.REGISTRATION_VIEW)
def list_recipients(slug: str, mailing_id: int) -> Response:
    """Who would get a mailing if it went now; of one that has gone, who has got it."""
    return shown(
        Recipients, {"items": _recipients(get_mailing(get_event_of(current_user, slug), mailing_id))}
    )


TextBody = schema_of("MailTextBody", MailTextForm)
TEXT = f"{ONE}/mail-texts/<any({','.join(StandardMail)}):name>"


class MailTextSchema(TextBody):
    mail = fields.Choice(StandardMail, required=True)


class MailTexts(Schema):
    items = fields.Several(fields.Part(MailTextSchema), required=True)


def _text(event: Event, name: str) -> dict[str, Any]:
    found = find_text(event, name)
    return {"mail": name, "subject": found.subject if found else {}, "intro": found.intro if found else {}}


@area.read(f"{ONE}/mail-texts", gives=MailTexts)
@requires(Permission.REGISTRATION_VIEW)
def list_mail_texts(slug: str) -> Response:
    """The mails that EventHub writes by itself, with the words of the organisers; empty: the standard ones."""
    event = get_event_of(current_user, slug)
    return shown(MailTexts, {"items": [_text(event, each.value) for each in StandardMail]})


@area.write(TEXT, method="PUT", takes=TextBody, gives=MailTextSchema)
@requires(Permission.REGISTRATION_DECIDE)
def set_mail_text(body: dict[str, Any], slug: str, name: str) -> Response:
    """Write own words for a mail."""
    mail = StandardMail(name)

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(MailTextSchema, _text(event, name))
        form = filled(MailTextForm, body, check=lambda form: form.validate_gaps(gaps_of(mail)))
        set_text(event, mail, subject=form.subject.data, intro=form.intro.data)
        return _text(event, name)

    return written(MailTextSchema, change)


@area.write(TEXT, method="DELETE")
@requires(Permission.REGISTRATION_DECIDE)
def reset_mail_text(slug: str, name: str) -> Response:
    """Give a mail its standard words again."""

    def change() -> None:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(MailTextSchema, _text(event, name))
        set_text(event, StandardMail(name), subject=Translated(), intro=Translated())

    return done(change)
