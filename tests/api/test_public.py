"""What the public reads by the API: the same as on the site, without a token."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.api.events import PublicEvent
from eventhub.api.everything import description
from eventhub.events import actions
from eventhub.events.models import EventStatus, Visibility
from tests.api.cast import API, Program, faults_of
from tests.registration.cast import DINAS, make_workshop, register
from tests.website.cast import add_session, make_event, make_organization, make_programme, make_topic

METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture
def anyone(client) -> Program:
    return Program(client)


def slugs(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["slug"] for each in answer.json["items"]]


@pytest.fixture
def beijing(app):
    return make_event(
        participants=(make_organization(),), topics=(make_topic(),), programme=make_programme(), capacity=40
    )


def test_the_list_holds_what_is_public_and_nothing_else(anyone, beijing):
    make_event("draft", status=EventStatus.DRAFT)
    make_event("hidden", visibility=Visibility.UNLISTED)
    make_event("secret", visibility=Visibility.PRIVATE)
    assert slugs(anyone.get("/events?when=all")) == [beijing.slug]
    assert anyone.get("/events/hidden").status_code == 200
    assert anyone.get("/events/secret").status_code == anyone.get("/events/draft").status_code == 404


def test_an_event_says_what_its_page_says(anyone, beijing):
    event = anyone.get(f"/events/{beijing.slug}").json
    assert event["title"] == {"en": "Return and readmission", "ar": "العودة وإعادة القبول"}
    assert event["starts_at"] == "2090-11-03T08:30:00+08:00"
    assert event["url"] == "http://localhost/en/events/beijing-workshop/"
    assert event["organizations"][0]["organization"]["slug"] == "mps"
    [funding] = event["funding"]
    assert funding["statement"] == {"en": "Funded by the European Union"}
    assert funding["emblem"].endswith("/static/img/emblems/eu.svg")
    assert event["registration"]["places_left"] == 40


def test_no_public_answer_holds_a_person(anyone):
    register(make_workshop(), DINAS)
    paths = [
        path
        for path, each in description()["paths"].items()
        if "get" in each and "security" not in each["get"]
    ]
    answers = [anyone.get(path.removeprefix(API).replace("{slug}", "workshop")) for path in paths]
    assert sum(each.status_code == 200 for each in answers) > 6
    for answer in answers:
        assert DINAS.name not in answer.text
        assert DINAS.email not in answer.text


def test_an_event_says_nothing_that_is_for_the_desk_or_for_participants_alone(anyone, beijing):
    fields = set(PublicEvent().fields)
    assert not fields & {"online_url", "staff", "contact_email", "contact_phone", "expected_women", "id"}


def test_texts_come_in_all_languages_or_in_the_nearest_to_the_one_asked_for(anyone, beijing):
    assert anyone.get(f"/events/{beijing.slug}?language=ar").json["title"] == {"ar": "العودة وإعادة القبول"}
    in_french = anyone.get(f"/events/{beijing.slug}?language=fr").json
    assert in_french["title"] == {"en": "Return and readmission"}
    assert in_french["url"].startswith("http://localhost/fr/")


@pytest.mark.parametrize(
    "query",
    [
        "q=readmission",
        "country=cn",
        "year=2090",
        "kind=workshop",
        "topic=return",
        "programme=mmsp",
        "organization=mps",
        "office=beijing",
    ],
)
def test_the_list_has_the_filters_of_the_site(anyone, beijing, query):
    make_event(
        "other",
        title=None,
        country="FR",
        start=beijing.starts_at.replace(year=2080),
        end=beijing.ends_at.replace(year=2080),
        kind="training",
    )
    found = slugs(anyone.get(f"/events?when=all&{query}"))
    assert beijing.slug in found
    assert ("other" in found) == (query in ("q=readmission", "office=beijing"))


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("topic=nothing", "topic"),
        ("country=XX", "country"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=99999999999999999999", "limit"),
        ("year=abc", "year"),
        ("kind=party", "kind"),
        ("colour=red", "colour"),
        ("after=nonsense", "after"),
        ("after=WzFd", "after"),
        ("q=a%00b", "q"),
        ("language=de", "language"),
    ],
)
def test_a_query_that_cannot_be_understood_is_told_by_its_parameter(anyone, query, parameter):
    answer = anyone.get(f"/events?{query}")
    assert answer.status_code == 422
    assert list(faults_of(answer)) == [parameter]


@given(size=st.integers(1, 4), added=st.integers(0, 3))
def test_pages_hold_each_event_once_whatever_is_added_meanwhile(app, size, added):
    anyone = Program(app.test_client())
    names = [f"event-{number}" for number in range(4)]
    if not slugs(anyone.get("/events")):
        for name in names:
            make_event(name)
    path, seen = f"/events?limit={size}", []
    while path:
        answer = anyone.get(path)
        seen += slugs(answer)
        if added and len(seen) == size:
            make_event(f"new-{size}-{added}-{len(slugs(anyone.get('/events?limit=200')))}")
        link = answer.headers.get("Link")
        assert (link is None) == (answer.json["next"] is None)
        path = link[len(f"<{API}") : link.index(">")] if link else ""
    assert len(seen) == len(set(seen))
    assert set(names) <= set(seen)


def test_who_has_an_answer_is_told_that_it_still_stands(anyone, beijing):
    first = anyone.get(f"/events/{beijing.slug}")
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.last_modified == beijing.revised_at.replace(microsecond=0)
    assert anyone.get(f"/events/{beijing.slug}", If_None_Match=first.headers["ETag"]).status_code == 304
    actions.set_topics(beijing, [])
    assert anyone.get(f"/events/{beijing.slug}", If_None_Match=first.headers["ETag"]).status_code == 200


def test_pages_of_any_site_may_read_what_is_public(anyone, beijing):
    answer = anyone.get("/events", Origin="https://elsewhere.example")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers


def test_the_agenda_is_in_the_order_of_time_by_the_clocks_of_the_venue(anyone, beijing):
    add_session(beijing, beijing.starts_at.replace(hour=3), beijing.starts_at.replace(hour=4))
    add_session(beijing, beijing.starts_at.replace(hour=1), beijing.starts_at.replace(hour=2), room="A")
    items = anyone.get(f"/events/{beijing.slug}/agenda").json["items"]
    assert [each["starts_at"][11:] for each in items] == ["09:30:00+08:00", "11:30:00+08:00"]


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/organizations", "mps"),
        ("/offices", "beijing"),
        ("/programmes", "mmsp"),
        ("/topics", "return"),
    ],
)
def test_the_directory_is_listed_and_shown(anyone, beijing, path, slug):
    assert slug in slugs(anyone.get(path))
    shown = anyone.get(f"{path}/{slug}").json
    assert shown["slug"] == slug
    assert anyone.get(f"{path}/none").json["code"].endswith("_not_found")


def test_calendars_are_listed_with_their_addresses(anyone, beijing):
    found = {each["name"]: each["url"] for each in anyone.get("/calendars?language=es").json["items"]}
    assert found["topic-return"] == "http://localhost/es/calendars/topic-return.ics"


def test_an_error_is_a_problem_in_the_language_of_the_request(anyone):
    answer = anyone.get("/events/none", Accept_Language="fr")
    assert answer.content_type == "application/problem+json"
    assert answer.json == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Cet événement n’existe pas ou n’est pas public.",
        "code": "event_not_found",
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("GET", "/events/a%00b", 404), ("DELETE", "/events", 405)],
)
def test_addresses_and_methods_that_there_are_not_are_problems_too(anyone, method, path, status):
    answer = anyone.ask(method, path)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_a_list_costs_the_same_number_of_queries_with_more_in_it(anyone, beijing, count_queries):
    counts = []
    for more in ("second", "third", "fourth"):
        with count_queries() as sent:
            anyone.get("/events?when=all")
        counts.append(len(sent))
        make_event(more)
    assert len(set(counts)) == 1, counts


def test_the_description_is_openapi_and_the_page_shows_every_operation_of_it(anyone, client):
    document = anyone.get("/openapi.json")
    assert document.json["openapi"].startswith("3.1")
    page = client.get(f"{API}/docs/")
    assert page.status_code == 200
    operations = [
        each for path in document.json["paths"].values() for name, each in path.items() if name in METHODS
    ]
    missing = [each["operationId"] for each in operations if f'id="{each["operationId"]}"' not in page.text]
    assert missing == []


def test_every_route_is_described(app):
    described = {
        (method.upper(), path)
        for path, methods in description()["paths"].items()
        for method in methods
        if method in METHODS
    }
    routes = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(API) and rule.endpoint.split(".")[0] != "api_docs"
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert len(described) == len(routes)


def test_no_two_shapes_go_by_one_name(app):
    names = json.dumps(sorted(description()["components"]["schemas"]))
    assert "1" not in names, names
