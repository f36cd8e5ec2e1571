"""Events at the desk by the API: the same rules as the forms, the same actions, and nothing of other people's."""

import pytest

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from eventhub.audit.models import AuditEntry
from eventhub.db import db
from eventhub.events.models import Event, EventStatus
from eventhub.outbox.models import OutboxMessage
from tests.api.cast import Program, faults_of, program_of
from tests.mailings.worker import write_notices
from tests.people import ALICE, EVE, sign_in
from tests.registration.cast import register
from tests.website.cast import make_event, make_office, make_organization, make_programme, make_topic

NEW = {
    "kind": "workshop",
    "title": {"en": "Border management", "fr": "Gestion des frontières"},
    "office": "beijing",
    "starts_at": "2090-11-03T08:30",
    "ends_at": "2090-11-04T17:00",
    "time_zone": "Asia/Shanghai",
    "city": {"en": "Beijing"},
    "country": "CN",
}
EVENTS = "/desk/events"


@pytest.fixture
def alice(client) -> Program:
    return program_of(client, ALICE)


@pytest.fixture
def eve(client) -> Program:
    return program_of(client, EVE, works=False)


@pytest.fixture
def workshop(app) -> str:
    return make_event("workshop", status=EventStatus.DRAFT).slug


def test_an_event_goes_from_a_draft_to_the_public(alice, client):
    make_topic()
    made = alice.post(EVENTS, {**NEW, "topics": ["return"], "session_days": ["2090-11-03", "2090-11-04"]})
    assert made.status_code == 201, made.text
    assert made.headers["Location"] == "/api/v1/desk/events/border-management"
    assert (made.json["status"], made.json["starts_at"]) == ("draft", "2090-11-03T08:30:00+08:00")
    assert (made.json["topics"], made.json["session_days"]) == (["return"], [])
    assert client.get("/api/v1/events/border-management").status_code == 404
    assert alice.post(f"{EVENTS}/border-management/publish").json["status"] == "published"
    assert client.get("/api/v1/events/border-management").status_code == 200
    [actor] = {each.actor_id for each in db.session.query(AuditEntry).filter_by(subject_kind="events")}
    assert actor == db.session.query(Event).one().staff[0].user_id


def test_what_was_read_can_be_sent_back_and_changes_nothing(alice, workshop):
    read = alice.get(f"{EVENTS}/{workshop}").json
    body = {name: value for name, value in read.items() if name not in READ_ONLY}
    again = alice.patch(f"{EVENTS}/{workshop}", body)
    assert again.status_code == 200, again.text
    assert again.json == read


READ_ONLY = (
    "slug",
    "uid",
    "status",
    "postponed_from",
    "programme",
    "staff",
    "funding",
    "url",
    "revised_at",
    "created_at",
)


def test_a_patch_changes_what_it_names_and_null_takes_away(alice, workshop):
    changed = alice.patch(
        f"{EVENTS}/{workshop}", {"title": {"ar": None, "es": "Retorno"}, "capacity": 30}
    ).json
    assert changed["title"] == {"en": "Return and readmission", "es": "Retorno"}
    assert (changed["capacity"], changed["country"]) == (30, "CN")
    assert alice.patch(f"{EVENTS}/{workshop}", {"capacity": None}).json["capacity"] is None


WRONG = {
    "/title": {"title": {}},
    "/title/de": {"title": {"de": "Grenzen"}},
    "/title/en": {"title": {"en": "x" * 301}},
    "/kind": {"kind": "party"},
    "/office": {"office": "nowhere"},
    "/topics/0": {"topics": ["nothing"]},
    "/ends_at": {"ends_at": "2090-11-02T08:30"},
    "/starts_at": {"starts_at": "9999-12-31T23:59:59+00:00", "ends_at": "9999-12-31T23:59:59+00:00"},
    "/time_zone": {"time_zone": "Asia/Nowhere"},
    "/capacity": {"capacity": 10**30},
    "/latitude": {"latitude": 91, "longitude": 0},
    "/longitude": {"longitude": 1.5},
    "/country": {"country": "XX"},
    "/contact_email": {"contact_email": "nobody"},
    "/online_url": {"online_url": "javascript:alert(1)"},
    "/address": {"address": "a\0b"},
    "/venue/en": {"venue": {"en": "\ud800"}},
    "/sdg_targets": {"sdg_targets": ["99.9"]},
    "/session_days": {"session_days": ["2090-11-03", "2090-11-09"]},
    "/colour": {"colour": "red"},
    "/capacity ": {"capacity": "30"},
    "/visibility": {"visibility": True},
}


