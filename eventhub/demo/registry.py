"""Offices, organizations, funding and programmes of the demo."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from eventhub.accounts.models import User
from eventhub.db import db
from eventhub.demo.source import demo_data, supplement, translated
from eventhub.organizations.actions import (
    OfficeDetails,
    OrganizationDetails,
    add_member,
    create_office,
    create_organization,
)
from eventhub.organizations.models import Office, Organization, OrganizationKind
from eventhub.organizations.queries import find_office, find_organization
from eventhub.programmes.actions import (
    FundingDetails,
    ProgrammeDetails,
    create_funding_source,
    create_programme,
    set_programme_fundings,
)
from eventhub.programmes.models import FundingRole, FundingSource, Programme, ProgrammeType
from eventhub.programmes.queries import find_programme

HEADQUARTERS = "headquarters"
MEMBERS = {
    "organiser": ("china",),
    "colleague": ("niger", "west-and-central-africa", "cote-divoire", "mauritania"),
    "press": ("china", "headquarters"),
}
"""Slugs of the offices in which the people of the demo work."""


@dataclass(frozen=True)
class Registry:
    """What the events of the demo refer to, by the names that the file uses."""

    offices: dict[str, Office]
    organizations: dict[str, Organization]
    funding: dict[str, FundingSource]
    programmes: dict[str | None, Programme]


def load_registry(users: dict[str, User]) -> Registry:
    """Make what is not there yet, and let the users of the demo into their offices."""
    organizations = {each["id"]: _organization(each) for each in demo_data()["organisations"]}
    funding = {each["id"]: _funding(each, organizations) for each in demo_data()["funders"]}
    programmes = {each["id"]: _programme(each, organizations, funding) for each in demo_data()["programmes"]}
    offices = _offices(organizations["iom"])
    for key, slugs in MEMBERS.items():
        for slug in slugs:
            office = find_office(slug)
            if office is not None:
                add_member(office, users[key])
    return Registry(offices=offices, organizations=organizations, funding=funding, programmes={**programmes})


def _organization(given: dict[str, Any]) -> Organization:
    slug = given["id"].replace("_", "-")
    rules = supplement()["organizations"]
    is_group = given["id"] in rules["is_group"]
    # The file holds articles for French and Spanish; in English an institution takes one, with few exceptions.
    english = {} if is_group or given["id"] in rules["without_english_article"] else {"en": "the"}
    return find_organization(slug) or create_organization(
        OrganizationDetails(
            kind=OrganizationKind(given["category"]),
            name=translated(given["name"]),
            article={**english, **given["article"]},
            acronym=translated(given["acronym"]),
            is_group=is_group,
            country=given["country"],
            iati_type=given["iati_type"],
        ),
        slug=slug,
    )


def _funding(given: dict[str, Any], organizations: dict[str, Organization]) -> FundingSource:
    found = db.session.scalar(select(FundingSource).where(FundingSource.code == given["id"]))
    if found is not None:
        return found
    instrument = dict(given["instrument"] or {})
    articles = {
        code: instrument.pop(f"article_{code}") for code in ("fr", "es") if f"article_{code}" in instrument
    }
    owner = organizations.get(given["organisation_id"]) or _funder(given)
    return create_funding_source(
        FundingDetails(
            organization=owner,
            instrument=translated(instrument),
            instrument_article={"en": "the", **articles} if instrument else {},
            statement=translated(given["visibility_statement"]),
            emblem="eu" if owner.slug == "eu" else "",
        ),
        code=given["id"],
    )


def _funder(given: dict[str, Any]) -> Organization:
    """A funder that the list of organizations lacks."""
    slug = f"funder-{given['id']}"
    return find_organization(slug) or create_organization(
        OrganizationDetails(
            kind=OrganizationKind(supplement()["funder_kinds"][given["id"]]),
            name=translated(given["name"]),
            article={"en": "the", **given["article"]},
        ),
        slug=slug,
    )


def _programme(
    given: dict[str, Any], organizations: dict[str, Organization], funding: dict[str, FundingSource]
) -> Programme:
    slug = given["id"]
    found = find_programme(slug)
    if found is not None:
        return found
    more = supplement()["programmes"].get(slug, {})
    programme = create_programme(
        ProgrammeDetails(
            type=ProgrammeType.PROJECT,
            name=translated(given["name"]),
            aim=translated(given["aim"], more.get("aim")),
            iati_identifier=given["iati_identifier"] or "",
            implementers=[organizations[each] for each in given["implementing_org_ids"]],
        ),
        slug=slug,
    )
    role = FundingRole.SOLE if len(given["funder_ids"]) == 1 else FundingRole.CO_FUNDER
    set_programme_fundings(programme, [(funding[each], role) for each in given["funder_ids"]])
    return programme


def _offices(organization: Organization) -> dict[str, Office]:
    """The offices by their English names. Headquarters comes first, since the others stand under it."""
    of_event = {each["organising_office"]["en"]: each for each in demo_data()["events"]}
    described = supplement()["offices"]
    in_order = sorted(
        described, key=lambda name: (described[name]["slug"] != HEADQUARTERS, "parent" in described[name])
    )
    return {name: _office(described[name], of_event[name], organization) for name in in_order}


def _office(described: dict[str, Any], event: dict[str, Any], organization: Organization) -> Office:
    slug = described["slug"]
    is_headquarters = slug == HEADQUARTERS
    return find_office(slug) or create_office(
        OfficeDetails(
            name=translated(event["organising_office"], described.get("name")),
            article=described["article"],
            organization=organization,
            parent=None if is_headquarters else find_office(described.get("parent", HEADQUARTERS)),
            country=described.get("country") or event["place"]["country_iso2"],
            city=translated(None if is_headquarters else event["place"]["city"]),
            time_zone=event["time_zone"],
            languages=described["languages"],
            boilerplate=translated(described.get("boilerplate")),
        ),
        slug=slug,
    )
