"""Registering by form, and what a participant does by link."""

import re
from datetime import timedelta

import pytest
import time_machine

from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events import actions as events
from eventhub.events.models import AttendanceMode, Visibility
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.registration.actions import DeskDetails
from eventhub.registration.models import ConsentPurpose, Registration, RegistrationStatus
from tests.calendars.cast import cancel as cancel_event
from tests.calendars.cast import edit
from tests.people import DINA
from tests.registration.cast import DINAS, LATER, cancel, mails_to, make_workshop, register, statuses

PAGE = "/en/events/workshop/register/"
FILLED = {
    "name": DINA.name,
    "email": DINA.email,
    "consent_participation": "y",
    "form_key": "a form's own key",
}


def form_key(page) -> str:
    return re.search(r'name="form_key"[^>]* value="([^"]+)"', page.text)[1]


def only_registration() -> Registration:
    return db.session.query(Registration).one()


def test_a_form_leads_to_the_person_s_own_page(client):
    make_workshop()
    answer = client.post(PAGE, data=FILLED | {"form_key": form_key(client.get(PAGE))})
    assert (answer.status_code, answer.location) == (303, f"/en/registrations/{only_registration().token}/")
    page = client.get(answer.location)
    assert "You have a place." in page.text
    assert only_registration().reference in page.text


def test_nothing_is_ticked_beforehand_and_every_form_has_its_own_key(client):
    make_workshop()
    first, second = client.get(PAGE), client.get(PAGE)
    assert not re.search(r'type="checkbox"[^>]*checked', first.text)
    assert form_key(first) != form_key(second)


def test_what_is_wrong_is_said_what_was_typed_is_kept_and_nothing_is_stored(client):
    make_workshop()
    answer = client.post(
        PAGE, data={"name": "Dina", "email": "nobody", "phone": "call me", "position": "Judge"}
    )
    assert answer.status_code == 422
    assert 'value="Judge"' in answer.text
    for message in ("Write an e-mail address", "Use digits, spaces and + only", "Without this we cannot"):
        assert message in answer.text
    assert db.session.query(Registration).count() == 0


@pytest.mark.parametrize("name", ["Win http://spam.example", "www.spam.example"])
def test_a_name_is_no_way_to_send_links_to_strangers(client, name):
    make_workshop()
    assert client.post(PAGE, data=FILLED | {"name": name}).status_code == 422


def test_the_language_of_the_page_is_that_of_the_mail(client):
    make_workshop()
    client.post("/ar/events/workshop/register/", data=FILLED)
    assert only_registration().language == "ar"


def test_consents_are_kept_with_the_sentence_that_was_read(client):
    make_workshop()
    client.post(PAGE, data=FILLED | {"consent_photographs": "y"})
    given = {each.purpose: each.wording for each in only_registration().consents}
    assert set(given) == {ConsentPurpose.PARTICIPATION, ConsentPurpose.PHOTOGRAPHS}
    assert given[ConsentPurpose.PHOTOGRAPHS].startswith("Photographs of the event")


def test_an_organization_that_is_known_is_found_by_its_name_and_any_other_kept_as_typed(app, client):
    ministry = Organization(
        slug="moj",
        kind=OrganizationKind.GOVERNMENT,
        name=Translated(en="Ministry of Justice", fr="Ministère de la Justice"),
        acronym=Translated(),
        country="MA",
        search_text="ministry of justice ministere de la justice",
    )
    db.session.add(ministry)
    make_workshop()
    client.post(PAGE, data=FILLED | {"organization": "ministere de la justice"})
    assert only_registration().organization == ministry
    client.post(PAGE, data=FILLED | {"email": "a@example.org", "organization": "Bar of Rabat"})
    other = db.session.query(Registration).filter_by(email="a@example.org").one()
    assert (other.organization, other.organization_name) == (None, "Bar of Rabat")