@pytest.mark.parametrize("pointer", WRONG)
def test_what_the_forms_of_the_desk_refuse_is_refused_at_its_place(alice, pointer):
    make_office()
    answer = alice.post(EVENTS, {**NEW, **WRONG[pointer]})
    assert answer.status_code == 422, answer.text
    expected = "/title/en" if pointer == "/title" else pointer.strip()
    assert expected in faults_of(answer), answer.text
    assert db.session.query(Event).count() == 0


def test_a_time_that_the_clocks_skip_is_refused_in_the_language_of_the_request(alice):
    make_office()
    gap = {"starts_at": "2027-03-28T02:30", "ends_at": "2027-03-28T05:00", "time_zone": "Europe/Paris"}
    answer = alice.post(EVENTS, {**NEW, **gap}, Accept_Language="es")
    assert "Europe/Paris" in faults_of(answer)["/starts_at"]
    assert "relojes" in faults_of(answer)["/starts_at"]
    with_offset = {**gap, "starts_at": "2027-03-28T02:30:00Z"}
    assert alice.post(EVENTS, {**NEW, **with_offset}).json["starts_at"] == "2027-03-28T04:30:00+02:00"


@pytest.mark.parametrize("content", [b"{", b"[]", b'"text"', b"[" * 100_000, b"\xff", b"null", b"NaN"])
def test_a_body_that_is_no_object_is_told_so(client, content):
    alice = program_of(client, ALICE)
    answer = client.post(
        "/api/v1/desk/events",
        data=content,
        content_type="application/json",
        headers={"Authorization": f"Bearer {alice.token}"},
    )
    assert answer.status_code in (400, 422)
    assert answer.content_type == "application/problem+json"
    form = client.post(
        "/api/v1/desk/events", data={"a": "b"}, headers={"Authorization": f"Bearer {alice.token}"}
    )
    assert form.status_code == 415


def test_who_read_an_older_state_changes_nothing(alice, workshop):
    etag = alice.get(f"{EVENTS}/{workshop}").headers["ETag"]
    assert alice.patch(f"{EVENTS}/{workshop}", {"capacity": 30}, If_Match=etag).status_code == 200
    overtaken = alice.patch(f"{EVENTS}/{workshop}", {"capacity": 40}, If_Match=etag)
    assert (overtaken.status_code, overtaken.json["code"]) == (412, "not_matching")
    assert alice.get(f"{EVENTS}/{workshop}").json["capacity"] == 30
    assert alice.delete(f"{EVENTS}/{workshop}", If_Match=etag).status_code == 412
    malformed = alice.delete(f"{EVENTS}/{workshop}", If_Match="what-i-read")
    assert (malformed.status_code, malformed.json["code"]) == (422, "condition_malformed")
    assert alice.delete(f"{EVENTS}/{workshop}", If_Match="*").status_code == 204


def test_an_event_that_does_not_meet_every_day_is_answered_with_its_days(alice):
    make_office()
    days = ["2090-11-03", "2090-11-05"]
    made = alice.post(EVENTS, {**NEW, "ends_at": "2090-11-05T17:00", "session_days": days})
    assert made.json["session_days"] == days
    moved = {"starts_at": "2090-11-10T08:30", "ends_at": "2090-11-12T17:00", "time_zone": "Asia/Shanghai"}
    answer = alice.put(f"{EVENTS}/{made.json['slug']}/dates", moved)
    assert answer.json["session_days"] == ["2090-11-10", "2090-11-12"]


def test_the_same_request_with_the_same_key_is_carried_out_once(alice):
    make_office()
    first, again = (alice.post(EVENTS, NEW, Idempotency_Key="k-1") for _ in range(2))
    assert (first.status_code, first.json, first.headers["Location"]) == (
        again.status_code,
        again.json,
        again.headers["Location"],
    )
    assert db.session.query(Event).count() == 1
    other = alice.post(EVENTS, {**NEW, "kind": "training"}, Idempotency_Key="k-1")
    assert (other.status_code, other.json["code"]) == (422, "key_used")
    assert alice.post(EVENTS, {**NEW, "kind": "none"}, Idempotency_Key="k-2").status_code == 422
    assert alice.post(EVENTS, NEW, Idempotency_Key="k-2").status_code == 201


