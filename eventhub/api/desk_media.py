"""The media list: who gets releases by mail."""

from typing import Any

from flask import Response
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import done
from eventhub.api.area import Area
from eventhub.api.fields import Body
from eventhub.api.forms import Filling, filled
from eventhub.api.paging import Order
from eventhub.api.resources import Resource
from eventhub.api.schemas import SLUG, schema_of
from eventhub.api.shapes import Reference, reference
from eventhub.medialist import actions
from eventhub.medialist.forms import InviteForm
from eventhub.medialist.models import MediaContact
from eventhub.medialist.queries import get_contact_by_number
from eventhub.organizations.queries import find_office
from eventhub.web.access import requires

area = Area("desk_media", "The media list")

INVITATION = schema_of(
    "InvitationFacts", InviteForm, without=("office_id",), required=("name", "email", "languages")
)


class InvitationBody(INVITATION):
    office = fields.Text(
        SLUG, allow_none=True, load_default=None, metadata={"description": "Whose releases; null: all."}
    )


class ContactSchema(Body):
    id = fields.Number(required=True)
    email = fields.Text(254, required=True)
    name = fields.Text(200, required=True)
    medium = fields.Text(200, required=True)
    languages = fields.Several(fields.Text(8), required=True)
    office = fields.Part(Reference, required=True, allow_none=True)
    confirmed_at = fields.Moment(required=True, allow_none=True)


def _contact(contact: MediaContact) -> dict[str, Any]:
    plain = ("id", "email", "name", "medium", "languages", "confirmed_at")
    return {
        **{name: getattr(contact, name) for name in plain},
        "office": reference(contact.office, "organizations.office"),
    }


CONTACTS = Resource(
    area=area,
    path="/desk/media-contacts",
    one="/<int:contact_id>",
    gives=ContactSchema,
    view=_contact,
    find=get_contact_by_number,
)


@CONTACTS.pages(order=[Order(MediaContact.id)])
@requires(Permission.MEDIA_LIST)
def list_media_contacts(_query: dict[str, Any]) -> Select[Any]:
    """Who gets releases by mail, also those who have yet to confirm."""
    return select(MediaContact).options(joinedload(MediaContact.office))


@CONTACTS.shows
@requires(Permission.MEDIA_LIST)
def show_media_contact() -> None:
    """One of them."""


@area.write(CONTACTS.path, takes=InvitationBody)
@requires(Permission.MEDIA_LIST)
def invite_media_contact(body: dict[str, Any]) -> Response:
    """Ask somebody; only they themselves can say yes. Whether the address is on the list already is not told."""

    def change() -> None:
        form = filled(InviteForm, Filling(body).reference("office", "office_id", find_office))
        details = form.details()
        actions.ask_to_join(form.email.data or "", details, language=details.languages[0])

    return done(change)


@CONTACTS.removes
@requires(Permission.MEDIA_LIST)
def forget_media_contact(contact: MediaContact) -> None:
    """Forget somebody."""
    actions.leave(contact)
