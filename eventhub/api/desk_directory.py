"""Organizations and offices as the desk keeps them."""

from typing import Any

from marshmallow import Schema
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import get_user
from eventhub.api import fields
from eventhub.api.area import Area
from eventhub.api.fields import Body
from eventhub.api.forms import Filling, filled
from eventhub.api.paging import Order
from eventhub.api.people import get_active_user
from eventhub.api.registry import OrganizationQuery, organizations_wanted
from eventhub.api.resources import Resource
from eventhub.api.schemas import SLUG, schema_of
from eventhub.letters.forms import LetterheadForm
from eventhub.organizations import actions
from eventhub.organizations.forms import OfficeForm, OrganizationForm, PressContactForm, PrivacyNoticeForm
from eventhub.organizations.letterheads import (
    PICTURES,
    LetterheadDetails,
    find_letterhead,
    publish_letterhead,
)
from eventhub.organizations.models import Office, Organization
from eventhub.organizations.notices import publish_notice, versions_of
from eventhub.organizations.queries import (
    all_offices,
    find_office,
    find_organization,
    get_office,
    get_organization,
    members_of,
)
from eventhub.web.access import requires
from eventhub.web.articles import ARTICLES

area = Area("desk_directory", "Organisations and offices at the desk")

Articles = type(
    "Articles",
    (Body,),
    {
        code: fields.Choice(("", *articles), allow_none=True, metadata={"description": "Empty: none."})
        for code, articles in ARTICLES.items()
    },
)
"""The definite article in each language that has one; a language that is missing is decided by the first word."""


def articles_of(kept: dict[str, str]) -> dict[str, str]:
    """Articles as forms know them."""
    return {code: article.replace("'", "’") for code, article in kept.items()}


def _declined(row: Organization | Office) -> dict[str, Any]:
    """How a name stands in sentences."""
    return {
        "name": row.name,
        "article": articles_of(row.article),
        "genitive": row.genitive.get("ru", ""),
        "instrumental": row.instrumental.get("ru", ""),
    }


OrganizationBody = schema_of(
    "OrganizationBody",
    OrganizationForm,
    required=("kind", "name"),
    article=fields.Part(Articles, allow_none=True),
    iati_type=fields.Number(
        allow_none=True, metadata={"description": "Codelist OrganisationType; else as the kind suggests."}
    ),
    parent=fields.Text(SLUG, allow_none=True, metadata={"description": "Slug of what it is part of."}),
)


class DeskOrganization(
    schema_of(
        "DeskOrganizationFacts",
        OrganizationForm,
        without=("same_name_is_meant",),
        article=fields.Part(Articles),
        iati_type=fields.Number(allow_none=True),
        parent=fields.Text(SLUG, allow_none=True),
    )
):
    slug = fields.Text(SLUG, required=True)
    id = fields.Number(required=True)


def organization_view(row: Organization) -> dict[str, Any]:
    plain = ("id", "slug", "kind", "acronym", "is_group", "country", "iati_type", "website")
    return {
        **_declined(row),
        **{name: getattr(row, name) for name in plain},
        "parent": row.parent and row.parent.slug,
    }


ORGANIZATIONS = Resource(
    area=area,
    path="/desk/organizations",
    one="/<slug>",
    gives=DeskOrganization,
    takes=OrganizationBody,
    view=organization_view,
    find=get_organization,
)


@ORGANIZATIONS.pages(takes=OrganizationQuery, order=[Order(Organization.id)])
@requires(Permission.DESK_USE)
def list_desk_organizations(query: dict[str, Any]) -> Select[Any]:
    """The directory, with what sentences need to know of each name."""
    return organizations_wanted(query)


@ORGANIZATIONS.shows
@requires(Permission.DESK_USE)
def show_desk_organization() -> None:
    """An organization with what sentences need to know of its name."""


@ORGANIZATIONS.creates
@requires(Permission.REGISTRY_EDIT)
def add_organization(body: dict[str, Any]) -> Organization:
    """Add an organization. One of the same name and country is refused unless `same_name_is_meant`."""
    return actions.create_organization(organization_form(body).details())


@ORGANIZATIONS.changes
@requires(Permission.REGISTRY_EDIT)
def change_organization(organization: Organization, body: dict[str, Any]) -> None:
    """Change what is known of an organization."""
    actions.edit_organization(organization, organization_form(body, organization).details())


def organization_form(body: dict[str, Any], organization: Organization | None = None) -> OrganizationForm:
    filling = Filling(body).known("parent", find_organization)
    return filled(OrganizationForm, filling, check=lambda form: form.is_new_or_meant(organization))


@ORGANIZATIONS.removes
@requires(Permission.REGISTRY_EDIT)
def delete_organization(organization: Organization) -> None:
    """Remove an organization that nothing refers to."""
    actions.delete_organization(organization)


OFFICE_REFERENCES = {
    "parent": fields.Text(SLUG, allow_none=True, metadata={"description": "Slug of the office above it."}),
    "organization": fields.Text(
        SLUG, allow_none=True, metadata={"description": "Slug of whose office it is."}
    ),
    "article": fields.Part(Articles, allow_none=True),
}
OfficeBody = schema_of(
    "OfficeBody",
    OfficeForm,
    without=("parent_id",),
    required=("name", "time_zone"),
    **OFFICE_REFERENCES,
)
NewPressContact = schema_of("NewPressContact", PressContactForm, required=("name",))


class PressContactSchema(NewPressContact):
    id = fields.Number(required=True)


class Member(Schema):
    id = fields.Number(required=True)
    name = fields.Text(200, required=True)


