"""Writing all entries anew."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from eventhub.calendars.models import CalendarBlock
from eventhub.cli import main
from eventhub.db import db
from tests.calendars.cast import make_draft, make_event


@pytest.fixture
def eventhub(app, monkeypatch):
    """Runs a command on the instance of the test, under another public address."""

    def run(*arguments: str):
        config = app.config["EVENTHUB"]
        monkeypatch.setenv("EVENTHUB_INSTANCE_PATH", str(config.instance_path))
        monkeypatch.setenv("EVENTHUB_DATABASE_URL", config.database_url)
        monkeypatch.setenv("EVENTHUB_SECRET_KEY", config.secret_key)
        monkeypatch.setenv("EVENTHUB_BASE_URL", "https://events.example.org")
        return CliRunner().invoke(main, arguments)

    return run


def test_entries_follow_a_new_public_address(app, client, eventhub):
    event = make_event()
    make_draft("draft")
    done = eventhub("calendars")
    assert (done.exit_code, done.output) == (0, "The calendar entries of 1 events are up to date.\n")
    db.session.expire_all()
    texts = [block.text for block in db.session.query(CalendarBlock).filter_by(event_id=event.id)]
    assert all("URL:https://events.example.org/" in text for text in texts)
    before = set(texts)
    eventhub("calendars")
    db.session.expire_all()
    assert {block.text for block in db.session.query(CalendarBlock)} == before


def test_a_client_is_sent_the_new_address(app, client, eventhub):
    make_event()
    etag = client.get("/en/calendars/all.ics").headers["ETag"]
    eventhub("calendars")
    app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], base_url="https://events.example.org")
    answer = client.get("/en/calendars/all.ics", headers={"If-None-Match": etag}, base_url="http://localhost")
    assert b"https://events.example.org/en/events/workshop/" in answer.data