def test_a_key_of_one_user_is_nothing_to_another(alice, client):
    make_office()
    bob = program_of(client, EVE)
    assert alice.post(EVENTS, NEW, Idempotency_Key="k").json["slug"] == "border-management"
    assert bob.post(EVENTS, NEW, Idempotency_Key="k").json["slug"] == "border-management-2"


def test_a_published_event_is_moved_postponed_and_cancelled(alice):
    event = make_event("workshop")
    registration = register(event)
    path = f"{EVENTS}/workshop"
    moved = {"starts_at": "2090-12-03T08:30", "ends_at": "2090-12-04T17:00", "time_zone": "Asia/Shanghai"}
    assert alice.put(f"{path}/dates", moved).json["starts_at"].startswith("2090-12-03")
    postponed = alice.post(f"{path}/postpone", {"status_reason": {"en": "Floods."}}).json
    assert (postponed["status"], postponed["postponed_from"]) == ("postponed", ["2090-12-03", "2090-12-04"])
    assert alice.post(f"{path}/publish").json["status"] == "published"
    assert (
        alice.post(f"{path}/cancel", {"status_reason": {"en": "Floods again."}}).json["status"] == "cancelled"
    )
    write_notices()
    kinds = [each.kind for each in db.session.query(OutboxMessage).filter_by(recipient=registration.email)]
    assert kinds[-1] == "event_cancelled"
    refused = alice.post(f"{path}/cancel", {})
    assert (refused.status_code, refused.json["code"]) == (409, "status")


def test_what_an_event_lacks_for_its_publication_is_said(alice):
    make_office()
    slug = alice.post(EVENTS, {**NEW, "city": {}, "country": None}).json["slug"]
    answer = alice.post(f"{EVENTS}/{slug}/publish")
    assert (answer.status_code, answer.json["code"]) == (422, "not_publishable")
    assert answer.json["missing"] == ["the city and the country where it takes place"]


def test_an_event_is_the_template_of_another(alice, workshop):
    period = {"starts_at": "2091-01-03T08:30", "ends_at": "2091-01-04T17:00", "time_zone": "Asia/Shanghai"}
    copy = alice.post(f"{EVENTS}/{workshop}/duplicate", period)
    assert (copy.status_code, copy.json["status"]) == (201, "draft")
    assert copy.json["title"] == alice.get(f"{EVENTS}/{workshop}").json["title"]


def test_organizations_are_named_by_their_slugs_in_the_order_of_precedence(alice, workshop):
    make_organization("mps"), make_organization("iom", en="Migration")
    path = f"{EVENTS}/{workshop}/organizations"
    parts = [
        {"organization": "iom", "role": "organiser"},
        {"organization": "mps", "quota": 3, "focal_point_email": "chen@example.org"},
    ]
    answer = alice.put(path, {"parts": parts})
    assert answer.status_code == 200, answer.text
    read = alice.get(path)
    assert [(each["organization"], each["role"], each["quota"]) for each in read.json["parts"]] == [
        ("iom", "organiser", None),
        ("mps", "participant", 3),
    ]
    twice = alice.put(path, {"parts": [parts[1], parts[1]]})
    assert list(faults_of(twice)) == ["/parts/1/organization"]
    unknown = alice.put(path, {"parts": [{"organization": "Ministry of Public Security"}]})
    assert list(faults_of(unknown)) == ["/parts/0/organization"]
    assert alice.get(path).headers["ETag"] == read.headers["ETag"]


def test_an_event_is_put_under_a_programme_and_named_a_funder_of_its_own(alice, workshop):
    programme = make_programme()
    source = programme.fundings[0].source.id
    path = f"{EVENTS}/{workshop}/funding"
    body = {"programme": "mmsp", "fundings": [{"source": source, "role": "lead"}]}
    assert alice.put(path, body).json == {**body, "replaces_programme_funding": False}
    assert alice.get(f"{EVENTS}/{workshop}").json["funding"][0]["role"] == "lead"
    wrong = alice.put(path, {"fundings": [{"source": source}, {"source": source}, {"source": 999}]})
    assert {"/fundings/1/source", "/fundings/2/source"} <= set(faults_of(wrong))


