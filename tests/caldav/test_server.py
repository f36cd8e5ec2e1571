"""CalDAV to clients that only read: what they ask, in their own words, and what they are told."""

import base64
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, fromstring

import icalendar
import pytest

from eventhub.accounts.models import User
from eventhub.calendars.actions import end_private_feed, make_private_feed
from eventhub.calendars.models import FeedKind, PrivateFeed
from eventhub.db import Translated, db
from eventhub.events.models import Visibility
from eventhub.organizations.models import OfficeMember
from tests.calendars.cast import SHANGHAI, cancel, edit, make_draft, make_event, make_office, one_day
from tests.people import ALICE, make_user

ALL = "/dav/en/all/"
NAMES = {"D": "DAV:", "C": "urn:ietf:params:xml:ns:caldav", "CS": "http://calendarserver.org/ns/"}
SPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())


@dataclass
class Told:
    """A multistatus: what was said of each address, and the token."""

    responses: dict[str, Element]
    token: str

    def prop(self, href: str, name: str) -> Element | None:
        return self.responses[href].find(f"D:propstat[D:status='HTTP/1.1 200 OK']/D:prop/{name}", NAMES)

    def missing(self, href: str) -> set[str]:
        found = self.responses[href].find("D:propstat[D:status='HTTP/1.1 404 Not Found']/D:prop", NAMES)
        return {each.tag for each in found} if found is not None else set()

    @property
    def gone(self) -> set[str]:
        return {
            href for href, each in self.responses.items() if "404" in each.findtext("D:status", "", NAMES)
        }

    @property
    def present(self) -> set[str]:
        return set(self.responses) - self.gone


