"""The public agenda: views, filters, marks, clocks, what is on, revisions."""

from datetime import datetime, timedelta

import icalendar
import pytest
import time_machine

from eventhub.agenda import actions
from eventhub.agenda.actions import SessionDetails
from eventhub.agenda.models import Session, SessionKind
from eventhub.agenda.revisions import collect_changes, next_number, publish_revision
from eventhub.db import Translated, db
from eventhub.events.models import Event, Visibility
from tests.calendars.cast import SHANGHAI, add_session, make_draft, make_event
from tests.website.pages import elements, main_of, tree_of

PAGE = "/en/events/workshop/agenda/"


def named(event: Event, title: str, hour: int = 10, **more) -> Session:
    return add_session(event, hour, title=Translated(en=title), **more)


def edit(session: Session, **more) -> None:
    actions.edit_session(session, SessionDetails(**{**vars(SessionDetails.of(session)), **more}))
    db.session.commit()


def publish(event: Event) -> None:
    publish_revision(
        event, number=next_number(event), by=None, note=Translated(en="Rain"), tells_participants=False
    )
    db.session.commit()


@pytest.fixture
def event(app) -> Event:
    return make_event()


@pytest.fixture
def parallel(event) -> list[Session]:
    """Law in Hall A and Practice in Hall B at ten, then everybody at twelve."""
    return [
        named(event, "On law", track="Law", room="Hall A"),
        named(event, "On practice", track="Practice", room="Hall B"),
        named(event, "Conclusions", 12),
    ]


@pytest.mark.parametrize("view", ["", "tracks", "rooms", "list", "nonsense"])
def test_every_view_shows_every_item(client, parallel, view):
    answer = client.get(f"{PAGE}?view={view}")
    tree_of(answer.text)
    for title in ("On law", "On practice", "Conclusions"):
        assert answer.text.count(f">{title}</a>") == 1


def test_a_table_has_a_column_for_each_track_and_what_is_for_all_across_them(client, parallel):
    html = client.get(f"{PAGE}?view=tracks").text
    assert ["".join(each.itertext()) for each in elements(html, "th")][:3] == ["Time", "Law", "Practice"]
    wide = [each for each in elements(html, "td") if each.get("colspan")]
    assert ["Conclusions" in "".join(each.itertext()) for each in wide] == [True]


def test_tables_are_offered_only_where_things_happen_side_by_side(client, event):
    named(event, "Alone", track="Law", room="Hall A")
    page = main_of(client, PAGE)
    assert "By track" not in page
    assert "By room" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("track=Law", ["On law"]),
        ("room=Hall+B", ["On practice"]),
        ("kind=panel", ["On law", "On practice", "Conclusions"]),
        ("day=2090-11-04", []),
        ("day=2090-11-03&track=Nobody", ["On law", "On practice", "Conclusions"]),
    ],
)
def test_filters_narrow_down_and_unknown_ones_do_nothing(client, event, parallel, query, shown):
    named(event, "Tomorrow", kind=SessionKind.SESSION, **_at(event, 1))
    html = client.get(f"{PAGE}?{query}").text
    titles = ("On law", "On practice", "Conclusions")
    assert [each for each in titles if f">{each}</a>" in html] == shown


def _at(event: Event, days: int) -> dict[str, datetime]:
    start = event.local_start + timedelta(days=days)
    return {"starts_at": start, "ends_at": start + timedelta(hours=1)}


def test_times_are_those_of_the_venue_unless_the_reader_wants_their_own(client, parallel):
    assert "China Standard Time" in main_of(client, PAGE)
    page = main_of(client, f"{PAGE}?zone=America/New_York")
    assert "22:00" in page
    # Ten in Beijing is the evening before in New York.
    assert "Thursday, 2 November 2090" in page
    assert "China Standard Time" in main_of(client, f"{PAGE}?zone=../../etc/passwd")


def test_marks_are_in_the_address_and_make_an_agenda_of_ones_own(client, event, parallel):
    one, _two, three = (each.id for each in parallel)
    html = client.get(f"{PAGE}?pick={one}&pick={three}&pick=999999&pick=x&mine=1").text
    checked = {each.get("value") for each in elements(html, "input") if each.get("checked") is not None}
    assert checked == {str(one), str(three)}
    assert ">On practice</a>" not in html
    assert f"selection.ics?pick={one}&amp;pick={three}" in html


def test_marks_are_a_calendar_that_stays_right(client, event, parallel):
    address = f"{PAGE}selection.ics?pick={parallel[0].id}&pick=0&pick=99999999999999999999"
    [entry] = icalendar.Calendar.from_ical(client.get(address).data).events
    assert (str(entry["summary"]), str(entry["location"]).split(",")[0]) == ("On law", "Hall A")
    edit(parallel[0], room="Garden")
    assert "LOCATION;LANGUAGE=en:Garden" in client.get(address).text