def test_items_of_the_agenda_are_added_changed_and_removed(alice, workshop):
    make_organization("mps")
    path = f"{EVENTS}/{workshop}/agenda"
    item = {
        "kind": "panel",
        "title": {"en": "Returns"},
        "starts_at": "2090-11-03T09:00",
        "ends_at": "2090-11-03T10:00",
        "speakers": [{"name": "Chen Yu", "organization": "mps", "role": "moderator"}],
    }
    made = alice.post(path, item)
    assert made.status_code == 201, made.text
    one = made.headers["Location"].removeprefix("/api/v1")
    changed = alice.patch(one, {"room": "A", "ends_at": "2090-11-03T10:30"})
    assert (changed.json["room"], changed.json["ends_at"]) == ("A", "2090-11-03T10:30:00+08:00")
    assert changed.json["speakers"][0]["organization"] == "mps"
    assert "/ends_at" in faults_of(alice.patch(one, {"ends_at": "2090-11-04T10:30"}))
    assert "/ends_at" in faults_of(alice.patch(one, {"ends_at": "2090-11-03T08:30"}))
    assert [each["id"] for each in alice.get(path).json["items"]] == [changed.json["id"]]
    assert alice.delete(one).status_code == 204
    assert alice.get(path).json["items"] == []


def paths_of(app) -> list[tuple[str, str]]:
    """Every operation at the desk that is about one event."""
    return [
        (method, rule.rule.removeprefix("/api/v1").replace("<slug>", "workshop"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/desk/events/<slug>")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]


def test_an_outsider_finds_nothing_of_an_event_by_whatever_route(app, eve, workshop):
    for method, path in paths_of(app):
        for name in ("int:session_id", "int:user_id", "int:registration_id", "int:delegation_id"):
            path = path.replace(f"<{name}>", "1")
        answer = eve.ask(method, path, {} if method in ("POST", "PUT", "PATCH") else None)
        assert answer.status_code in (404, 422), (method, path, answer.text)
        assert "Return and readmission" not in answer.text


def test_a_token_opens_nothing_beyond_its_scopes(client, app, workshop):
    reader = program_of(client, ALICE, Permission.DESK_USE)
    assert reader.get(f"{EVENTS}/{workshop}").status_code == 200
    refused = reader.patch(f"{EVENTS}/{workshop}", {"capacity": 1})
    assert (refused.status_code, refused.json["code"]) == (403, "scope")


def test_a_token_opens_nothing_beyond_what_its_user_may(client, workshop):
    viewer = program_of(client, ALICE, role=Role.VIEWER)
    assert viewer.get(f"{EVENTS}/{workshop}").status_code == 200
    assert viewer.patch(f"{EVENTS}/{workshop}", {"capacity": 1}).status_code == 403


def test_without_a_token_the_desk_is_closed_and_says_how_to_open_it(client, workshop):
    for headers in ({}, {"Authorization": "Bearer ehp_wrong"}, {"Authorization": "Basic YTpi"}):
        answer = client.get(f"/api/v1{EVENTS}", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.content_type == "application/problem+json"


def test_the_cookie_of_a_session_opens_nothing(app, workshop):
    program_of(app.test_client(), ALICE)
    browser = sign_in(app.test_client(), ALICE)
    assert browser.get(f"/desk/events/{workshop}/").status_code == 200
    assert browser.get(f"/api/v1{EVENTS}/{workshop}").status_code == 401
    assert browser.delete(f"/api/v1{EVENTS}/{workshop}").status_code == 401


def test_answers_of_the_desk_are_kept_nowhere_and_read_by_no_other_site(alice, workshop):
    answer = alice.get(f"{EVENTS}/{workshop}", Origin="https://elsewhere.example")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_program_that_runs_away_is_stopped_and_told_when_to_go_on(app, alice, workshop):
    limiter = app.extensions["api_limiter"]
    first = alice.get(EVENTS)
    assert first.headers["RateLimit-Policy"] == '"token";q=600;w=60'
    assert first.headers["RateLimit"].startswith('"token";r=599;t=')
    limiter.requests = 1
    stopped = alice.get(EVENTS)
    assert stopped.status_code == 429
    assert 0 < int(stopped.headers["Retry-After"]) <= 60
