"""A ministry may have one mailbox for all its people: each of them has a place and a link of their own."""

import pytest

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.delegations import actions
from eventhub.delegations.errors import NamedTwiceError
from eventhub.registration.links import resend_links
from eventhub.registration.models import Registration, RegistrationStatus
from tests.delegations.cast import ask, make_asked_workshop, nominate, nominee, send, taken, withdraw
from tests.mailings.cast import draft, mails_of, parsed
from tests.mailings.cast import send as send_mailing
from tests.registration.cast import LATER, statuses

SHARED = "protocol@ministry.example.org"
AMAL, BORIS = nominee(0, email=SHARED), nominee(1, email=SHARED.upper())


@pytest.fixture
def delegation(app):
    asked = ask(make_asked_workshop())
    nominate(asked, AMAL, BORIS)
    send(asked)
    return asked


def test_each_person_has_a_place_a_link_and_a_mail_that_names_them(delegation):
    event = delegation.participation.event
    assert set(statuses(event).values()) == {RegistrationStatus.CONFIRMED}
    first, second = db.session.query(Registration).order_by(Registration.id)
    assert (first.token != second.token, taken(event)) == (True, 2)
    to_first, to_second = mails_of("delegate_nominated")
    assert parsed(to_first)["To"].addresses[0].display_name == AMAL.name
    assert parsed(to_second)["To"].addresses[0].display_name == BORIS.name
    assert to_second.subject.startswith(f"For {BORIS.name}: ")
    assert second.token in to_second.body


def test_the_calendar_behind_the_mailbox_has_one_entry(delegation):
    parts = [
        [part.get_content_type() for part in parsed(each).walk()] for each in mails_of("delegate_nominated")
    ]
    assert [("text/calendar" in each) for each in parts] == [True, False]


def test_the_same_person_stands_once_on_the_list(delegation):
    with pytest.raises(NamedTwiceError):
        nominate(delegation, nominee(1, email=SHARED, name=BORIS.name.upper()))


def test_one_who_cannot_come_can_come_again_and_the_other_stays(delegation):
    withdraw(delegation, 1)
    assert statuses(delegation.participation.event)[AMAL.name] == RegistrationStatus.CONFIRMED
    nominate(delegation, BORIS)
    send(delegation)
    assert set(statuses(delegation.participation.event).values()) == {RegistrationStatus.CONFIRMED}
    assert db.session.query(Registration).count() == 2


def test_whoever_asks_for_the_link_gets_that_of_each(delegation):
    event = delegation.participation.event
    with transaction():
        resend_links(event, SHARED, now=now() + LATER)
    assert len(mails_of("registration_link")) == 2
    with transaction():
        resend_links(event, SHARED, now=now())
    assert len(mails_of("registration_link")) == 2


def test_a_mailing_says_for_whom_it_is(delegation):
    send_mailing(draft(delegation.participation.event))
    assert [each.subject.startswith("For ") for each in mails_of()] == [False, True]


def test_a_name_can_be_corrected_before_the_list_is_sent(app):
    asked = ask(make_asked_workshop())
    nominate(asked, AMAL, BORIS)
    with pytest.raises(NamedTwiceError), transaction():
        actions.change_nominee(asked.nominees[1], AMAL, now=now())
    with transaction():
        actions.change_nominee(asked.nominees[1], nominee(2, email=SHARED), now=now())
    assert [each.name for each in asked.nominees] == [AMAL.name, "Carla 2"]
