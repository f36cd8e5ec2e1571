"""The life of an event: published, moved, cancelled, closed, repeated."""

from datetime import date, datetime

import pytest

from eventhub.agenda.queries import agenda_of
from eventhub.audit.queries import history_of
from eventhub.db import Translated, db
from eventhub.events import actions
from eventhub.events.models import Event, EventStatus
from tests.calendars.cast import FAR, SHANGHAI, add_session, edit, make_event, make_topic
from tests.desk.cast import draft_of_alice, event_of_alice
from tests.desk.forms import filled
from tests.people import EVE, make_user, sign_in

AT = "/desk/events/workshop/"
OVER = {
    "starts_at": datetime(2020, 3, 2, 9, tzinfo=SHANGHAI),
    "ends_at": datetime(2020, 3, 3, 17, tzinfo=SHANGHAI),
}
NEW_DATES = {"first_day": f"{FAR}-12-01", "last_day": f"{FAR}-12-02"}


def days_of_agenda(event: Event) -> list[int]:
    return [each.starts_at.astimezone(event.zone).day for each in agenda_of(event)]


def test_a_draft_is_published(alice):
    event = draft_of_alice()
    assert "Publish" in alice.get(f"{AT}publish").text
    assert alice.post(f"{AT}publish").location == AT
    assert event.status == EventStatus.PUBLISHED
    assert alice.get("/en/events/workshop/").status_code == 200


def test_what_is_missing_is_listed(alice):
    event = draft_of_alice(city=Translated(), country=None)
    assert "the city and the country where it takes place" in alice.get(f"{AT}publish").text
    assert alice.post(f"{AT}publish").status_code == 422
    assert event.status == EventStatus.DRAFT


def test_a_postponed_event_waits_for_new_dates_and_is_confirmed(alice):
    event = event_of_alice()
    add_session(event)
    alice.post(f"{AT}postpone", data=filled(alice, f"{AT}postpone"))
    assert (event.status, event.first_day) == (EventStatus.POSTPONED, date(FAR, 11, 3))
    assert "Set the new dates" in alice.get(AT).text
    alice.post(f"{AT}dates", data=filled(alice, f"{AT}dates", **NEW_DATES))
    assert "Confirm the new dates" in alice.get(AT).text
    alice.post(f"{AT}publish")
    assert (event.status, event.first_day, event.postponed_from) == (
        EventStatus.PUBLISHED,
        date(FAR, 12, 1),
        [f"{FAR}-11-03", f"{FAR}-11-04"],
    )
    assert days_of_agenda(event) == [1]


def test_new_dates_may_come_with_the_postponement(alice):
    event = event_of_alice()
    add_session(event)
    fields = filled(alice, f"{AT}postpone", has_new_dates="y", **NEW_DATES)
    alice.post(f"{AT}postpone", data=fields)
    assert (event.status, event.first_day) == (EventStatus.POSTPONED, date(FAR, 12, 1))
    assert days_of_agenda(event) == [1]


def test_wrong_new_dates_postpone_nothing(alice):
    event = event_of_alice()
    fields = filled(alice, f"{AT}postpone", has_new_dates="y", first_day="9999-12-01")
    assert alice.post(f"{AT}postpone", data=fields).status_code == 422
    assert event.status == EventStatus.PUBLISHED


def test_the_agenda_may_stay_where_it_is(alice):
    event = draft_of_alice()
    add_session(event)
    alice.post(f"{AT}dates", data=filled(alice, f"{AT}dates", moves_agenda=None, **NEW_DATES))
    assert (event.first_day, days_of_agenda(event)) == (date(FAR, 12, 1), [3])


def test_single_days_move_along(alice):
    event = draft_of_alice()
    edit(
        event,
        ends_at=datetime(FAR, 11, 6, 17, tzinfo=SHANGHAI),
        session_days=[f"{FAR}-11-03", f"{FAR}-11-06"],
    )
    fields = filled(alice, f"{AT}dates", first_day=f"{FAR}-12-01", last_day=f"{FAR}-12-04")
    alice.post(f"{AT}dates", data=fields)
    assert event.session_days == [f"{FAR}-12-01", f"{FAR}-12-04"]


def test_dates_that_somebody_else_changed_are_not_overwritten(alice):
    event = draft_of_alice()
    second = filled(alice, f"{AT}dates", first_day=f"{FAR}-12-01", last_day=f"{FAR}-12-02")
    edit(event, ends_at=datetime(FAR, 11, 5, 17, tzinfo=SHANGHAI))
    assert alice.post(f"{AT}dates", data=second).status_code == 422
    assert event.last_day == date(FAR, 11, 5)


def test_a_cancelled_event_stays_cancelled(alice):
    event = event_of_alice()
    assert "This cannot be undone." in alice.get(f"{AT}cancel").text
    alice.post(f"{AT}cancel")
    assert event.status == EventStatus.CANCELLED
    page = alice.post(f"{AT}publish", follow_redirects=True).text
    assert "does not allow this" in page
    assert event.status == EventStatus.CANCELLED


