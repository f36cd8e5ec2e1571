"""Taking events over from the calendar of somebody else."""

import io
import re
from dataclasses import replace
from html import unescape

import pytest

from eventhub.db import db
from eventhub.events.models import Event, EventStatus
from tests.calendars.cast import make_event, make_office
from tests.formats.test_ical_reading import file
from tests.web.strangers import stranger

TWO = file(
    "UID:one@example.org\nSUMMARY:Atelier\nDTSTART:20900504T090000\nDURATION:PT8H\nLOCATION:Hôtel",
    "UID:two@example.org\nSUMMARY:Séminaire\nDTSTART;VALUE=DATE:20900601\nDTEND;VALUE=DATE:20900603",
)


@pytest.fixture
def office(alice):
    office = make_office()
    db.session.commit()
    return office


def send(browser, office, content: bytes | None = None, **fields):
    data = {"office_id": office.id, "kind": "seminar", "language": "fr", **fields}
    if content is not None:
        data["file"] = (io.BytesIO(content), "calendar.ics")
    return browser.post("/desk/calendar/import", data=data, content_type="multipart/form-data")


def save(browser, office, page, *uids: str):
    """Go on from the preview, with these ticked."""
    text = unescape(re.search(r'name="text"[^>]*value="([^"]*)"', page.text)[1])
    return send(browser, office, text=text, stage="save", chosen=list(uids))


def test_nothing_is_kept_before_it_was_seen(alice, office):
    page = send(alice, office, TWO)
    assert page.status_code == 200
    assert "Atelier" in page.text
    assert "Séminaire" in page.text
    assert "1–2 June 2090" in page.text
    assert db.session.query(Event).count() == 0


def test_what_is_ticked_becomes_a_draft(alice, office):
    answer = save(alice, office, send(alice, office, TWO), "one@example.org", "two@example.org", "other")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/events/")
    first, second = db.session.query(Event).order_by(Event.starts_at)
    assert (first.title, first.venue, first.kind.value) == ({"fr": "Atelier"}, {"fr": "Hôtel"}, "seminar")
    assert (first.status, first.office_id, first.staff[0].user.email) == (
        EventStatus.DRAFT,
        office.id,
        "alice@example.org",
    )
    assert (first.local_start.hour, first.local_end.hour) == (9, 17)
    assert (second.first_day.isoformat(), second.last_day.isoformat()) == ("2090-06-01", "2090-06-02")


def test_what_is_not_ticked_is_not_taken(alice, office):
    save(alice, office, send(alice, office, TWO), "two@example.org")
    assert [each.title["fr"] for each in db.session.query(Event)] == ["Séminaire"]


def test_what_is_here_already_is_recognised_and_never_taken_twice(alice, office):
    page = send(alice, office, TWO)
    save(alice, office, page, "one@example.org")
    again = send(alice, office, TWO)
    assert "It is here already." in again.text
    assert 'value="one@example.org"' not in again.text
    save(alice, office, page, "one@example.org", "two@example.org")
    assert db.session.query(Event).count() == 2


def test_our_own_feed_holds_nothing_new(alice, office):
    make_event()
    page = send(alice, office, alice.get("/en/calendars/all.ics").data)
    assert "It is here already." in page.text
    assert 'type="checkbox"' not in page.text


def test_a_draft_that_was_deleted_can_be_taken_again(alice, office):
    page = send(alice, office, TWO)
    save(alice, office, page, "one@example.org")
    db.session.delete(db.session.query(Event).one())
    db.session.commit()
    assert "It is here already." not in send(alice, office, TWO).text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Write the address of a calendar, or choose a file."),
        (b"<html></html>", "This is not a calendar, or a broken one."),
        (file(), "This calendar holds no events."),
        (b"x" * (400 * 1024 + 1), "The calendar is too large."),
    ],
)
def test_what_cannot_be_taken_is_said_in_words(alice, office, content, words):
    answer = send(alice, office, content)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_calendar_is_read_from_its_address(app, alice, office):
    app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], outgoing_loopback=True)
    with stranger() as server:
        assert "Atelier" in send(alice, office, url=server.gives("/a.ics", TWO)).text
        refused = send(alice, office, url=server.gives("/none.ics", status=404))
    assert refused.status_code == 422
    assert "there is no calendar at this address" in refused.text


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/a.ics", "file:///etc/passwd", "webcal://localhost/a.ics", "nonsense"]
)
def test_no_address_leads_into_the_house(alice, office, url):
    answer = send(alice, office, url=url)
    assert answer.status_code == 422
    assert "This address does not lead to a public server." in answer.text
