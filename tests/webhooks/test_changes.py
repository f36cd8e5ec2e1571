"""The log of changes: in the order of commits, without gaps, and to nobody whom it does not concern."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Event as Signal

import pytest
import time_machine
from sqlalchemy import delete

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events import actions, topics
from eventhub.events.models import EventStatus
from eventhub.webhooks.changes import KEPT, forget_old_changes
from eventhub.webhooks.models import Change
from eventhub.webhooks.queries import changes_since
from tests.api.cast import program_of, user_of
from tests.people import ALICE, EVE
from tests.registration.cast import make_workshop, register
from tests.website.cast import make_event, make_office

WRITERS, EACH = 4, 6


def numbers() -> list[int]:
    return [each.number for each in db.session.query(Change).order_by(Change.number)]


def test_who_reads_while_many_write_sees_every_change_once_and_in_order(app_on_each_database):
    app = app_on_each_database
    user_of(ALICE, Role.ADMINISTRATOR)
    before = numbers()[-1]
    done = Signal()

    def write(writer: int) -> None:
        with app.app_context():
            for number in range(EACH):
                with transaction():
                    topics.create_topic(Translated(en=f"Topic {writer} {number}"))

    def read() -> list[int]:
        seen, since, is_last = [], before, False
        with app.app_context():
            while not is_last:
                is_last = done.is_set()
                found = changes_since(user_of(ALICE), since, limit=3)
                seen += [each.number for each in found.items]
                is_last = is_last and not found.items
                since = found.next
                db.session.rollback()
        return seen

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(read)
        for writer in [pool.submit(write, each) for each in range(WRITERS)]:
            writer.result()
        done.set()
        seen = reader.result()
    assert seen == list(range(before + 1, before + 1 + WRITERS * EACH))


def test_what_was_taken_back_has_not_happened(app):
    with suppress(ZeroDivisionError), transaction():
        topics.create_topic(Translated(en="Never"))
        raise ZeroDivisionError
    with transaction():
        topics.create_topic(Translated(en="Kept"))
        with suppress(ZeroDivisionError), db.session.begin_nested():
            topics.create_topic(Translated(en="Taken back"))
            raise ZeroDivisionError
    assert [each.slug for each in db.session.query(Change)] == ["kept"]


@pytest.fixture
def alice(client):
    return program_of(client, ALICE)


def actions_of(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["action"] for each in answer.json["items"]]


def test_a_program_reads_on_from_where_it_stopped(alice):
    make_event("workshop")
    first = alice.get("/changes")
    assert actions_of(first)[-1] == "event:status:publish"
    last = first.json["items"][-1]
    assert last["place"] == "/api/v1/desk/events/workshop"
    assert alice.get(last["place"].removeprefix("/api/v1")).status_code == 200
    since = first.json["next"]
    assert alice.get(f"/changes?since={since}").json == {"items": [], "next": since}
    alice.patch("/desk/events/workshop", {"capacity": 4})
    assert actions_of(alice.get(f"/changes?since={since}")) == ["event:details:edit"]


def test_pages_follow_each_other_without_a_gap(alice):
    make_event("workshop")
    seen, since = [], 0
    for _page in range(20):
        answer = alice.get(f"/changes?since={since}&limit=2")
        seen += [each["number"] for each in answer.json["items"]]
        since = answer.json["next"]
    assert seen == [each["number"] for each in alice.get("/changes?limit=200").json["items"]]


def test_a_deleted_event_is_told_to_its_office_and_to_nobody_else(client, alice):
    event = make_event("workshop", status=EventStatus.DRAFT)
    with transaction():
        actions.delete_draft(event)
    eve = program_of(client, EVE, works=False)
    assert actions_of(alice.get("/changes"))[-1] == "event:details:delete"
    assert [each for each in actions_of(eve.get("/changes")) if each.startswith("event:")] == []


def test_registrations_are_told_only_to_who_may_see_them(client, alice):
    register(make_workshop())
    reader = program_of(client, ALICE, Permission.DESK_USE)
    assert "registration:status:register" in actions_of(alice.get("/changes"))
    assert "registration:status:register" not in actions_of(reader.get("/changes"))
    for answer in (alice.get("/changes"), reader.get("/changes")):
        assert "example.org" not in answer.text


def test_accounts_and_tokens_are_told_to_nobody(client, alice):
    make_office()
    administrator = program_of(client, EVE, role=Role.ADMINISTRATOR)
    assert not [each for each in actions_of(administrator.get("/changes")) if each.startswith("user:")]


@pytest.mark.parametrize("since", ["-1", "x", "99999999999999999999", "1.5"])
def test_a_place_in_the_log_that_there_is_not_is_refused(alice, since):
    assert alice.get(f"/changes?since={since}").status_code == 422


def test_without_a_token_nothing_is_told(client):
    assert client.get("/api/v1/changes").status_code == 401


def test_what_is_old_is_forgotten_but_never_the_last_so_that_numbers_go_on(alice):
    make_event("workshop")
    last = numbers()[-1]
    with time_machine.travel(now() + KEPT + timedelta(days=1), tick=False):
        with transaction():
            assert forget_old_changes()
            assert not forget_old_changes()
        assert numbers() == [last]
        with transaction():
            topics.create_topic(Translated(en="Later"))
    assert numbers() == [last, last + 1]


def test_a_program_that_was_away_for_too_long_is_told_to_begin_anew(alice):
    make_event("workshop")
    last = numbers()[-1]
    db.session.execute(delete(Change).where(Change.number < last))
    db.session.commit()
    gone = alice.get(f"/changes?since={last - 2}")
    assert (gone.status_code, gone.json["code"]) == (410, "changes_forgotten")
    assert "Begin without `since`" in gone.json["detail"]
    assert [
        alice.get(f"/changes{each}").status_code for each in ("", f"?since={last - 1}", f"?since={last}")
    ] == [200] * 3
