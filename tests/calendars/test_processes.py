"""Calendars on several processes: what one has kept, another may have made wrong a moment ago."""

import gzip
from http.client import HTTPConnection
from itertools import product
from urllib.parse import urlsplit

from eventhub.db import Translated
from tests.calendars.cast import edit, make_event

PATHS = ("/en/calendars/all.ics", "/en/events/workshop.ics", "/en/calendars/all.jcal")
ASKED = 12
"""Requests over connections of their own, more than enough to reach both processes."""


def test_no_process_is_stale_by_a_single_request_and_all_send_the_same_bytes(app, live_server):
    event = make_event(aim=Translated(en="To learn from one another. " * 40))
    before: dict[tuple[str, str], str] = {}
    for turn in range(3):
        edit(event, title=Translated(en=f"Title {turn}"))
        for path, encoding in product(PATHS, ("identity", "gzip")):
            had = {"If-None-Match": before.get((path, encoding), '"none"'), "Accept-Encoding": encoding}
            ((status, etag, body),) = {ask(live_server.url, path, had) for _ in range(ASKED)}
            text = gzip.decompress(body) if encoding == "gzip" else body
            assert (status, f"Title {turn}".encode() in text) == (200, True)
            before[path, encoding] = etag
    for (path, encoding), etag in before.items():
        had = {"If-None-Match": etag, "Accept-Encoding": encoding}
        assert {ask(live_server.url, path, had)[0] for _ in range(ASKED)} == {304}


def ask(url: str, path: str, headers: dict[str, str]) -> tuple[int, str, bytes]:
    connection = HTTPConnection(urlsplit(url).netloc)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, answer.headers["ETag"], answer.read()
    connection.close()
    return found