def test_an_item_has_a_page_of_its_own(client, event, parallel):
    page = main_of(client, f"{PAGE}{parallel[0].id}/")
    assert "On law" in page
    assert "10:00" in page
    assert client.get(f"{PAGE}{parallel[-1].id + 1}/").status_code == 404
    assert client.get(f"/en/events/{make_event('other').slug}/agenda/{parallel[0].id}/").status_code == 404


def test_now_and_next_is_right_to_the_minute_whatever_was_kept(client, event, parallel):
    def now_at(clock: str) -> str:
        moment = datetime.fromisoformat(f"2090-11-03T{clock}").replace(tzinfo=SHANGHAI)
        with time_machine.travel(moment, tick=False):
            found = [
                each
                for each in elements(client.get(PAGE).text, "section")
                if each.get("class") == "agenda-now"
            ]
            return " ".join("".join("".join(each.itertext()) for each in found).split())

    assert now_at("08:00:00") == ""
    assert "Nothing is on at the moment. Up next 10:00–10:45 On law" in now_at("09:59:59")
    assert "Now 10:00–10:45 On law" in now_at("10:00:00")
    assert "On practice" in now_at("10:44:59")
    assert "Nothing is on at the moment. Up next 12:00–12:45 Conclusions" in now_at("10:45:00")
    assert "Nothing more is to come." in now_at("12:45:00")


def test_a_change_of_a_published_agenda_is_told_in_every_language(client, event):
    session = named(event, "On law", room="Hall A")
    assert "Changes of this agenda appear at once." in main_of(client, f"{PAGE}changes/")
    collect_changes(event, by=None)
    edit(session, room="Hall B")
    assert "Revision 1" in main_of(client, PAGE)
    assert "Hall B" not in client.get(PAGE).text + client.get("/en/events/workshop/").text
    publish(event)
    for language in ("en", "fr", "es", "ar", "zh", "ru"):
        told = main_of(client, f"/{language}/events/workshop/agenda/changes/")
        assert "Hall A" in told
        assert "Hall B" in told
    assert "Hall B instead of Hall A" in main_of(client, f"{PAGE}changes/")
    assert "Revision 2 of" in main_of(client, PAGE)
    assert "DESCRIPTION;LANGUAGE=en:Revision 2 of" in client.get("/en/events/workshop/agenda.ics").text


def test_an_old_revision_stays_and_says_that_it_is_old(client, event):
    session = named(event, "On law", room="Hall A")
    publish(event)
    edit(session, room="Hall B")
    publish(event)
    page = client.get(f"{PAGE}revisions/1/").text
    assert "Hall A" in page
    assert "Revision 2 has taken its place." in page
    assert '<meta name="robots" content="noindex">' in page
    assert client.get(f"{PAGE}revisions/3/").status_code == 404


def test_any_two_revisions_can_be_compared(client, event):
    session = named(event, "On law", room="Hall A")
    for room in ("Hall B", "Hall C", "Hall A"):
        publish(event)
        edit(session, room=room)
    assert "Hall C instead of Hall A" in main_of(client, f"{PAGE}changes/?from=1&to=3")
    assert "Hall A instead of Hall C" in main_of(client, f"{PAGE}changes/?from=3&to=1")
    assert client.get(f"{PAGE}changes/?from=x&to=99").status_code == 200


@pytest.mark.parametrize("more", ["", "changes/", "1/", "revisions/1/", "selection.ics?pick=1"])
def test_what_the_public_may_not_see_has_no_agenda(client, more):
    make_event("private", visibility=Visibility.PRIVATE)
    make_draft("draft")
    for slug in ("private", "draft"):
        assert client.get(f"/en/events/{slug}/agenda/{more}").status_code == 404


@pytest.mark.parametrize("collects", [False, True])
@pytest.mark.parametrize("query", ["", "?view=tracks", "?view=list"])
def test_the_page_costs_the_same_for_one_item_and_for_thirty(client, count_queries, collects, query):
    costs = []
    for number in (1, 30):
        event = make_event(f"e{number}")
        for hour in range(number):
            named(event, f"Item {hour}", hour % 24, track=f"T{hour % 7}", room=f"R{hour % 7}")
        if collects:
            collect_changes(event, by=None)
            db.session.commit()
        with count_queries() as sent:
            client.get(f"/en/events/e{number}/agenda/{query}")
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 12


def test_an_agenda_of_seven_tracks_stays_small(client, event):
    for number in range(28):
        named(event, f"Item {number}", 9 + number // 7, track=f"T{number % 7}", room=f"R{number % 7}")
    assert len(client.get(f"{PAGE}?view=tracks", headers={"Accept-Encoding": "gzip"}).data) < 12_000