def test_the_same_form_again_leads_to_the_same_page(client):
    make_workshop()
    locations = {client.post(PAGE, data=FILLED).location for _again in range(3)}
    assert locations == {f"/en/registrations/{only_registration().token}/"}
    assert mails_to(DINA.email) == ["registration_confirmed"]


def test_somebody_else_who_types_the_address_learns_and_changes_nothing(client):
    event = make_workshop()
    registration = register(event, DINAS)
    answer = client.post(PAGE, data=FILLED | {"name": "Eve"})
    assert answer.location == "/en/events/workshop/register/sent/"
    page = client.get(answer.location)
    assert registration.token not in page.text
    assert DINA.name not in page.text
    assert only_registration().name == DINA.name


def test_a_link_is_sent_again_at_most_every_few_minutes(client):
    register(make_workshop(), DINAS)
    for _again in range(3):
        client.post(PAGE, data=FILLED)
    assert mails_to(DINA.email) == ["registration_confirmed"]
    with time_machine.travel(now() + LATER, tick=False):
        for _again in range(3):
            client.post(f"{PAGE}link", data={"link-email": DINA.email})
    assert mails_to(DINA.email) == ["registration_confirmed", "registration_link"]


def test_asking_for_a_link_answers_the_same_for_every_address(client):
    register(make_workshop(), DINAS)
    answers = [
        client.post(f"{PAGE}link", data={"link-email": each}) for each in (DINA.email, "x@example.org")
    ]
    assert {(each.status_code, each.location) for each in answers} == {(303, f"{PAGE}sent/")}
    assert client.post(f"{PAGE}link", data={"link-email": "nobody"}).status_code == 422


@pytest.mark.parametrize(
    ("desk", "words"),
    [
        (DeskDetails(is_offered=False), "No registration here"),
        (DeskDetails(opens_at=now() + timedelta(days=1)), "Registration is not open yet"),
        (DeskDetails(closes_at=now() - timedelta(days=1)), "Registration is closed"),
    ],
)
def test_a_closed_desk_says_why_and_takes_nobody(client, desk, words):
    make_workshop(desk=desk)
    assert words in client.get(PAGE).text
    answer = client.post(PAGE, data=FILLED)
    assert (answer.status_code, words in answer.text) == (409, True)
    assert db.session.query(Registration).count() == 0


def test_a_refusal_does_not_tell_known_addresses_from_others(client):
    event = make_workshop(capacity=1, desk=DeskDetails(has_waiting_list=False))
    register(event, DINAS)
    known, unknown = (
        client.post(PAGE, data=FILLED | {"email": each}) for each in (DINA.email, "x@example.org")
    )
    assert known.status_code == unknown.status_code == 409
    assert "All places are taken" in known.text


def test_a_full_workshop_offers_its_waiting_list(client):
    event = make_workshop(capacity=1)
    register(event, 0)
    assert "Join the waiting list" in client.get(PAGE).text
    page = client.get(client.post(PAGE, data=FILLED).location)
    assert "You are number 1 on the waiting list." in page.text


def test_a_cancelled_event_says_so_on_both_pages(client):
    event = make_workshop()
    registration = register(event, DINAS)
    cancel_event(event)
    assert "This event has been cancelled." in client.get(PAGE).text
    assert "This event has been cancelled." in client.get(f"/en/registrations/{registration.token}/").text


def test_an_event_that_is_not_public_has_no_form_but_its_people_have_their_pages(client):
    event = make_workshop()
    registration = register(event, DINAS)
    edit(event, visibility=Visibility.PRIVATE)
    assert client.get(PAGE).status_code == 404
    page = client.get(f"/en/registrations/{registration.token}/")
    assert (page.status_code, "/events/workshop/" in page.text) == (200, False)