@pytest.mark.parametrize("step", ["cancel", "postpone"])
def test_who_calls_an_event_off_is_asked_why_and_the_public_is_told(alice, step):
    event = event_of_alice()
    assert "Why it is postponed or cancelled" in alice.get(f"{AT}{step}").text
    alice.post(f"{AT}{step}", data={"status_reason-en": "The venue was flooded."})
    assert event.status_reason["en"] == "The venue was flooded."
    assert "The venue was flooded." in alice.get(f"/en/events/{event.slug}/").text


@pytest.mark.parametrize("step", ["cancel", "postpone"])
def test_a_reason_that_is_too_long_calls_nothing_off_and_stays_in_the_field(alice, step):
    event = event_of_alice()
    answer = alice.post(f"{AT}{step}", data={"status_reason-fr": "x" * 1001})
    assert answer.status_code == 422
    assert "x" * 1001 in answer.text
    assert event.status == EventStatus.PUBLISHED


def test_an_event_is_closed_with_the_figures_of_who_came_and_what_came_of_it(alice):
    event = event_of_alice(**OVER)
    figures = {"actual_women": "12", "actual_men": "9"}
    alice.post(f"{AT}complete", data={**figures, "outcomes-en": "Procedures were agreed."})
    assert (event.status, event.actual_women, event.actual_men) == (EventStatus.COMPLETED, 12, 9)
    assert event.outcomes["en"] == "Procedures were agreed."
    assert "Procedures were agreed." in alice.get(f"/en/events/{event.slug}/").text


def test_an_event_that_is_not_over_is_not_closed_and_keeps_its_figures(alice):
    event = event_of_alice()
    page = alice.post(f"{AT}complete", data={"actual_women": "12"}, follow_redirects=True).text
    assert "does not allow this" in page
    assert (event.status, event.actual_women) == (EventStatus.PUBLISHED, None)


@pytest.mark.parametrize("wrong", ["-1", "many", "999999999"])
def test_wrong_figures_close_nothing(alice, wrong):
    event = event_of_alice(**OVER)
    assert alice.post(f"{AT}complete", data={"actual_women": wrong}).status_code == 422
    assert event.status == EventStatus.PUBLISHED


def test_a_draft_is_deleted_with_its_agenda(alice):
    event = draft_of_alice()
    add_session(event)
    assert alice.post(f"{AT}delete").location == "/desk/events/"
    assert db.session.query(Event).count() == 0


def test_a_published_event_is_not_deleted(alice):
    event_of_alice()
    page = alice.post(f"{AT}delete", follow_redirects=True).text
    assert "Only a draft can be deleted." in page
    assert db.session.query(Event).count() == 1


def test_a_workshop_is_repeated_at_new_dates(alice):
    event = event_of_alice(aim=Translated(en="to share practice"), actual_women=12)
    actions.set_topics(event, [make_topic()])
    add_session(event)
    fields = filled(alice, f"{AT}duplicate", first_day=f"{FAR + 1}-05-10", last_day=f"{FAR + 1}-05-11")
    answer = alice.post(f"{AT}duplicate", data=fields)
    copy = db.session.query(Event).filter(Event.id != event.id).one()
    assert answer.location == f"/desk/events/{copy.slug}/edit/?guided=1"
    assert (copy.status, copy.first_day, copy.aim) == (
        EventStatus.DRAFT,
        date(FAR + 1, 5, 10),
        {"en": "to share practice"},
    )
    assert (copy.topics, copy.actual_women, days_of_agenda(copy)) == (event.topics, None, [10])


def test_a_repeated_workshop_needs_new_dates(alice):
    event_of_alice()
    assert alice.post(f"{AT}duplicate", data=filled(alice, f"{AT}duplicate")).status_code == 422
    assert db.session.query(Event).count() == 1


@pytest.mark.parametrize(
    "verb", ["publish", "postpone", "dates", "cancel", "complete", "delete", "duplicate"]
)
def test_whose_event_it_is_not_does_nothing_to_it(app, verb):
    make_event()
    make_user(EVE)
    eve = sign_in(app.test_client(), EVE)
    assert eve.post(AT + verb, data=NEW_DATES).status_code == 404
    event = db.session.query(Event).one()
    assert event.status == EventStatus.PUBLISHED


def test_each_step_leaves_its_line_in_the_history(alice):
    event = draft_of_alice()
    alice.post(f"{AT}publish")
    alice.post(f"{AT}cancel")
    told = [(each.action, each.actor and each.actor.name) for each in history_of(event, limit=2)]
    assert told == [("event:status:cancel", "Alice Martin"), ("event:status:publish", "Alice Martin")]
    page = alice.get(AT).text
    assert "Cancelled the event" in page
