"""The registrations of an event on the desk: for those who look after it, and for nobody else."""

import io
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from eventhub.accounts.models import Role, User
from eventhub.audit.models import AuditEntry
from eventhub.db import db, transaction
from eventhub.events.models import Event, EventStaff
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.changes import change_details
from eventhub.registration.details import PersonDetails
from eventhub.registration.models import Registration, RegistrationStatus
from tests.people import ALICE, DINA, make_user, sign_in
from tests.registration.cast import DINAS, mails_to, make_workshop, person, register

LIST = "/desk/events/workshop/registrations/"
ADDED = {"name": DINA.name, "email": DINA.email, "language": "ar"}


@pytest.fixture
def workshop(app, alice) -> Event:
    """Alice's, with one place, and a waiting list."""
    event = make_workshop(capacity=1)
    event.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    return event


def status_of(registration: Registration) -> RegistrationStatus:
    db.session.refresh(registration)
    return registration.status


def test_the_list_shows_who_has_a_place_and_who_waits(alice, workshop):
    people = [register(workshop, number) for number in range(2)]
    page = alice.get(LIST).text
    assert all(each.name in page and each.email in page for each in people)
    assert people[1].name not in alice.get(f"{LIST}?status=confirmed").text
    assert people[0].name not in alice.get(f"{LIST}?status=waitlisted").text


@pytest.mark.parametrize("typed", ["Élodie", "elo.0@", "EXAMPLE dupont", "Min%20just"])
def test_people_are_found_by_name_address_and_organization(alice, workshop, typed):
    elodie = person(name="Élodie Dupont", email="Elo.0@example.org", organization_name="Ministry of Justice")
    register(workshop, elodie)
    register(workshop, person(1, name="Boris"))
    page = alice.get(f"{LIST}?q={typed}").text
    assert ("Élodie Dupont" in page, "Boris" in page) == (True, False)


def test_an_outsider_learns_of_nothing(eve, workshop):
    registration = register(workshop, DINAS)
    one = f"{LIST}{registration.id}/"
    for path in (LIST, one, f"{LIST}new/", LIST[:-1] + ".xlsx", LIST[:-1] + ".csv"):
        assert eve.get(path).status_code == 404, path
    for verb in ("confirm", "decline", "cancel", "link"):
        assert eve.post(one + verb).status_code == 404
    assert eve.post(f"{LIST}new/", data=ADDED).status_code == 404
    assert status_of(registration) == RegistrationStatus.CONFIRMED


def test_a_registration_of_another_event_is_not_reached_by_way_of_one_s_own(alice, workshop):
    strange = register(make_workshop("another"), DINAS)
    assert alice.get(f"{LIST}{strange.id}/").status_code == 404
    assert alice.post(f"{LIST}{strange.id}/cancel").status_code == 404


def test_a_press_officer_sees_no_participants(app, client):
    make_user(ALICE, Role.PRESS_OFFICER)
    make_workshop()
    assert sign_in(client, ALICE).get(LIST).status_code == 403


def test_an_organiser_confirms_declines_and_cancels(alice, workshop):
    with transaction():
        actions.set_desk(workshop, DeskDetails(needs_approval=True))
    people = [register(workshop, number) for number in range(3)]
    for registration, verb in zip(people, ("confirm", "confirm", "decline"), strict=True):
        answer = alice.post(f"{LIST}{registration.id}/{verb}", data={"status": "pending"})
        assert answer.location == f"{LIST}?status=pending"
    assert [status_of(each).value for each in people] == ["confirmed", "waitlisted", "declined"]
    answer = alice.post(f"{LIST}{people[0].id}/cancel", data={"back": "show"})
    assert answer.location == f"{LIST}{people[0].id}/"
    assert [status_of(each).value for each in people] == ["cancelled", "confirmed", "declined"]


def test_what_the_state_forbids_is_said_and_changes_nothing(alice, workshop):
    registration = register(workshop, 0)
    waiting = register(workshop, 1)
    assert "All places are taken." in alice.post(f"{LIST}{waiting.id}/confirm", follow_redirects=True).text
    answer = alice.post(f"{LIST}{registration.id}/decline", follow_redirects=True)
    assert "in a state that does not allow this" in answer.text
    assert status_of(registration) == RegistrationStatus.CONFIRMED


def test_an_organiser_adds_somebody_by_hand(alice, workshop):
    assert alice.get(f"{LIST}new/").status_code == 200
    assert alice.post(f"{LIST}new/", data=ADDED).location == LIST
    registration = db.session.query(Registration).one()
    assert (registration.name, registration.language, registration.consents) == (DINA.name, "ar", [])
    assert mails_to(DINA.email) == ["registration_confirmed"]
    again = alice.post(f"{LIST}new/", data=ADDED)
    assert (again.status_code, "is registered already" in again.text) == (422, True)
    assert f'value="{DINA.name}"' in again.text


def test_the_page_of_a_person_shows_consents_and_history(alice, workshop):
    registration = register(workshop, DINAS)
    page = alice.get(f"{LIST}{registration.id}/").text
    assert "I agree." in page
    assert "Got a place from the waiting list" not in page
    assert 'class="timeline"' in page


def test_a_link_is_sent_again_on_request(alice, workshop):
    registration = register(workshop, DINAS)
    answer = alice.post(f"{LIST}{registration.id}/link", follow_redirects=True)
    assert "got a mail a few minutes ago" in answer.text


def test_spreadsheets_hold_what_the_filter_shows_and_no_formula(alice, workshop):
    register(workshop, person(0, name='=HYPERLINK("http://evil.example")'))
    register(workshop, person(1, name="Boris"))
    content = alice.get(f"{LIST[:-1]}.xlsx?status=confirmed").data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert (len(rows), rows[1][rows[0].index("Name")]) == (2, '=HYPERLINK("http://evil.example")')
    table = alice.get(f"{LIST[:-1]}.csv").get_data(as_text=True)
    assert "'=HYPERLINK(" in table
    assert "Boris" in table


def test_the_audit_trail_knows_what_happened_and_no_personal_data(alice, workshop):
    registration = register(workshop, replace(DINAS, phone="+961 1 234 567", needs="Wheelchair"))
    with transaction():
        details = PersonDetails(name="Dina H.", phone="+961 7 654 321")
        change_details(registration, details, consents={}, now=registration.created_at)
    alice.post(f"{LIST}{registration.id}/cancel")
    entries = db.session.query(AuditEntry).filter_by(subject_kind="registrations").all()
    assert [each.action for each in entries] == [
        "registration:status:register",
        "registration:details:edit",
        "registration:status:cancel",
    ]
    assert entries[-1].actor.email == ALICE.email
    told = " ".join(str(each.changes) for each in entries)
    assert not any(secret in told for secret in ("Dina", "961", "Wheelchair", DINA.email))


def test_the_list_takes_as_many_queries_for_one_person_as_for_three(alice, workshop, count_queries):
    def queries() -> int:
        with count_queries() as sent:
            alice.get(LIST)
        return len(sent)

    register(workshop, 0)
    one = queries()
    register(workshop, 1)
    register(workshop, 2)
    assert queries() == one
