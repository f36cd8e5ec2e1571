"""A person's own feed."""

import re

import pytest

from eventhub.accounts.actions import add_user, change_user
from eventhub.accounts.models import Role
from eventhub.calendars.actions import end_private_feed, rotate_private_feed
from eventhub.calendars.models import PrivateFeed
from eventhub.db import Translated, db
from eventhub.events.models import EventStaff, Visibility
from eventhub.organizations.models import OfficeMember
from tests.calendars.cast import cancel, edit, entries_in, make_draft, make_event, make_office, one_day


@pytest.fixture
def organiser(app):
    user = add_user(
        email="alice@example.org", name="Alice", password="correct horse", role=Role.ORGANISER, language="fr"
    )
    make_office().members = [OfficeMember(user=user)]
    db.session.commit()
    return user


@pytest.fixture
def address(organiser) -> str:
    token = rotate_private_feed(organiser)
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


def test_a_new_address_ends_the_old_one(client, organiser, address):
    token = rotate_private_feed(organiser)
    db.session.commit()
    assert client.get(address).status_code == 404
    assert client.get(f"/calendars/private/{token}.ics").status_code == 200


def test_it_can_be_ended(client, organiser, address):
    end_private_feed(organiser)
    db.session.commit()
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_a_closed_account_has_none(client, organiser, address):
    change_user(organiser, name="Alice", role=Role.ORGANISER, language="fr", is_active=False)
    db.session.commit()
    assert client.get(address).status_code == 404


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
    assert len(statements) == 7


def sign_in(client) -> None:
    answer = client.post("/desk/login", data={"email": "alice@example.org", "password": "correct horse"})
    assert answer.status_code == 303


def test_at_the_desk_a_person_makes_shows_and_ends_the_address(client, organiser):
    sign_in(client)
    assert client.get("/desk/calendar/").status_code == 200
    made = client.post("/desk/calendar/rotate")
    assert made.headers["Cache-Control"] == "private, no-store"
    path = re.search(r"http://localhost(/calendars/private/[\w-]+\.ics)", made.text)[1]
    assert client.get(path).status_code == 200
    assert path not in client.get("/desk/calendar/").text
    ended = client.post("/desk/calendar/end")
    assert (ended.status_code, ended.headers["Location"]) == (303, "/desk/calendar/")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/desk/calendar/", "/desk/calendar/rotate", "/desk/calendar/end"])
def test_nobody_else_comes_near_it(client, organiser, path):
    answer = client.get(path) if path.endswith("/") else client.post(path)
    assert answer.status_code == 302
    assert "/desk/login" in answer.headers["Location"]
    assert db.session.query(PrivateFeed).count() == 0
