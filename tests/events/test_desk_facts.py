"""The facts of an event, page by page."""

import pytest

from eventhub.accounts.models import Role
from eventhub.db import db
from eventhub.events.models import AttendanceMode, Event, Visibility
from eventhub.text.languages import CODES
from tests.calendars.cast import FAR, make_draft, make_office, make_topic
from tests.desk.cast import BASICS, draft_of_alice, event_of_alice
from tests.desk.forms import changed, fields_of, filled
from tests.people import ALICE, make_user, sign_in

NEW = "/desk/events/new"
AT = "/desk/events/workshop/"
PAGES = ["edit/", "edit/place/", "edit/content/", "edit/figures/", "edit/contact/"]
GAP = {"first_day": "2090-03-26", "last_day": "2090-03-27", "time_zone": "Europe/Paris"}
"""In Paris the clocks go from 2:00 to 3:00 on 26 March 2090."""

BAD_BASICS = [
    ({f"title-{code}": " " for code in CODES}, "Fill in at least one language."),
    ({"title-en": "x" * 301}, "longer than 300"),
    ({"first_day": ""}, "Choose a day."),
    ({"first_day": "soon"}, "Not a valid date value."),
    ({"first_day": "9999-12-31", "last_day": ""}, "Write a year from 1950 to 2100."),
    ({"start_time": "25:00"}, "Not a valid time value."),
    ({"last_day": f"{FAR}-03-01"}, "The end comes before the start."),
    ({"last_day": "", "end_time": "08:59"}, "The end comes before the start."),
    ({"last_day": f"{FAR + 2}-03-02"}, "This is longer than a year."),
    ({"time_zone": "Asia/Peking"}, "This is not a time zone."),
    ({"time_zone": ""}, "Write the time zone"),
    ({**GAP, "start_time": "02:30"}, "put forward on this day and skip this time"),
    ({"kind": "party"}, "Invalid Choice"),
    ({"office_id": "999"}, "Not a valid choice."),
    ({"duration_days": "0"}, "Write a number of days from 1 to 366."),
    ({"session_days": "3 March"}, "Write each date as year-month-day"),
    ({"session_days": f"{FAR}-03-01, {FAR}-03-03"}, "must be those of the event"),
    ({"session_days": f"{FAR}-03-02, {FAR}-03-09"}, "must be those of the event"),
]
BAD_FACTS = [
    ("edit/figures/", {"capacity": "0"}, "Write a whole number from 1 to 100000."),
    ("edit/figures/", {"capacity": "-3"}, "Write a whole number from 1 to 100000."),
    ("edit/figures/", {"capacity": "many"}, "Not a valid integer value."),
    ("edit/figures/", {"capacity": "99999999999999999999"}, "Write a whole number from 1 to 100000."),
    ("edit/figures/", {"actual_women": "-1"}, "Write a whole number from 0 to 100000."),
    ("edit/place/", {"country": "XX"}, "Not a valid choice."),
    ("edit/place/", {"latitude": "91", "longitude": "0"}, "Write degrees from -90 to 90."),
    ("edit/place/", {"longitude": "2"}, "Latitude and longitude go together."),
    ("edit/place/", {"latitude": "2"}, "Latitude and longitude go together."),
    ("edit/place/", {"online_url": "javascript:alert(1)"}, "Write the whole address"),
    ("edit/content/", {"sdg_targets": "18.1"}, "Write targets as 10.7, 8.8."),
    ("edit/contact/", {"contact_email": "office"}, "This is not an e-mail address."),
    ("edit/contact/", {"visibility": "secret"}, "Invalid Choice"),
]


def with_office() -> dict[str, str]:
    return {**BASICS, "office_id": str(make_office().id)}


def state_of(event: Event) -> dict:
    db.session.refresh(event)
    return {column.name: getattr(event, column.name) for column in Event.__table__.columns}


