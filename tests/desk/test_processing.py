"""The register of processing: what is held of people, by whom, and until when."""

import csv
import io
from datetime import timedelta

import pytest

from eventhub.accounts.models import Role
from eventhub.db import db, transaction
from eventhub.organizations.actions import add_member
from eventhub.questions.actions import add_standard
from eventhub.registration.actions import DeskDetails
from eventhub.registration.personal_data import erase
from eventhub.text.dates import date_range
from tests.people import ALICE, BOB, EVE, make_user, sign_in
from tests.registration.cast import make_workshop, register

PAGE, FILE = "/desk/processing/", "/desk/processing.csv"


@pytest.fixture
def workshop(app):
    return make_workshop(desk=DeskDetails(retention_days=90))


def browser_of(app, person, role=Role.ORGANISER, office=None):
    user = make_user(person, role)
    if office:
        with transaction():
            add_member(office, user)
    return sign_in(app.test_client(), person)


def rows_for(browser) -> list[dict[str, str]]:
    answer = browser.get(FILE)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_an_event_that_holds_people_stands_there_with_its_data_and_its_day(app, workshop):
    with transaction():
        add_standard(workshop, "passport")
    register(workshop)
    [row] = rows_for(browser_of(app, ALICE, office=workshop.office))
    day = (workshop.ends_at + timedelta(days=90)).date()
    assert (row["Activity"], row["People"]) == ("Safe migration", "1")
    assert row["Kept until"].startswith(date_range([day], "en"))
    assert "Your passport: until " in row["Kept until"]
    assert "Your passport" in row["Sensitive data"]
    assert "passport" not in row["Data"]


def test_an_event_whose_people_are_all_erased_is_gone(app, workshop):
    registration = register(workshop)
    alice = browser_of(app, ALICE, office=workshop.office)
    with transaction():
        erase(registration, at=workshop.ends_at)
    assert rows_for(alice) == []
    assert "No data of people are held." in alice.get(PAGE).text


def test_it_names_no_event_of_another_office_and_no_person(app, workshop):
    registration = register(workshop)
    assert rows_for(browser_of(app, EVE)) == []
    page = browser_of(app, ALICE, office=workshop.office).get(PAGE).text
    assert "Safe migration" in page
    assert registration.name not in page


def test_what_holds_for_all_offices_is_for_administrators(app, workshop):
    assert "Accounts of the desk" in browser_of(app, ALICE, Role.ADMINISTRATOR).get(PAGE).text
    assert "Accounts of the desk" not in browser_of(app, BOB).get(PAGE).text
    assert browser_of(app, EVE, Role.VIEWER).get(PAGE).status_code == 403
    db.session.rollback()
