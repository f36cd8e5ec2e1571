"""The directory as the public sees it: organizations, offices, programmes and who funds them, topics."""

from typing import Any

from flask import Response
from marshmallow import Schema
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.api import fields
from eventhub.api.answers import listed, shown
from eventhub.api.area import Area, LanguageQuery, page_schema
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.shapes import Acknowledgement, Reference, acknowledgement, link, reference
from eventhub.events.models import Topic
from eventhub.events.queries import get_topic
from eventhub.organizations.models import Office, Organization, OrganizationKind
from eventhub.organizations.queries import get_office, get_organization
from eventhub.organizations.search import OrganizationFilter
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding, ProgrammeType
from eventhub.programmes.queries import get_programme
from eventhub.text.countries import is_country
from eventhub.web.access import public

area = Area("directory", "Organisations, offices, programmes, funding and topics")


class DirectoryQuery(PageQuery, LanguageQuery):
    pass


class OrganizationQuery(DirectoryQuery):
    q = fields.Text(200, load_default="")
    kind = fields.Choice(OrganizationKind, load_default=None)
    country = fields.Text(2, load_default="", metadata={"description": "ISO 3166-1 alpha-2."})


class PublicOrganization(Schema):
    slug = fields.Text(120, required=True)
    kind = fields.Choice(OrganizationKind, required=True)
    name = fields.Translated(required=True)
    acronym = fields.Translated(required=True)
    country = fields.Text(2, required=True, allow_none=True)
    iati_type = fields.Number(required=True, allow_none=True)
    website = fields.Text(500, required=True)
    parent = fields.Part(Reference, required=True, allow_none=True)
    url = fields.Text(1000, required=True)


class PublicOffice(Schema):
    slug = fields.Text(120, required=True)
    name = fields.Translated(required=True)
    city = fields.Translated(required=True)
    country = fields.Text(2, required=True, allow_none=True)
    time_zone = fields.Text(64, required=True)
    parent = fields.Part(Reference, required=True, allow_none=True)
    organization = fields.Part(Reference, required=True, allow_none=True)
    url = fields.Text(1000, required=True)


class PublicProgramme(Schema):
    slug = fields.Text(120, required=True)
    type = fields.Choice(ProgrammeType, required=True)
    name = fields.Translated(required=True)
    aim = fields.Translated(required=True)
    starts_on = fields.Day(required=True, allow_none=True)
    ends_on = fields.Day(required=True, allow_none=True)
    iati_identifier = fields.Text(120, required=True)
    implementers = fields.Several(fields.Part(Reference), required=True)
    funding = fields.Several(fields.Part(Acknowledgement), required=True)
    url = fields.Text(1000, required=True)


class PublicTopic(Reference):
    pass


ORGANIZATIONS, OFFICES = page_schema(PublicOrganization, "Organization"), page_schema(PublicOffice, "Office")
PROGRAMMES, TOPICS = page_schema(PublicProgramme, "Programme"), page_schema(PublicTopic, "Topic")


def organizations_wanted(query: dict[str, Any]) -> Select[Any]:
    """The organizations that a query asks for; a country that there is not narrows nothing."""
    country = query["country"].upper()
    wanted = OrganizationFilter(
        typed=query["q"],
        kind=OrganizationKind(query["kind"]) if query["kind"] else None,
        country=country if is_country(country) else None,
    )
    return select(Organization).where(*wanted.conditions()).options(joinedload(Organization.parent))


def public_organization(row: Organization) -> dict[str, Any]:
    plain = ("slug", "kind", "name", "acronym", "country", "iati_type", "website")
    return {
        **{name: getattr(row, name) for name in plain},
        "parent": reference(row.parent, "organizations.show"),
        "url": link("organizations.show", slug=row.slug),
    }


def public_office(row: Office) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("slug", "name", "city", "country", "time_zone")},
        "parent": reference(row.parent, "organizations.office"),
        "organization": reference(row.organization, "organizations.show"),
        "url": link("organizations.office", slug=row.slug),
    }


def public_programme(row: Programme) -> dict[str, Any]:
    plain = ("slug", "type", "name", "aim", "starts_on", "ends_on", "iati_identifier")
    return {
        **{name: getattr(row, name) for name in plain},
        "implementers": [reference(each, "organizations.show") for each in row.implementers],
        "funding": [acknowledgement(each.source, each.role) for each in row.fundings],
        "url": link("programmes.show", slug=row.slug),
    }


@area.read("/organizations", takes=OrganizationQuery, gives=ORGANIZATIONS)
@public
def list_organizations(query: dict[str, Any]) -> Response:
    """Organizations that take part in events or fund them."""
    page = page_of(organizations_wanted(query), [Order(Organization.id)], query)
    return listed(ORGANIZATIONS, page._replace(items=[public_organization(each) for each in page.items]))


@area.read("/organizations/<slug>", takes=LanguageQuery, gives=PublicOrganization)
@public
def show_organization(_query: dict[str, Any], slug: str) -> Response:
    """One organization."""
    row = get_organization(slug)
    return shown(PublicOrganization, public_organization(row), last_modified=row.updated_at)


@area.read("/offices", takes=DirectoryQuery, gives=OFFICES)
@public
def list_offices(query: dict[str, Any]) -> Response:
    """The offices that organise events."""
    rows = select(Office).options(joinedload(Office.parent), joinedload(Office.organization))
    page = page_of(rows, [Order(Office.id)], query)
    return listed(OFFICES, page._replace(items=[public_office(each) for each in page.items]))


@area.read("/offices/<slug>", takes=LanguageQuery, gives=PublicOffice)
@public
def show_office(_query: dict[str, Any], slug: str) -> Response:
    """One office."""
    row = get_office(slug)
    return shown(PublicOffice, public_office(row), last_modified=row.updated_at)


@area.read("/programmes", takes=DirectoryQuery, gives=PROGRAMMES)
@public
def list_programmes(query: dict[str, Any]) -> Response:
    """Programmes, with who funds them on what terms."""
    rows = select(Programme).options(
        selectinload(Programme.fundings)
        .joinedload(ProgrammeFunding.source)
        .joinedload(FundingSource.organization),
        selectinload(Programme.implementers),
    )
    page = page_of(rows, [Order(Programme.id)], query)
    return listed(PROGRAMMES, page._replace(items=[public_programme(each) for each in page.items]))


@area.read("/programmes/<slug>", takes=LanguageQuery, gives=PublicProgramme)
@public
def show_programme(_query: dict[str, Any], slug: str) -> Response:
    """One programme."""
    row = get_programme(slug)
    return shown(PublicProgramme, public_programme(row), last_modified=row.updated_at)


@area.read("/topics", takes=DirectoryQuery, gives=TOPICS)
@public
def list_topics(query: dict[str, Any]) -> Response:
    """What events are about."""
    page = page_of(select(Topic), [Order(Topic.id)], query)
    return listed(TOPICS, page._replace(items=[reference(each, "topics.show") for each in page.items]))


@area.read("/topics/<slug>", takes=LanguageQuery, gives=PublicTopic)
@public
def show_topic(_query: dict[str, Any], slug: str) -> Response:
    """One topic."""
    return shown(PublicTopic, reference(get_topic(slug), "topics.show"))
