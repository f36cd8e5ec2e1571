"""Proposed dates in private calendars, and what becomes of them."""

import pytest

from eventhub.accounts.models import User
from eventhub.calendars.actions import make_private_feed
from eventhub.calendars.models import FeedKind
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events import actions as events
from eventhub.organizations.models import OfficeMember
from eventhub.polls import actions
from tests.calendars.cast import add_session, edit, entries_in
from tests.people import ALICE, EVE
from tests.polls.cast import make_asking_draft, open_poll, settle, span


@pytest.fixture
def event(alice):
    return make_asking_draft()


def feed_of(person, **more) -> str:
    """The address of a private feed of what somebody looks after."""
    user = db.session.query(User).filter_by(email=person.email).one()
    with transaction():
        token = make_private_feed(more.pop("kind", FeedKind.LOOKED_AFTER), user=user, **more)
    return f"/calendars/private/{token}.ics"


def states(client, address: str) -> dict[str, tuple[str, int]]:
    """STATUS and SEQUENCE of the entries of a feed by their UID."""
    found = entries_in(client.get(address))
    return {uid: (str(each["status"]), int(each["sequence"])) for uid, each in found.items()}


def test_proposed_dates_stand_as_tentative_in_place_of_the_draft(client, event):
    address = feed_of(ALICE)
    assert set(states(client, address)) == {event.uid}
    poll = open_poll(event)
    assert states(client, address) == {each.uid: ("TENTATIVE", 0) for each in poll.dates}
    entry = entries_in(client.get(address))[poll.dates[0].uid]
    assert str(entry["summary"]) == "Proposed date: Safe migration"
    assert entry["dtstart"].dt == span(10)[0].date()
    timed = entries_in(client.get(f"{address}?times=hours"))[poll.dates[0].uid]
    assert timed["dtstart"].dt == span(10)[0]


def test_the_picked_date_is_confirmed_and_the_others_stay_as_cancelled(client, event):
    address = feed_of(ALICE)
    poll = open_poll(event)
    settle(poll, 1)
    first, chosen, last = (each.uid for each in poll.dates)
    expected = {first: ("CANCELLED", 1), chosen: ("CONFIRMED", 1), last: ("CANCELLED", 1)}
    assert states(client, address) == expected
    # It is the date of the event from now on, and goes where that goes.
    edit(event, starts_at=span(18)[0], ends_at=span(18)[1])
    assert entries_in(client.get(address))[chosen]["dtstart"].dt == span(18)[0].date()


def test_once_published_the_event_stands_for_its_date_by_itself(client, event):
    address = feed_of(ALICE)
    poll = open_poll(event)
    settle(poll, 1)
    with transaction():
        events.publish(event)
    found = states(client, address)
    assert found[event.uid][0] == "CONFIRMED"
    assert {found[each.uid][0] for each in (poll.dates[0], poll.dates[2])} == {"CANCELLED"}
    assert poll.dates[1].uid not in found


def test_a_withdrawn_poll_leaves_its_dates_cancelled_and_the_draft_where_it_was(client, event):
    address = feed_of(ALICE)
    poll = open_poll(event)
    with transaction():
        actions.withdraw(poll, now=now())
    found = states(client, address)
    assert found.pop(event.uid) == ("TENTATIVE", 0)
    assert found == {each.uid: ("CANCELLED", 1) for each in poll.dates}


def test_the_feed_of_an_office_holds_them_and_no_public_one_nor_that_of_an_outsider(
    client, alice, eve, event
):
    add_session(event)
    poll = open_poll(event)
    user = db.session.query(User).filter_by(email=ALICE.email).one()
    event.office.members = [OfficeMember(user=user)]
    db.session.commit()
    of_office = feed_of(ALICE, kind=FeedKind.OFFICE, office=event.office)
    assert poll.dates[0].uid in states(client, of_office)
    assert states(client, feed_of(EVE)) == {}
    public = client.get("/en/calendars/all.ics").text
    assert not any(each.uid in public for each in poll.dates)


def test_clients_of_caldav_are_told(client, event):
    token = feed_of(ALICE).split("/")[-1].removesuffix(".ics")
    poll = open_poll(event)
    listed = client.open(
        "/dav/private/calendar/", method="PROPFIND", headers={"Depth": "1"}, auth=("alice", token)
    ).text
    assert all(each.uid in listed for each in poll.dates)
