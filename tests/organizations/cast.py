"""Organizations and offices, each made with what matters to the test and usual values else."""

from eventhub.db import Translated, db
from eventhub.organizations import actions
from eventhub.organizations.actions import OfficeDetails, OrganizationDetails
from eventhub.organizations.models import Office, Organization, OrganizationKind


def make_organization(
    name: str = "Ministry of the Interior", country: str | None = "NE", **more
) -> Organization:
    kind = more.pop("kind", OrganizationKind.GOVERNMENT)
    details = OrganizationDetails(kind=kind, name=Translated(en=name), country=country, **more)
    organization = actions.create_organization(details)
    db.session.commit()
    return organization


def make_office(name: str = "Liaison Office in China", **more) -> Office:
    office = actions.create_office(OfficeDetails(name=Translated(en=name), **more))
    db.session.commit()
    return office
