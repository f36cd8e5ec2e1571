"""Programmes and funding, each made with what matters to the test and usual values else."""

from eventhub.db import Translated, db
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.programmes import actions
from eventhub.programmes.actions import FundingDetails, ProgrammeDetails
from eventhub.programmes.models import FundingSource, Programme, ProgrammeType
from tests.organizations.cast import make_organization


def make_funder(name: str = "European Union", acronym: str = "EU") -> Organization:
    return make_organization(name, None, kind=OrganizationKind.EU_INSTITUTION, acronym=Translated(en=acronym))


def make_source(funder: Organization | None = None, **more) -> FundingSource:
    source = actions.create_funding_source(FundingDetails(organization=funder or make_funder(), **more))
    db.session.commit()
    return source


def make_programme(name: str = "Migration Support Project", **more) -> Programme:
    details = ProgrammeDetails(type=ProgrammeType.PROJECT, name=Translated(en=name), **more)
    programme = actions.create_programme(details)
    db.session.commit()
    return programme
