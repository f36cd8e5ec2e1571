"""Writing all entries anew."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from eventhub.calendars.models import CalendarBlock
from eventhub.cli import main
from eventhub.db import db
from tests.calendars.cast import make_draft, make_event


@pytest.fixture
def at_new_address(app, monkeypatch):
    """Runs a command on the instance of the test, after its public address has changed."""

    def run(*arguments: str):
        db.session.commit()
        app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], base_url="https://events.example.org")
        # A second application would open connections that nobody closes.
        monkeypatch.setattr("eventhub.commands.ready_app", lambda: app)
        return CliRunner().invoke(main, arguments)

    return run


def stored_texts() -> set[str]:
    db.session.expire_all()
    return {block.text for block in db.session.query(CalendarBlock)}


def test_entries_follow_a_new_public_address_and_are_then_left_alone(at_new_address):
    make_event()
    make_draft("draft")
    done = at_new_address("calendars")
    assert (done.exit_code, done.output) == (0, "The calendar entries of 1 events are up to date.\n")
    written = stored_texts()
    assert all("URL:https://events.example.org/" in text for text in written)
    at_new_address("calendars")
    assert stored_texts() == written


def test_a_client_is_sent_the_new_address(client, at_new_address):
    make_event()
    etag = client.get("/en/calendars/all.ics").headers["ETag"]
    at_new_address("calendars")
    answer = client.get("/en/calendars/all.ics", headers={"If-None-Match": etag})
    assert b"https://events.example.org/en/events/workshop/" in answer.data
