"""The pages of organizations and offices."""

from flask import Blueprint, render_template

from eventhub.events.labels import PART_LABELS
from eventhub.events.models import ParticipationRole
from eventhub.events.presentation import place_in
from eventhub.events.search import roles_of
from eventhub.organizations.labels import KIND_LABELS
from eventhub.organizations.models import Organization
from eventhub.organizations.queries import get_office, get_organization
from eventhub.registration.privacy import notice_of
from eventhub.web.access import public
from eventhub.web.responses import with_validator
from eventhub.web.texts import marked
from eventhub.website import credits as who
from eventhub.website.collections import collect

blueprint = Blueprint("organizations", __name__)
blueprint.after_request(with_validator)


@blueprint.route("/organizations/<slug>/")
@public
def show(slug: str):
    organization = get_organization(slug)
    return render_template(
        "organizations/show.html",
        organization=organization,
        name=marked(organization.name),
        parent=marked(organization.parent.name) if organization.parent else None,
        kind=KIND_LABELS[organization.kind],
        acronym=who.acronym_of(organization),
        roles=_counts_by_role(organization),
        events=collect("organization", organization),
    )


def _counts_by_role(organization: Organization) -> list[tuple[str, int]]:
    counts = roles_of(organization)
    return [(str(PART_LABELS[role]), counts[role]) for role in ParticipationRole if role in counts]


@blueprint.route("/offices/<slug>/")
@public
def office(slug: str):
    found = get_office(slug)
    return render_template(
        "organizations/office.html",
        office=found,
        name=marked(found.name),
        place=place_in(found.city, found.country),
        parent=who.office_entry(found.parent) if found.parent else None,
        organization=who.organization_entry(found.organization) if found.organization else None,
        events=collect("office", found),
    )


@blueprint.route("/offices/<slug>/privacy/")
@public
def privacy(slug: str):
    """What the office does with what people tell it."""
    found = get_office(slug)
    return render_template(
        "organizations/privacy.html", office=found, name=marked(found.name), notice=notice_of(found)
    )
