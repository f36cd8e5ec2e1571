"""Letters of invitation with which participants ask for a visa, as organisers decide on them."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE
from eventhub.api.fields import Body
from eventhub.api.forms import filled
from eventhub.api.resources import Resource
from eventhub.api.schemas import schema_of
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.letters import actions
from eventhub.letters.files import FORMATS
from eventhub.letters.issued import issued_file
from eventhub.letters.models import Costs, VisaLetter, VisaLetterStatus
from eventhub.letters.queries import get_letter, letters_of
from eventhub.letters.visa_forms import IssueForm, ReasonForm
from eventhub.web.access import requires
from eventhub.web.responses import download

area = Area("desk_letters", "Letters for visas")

ReasonBody = schema_of("LetterReasonBody", ReasonForm, required=("reason",))


class IssueBody(Body):
    costs = fields.Choice(Costs, required=True, metadata={"description": "Who bears the costs."})


class LetterSchema(Schema):
    """What was asked, and what became of it; what stands in the passport is in the letter alone."""

    id = fields.Number(required=True)
    registration = fields.Number(required=True)
    status = fields.Choice(VisaLetterStatus, required=True)
    language = fields.Text(8, required=True)
    costs = fields.Choice(Costs, required=True, allow_none=True)
    reference = fields.Text(40, required=True, allow_none=True)
    asked_at = fields.Moment(required=True)
    decided_at = fields.Moment(required=True, allow_none=True)


def _letter(row: VisaLetter) -> dict[str, Any]:
    names = [name for name in LetterSchema._declared_fields if name != "registration"]
    return {**{name: getattr(row, name) for name in names}, "registration": row.registration_id}


LETTERS = Resource(
    area=area,
    path=f"{ONE}/letters",
    one="/<int:letter_id>",
    gives=LetterSchema,
    view=_letter,
    find=get_letter,
)


@LETTERS.lists
@requires(Permission.REGISTRATION_VIEW)
def list_letters(event: Event) -> Sequence[VisaLetter]:
    """The letters that people asked for: those that wait first, then the newest."""
    return letters_of(event)


@LETTERS.shows
@requires(Permission.REGISTRATION_VIEW)
def show_letter() -> None:
    """One letter."""


@LETTERS.acts("issue", takes=IssueBody)
@requires(Permission.REGISTRATION_DECIDE)
def issue_letter(letter: VisaLetter, body: dict[str, Any]) -> None:
    """Write the letter, give it a number, and tell the person."""
    actions.issue(letter, filled(IssueForm, body).costs.data, now=now())


@LETTERS.acts("decline", takes=ReasonBody)
@requires(Permission.REGISTRATION_DECIDE)
def decline_letter(letter: VisaLetter, body: dict[str, Any]) -> None:
    """Refuse the letter, and say why."""
    actions.decline(letter, filled(ReasonForm, body).reason.data or "", now=now())


@LETTERS.acts("withdraw", takes=ReasonBody)
@requires(Permission.REGISTRATION_DECIDE)
def withdraw_letter(letter: VisaLetter, body: dict[str, Any]) -> None:
    """Say that an issued letter does not hold."""
    actions.withdraw(letter, filled(ReasonForm, body).reason.data or "", now=now())


@area.download(f"{LETTERS.path}{LETTERS.one}/letter.<any({','.join(FORMATS)}):suffix>", *FORMATS.values())
@requires(Permission.REGISTRATION_SENSITIVE)
def letter_file(slug: str, letter_id: int, suffix: str) -> Response:
    """The letter as it was issued, with what stands in the passport."""
    content, name = issued_file(get_letter(get_event_of(current_user, slug), letter_id), suffix)
    return download(content, filename=name, media_type=FORMATS[suffix])
