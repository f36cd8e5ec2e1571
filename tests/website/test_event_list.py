"""The list of events: filters, search, periods, pages."""

from datetime import datetime

import pytest

from eventhub.db import Translated
from eventhub.events.models import EventKind, EventStatus, Visibility
from tests.website.cast import BEIJING, make_event, make_organization, make_programme, make_topic
from tests.website.pages import elements, main_of, titles

PAST = {
    "start": datetime(2016, 11, 3, 8, 30, tzinfo=BEIJING),
    "end": datetime(2016, 11, 4, 17, 0, tzinfo=BEIJING),
}


def named(text: str, **more) -> dict:
    return {"title": Translated(en=text), **more}


def test_without_filters_it_shows_what_is_coming(client):
    make_event("coming", **named("Coming"))
    make_event("past", **named("Past"), **PAST)
    assert titles(client, "/en/events/") == ["Coming"]
    assert titles(client, "/en/events/?when=past") == ["Past"]
    assert titles(client, "/en/events/?when=all") == ["Coming", "Past"]


def test_a_search_looks_at_the_past_too(client):
    make_event("past", **named("Return"), **PAST)
    assert titles(client, "/en/events/?q=return") == ["Return"]


@pytest.mark.parametrize(
    "typed",
    [
        "retour",
        "RÉADMISSION",
        "readmission retour",
        "العوده",
        "العودة",
        "北京",
        "Ministère securite",
        "公安部",
    ],
)
def test_every_word_is_found_in_any_language_with_or_without_accents(client, typed):
    ministry = make_organization("mps", fr="Ministère de la Sécurité publique", zh="公安部")
    title = Translated(fr="Retour et réadmission", ar="العودة وإعادة القبول")
    make_event("found", title=title, participants=(ministry,))
    make_event("other", **named("Something else"), city=Translated(en="Dakar"))
    assert titles(client, f"/fr/events/?q={typed}") == ["Retour et réadmission"]


@pytest.mark.parametrize("typed", ["retour dakar", "x%25", "x_"])
def test_words_that_are_not_there_and_wildcards_find_nothing(client, typed):
    make_event("one", **named("Retour"))
    assert titles(client, f"/en/events/?q={typed}&when=coming") == []


def test_filters_pick_by_kind_topic_country_year_programme_organization_and_office(client):
    topic, programme, ministry = make_topic(), make_programme(), make_organization()
    make_event(
        "wanted",
        **named("Wanted"),
        topics=(topic,),
        programme=programme,
        participants=(ministry,),
        country="SN",
        kind=EventKind.SEMINAR,
    )
    make_event("other", **named("Other"))
    for query in (
        "kind=seminar",
        "topic=return",
        "country=SN",
        "country=sn",
        "programme=mmsp",
        "organization=mps",
        "kind=seminar&topic=return&country=SN&year=2090&q=wanted&office=beijing",
    ):
        assert titles(client, f"/en/events/?{query}") == ["Wanted"], query
    assert set(titles(client, "/en/events/?office=beijing")) == {"Wanted", "Other"}


def test_a_funder_finds_the_events_that_its_money_pays_for(client):
    make_event("funded", **named("Funded"), programme=make_programme())
    make_event("other", **named("Other"))
    assert titles(client, "/en/events/?organization=mmsp-funder") == ["Funded"]


def test_an_event_over_new_year_belongs_to_both_years(client):
    make_event(
        "eve",
        **named("New Year"),
        start=datetime(2090, 12, 30, 9, tzinfo=BEIJING),
        end=datetime(2091, 1, 2, 17, tzinfo=BEIJING),
    )
    assert titles(client, "/en/events/?year=2090") == titles(client, "/en/events/?year=2091") == ["New Year"]
    assert titles(client, "/en/events/?year=2092") == []


@pytest.mark.parametrize(
    "query",
    ["kind=party", "topic=nothing", "country=XX", "year=next", "year=٢٠٩٠", "office='"],
)
def test_a_filter_that_names_nothing_is_left_out_and_the_page_says_so(client, query):
    make_event("one", **named("One"))
    path = f"/en/events/?{query}"
    assert titles(client, path) == ["One"]
    assert "Some filters were left out" in main_of(client, path)