def test_a_draft_begins_with_a_title_an_office_and_dates(alice):
    answer = alice.post(NEW, data=with_office())
    event = db.session.query(Event).one()
    assert answer.status_code == 303
    assert answer.location == "/desk/events/workshop-on-reintegration/edit/place/?guided=1"
    assert (event.status, event.local_start.hour, str(event.first_day)) == ("draft", 9, f"{FAR}-03-02")
    assert [each.user.name for each in event.staff] == ["Alice Martin"]


def test_a_single_day_needs_no_last_day(alice):
    alice.post(NEW, data={**with_office(), "last_day": ""})
    event = db.session.query(Event).one()
    assert event.first_day == event.last_day


def test_times_are_those_of_the_venue(alice):
    alice.post(NEW, data={**with_office(), "time_zone": "Pacific/Fiji"})
    assert db.session.query(Event).one().starts_at.hour == 21


@pytest.mark.parametrize("comma", [",", "،", "、", ";", "\n"])
def test_single_days_of_meeting_are_kept_in_order(alice, comma):
    days = {"last_day": f"{FAR}-03-05", "session_days": f"{FAR}-03-05{comma} {FAR}-03-02"}
    alice.post(NEW, data={**with_office(), **days})
    assert db.session.query(Event).one().session_days == [f"{FAR}-03-02", f"{FAR}-03-05"]


def test_all_days_are_not_single_days(alice):
    alice.post(NEW, data={**with_office(), "session_days": f"{FAR}-03-02, {FAR}-03-03"})
    assert db.session.query(Event).one().session_days == []


@pytest.mark.parametrize(("wrong", "message"), BAD_BASICS, ids=lambda value: str(value)[:40])
def test_wrong_basics_are_refused_by_the_field_and_begin_nothing(alice, wrong, message):
    answer = alice.post(NEW, data={**with_office(), "kind_name-fr": "Gardé tel quel", **wrong})
    assert (answer.status_code, db.session.query(Event).count()) == (422, 0)
    assert message in answer.text
    assert "Gardé tel quel" in answer.text


@pytest.mark.parametrize(("wrong", "message"), BAD_BASICS, ids=lambda value: str(value)[:40])
def test_wrong_basics_of_an_event_change_nothing(alice, wrong, message):
    event = draft_of_alice()
    before = state_of(event)
    fields = filled(alice, f"{AT}edit/", **BASICS)
    answer = alice.post(f"{AT}edit/", data=changed(fields, **{"kind_name-ru": "Как есть", **wrong}))
    assert (answer.status_code, state_of(event)) == (422, before)
    assert message in answer.text
    assert "Как есть" in answer.text


@pytest.mark.parametrize(("page", "wrong", "message"), BAD_FACTS, ids=lambda value: str(value)[:40])
def test_wrong_facts_change_nothing(alice, page, wrong, message):
    event = draft_of_alice()
    before = state_of(event)
    answer = alice.post(AT + page, data=filled(alice, AT + page, **wrong))
    assert (answer.status_code, state_of(event)) == (422, before)
    assert message in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_saving_a_page_as_it_stands_changes_nothing(alice, page):
    event = event_of_alice(session_days=[], sdg_targets=["10.7", "8.8"], latitude=39.9, longitude=116.4)
    before = state_of(event)
    answer = alice.post(AT + page, data=filled(alice, AT + page))
    assert (answer.status_code, state_of(event)) == (303, before)


def test_place_and_way_of_taking_part(alice):
    event = draft_of_alice()
    fields = filled(
        alice, f"{AT}edit/place/", mode="hybrid", city__en="Niamey", city__ar="نيامي", country="NE"
    )
    fields.setlist("working_languages", ["fr", "ar"])
    alice.post(f"{AT}edit/place/", data=fields)
    assert (event.mode, event.city["ar"], event.country) == (AttendanceMode.HYBRID, "نيامي", "NE")
    assert event.working_languages == ["fr", "ar"]


def test_a_language_that_the_site_does_not_speak_stays(alice):
    event = draft_of_alice(working_languages=["pt", "fr"])
    alice.post(f"{AT}edit/place/", data=filled(alice, f"{AT}edit/place/", country="NE"))
    assert (event.country, sorted(event.working_languages)) == ("NE", ["fr", "pt"])