def ask(client, method: str, path: str, body: str = "", status: int = 207, **headers: str):
    answer = client.open(
        path,
        method=method,
        data=body,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
    assert answer.status_code == status, answer.text
    return answer


def propfind(client, path: str, props: str, depth: str = "0", **headers: str) -> Told:
    body = f"<D:propfind {SPACES}><D:prop>{props}</D:prop></D:propfind>"
    return told(ask(client, "PROPFIND", path, body, Depth=depth, **headers))


def report(client, path: str, name: str, content: str, status: int = 207, **headers: str):
    return ask(client, "REPORT", path, f"<{name} {SPACES}>{content}</{name}>", status, **headers)


def sync(client, token: str = "", path: str = ALL, **headers: str) -> Told:
    content = (
        f"<D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>"
    )
    return told(report(client, path, "D:sync-collection", content, **headers))


def told(answer) -> Told:
    root = fromstring(answer.data)
    responses = {each.findtext("D:href", "", NAMES): each for each in root.findall("D:response", NAMES)}
    return Told(responses, root.findtext("D:sync-token", "", NAMES))


def href_of(event) -> str:
    return f"{ALL}{event.uid}.ics"


def query(client, condition: str, status: int = 207):
    content = (
        "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
        f'<C:filter><C:comp-filter name="VCALENDAR">{condition}</C:comp-filter></C:filter>'
    )
    return report(client, ALL, "C:calendar-query", content, status, Depth="1")


def test_a_client_finds_its_way_from_the_name_of_the_host_to_the_calendars(client):
    for method in ("GET", "PROPFIND"):
        found = client.open("/.well-known/caldav", method=method)
        assert (found.status_code, found.headers["Location"]) == (301, "/dav/")
    root = propfind(client, "/dav/", "<D:current-user-principal/>", Accept_Language="fr")
    principal = root.prop("/dav/fr/", "D:current-user-principal/D:href").text
    home = propfind(client, principal, "<C:calendar-home-set/>").prop(principal, "C:calendar-home-set/D:href")
    calendars = propfind(client, home.text, "<D:resourcetype/><D:displayname/>", depth="1")
    assert calendars.prop("/dav/fr/all/", "D:resourcetype/C:calendar") is not None
    assert calendars.prop("/dav/fr/all/", "D:displayname").text == "Tous les événements"
    assert "/dav/fr/language-fr/" in calendars.responses


def test_a_calendar_says_what_it_is_and_what_it_has_not(client):
    make_event()
    props = "<D:displayname/><D:supported-report-set/><C:supported-calendar-component-set/><D:quota/>"
    answer = propfind(client, ALL, props)
    assert answer.prop(ALL, "D:displayname").text == "All events"
    reports = answer.prop(ALL, "D:supported-report-set").findall("D:supported-report/D:report/*", NAMES)
    assert [each.tag.split("}")[1] for each in reports] == [
        "calendar-query",
        "calendar-multiget",
        "sync-collection",
    ]
    assert answer.prop(ALL, "C:supported-calendar-component-set/C:comp").get("name") == "VEVENT"
    assert answer.missing(ALL) == {"{DAV:}quota"}


def test_everything_there_is_to_know_can_be_asked_for_and_its_names(client):
    event = make_event()
    everything = told(ask(client, "PROPFIND", ALL, Depth="1"))
    assert everything.prop(href_of(event), "D:getetag").text.startswith('"')
    names = f"<D:propfind {SPACES}><D:propname/></D:propfind>"
    named = told(ask(client, "PROPFIND", ALL, names, Depth="1"))
    assert named.prop(href_of(event), "D:getetag").text is None


def test_an_entry_is_one_object_with_the_etag_that_was_told(client):
    event = make_event(**one_day())
    etag = propfind(client, ALL, "<D:getetag/>", depth="1").prop(href_of(event), "D:getetag").text
    answer = client.get(href_of(event))
    assert (answer.headers["ETag"], answer.mimetype) == (etag, "text/calendar")
    (entry,) = icalendar.Calendar.from_ical(answer.data).events
    assert entry.start == datetime(2090, 11, 3, 9, tzinfo=SHANGHAI)
    assert client.get(href_of(event), headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"{ALL}none.ics").status_code == 404
    assert client.get("/dav/en/none/").status_code == 404


def test_several_entries_are_got_at_once_and_what_is_not_there_is_said(client):
    event = make_event()
    addresses = [href_of(event), f"http://localhost{href_of(event)}", f"{ALL}none.ics", "/dav/fr/all/x.ics"]
    hrefs = "".join(f"<D:href>{each}</D:href>" for each in addresses)
    content = f"<D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}"
    answer = told(report(client, ALL, "C:calendar-multiget", content))
    data = answer.prop(href_of(event), "C:calendar-data").text
    assert data.replace("\r\n", "\n") == client.get(href_of(event)).text.replace("\r\n", "\n")
    assert answer.gone == {f"{ALL}none.ics", "/dav/fr/all/x.ics"}


@pytest.mark.parametrize(
    ("condition", "is_found"),
    [
        ("", True),
        ('<C:comp-filter name="VEVENT"/>', True),
        ('<C:comp-filter name="VTODO"/>', False),
        ('<C:comp-filter name="VTODO"><C:is-not-defined/></C:comp-filter>', True),
        ('<C:comp-filter name="VEVENT"><C:is-not-defined/></C:comp-filter>', False),
        ('<C:comp-filter name="VEVENT"><C:time-range start="20901103T080000Z"/></C:comp-filter>', True),
        ('<C:comp-filter name="VEVENT"><C:time-range start="20901103T090000Z"/></C:comp-filter>', False),
        ('<C:comp-filter name="VEVENT"><C:time-range end="20901103T010001Z"/></C:comp-filter>', True),
        ('<C:comp-filter name="VEVENT"><C:time-range end="20901103T010000Z"/></C:comp-filter>', False),
    ],
)
def test_entries_are_found_by_when_they_are(client, condition, is_found):
    """The event goes from 9 to 17 by the clocks of Beijing: from 1 to 9 by UTC."""
    event = make_event(**one_day())
    assert set(told(query(client, condition)).responses) == ({href_of(event)} if is_found else set())


def test_what_cannot_be_answered_is_refused_by_name(client):
    text_match = (
        '<C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY"><C:text-match>x</C:text-match>'
        "</C:prop-filter></C:comp-filter>"
    )
    assert b"supported-filter" in query(client, text_match, 403).data
    assert b"supported-report" in report(client, ALL, "D:expand-property", "", 403).data
    assert b"propfind-finite-depth" in ask(client, "PROPFIND", ALL, status=403, Depth="infinity").data


@pytest.mark.parametrize(
    "body",
    [
        "no xml",
        "<D:propfind>",
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><D:propfind xmlns:D="DAV:"><D:prop>&a;</D:prop></D:propfind>',
        f"<D:other {SPACES}/>",
    ],
)
def test_what_is_no_request_is_refused(client, body):
    ask(client, "PROPFIND", ALL, body, 400, Depth="0")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "MKCALENDAR", "PROPPATCH", "POST", "MOVE", "LOCK"])