def test_control_characters_in_a_filter_are_as_if_not_typed(client):
    make_event("one", **named("One"))
    assert titles(client, "/en/events/?programme=%00") == ["One"]


def test_what_was_chosen_stays_in_the_form(client):
    make_topic()
    make_event()
    html = client.get("/en/events/?topic=return&country=CN&q=beijing&when=past").text
    chosen = [each.get("value") for each in elements(html, "option") if each.get("selected") is not None]
    chosen = [value for value in chosen if value]
    assert chosen == ["return", "CN"]
    inputs = {each.get("name"): each.get("value") for each in elements(html, "input") if each.get("value")}
    assert inputs == {"q": "beijing", "when": "past"}


@pytest.mark.parametrize(
    ("query", "feed"),
    [
        ("", "all"),
        ("topic=return", "topic-return"),
        ("country=CN", "country-cn"),
        ("topic=return&country=CN", None),
        ("q=beijing", None),
    ],
)
def test_a_calendar_is_offered_where_one_fits_the_filter(client, query, feed):
    make_topic()
    links = [each.get("href") for each in elements(client.get(f"/en/events/?{query}").text, "a")]
    feeds = [each for each in links if each.endswith(".ics") and each.startswith("http")]
    assert feeds == ([f"http://localhost/en/calendars/{feed}.ics"] if feed else [])


def test_search_engines_are_asked_to_keep_the_plain_list_only(client):
    assert 'name="robots"' not in client.get("/en/events/").text
    assert 'content="noindex, follow"' in client.get("/en/events/?kind=workshop").text


def test_long_lists_come_by_the_page(client):
    for number in range(21):
        start = datetime(2090, 1, 1 + number, 9, tzinfo=BEIJING)
        make_event(f"e{number}", **named(f"Number {number}"), start=start, end=start.replace(hour=17))
    assert len(titles(client, "/en/events/")) == 20
    assert titles(client, "/en/events/?page=2") == titles(client, "/en/events/?page=99") == ["Number 20"]
    assert titles(client, "/en/events/?page=-1")[0] == titles(client, "/en/events/?page=x")[0] == "Number 0"


def test_of_very_long_lists_it_counts_no_more_than_it_has_to(client, monkeypatch):
    monkeypatch.setattr("eventhub.website.views.events.MOST_COUNTED", 5)
    for number in range(41):
        make_event(f"e{number}", **named(f"Number {number}"))
    first = main_of(client, "/en/events/")
    assert "More than 5 events" in first
    assert ("5+" in first, "Page 1 of" in first, "Next" in first) == (True, False, True)
    last = main_of(client, "/en/events/?page=3")
    assert ("41 events" in last, "Page 3 of 3" in last, "Next" in last) == (True, True, False)
    assert titles(client, "/en/events/?page=99") == titles(client, "/en/events/?page=3") == ["Number 40"]


@pytest.mark.parametrize("hidden", [{"status": EventStatus.DRAFT}, {"visibility": Visibility.UNLISTED}])
def test_no_filter_brings_out_what_is_not_public(client, hidden):
    make_event(**named("Hidden"), **hidden)
    assert titles(client, "/en/events/?when=all&q=hidden&office=beijing") == []


def test_organizations_of_that_name_are_offered(client):
    make_organization("mps", en="Ministry of Public Security")
    assert "Ministry of Public Security" in main_of(client, "/en/events/?q=ministry")


def test_the_list_costs_the_same_number_of_queries_whatever_it_shows(client, count_queries):
    costs = []
    for number in range(3):
        make_event(f"e{number}", programme=make_programme(f"p{number}"), topics=(make_topic(f"t{number}"),))
        if number != 1:
            with count_queries() as sent:
                client.get("/en/events/")
            costs.append(len(sent))
    assert costs[0] == costs[1]