def test_the_link_to_join_is_for_those_who_have_a_place(client):
    url = "https://meet.example.org/room"
    event = make_workshop(capacity=1, mode=AttendanceMode.HYBRID, online_url=url)
    first, second = register(event, 0), register(event, 1)
    assert url in client.get(f"/en/registrations/{first.token}/").text
    assert url not in client.get(f"/en/registrations/{second.token}/").text


def test_a_person_corrects_what_they_told_and_withdraws_a_consent(client):
    make_workshop()
    client.post(PAGE, data=FILLED | {"consent_photographs": "y"})
    own = f"/en/registrations/{only_registration().token}/"
    assert f'value="{DINA.name}"' in client.get(f"{own}change/").text
    answer = client.post(
        f"{own}change/", data={"name": "Dina H.", "position": "Judge", "consent_future_events": "y"}
    )
    assert (answer.status_code, answer.location) == (303, own)
    found = only_registration()
    assert (found.name, found.position, found.email) == ("Dina H.", "Judge", DINA.email)
    held = {each.purpose for each in found.consents if not each.withdrawn_at}
    assert held == {ConsentPurpose.PARTICIPATION, ConsentPurpose.FUTURE_EVENTS}
    assert client.post(f"{own}change/", data={"name": ""}).status_code == 422


def test_cancelling_asks_first_and_frees_the_place(client):
    event = make_workshop(capacity=1)
    first, second = register(event, 0), register(event, 1)
    own = f"/en/registrations/{first.token}/"
    assert "Do you want to cancel?" in client.get(f"{own}cancel/").text
    assert list(statuses(event).values()) == [RegistrationStatus.CONFIRMED, RegistrationStatus.WAITLISTED]
    for _again in range(2):
        assert client.post(f"{own}cancel/").location == own
    assert list(statuses(event).values()) == [RegistrationStatus.CANCELLED, RegistrationStatus.CONFIRMED]
    assert mails_to(first.email)[1:] == ["registration_cancelled"]
    assert mails_to(second.email)[1:] == ["registration_promoted"]
    assert "There is nothing to cancel any more." in client.get(f"{own}cancel/").text


def test_after_the_event_nothing_can_be_changed(client):
    event = make_workshop()
    registration = register(event, DINAS)
    own = f"/en/registrations/{registration.token}/"
    with time_machine.travel(event.ends_at + timedelta(days=1), tick=False):
        assert "/change/" not in client.get(own).text
        assert client.post(f"{own}change/", data={"name": "X"}).status_code == 409
        client.post(f"{own}cancel/")
    assert only_registration().status == RegistrationStatus.CONFIRMED


def test_an_unknown_link_opens_nothing(client):
    for rest in ("", "change/", "cancel/"):
        assert client.get(f"/en/registrations/unknown/{rest}").status_code == 404


def test_pages_behind_a_link_are_stored_and_indexed_nowhere(client):
    registration = register(make_workshop(), DINAS)
    for rest in ("", "change/", "cancel/"):
        headers = client.get(f"/en/registrations/{registration.token}/{rest}").headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh", "ru"])
def test_every_state_has_its_page_in_every_language(client, language):
    event = make_workshop(capacity=1)
    people = [register(event, number) for number in range(3)]
    cancel(people[2])
    for registration in people:
        assert client.get(f"/{language}/registrations/{registration.token}/").status_code == 200
    with transaction():
        events.postpone(event)
    assert client.get(f"/{language}/events/workshop/register/").status_code == 200
    assert client.get(f"/{language}/registrations/{people[0].token}/").status_code == 200


def test_registering_asks_the_database_a_fixed_number_of_times(client, count_queries):
    """With the mail, the audit line and the change that webhooks are told of; more is a slower rush.

    The first one stores the privacy notice besides, for all who read the same.
    """
    make_workshop()
    first = {**FILLED, "email": "first@example.org", "form_key": "the key of the first form"}
    assert client.post(PAGE, data=first).status_code == 303
    with count_queries() as sent:
        assert client.post(PAGE, data=FILLED).status_code == 303
    assert len(sent) == 17