def test_nothing_can_be_written(client, method):
    answer = client.open(ALL, method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"}


def test_options_tell_what_the_server_is(client):
    answer = client.open(ALL, method="OPTIONS")
    assert "calendar-access" in answer.headers["DAV"]
    assert "REPORT" in answer.headers["Allow"]


def test_a_client_is_told_what_came_changed_and_went_since_it_last_asked(app_on_each_database):
    client = app_on_each_database.test_client()
    stays, moves, hides = make_event("stays"), make_event("moves", **one_day()), make_event("hides")
    first = sync(client)
    assert first.present == {href_of(stays), href_of(moves), href_of(hides)}
    nothing = sync(client, first.token)
    assert (nothing.responses, nothing.token) == ({}, first.token)

    edit(moves, **one_day(day=10))
    edit(hides, visibility=Visibility.UNLISTED)
    comes = make_event("comes")
    then = sync(client, first.token)
    assert then.present == {href_of(moves), href_of(comes)}
    assert then.gone == {href_of(hides)}
    assert then.token != first.token

    edit(hides, visibility=Visibility.PUBLIC)
    cancel(stays)
    last = sync(client, then.token)
    assert last.present == {href_of(hides), href_of(stays)}
    assert sync(client, first.token).present == {
        href_of(moves),
        href_of(comes),
        href_of(hides),
        href_of(stays),
    }
    assert propfind(client, ALL, "<D:sync-token/>").prop(ALL, "D:sync-token").text == last.token


def test_tokens_hold_on_another_process_and_of_one_calendar_are_none_of_another(app, client):
    make_event()
    token = sync(client).token
    assert sync(app.test_client(), token).responses == {}
    for wrong in (
        "x",
        "urn:eventhub:sync:1:99",
        f"urn:eventhub:sync:1:{'9' * 5000}",
        sync(client, path="/dav/fr/all/").token,
    ):
        content = f"<D:sync-token>{wrong}</D:sync-token><D:sync-level>1</D:sync-level><D:prop/>"
        assert b"valid-sync-token" in report(client, ALL, "D:sync-collection", content, 403).data


@pytest.mark.parametrize("limit", ["9" * 5000, "2", "many", "-1"])
def test_a_limit_that_is_not_reached_changes_nothing(client, limit):
    make_event("one"), make_event("two")
    content = f"<D:sync-token/><D:limit><D:nresults>{limit}</D:nresults></D:limit><D:prop/>"
    assert b"<D:sync-token>" in report(client, ALL, "D:sync-collection", content, 207).data


def test_more_than_a_client_can_take_is_not_sent(client):
    make_event("one"), make_event("two")
    content = "<D:sync-token/><D:limit><D:nresults>1</D:nresults></D:limit><D:prop/>"
    answer = report(client, ALL, "D:sync-collection", content, 403)
    assert b"number-of-matches-within-limits" in answer.data


def test_while_nothing_changes_the_calendar_is_not_read_again(client, count_queries):
    make_event()
    token = sync(client).token
    with count_queries() as statements:
        sync(client, token)
    assert not [each for each in statements if "calendar_blocks" in each or not each.startswith("SELECT")]


def office_of_alice():
    office = make_office()
    office.members = [OfficeMember(user=db.session.query(User).one())]
    db.session.commit()
    return office


@pytest.fixture
def secret(app) -> str:
    token = make_private_feed(FeedKind.LOOKED_AFTER, user=make_user(ALICE), name="Telefon")
    db.session.commit()
    return token


def basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"anybody:{password}".encode()).decode()


def test_a_private_calendar_opens_to_its_token_as_password(client, secret):
    draft = make_draft(office=office_of_alice())
    password = {"Authorization": basic(secret)}
    root = propfind(client, "/dav/", "<D:current-user-principal/>", **password)
    assert root.prop("/dav/private/", "D:current-user-principal/D:href").text == "/dav/private/"
    listed = propfind(client, "/dav/private/", "<D:displayname/>", depth="1", **password)
    assert listed.prop("/dav/private/calendar/", "D:displayname").text == "Telefon"
    first = sync(client, path="/dav/private/calendar/", **password)
    assert first.present == {f"/dav/private/calendar/{draft.uid}.ics"}
    edit(draft, title=Translated(en="Renamed"))
    changed = sync(client, first.token, path="/dav/private/calendar/", **password)
    assert changed.present == first.present


def test_a_private_calendar_opens_by_its_token_in_the_address(client, secret):
    draft = make_draft(office=office_of_alice())
    path = f"/dav/token/{secret}/calendar/"
    assert sync(client, path=path).present == {f"{path}{draft.uid}.ics"}
    answer = client.get(f"{path}{draft.uid}.ics")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_without_the_token_nothing_opens(client, secret):
    for headers in ({}, {"Authorization": basic("guess")}, {"Authorization": "Bearer " + secret}):
        answer = ask(client, "PROPFIND", "/dav/private/", status=401, Depth="0", **headers)
        assert answer.headers["WWW-Authenticate"].startswith("Basic ")
    ask(client, "PROPFIND", "/dav/token/guess/", status=404, Depth="0")
    end_private_feed(db.session.query(PrivateFeed).one())
    db.session.commit()
    ask(client, "PROPFIND", f"/dav/token/{secret}/", status=410, Depth="0")
    ask(client, "PROPFIND", "/dav/private/", status=401, Depth="0", Authorization=basic(secret))
