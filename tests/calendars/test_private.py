"""A person's own feed."""

import re

import pytest

from eventhub.accounts.actions import add_user, change_user
from eventhub.accounts.models import Role
from eventhub.calendars.actions import end_private_feed, make_private_feed
from eventhub.calendars.models import FeedKind, PrivateFeed
from eventhub.db import Translated, db
from eventhub.events.models import EventStaff, Visibility
from eventhub.organizations.models import OfficeMember
from tests.calendars.cast import (
    add_session,
    cancel,
    edit,
    entries_in,
    make_draft,
    make_event,
    make_funder,
    make_office,
    make_programme,
    one_day,
)
from tests.people import BOB, make_user


@pytest.fixture
def organiser(app):
    user = add_user(
        email="alice@example.org", name="Alice", password="correct horse", role=Role.ORGANISER, language="fr"
    )
    make_office().members = [OfficeMember(user=user)]
    db.session.commit()
    return user


@pytest.fixture
def organiser_bob(app):
    return make_user(BOB)


@pytest.fixture
def address(organiser) -> str:
    return make_feed(FeedKind.LOOKED_AFTER, user=organiser)


def make_feed(kind: FeedKind, **of) -> str:
    """The address of a new private feed."""
    token = make_private_feed(kind, **of)
    db.session.commit()
    return f"/calendars/private/{token}.ics"


def test_it_holds_what_the_person_looks_after_drafts_and_private_ones_included(client, organiser, address):
    draft = make_draft("draft")
    hidden = make_event("hidden", visibility=Visibility.PRIVATE)
    staffed = make_draft("staffed", office=make_office("manila"))
    staffed.staff = [EventStaff(user=organiser)]
    make_event("elsewhere", office=make_office("manila"))
    db.session.commit()
    entries = entries_in(client.get(address))
    assert entries.keys() == {draft.uid, hidden.uid, staffed.uid}
    assert (entries[draft.uid]["STATUS"], entries[hidden.uid]["STATUS"]) == ("TENTATIVE", "CONFIRMED")


def test_it_speaks_the_language_of_the_person(client, address):
    event = make_event()
    assert entries_in(client.get(address))[event.uid]["SUMMARY"] == "Migration sûre"


def test_what_is_cancelled_stays(client, address):
    event = make_event()
    cancel(event)
    assert entries_in(client.get(address))[event.uid]["STATUS"] == "CANCELLED"


def test_what_was_over_a_year_ago_is_gone(client, address):
    event = make_event(**one_day())
    edit(event, starts_at=event.starts_at.replace(year=2001), ends_at=event.ends_at.replace(year=2001))
    assert entries_in(client.get(address)) == {}


def test_a_draft_that_cannot_be_written_is_left_out(client, address):
    good = make_draft("good")
    make_draft("bad", country="QQ")
    assert entries_in(client.get(address)).keys() == {good.uid}


def test_its_address_is_secret(client, address):
    make_event()
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in answer.headers


def test_who_has_it_already_is_told_so(client, address):
    event = make_event()
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    edit(event, title=Translated(en="Renamed", fr="Renommé"))
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_its_token_is_not_stored(app, organiser, address):
    stored = db.session.query(PrivateFeed).one()
    assert stored.token_digest not in address
    assert address.split("/")[-1].removesuffix(".ics") not in repr(vars(stored))


def test_one_address_can_be_ended_without_another_and_programs_are_told_that_it_is_gone(
    client, organiser, address
):
    other = make_feed(FeedKind.LOOKED_AFTER, user=organiser)
    end_private_feed(db.session.query(PrivateFeed).order_by(PrivateFeed.id).first())
    db.session.commit()
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (410, "text/plain")
    assert client.get(other).status_code == 200


def test_a_closed_account_has_none(client, organiser, address):
    change_user(organiser, name="Alice", role=Role.ORGANISER, language="fr", is_active=False)
    db.session.commit()
    assert client.get(address).status_code == 410


def test_a_token_that_was_never_given_out_opens_nothing(client):
    assert client.get("/calendars/private/guess.ics").status_code == 404


def test_one_of_an_office_holds_its_drafts_as_tentative_and_what_became_of_them(client, organiser):
    draft, published = make_draft("draft"), make_event("published")
    make_event("elsewhere", office=make_office("manila"))
    db.session.commit()
    entries = entries_in(client.get(make_feed(FeedKind.OFFICE, user=organiser, office=make_office())))
    assert {uid: entry["STATUS"] for uid, entry in entries.items()} == {
        draft.uid: "TENTATIVE",
        published.uid: "CONFIRMED",
    }


