"""Calendars to clients that ask again for years: caching, encodings, methods, headers."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import sleep

import pytest
from werkzeug.http import http_date, parse_date

from eventhub.app import create_app
from eventhub.calendars import documents
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.events import actions
from eventhub.events.models import Visibility
from tests.calendars.cast import add_session, edit, make_event, make_topic

PATHS = ["/en/calendars/all.ics", "/en/events/workshop.ics", "/en/events/workshop/agenda.ics"]


@pytest.fixture
def workshop(app):
    event = make_event(aim=Translated(en="To learn from one another. " * 40))
    add_session(event)
    return event


@pytest.mark.parametrize("encoding", ["", "gzip", "gzip;q=0", "br, gzip;q=0.5", "*", "identity"])
def test_an_encoding_is_sent_to_whom_it_suits_with_an_etag_of_its_own(client, workshop, encoding):
    for path in PATHS:
        plain = client.get(path)
        answer = client.get(path, headers={"Accept-Encoding": encoding})
        assert "Accept-Encoding" in answer.headers["Vary"]
        if answer.headers.get("Content-Encoding") == "gzip":
            assert gzip.decompress(answer.data) == plain.data
            assert answer.headers["ETag"] != plain.headers["ETag"]
        else:
            assert answer.data == plain.data
            assert answer.headers["ETag"] == plain.headers["ETag"]
        compressed = answer.headers.get("Content-Encoding") == "gzip"
        assert compressed == (encoding in ("gzip", "br, gzip;q=0.5", "*"))


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{etag}", 304),
        ("W/{etag}", 304),
        ('"other", {etag}', 304),
        ('W/"other",W/{etag}', 304),
        ("*", 304),
        ('"other"', 200),
        ("", 200),
    ],
)
def test_who_has_it_is_told_so(client, workshop, encoding, template, expected):
    for path in PATHS:
        headers = {"Accept-Encoding": encoding}
        etag = client.get(path, headers=headers).headers["ETag"]
        assert etag.startswith('"')
        answer = client.get(path, headers={**headers, "If-None-Match": template.format(etag=etag)})
        assert answer.status_code == expected
        assert answer.headers["ETag"] == etag
        assert answer.headers["Cache-Control"] == "public, max-age=300, must-revalidate"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert (answer.data == b"") == (expected == 304)


def test_the_date_alone_serves_old_clients_and_an_etag_overrules_it(client, workshop):
    for path in PATHS:
        modified = client.get(path).last_modified
        before = http_date(modified - timedelta(seconds=1))
        assert client.get(path, headers={"If-Modified-Since": http_date(modified)}).status_code == 304
        assert client.get(path, headers={"If-Modified-Since": before}).status_code == 200
        both = {"If-Modified-Since": http_date(modified), "If-None-Match": '"other"'}
        assert client.get(path, headers=both).status_code == 200


def test_a_change_is_seen_at_once(client, workshop):
    before = {path: client.get(path).headers["ETag"] for path in PATHS}
    edit(workshop, title=Translated(en="Another title"))
    for path, etag in before.items():
        answer = client.get(path, headers={"If-None-Match": etag})
        assert answer.status_code == 200
        assert b"Another title" in answer.data


def test_a_date_never_goes_back_and_moves_when_an_event_is_hidden(client, workshop, monkeypatch):
    path = "/en/calendars/all.ics"
    first = client.get(path).last_modified
    monkeypatch.setattr("eventhub.calendars.actions.now", lambda: now() + timedelta(minutes=1))
    edit(workshop, visibility=Visibility.UNLISTED)
    hidden = client.get(path)
    assert hidden.last_modified > first
    assert hidden.data.count(b"BEGIN:VEVENT") == 0
    monkeypatch.setattr("eventhub.calendars.actions.now", lambda: now() - timedelta(days=1))
    edit(workshop, visibility=Visibility.PUBLIC)
    assert client.get(path).last_modified == hidden.last_modified


def test_a_calendar_without_any_event_has_no_date(client):
    assert "Last-Modified" not in client.get("/en/calendars/all.ics").headers


def test_another_process_sends_the_same_bytes_under_the_same_etag(app, client, workshop):
    other = create_app(app.config["EVENTHUB"])
    for path in PATHS:
        first = client.get(path)
        documents.documents.__init__(documents.CAPACITY)
        second = other.test_client().get(path)
        assert (first.data, first.headers["ETag"]) == (second.data, second.headers["ETag"])
    with other.app_context():
        db.engine.dispose()


def test_a_head_is_the_answer_without_its_body(client, workshop):
    for path in PATHS:
        get, head = client.get(path), client.head(path)
        assert (head.status_code, head.data) == (200, b"")
        for name in ("ETag", "Last-Modified", "Content-Length", "Content-Type", "Cache-Control"):
            assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_calendars_can_only_be_read(client, workshop, method):
    for path in PATHS:
        answer = getattr(client, method)(path)
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_the_answer_is_a_calendar_to_keep_and_sets_no_cookie(client, workshop):
    for path in PATHS:
        answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        name = {"all.ics": "all.ics", "agenda.ics": "workshop-agenda.ics"}.get(
            path.rsplit("/", 1)[1], "workshop.ics"
        )
        assert answer.headers["Content-Disposition"] == f"inline; filename={name}"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/en/events/none.ics", "/en/events/none/agenda.ics", "/xx/calendars/all.ics"]
)
def test_what_is_not_there_is_not_found_in_plain_words(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_a_renamed_topic_renames_its_feed_though_nobody_announces_it(client, workshop):
    topic = make_topic()
    actions.set_topics(workshop, [topic])
    db.session.commit()
    client.get("/en/calendars/topic-return.ics")
    topic.name = Translated(en="Going home")
    db.session.commit()
    assert b"X-WR-CALNAME:Going home" in client.get("/en/calendars/topic-return.ics").data


def test_the_memory_for_calendars_is_bounded():
    cache = documents.DocumentCache(capacity=100)
    kept = [cache.get(number, "now", lambda: documents.Document(b"x" * 40, None)) for number in range(5)]
    assert cache.get(4, "now", lambda: documents.Document(b"", None)) is kept[4]
    assert cache.get(0, "now", lambda: documents.Document(b"new", None)).content == b"new"


def test_one_of_an_older_state_takes_no_room_beside_the_newer():
    cache = documents.DocumentCache(capacity=100)
    other = cache.get("other", "always", lambda: documents.Document(b"y" * 40, None))
    for state in range(5):
        newer = cache.get("feed", state, lambda: documents.Document(b"x" * 40, None))
    assert cache.get("other", "always", lambda: documents.Document(b"", None)) is other
    assert cache.get("feed", 4, lambda: documents.Document(b"", None)) is newer
    assert cache.get("feed", 3, lambda: documents.Document(b"", None)) is not newer


def test_one_that_is_too_large_is_written_each_time():
    cache = documents.DocumentCache(capacity=10)
    contents = [
        cache.get("feed", "now", lambda body=body: documents.Document(body, None)).content
        for body in (b"a" * 20, b"b")
    ]
    assert contents == [b"a" * 20, b"b"]


def test_a_large_one_is_kept_compressed_and_sent_either_way(monkeypatch):
    monkeypatch.setattr(documents, "LARGE", 1000)
    cache, text = documents.DocumentCache(capacity=1000), b"BEGIN:VEVENT\r\n" * 1000
    for _asked in range(2):
        kept = cache.get("feed", "now", lambda: documents.Document(text, None))
        assert (kept.content, gzip.decompress(kept.compressed), kept.length) == (text, text, len(text))
    assert cache.get("feed", "now", lambda: documents.Document(b"", None)) is kept


def test_many_who_ask_at_once_wait_for_one_that_is_written():
    cache, written = documents.DocumentCache(capacity=1000), []

    def write() -> documents.Document:
        written.append(True)
        sleep(0.05)
        return documents.Document(b"x", None)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _number: cache.get("feed", "now", write), range(8)))
    assert (len(written), len(set(answers))) == (1, 1)


def test_dates_are_whole_seconds(client, workshop):
    for path in PATHS:
        assert isinstance(parse_date(client.get(path).headers["Last-Modified"]), datetime)