def test_topics_targets_and_aim(alice):
    event, topic = draft_of_alice(), make_topic()
    path = f"{AT}edit/content/"
    alice.post(
        path,
        data=filled(alice, path, aim__en="to share", topic_ids=str(topic.id), sdg_targets="10.7, 8.8"),
    )
    assert (event.aim, event.topics, event.sdg_targets) == ({"en": "to share"}, [topic], ["10.7", "8.8"])


def test_who_can_see_it(alice):
    event = draft_of_alice()
    path = f"{AT}edit/contact/"
    alice.post(path, data=filled(alice, path, visibility="private", contact_name="Pär"))
    assert (event.visibility, event.contact_name) == (Visibility.PRIVATE, "Pär")


def test_whoever_saves_second_is_told_and_keeps_what_they_typed(alice):
    event = draft_of_alice()
    path = f"{AT}edit/place/"
    first = filled(alice, path, address="1 First Street")
    second = filled(alice, path, address="2 Second Street")
    assert alice.post(path, data=first).status_code == 303
    answer = alice.post(path, data=second)
    assert (answer.status_code, event.address) == (422, "1 First Street")
    assert "Somebody else has changed this page" in answer.text
    assert "Address: <bdi>1 First Street</bdi>" in answer.text
    assert "2 Second Street" in answer.text


def test_saving_again_after_the_warning_is_a_choice(alice):
    event = draft_of_alice()
    path = f"{AT}edit/place/"
    second = filled(alice, path, address="2 Second Street")
    alice.post(path, data=filled(alice, path, address="1 First Street"))
    warned = alice.post(path, data=second).text
    assert alice.post(path, data=fields_of(warned)).status_code == 303
    db.session.refresh(event)
    assert event.address == "2 Second Street"


def test_who_edits_another_page_is_not_in_the_way(alice):
    event = draft_of_alice()
    place = filled(alice, f"{AT}edit/place/", address="1 First Street")
    alice.post(f"{AT}edit/figures/", data=filled(alice, f"{AT}edit/figures/", capacity="30"))
    assert alice.post(f"{AT}edit/place/", data=place).status_code == 303
    assert (event.capacity, event.address) == (30, "1 First Street")


@pytest.mark.parametrize("page", [*PAGES, "organizations/", "funding/", "staff/", "agenda/", "publish", ""])
def test_the_event_of_somebody_else_does_not_exist(alice, eve, page):
    draft_of_alice()
    assert alice.get(AT + page).status_code == 200
    assert eve.get(AT + page).status_code == 404


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PRESS_OFFICER])
@pytest.mark.parametrize("page", [*PAGES, "organizations/", "funding/", "staff/", "publish", "cancel"])
def test_who_may_not_edit_only_looks(app, role, page):
    make_user(ALICE, role)
    draft_of_alice()
    client = sign_in(app.test_client(), ALICE)
    assert client.post(AT + page).status_code == 403
    assert client.get(AT).status_code == 200
    assert client.get(f"{AT}agenda/").status_code == 200


def test_the_list_finds_by_word_and_status(alice):
    draft_of_alice("one")
    event_of_alice("two")
    make_draft("three")
    everything, drafts = alice.get("/desk/events/").text, alice.get("/desk/events/?status=draft").text
    assert [slug in everything for slug in ("/one/", "/two/", "/three/")] == [True, True, False]
    assert [slug in drafts for slug in ("/one/", "/two/")] == [True, False]
    assert "/one/" in alice.get("/desk/events/?q=migr").text
    assert "No event fits" in alice.get("/desk/events/?q=elephants").text
    assert alice.get("/desk/events/?status=strange&page=99").status_code == 200


def test_the_list_costs_the_same_for_one_and_for_many(alice, count_queries):
    def queries():
        with count_queries() as sent:
            alice.get("/desk/events/")
        return len(sent)

    draft_of_alice("one")
    one = queries()
    draft_of_alice("two")
    draft_of_alice("three")
    assert queries() == one
