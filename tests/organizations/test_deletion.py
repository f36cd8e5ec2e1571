"""Whatever refers to a row keeps it: counted beforehand, and settled by the database."""

import pytest
from sqlalchemy import text

from eventhub.db import Translated, db
from eventhub.db.references import StillUsedError, delete_unused, references_to
from eventhub.organizations.actions import delete_organization
from eventhub.organizations.models import Organization
from eventhub.programmes.actions import (
    FundingDetails,
    ProgrammeDetails,
    create_funding_source,
    create_programme,
)
from eventhub.programmes.models import ProgrammeType
from tests.organizations.cast import make_office, make_organization


def test_every_table_that_refers_is_counted(app):
    organization = make_organization()
    for _number in range(2):
        create_funding_source(FundingDetails(organization=organization))
    create_programme(
        ProgrammeDetails(
            type=ProgrammeType.PROJECT, name=Translated(en="Project"), implementers=[organization]
        )
    )
    make_office(organization=organization)
    assert references_to(organization) == {"funding_sources": 2, "offices": 1, "programme_implementers": 1}
    assert references_to(organization, apart_from=["offices", "funding_sources"]) == {
        "programme_implementers": 1
    }


def test_a_row_that_nothing_refers_to_is_free(app):
    make_office(organization=make_organization())
    assert references_to(make_organization("Another")) == {}


def test_what_is_used_is_kept_with_all_that_uses_it(app_on_each_database):
    organization = make_organization()
    make_office(organization=organization)
    with pytest.raises(StillUsedError) as refusal:
        delete_organization(organization)
    assert refusal.value.uses == {"offices": 1}
    assert db.session.get(Organization, organization.id) is organization


def test_the_database_has_the_last_word(app_on_each_database):
    organization = make_organization()
    create_funding_source(FundingDetails(organization=organization))
    with pytest.raises(StillUsedError) as refusal:
        delete_unused(organization, apart_from=["funding_sources"])
    assert refusal.value.uses == {}
    assert db.session.execute(text("SELECT count(*) FROM organizations")).scalar() == 1
