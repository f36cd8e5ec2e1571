"""Certificates of attendance: earned by being there, issued once, looked up by who was shown one, revoked."""

from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.documents import certificate_actions as actions
from eventhub.documents.certificate_actions import TermsDetails
from eventhub.documents.models import Certificate
from eventhub.documents.rules import earns_certificate
from eventhub.events.models import Event
from eventhub.outbox.models import OutboxMessage
from eventhub.registration.models import Registration
from eventhub.registration.personal_data import data_of, erase
from tests.checkin.cast import FIRST, SECOND, attendances, mark
from tests.desk.cast import give
from tests.documents.cast import make_room, seat
from tests.people import ALICE
from tests.registration.cast import mails_to

PAGE = "/desk/events/workshop/certificates/"


@pytest.fixture
def event(app, alice):
    return give(make_room(), ALICE)


@pytest.fixture
def dina(event):
    """Was there on both days."""
    dina = seat(event, "Dina Haddad")
    for day in (FIRST, SECOND):
        mark(dina, day=day)
    return dina


def issue(event) -> list[str]:
    """Issue what is due; whose they are."""
    with transaction():
        return [each.name for each in actions.issue_all(db.session.get_one(Event, event.id), now=now())]


def only() -> Certificate:
    db.session.rollback()
    return db.session.query(Certificate).one()


def test_a_certificate_is_earned_by_enough_days_and_issued_once(event, dina):
    mark(seat(event, "One Day"), day=FIRST)
    seat(event, "Never There")
    assert issue(event) == ["Dina Haddad"]
    assert issue(event) == []
    with transaction():
        actions.set_terms(db.session.get_one(Event, event.id), TermsDetails(needed_percent=50))
    assert issue(event) == ["One Day"]


@given(st.integers(0, 9), st.integers(1, 9), st.integers(1, 100))
def test_more_days_never_earn_less_and_all_days_always_earn(attended, held, percent):
    assert not earns_certificate(0, held, percent)
    assert earns_certificate(held, held, percent)
    assert not earns_certificate(attended, held, percent) or earns_certificate(attended + 1, held, percent)


def test_the_person_is_told_by_mail_and_finds_it_on_their_page(client, event, dina):
    page = f"/en/registrations/{dina.token}/certificate/"
    assert "no certificate for you yet" in client.get(page).text
    assert client.get(page.rstrip("/") + ".pdf").status_code == 404
    issue(event)
    assert mails_to(dina.email)[-1] == "certificate"
    mail = db.session.query(OutboxMessage).filter_by(kind="certificate").one()
    assert page in mail.body
    assert only().number in client.get(page).text
    for language in ("en", "ar", "zh"):
        answer = client.get(f"/{language}/registrations/{dina.token}/certificate.pdf")
        assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")


def test_only_number_and_code_together_say_whose_it_is(client, event, dina):
    issue(event)
    certificate = only()
    address = f"/en/certificates/{certificate.number}/"
    answers = [
        client.get(address),
        client.get(address, query_string={"code": "23456789"}),
        client.get("/en/certificates/2090-XXXXXXXX/", query_string={"code": certificate.check_code}),
    ]
    assert [each.status_code for each in answers] == [200, 404, 404]
    assert not any("Dina" in each.text or "Safe migration" in each.text for each in answers)
    right = client.get(address, query_string={"code": certificate.check_code.lower()})
    assert "genuine and valid" in right.text
    assert "Dina Haddad" in right.text
    assert "Present on 2 of 2 days" in right.text
    assert dina.email not in right.text


def test_who_takes_another_name_afterwards_does_not_change_what_was_certified(client, event, dina):
    issue(event)
    dina.name = "Somebody Else"
    db.session.commit()
    certificate = only()
    found = client.get(
        f"/en/certificates/{certificate.number}/", query_string={"code": certificate.check_code}
    )
    assert "Dina Haddad" in found.text
    assert "Somebody Else" not in found.text


def test_a_revoked_certificate_is_said_to_be_and_another_can_be_issued(alice, client, event, dina):
    issue(event)
    first = only()
    number, code = first.number, first.check_code
    revoke = f"{PAGE}{first.id}/revoke"
    assert "is revoked" in alice.post(revoke, follow_redirects=True).text
    assert "revoked before" in alice.post(revoke, follow_redirects=True).text
    found = client.get(f"/en/certificates/{number}/", query_string={"code": code}).text
    assert "not valid" in found
    assert "Dina" not in found
    assert client.get(f"/en/registrations/{dina.token}/certificate.pdf").status_code == 404
    assert issue(event) == ["Dina Haddad"]


def test_a_person_s_data_tell_of_it_and_it_goes_with_the_person(client, event, dina):
    issue(event)
    number, code = only().number, only().check_code
    known = data_of(dina, "en")
    assert [each["number"] for each in known["certificates"]] == [number]
    assert [each["occasion"] for each in known["attendance"]] == [FIRST, SECOND]
    with transaction():
        erase(db.session.get_one(Registration, dina.id), at=now())
    assert db.session.query(Certificate).count() == 0
    assert len(attendances()) == 2
    assert client.get(f"/en/certificates/{number}/", query_string={"code": code}).status_code == 404


def test_two_who_issue_at_once_issue_nothing_twice(app_on_each_database, event, dina):
    together, issued = Barrier(3), []

    def press() -> None:
        with app_on_each_database.app_context():
            together.wait()
            issued.extend(issue(event))
            db.session.remove()

    event_id = event.id
    threads = [Thread(target=press) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert issued == ["Dina Haddad"]
    assert only().valid_for_id == dina.id
    assert event_id


def test_an_organiser_sets_the_terms_issues_and_prints(alice, event, dina):
    assert alice.post(PAGE, data={"needed_percent": "0"}).status_code == 422
    alice.post(PAGE, data={"needed_percent": "100", "signatory_name": "Alice", "signatory_title": "Head"})
    assert alice.get(f"{PAGE[:-1]}.pdf").status_code == 404
    assert "1 certificate is issued." in alice.post(f"{PAGE}issue", follow_redirects=True).text
    assert alice.get(f"{PAGE[:-1]}.pdf?language=ar").data.startswith(b"%PDF-")
    assert only().number in alice.get(PAGE).text


def test_certificates_are_for_those_who_look_after_the_event(eve, event, dina):
    issue(event)
    certificate = only()
    assert eve.get(PAGE).status_code == 404
    assert eve.get(f"{PAGE[:-1]}.pdf").status_code == 404
    for path in ("issue", f"{certificate.id}/revoke"):
        assert eve.post(PAGE + path).status_code == 404
    assert only().revoked_at is None
