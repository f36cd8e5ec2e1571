"""Public answers are kept in memory, and are never stale for it."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import Engine, event

from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events import actions
from eventhub.events.models import Event
from eventhub.registration.models import RegistrationDesk
from eventhub.web import pagecache
from tests.calendars.cast import edit
from tests.people import ALICE, make_user, sign_in
from tests.registration.cast import make_workshop, register

PAGE = "/en/events/workshop/"
pytestmark = pytest.mark.usefixtures("early_in_a_minute")


@pytest.fixture
def workshop(app) -> Event:
    return make_workshop(capacity=2)


@pytest.fixture
def asked(app):
    """Ask for an address; the answer, and how many statements it took but for that which reads the token."""
    sent = []

    def note(_connection, _cursor, statement, *_more) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    def ask(client, path: str = PAGE, **keywords):
        sent.clear()
        answer = client.get(path, **keywords)
        return answer, len(sent)

    event.listen(Engine, "before_cursor_execute", note)
    yield ask
    event.remove(Engine, "before_cursor_execute", note)


def test_the_second_visitor_costs_no_question_but_for_the_token(client, workshop, asked):
    first, many = asked(client)
    second, few = asked(client)
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert (many > 2, few) == (True, 0)


def test_an_edit_shows_at_once(client, workshop):
    assert "A new title" not in client.get(PAGE).text
    edit(workshop, title=Translated(en="A new title"))
    assert "A new title" in client.get(PAGE).text


def test_what_is_written_without_the_models_shows_at_once(client, workshop):
    client.get(PAGE)
    with transaction():
        db.session.execute(
            db.update(RegistrationDesk)
            .where(RegistrationDesk.event_id == workshop.id)
            .values(is_offered=False)
        )
    assert "/register/" not in client.get(PAGE).text


def test_an_edit_that_was_taken_back_leaves_what_was_kept(client, workshop, asked):
    client.get(PAGE)
    actions.cancel(workshop)
    db.session.rollback()
    assert asked(client)[1] == 0


def test_what_nobody_sees_throws_nothing_away(client, workshop, asked):
    client.get(PAGE)
    make_user(ALICE)
    client.get(PAGE)
    with transaction():
        db.session.execute(db.text("SELECT 1"))
    assert asked(client)[1] == 0


def test_a_place_that_is_taken_shows_at_once(client, workshop):
    assert "2 places are left" in client.get(PAGE).text
    register(workshop, 0)
    assert "1 place is left" in client.get(PAGE).text


def test_the_minute_in_which_an_event_ends_shows_at_once(client, workshop):
    with time_machine.travel(now(), tick=False) as clock:
        assert "Register" in client.get(PAGE).text
        clock.move_to(workshop.ends_at + timedelta(seconds=1))
        assert "/register/" not in client.get(PAGE).text


def test_whoever_brings_a_cookie_is_answered_anew(app, client, workshop, asked):
    client.get(PAGE)
    make_user(ALICE)
    alice = sign_in(app.test_client(), ALICE)
    assert asked(alice)[1] > 0


@pytest.mark.parametrize("path", ["/en/events/workshop/register/", "/desk/login", "/readyz"])
def test_forms_and_checks_are_never_kept(client, workshop, path):
    first, second = client.get(path), client.get(path)
    assert first.status_code == second.status_code == 200
    if "csrf_token" in first.text:
        assert first.text != second.text


def test_an_answer_that_is_known_already_is_not_sent_again(client, workshop):
    tag = client.get(PAGE).headers["ETag"]
    for _kept in range(2):
        answer = client.get(PAGE, headers={"If-None-Match": tag})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
    edit(workshop, title=Translated(en="A new title"))
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_the_head_alone(client, workshop):
    whole = client.get(PAGE)
    head = client.head(PAGE)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_each_language_form_and_host_has_an_answer_of_its_own(client, workshop):
    client.get(PAGE)
    assert 'dir="rtl"' in client.get(PAGE.replace("/en/", "/ar/")).text
    packed = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get(PAGE).headers
    assert client.get(PAGE, base_url="http://evil.example.org").status_code == 400


def test_security_headers_come_with_what_was_kept(client, workshop):
    first, second = client.get(PAGE), client.get(PAGE)
    assert first.headers["Content-Security-Policy"] == second.headers["Content-Security-Policy"]
    assert "default-src 'none'" in second.headers["Content-Security-Policy"]


def test_of_an_answer_too_large_to_keep_who_has_it_already_is_told_so_all_the_same(
    client, workshop, asked, monkeypatch
):
    monkeypatch.setattr(pagecache, "LARGEST", 1000)
    tag = client.get(PAGE).headers["ETag"]
    answer, statements = asked(client, headers={"If-None-Match": tag})
    assert (answer.status_code, statements) == (304, 0)
    whole, statements = asked(client)
    assert (whole.status_code, len(whole.data) > 1000, statements > 2) == (200, True, True)


def test_a_registration_leaves_what_shows_none(client, workshop, asked):
    kept = ["/en/events/", "/en/", "/en/calendars/all.ics", "/en/events/workshop.ics"]
    before = [client.get(path).data for path in kept]
    register(workshop, 0)
    assert [asked(client, path)[1] for path in kept] == [0] * len(kept)
    assert [client.get(path).data for path in kept] == before
    assert asked(client)[1] > 0


def test_what_was_kept_through_a_change_does_not_outlast_the_next(client, workshop):
    client.get("/en/events/")
    register(workshop, 0)
    client.get("/en/events/")
    edit(workshop, title=Translated(en="A new title"))
    assert "A new title" in client.get("/en/events/").text


def test_an_answer_that_read_what_nobody_is_told_of_is_not_kept(client, workshop, asked, monkeypatch):
    monkeypatch.setattr(pagecache, "UNSEEN", frozenset({"registration_desks"}))
    client.get(PAGE)
    assert asked(client)[1] > 0
