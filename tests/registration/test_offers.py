"""Places that are offered, exceptions for one person, and seats beside the places."""

from datetime import timedelta

import pytest
import time_machine

from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events.models import Event
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.changes import change_details
from eventhub.registration.details import PersonDetails
from eventhub.registration.errors import NotAdmittedError, OfferLapsedError
from eventhub.registration.exemptions import exempt
from eventhub.registration.figures import figures
from eventhub.registration.models import Exemption, Registration, RegistrationStatus
from eventhub.registration.offers import accept, lapse_next_offer
from eventhub.registration.queries import desk_of
from eventhub.registration.rules import Refusal
from tests.people import DINA
from tests.registration.cast import cancel, mails_to, make_workshop, person, register
from tests.registration.test_public_pages import FILLED

CONFIRMED, WAITLISTED = RegistrationStatus.CONFIRMED, RegistrationStatus.WAITLISTED
OFFERED, CANCELLED = RegistrationStatus.OFFERED, RegistrationStatus.CANCELLED


@pytest.fixture
def workshop(app) -> Event:
    """One place; who waits has a day to accept it."""
    return make_workshop(capacity=1, desk=DeskDetails(offer_hours=24))


def lapse() -> None:
    more = True
    while more:
        with transaction():
            more = lapse_next_offer()


def test_a_free_place_is_offered_and_held_until_it_is_accepted(client, workshop):
    first, second, third = (register(workshop, number) for number in range(3))
    cancel(first)
    assert (second.status, third.status, desk_of(workshop).taken) == (OFFERED, WAITLISTED, 1)
    own = f"/en/registrations/{second.token}/"
    assert "A place is free for you." in client.get(own).text
    assert client.get(f"{own}accept").status_code == 405
    for _again in range(2):
        assert client.post(f"{own}accept").location == own
    assert second.status == CONFIRMED
    assert mails_to(second.email) == [
        "registration_waitlisted",
        "registration_offered",
        "registration_confirmed",
    ]


def test_an_offer_that_nobody_accepts_passes_on_without_anybody_clicking(workshop):
    first, second, third = (register(workshop, number) for number in range(3))
    cancel(first)
    lapse()
    assert second.status == OFFERED
    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        with pytest.raises(OfferLapsedError), transaction():
            accept(second, at=now())
        lapse()
        assert (second.status, third.status) == (CANCELLED, OFFERED)
        with transaction():
            accept(third, at=now())
    assert (third.status, desk_of(workshop).taken) == (CONFIRMED, 1)
    assert mails_to(second.email)[-1] == "registration_lapsed"


def test_an_offer_ends_with_the_beginning_of_the_event(app):
    event = make_workshop(capacity=1, desk=DeskDetails(offer_hours=1_000_000))
    first, second = register(event, 0), register(event, 1)
    cancel(first)
    assert second.offered_until == event.starts_at


def test_no_thank_you_passes_the_place_on_at_once(workshop):
    first, second, third = (register(workshop, number) for number in range(3))
    cancel(first)
    cancel(second)
    assert (second.status, third.status) == (CANCELLED, OFFERED)


def test_an_organisation_has_as_many_places_as_it_was_given(app):
    event = make_workshop(desk=DeskDetails(places_per_organization=1))
    ministry = Organization(
        slug="moj",
        kind=OrganizationKind.GOVERNMENT,
        name=Translated(en="Ministry"),
        acronym=Translated(),
        search_text="ministry",
    )
    db.session.add(ministry)
    db.session.commit()
    first = register(event, person(0, organization=ministry))
    with pytest.raises(NotAdmittedError) as refused:
        register(event, person(1, organization=ministry))
    assert refused.value.refusal == Refusal.ORGANIZATION_FULL
    another = register(event, 2)
    details = PersonDetails(name=another.name, organization=ministry)
    with pytest.raises(NotAdmittedError), transaction():
        change_details(another, details, consents={}, now=now())
    cancel(first)
    assert register(event, person(1, organization=ministry)).status == CONFIRMED


def leave_for(event: Event, email: str = DINA.email) -> Exemption:
    with transaction():
        return exempt(event, email=email, language="en", category=None)


def test_one_person_registers_by_a_link_when_all_is_over_and_full_and_nobody_loses_a_place(client):
    event = make_workshop(capacity=1)
    register(event, 0)
    waiting = register(event, 1)
    with transaction():
        actions.set_desk(event, DeskDetails(closes_at=now() - timedelta(days=1)))
    leave = leave_for(event)
    assert mails_to(DINA.email) == ["registration_exemption"]
    page = f"/en/registrations/exception/{leave.token}/"
    assert DINA.email in client.get(page).text
    answer = client.post(page, data=FILLED | {"email": "somebody.else@example.org"})
    found = db.session.query(Registration).filter_by(email=DINA.email).one()
    assert answer.location == f"/en/registrations/{found.token}/"
    assert (found.status, found.is_extra, waiting.status) == (CONFIRMED, True, WAITLISTED)
    assert (desk_of(event).taken, figures(event).extra, figures(event).kept) == (1, 1, 0)
    again = client.post(page, data=FILLED)
    assert (again.status_code, "has been used already" in again.text) == (200, True)
    cancel(found)
    assert (waiting.status, desk_of(event).taken) == (WAITLISTED, 1)


def test_an_exception_takes_a_free_place_where_there_is_one(client):
    event = make_workshop(capacity=1)
    client.post(f"/en/registrations/exception/{leave_for(event).token}/", data=FILLED)
    assert (db.session.query(Registration).one().is_extra, desk_of(event).taken) == (False, 1)


def test_a_personal_assistant_takes_no_place_and_comes_whenever_the_person_comes(client, workshop):
    first, second = register(workshop, 0), register(workshop, 1)
    own = f"/en/registrations/{second.token}/"
    sent = {"name": "Amal Saleh", "email": "amal@example.org"}
    assert client.post(f"{own}assistant/", data=sent).location == own
    assistant = db.session.query(Registration).filter_by(email="amal@example.org").one()
    assert (assistant.status, desk_of(workshop).taken) == (RegistrationStatus.PENDING, 1)
    assert client.post(f"{own}assistant/", data=sent | {"email": "b@example.org"}).status_code == 422
    cancel(first)
    with transaction():
        accept(second, at=now())
    assert (assistant.status, desk_of(workshop).taken) == (CONFIRMED, 1)
    assert "Amal Saleh" in client.get(own).text
    cancel(second)
    assert (assistant.status, desk_of(workshop).taken) == (CANCELLED, 0)
    assert mails_to("amal@example.org") == [
        "registration_link",
        "registration_confirmed",
        "registration_cancelled",
    ]