def test_one_of_another_office_holds_nothing(client, organiser):
    other = make_office("manila")
    make_draft(office=other)
    db.session.commit()
    assert entries_in(client.get(make_feed(FeedKind.OFFICE, user=organiser, office=other))) == {}


def test_one_of_an_organisation_holds_what_it_takes_part_in_as_far_as_its_maker_may_see_it(client, organiser):
    funder = make_funder()
    programme = make_programme(funder=funder)
    manila = make_office("manila")
    hidden = {"visibility": Visibility.PRIVATE, "programme": programme}
    own = make_event("own", **hidden)
    listed = make_event("listed", office=manila, programme=programme)
    make_event("hidden-elsewhere", office=manila, **hidden)
    make_draft("draft", programme=programme)
    make_event("of-others")
    db.session.commit()
    address = make_feed(FeedKind.ORGANIZATION, user=organiser, organization=funder)
    assert entries_in(client.get(address)).keys() == {own.uid, listed.uid}


def test_the_options_of_public_feeds_are_those_of_private_ones(client, organiser, address):
    event = make_event()
    session = add_session(event)
    make_draft("draft")
    entries = entries_in(client.get(f"{address}?agenda=yes&times=hours"))
    assert session.uid in entries
    assert "TZID" in entries[event.uid]["DTSTART"].params


def test_its_use_is_noted_once_an_hour(client, count_queries, address):
    client.get(address)
    assert db.session.query(PrivateFeed).one().last_used_at is not None
    with count_queries() as statements:
        client.get(address)
    assert not [each for each in statements if each.startswith("UPDATE")]


@pytest.mark.parametrize("events", [1, 3])
def test_it_takes_as_many_queries_for_one_event_as_for_three(client, count_queries, address, events):
    for number in range(events):
        make_event(f"event-{number}")
        make_draft(f"draft-{number}")
    client.get(address)
    db.session.expunge_all()
    with count_queries() as statements:
        client.get(address)
    assert len(statements) == 8


def sign_in(client) -> None:
    answer = client.post("/desk/login", data={"email": "alice@example.org", "password": "correct horse"})
    assert answer.status_code == 303


def test_at_the_desk_a_person_makes_names_sees_and_ends_addresses(client, organiser):
    sign_in(client)
    assert client.get("/desk/calendar/").status_code == 200
    made = client.post("/desk/calendar/", data={"name": "Montre de Paul", "kind": "looked_after"})
    assert made.headers["Cache-Control"] == "private, no-store"
    path = re.search(r"http://localhost(/calendars/private/[\w-]+\.ics)", made.text)[1]
    assert client.get(path).status_code == 200
    page = client.get("/desk/calendar/").text
    assert path not in page
    assert "Montre de Paul" in page
    number = db.session.query(PrivateFeed).one().id
    ended = client.post(f"/desk/calendar/{number}/end")
    assert (ended.status_code, ended.headers["Location"]) == (303, "/desk/calendar/")
    assert client.get(path).status_code == 410
    assert "Montre de Paul" not in client.get("/desk/calendar/").text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"kind": "looked_after"}, 422),
        ({"name": "x"}, 422),
        ({"name": "x", "kind": "registrations"}, 422),
        ({"name": "x", "kind": "none that there is"}, 422),
        ({"name": "x", "kind": "office"}, 422),
        ({"name": "x", "kind": "organization"}, 422),
        ({"name": "x", "kind": "organization", "organization": "nobody"}, 422),
        ({"name": "x", "kind": "organization", "organization": "European Union"}, 200),
    ],
)
def test_what_is_missing_is_asked_for(client, organiser, typed, status):
    make_funder().search_text = "european union"
    db.session.commit()
    sign_in(client)
    assert client.post("/desk/calendar/", data=typed).status_code == status
    assert db.session.query(PrivateFeed).count() == (status == 200)


def test_nobody_ends_the_address_of_another(alice, organiser_bob):
    address = make_feed(FeedKind.LOOKED_AFTER, user=organiser_bob)
    number = db.session.query(PrivateFeed).one().id
    assert alice.post(f"/desk/calendar/{number}/end").status_code == 404
    assert alice.get(address).status_code == 200