class DeskOffice(OfficeBody):
    id = fields.Number(required=True)
    slug = fields.Text(SLUG, required=True)
    members = fields.Several(fields.Part(Member), required=True)
    press_contacts = fields.Several(fields.Part(PressContactSchema), required=True)


def _office(row: Office) -> dict[str, Any]:
    plain = ("id", "slug", "boilerplate", "country", "city", "time_zone", "languages", "email", "phone")
    return {
        **_declined(row),
        **{name: getattr(row, name) for name in plain},
        "parent": row.parent and row.parent.slug,
        "organization": row.organization and row.organization.slug,
        "members": members_of(row),
        "press_contacts": row.press_contacts,
    }


OFFICES = Resource(
    area=area,
    path="/desk/offices",
    one="/<slug>",
    gives=DeskOffice,
    takes=OfficeBody,
    view=_office,
    find=get_office,
)


@OFFICES.pages(order=[Order(Office.id)])
@requires(Permission.OFFICE_EDIT)
def list_desk_offices(_query: dict[str, Any]) -> Select[Any]:
    """The offices with who works in them and whom the press may ask."""
    return select(Office).options(joinedload(Office.parent), joinedload(Office.organization))


@OFFICES.shows
@requires(Permission.OFFICE_EDIT)
def show_desk_office() -> None:
    """An office with who works in it and whom the press may ask."""


@OFFICES.creates
@requires(Permission.OFFICE_EDIT)
def add_office(body: dict[str, Any]) -> Office:
    """Open an office."""
    return actions.create_office(_office_form(body).details())


@OFFICES.changes
@requires(Permission.OFFICE_EDIT)
def change_office(office: Office, body: dict[str, Any]) -> None:
    """Change what is known of an office."""
    actions.edit_office(office, _office_form(body, office).details())


def _office_form(body: dict[str, Any], office: Office | None = None) -> OfficeForm:
    filling = Filling(body).reference("parent", "parent_id", find_office)
    filling.known("organization", find_organization)
    return filled(OfficeForm, filling, offices=[each for each in all_offices() if each is not office])


@OFFICES.removes
@requires(Permission.OFFICE_EDIT)
def delete_office(office: Office) -> None:
    """Close an office that nothing refers to."""
    actions.delete_office(office)


@OFFICES.acts("members/<int:user_id>", method="PUT")
@requires(Permission.OFFICE_EDIT)
def add_office_member(office: Office, user_id: int) -> None:
    """Let a user look after the events of the office."""
    actions.add_member(office, get_active_user(user_id))


@OFFICES.acts("members/<int:user_id>", method="DELETE")
@requires(Permission.OFFICE_EDIT)
def remove_office_member(office: Office, user_id: int) -> None:
    """Take the events of the office from a user again."""
    actions.remove_member(office, get_user(user_id))


@OFFICES.acts("press-contacts", takes=NewPressContact)
@requires(Permission.OFFICE_EDIT)
def add_press_contact(office: Office, body: dict[str, Any]) -> None:
    """Name somebody whom the press may ask."""
    form = filled(PressContactForm, {"press": body})
    actions.add_press_contact(office, form.contact())


@OFFICES.acts("press-contacts/<int:contact_id>", method="DELETE")
@requires(Permission.OFFICE_EDIT)
def remove_press_contact(office: Office, contact_id: int) -> None:
    """Name somebody no longer."""
    actions.remove_press_contact(office, contact_id)


NoticeBody = schema_of("NoticeBody", PrivacyNoticeForm)


class NoticeVersion(NoticeBody):
    version = fields.Number(required=True)


class NoticeSchema(NoticeBody):
    versions = fields.Several(fields.Part(NoticeVersion), required=True)


def _notice(office: Office) -> dict[str, Any]:
    versions = versions_of(office)
    return {"text": versions[0].text if versions else {}, "versions": versions}


NOTICE = Resource(
    area=area,
    path="/desk/offices/<slug>/privacy",
    gives=NoticeSchema,
    takes=NoticeBody,
    view=_notice,
    find=get_office,
)


@NOTICE.shows
@requires(Permission.OFFICE_EDIT)
def show_privacy_notice() -> None:
    """What the office adds to its privacy notice, and every version of it, the newest first."""


@NOTICE.sets
@requires(Permission.OFFICE_EDIT)
def set_privacy_notice(office: Office, body: dict[str, Any]) -> None:
    """Let other words count from now on; the versions before stay to be read."""
    publish_notice(office, filled(PrivacyNoticeForm, body).text.data)


PICTURES_ON_IT = (*PICTURES, *(f"without_{name}" for name in PICTURES))
LetterheadBody = schema_of("LetterheadBody", LetterheadForm, without=("language", *PICTURES_ON_IT))


class LetterheadSchema(LetterheadBody):
    version = fields.Number(required=True, metadata={"description": "0: there is none yet."})


def _letterhead(office: Office) -> dict[str, Any]:
    found = find_letterhead(office)
    words = LetterheadDetails.of(found) if found else LetterheadDetails()
    return {**vars(words), "version": found.version if found else 0}


LETTERHEAD = Resource(
    area=area,
    path="/desk/offices/<slug>/letterhead",
    gives=LetterheadSchema,
    takes=LetterheadBody,
    view=_letterhead,
    find=get_office,
)


@LETTERHEAD.shows
@requires(Permission.OFFICE_EDIT)
def show_letterhead() -> None:
    """The words on the paper of the office."""


@LETTERHEAD.changes
@requires(Permission.OFFICE_EDIT)
def change_letterhead(office: Office, body: dict[str, Any]) -> None:
    """Let other words count for new letters. The pictures stay: a person chooses them, looking at them."""
    form = filled(LetterheadForm, {**body, "language": "en"}, letterhead=find_letterhead(office))
    publish_letterhead(office, form.details())
