"""What is to be done, at the desk's first page and at an event's own."""

from datetime import UTC, datetime

import pytest

from eventhub.accounts.models import Role
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.desk.figures import Figures
from eventhub.desk.todo import tasks_of
from eventhub.events import actions
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.releases.models import ReleaseStatus
from tests.calendars.cast import SHANGHAI, make_draft, make_event
from tests.desk.cast import draft_of_alice, event_of_alice
from tests.people import ALICE, make_user, sign_in

COMPLETE = Figures(sessions=3, organizations=2, takes_registrations=True, releases={ReleaseStatus.PUBLISHED})
OVER = {
    "starts_at": datetime(2020, 3, 2, 9, tzinfo=SHANGHAI),
    "ends_at": datetime(2020, 3, 3, 17, tzinfo=SHANGHAI),
}


def register(event, status: RegistrationStatus, email: str) -> None:
    db.session.add(
        Registration(event=event, status=status, name="Dina", email=email, email_key=email, language="ar")
    )
    db.session.commit()


def said(app, event, figures: Figures) -> list[str]:
    with app.test_request_context():
        return [str(task.text) for task in tasks_of(event, figures, now())]


def test_a_bare_draft_lacks_nearly_everything(app):
    event = make_draft(city=Translated())
    assert said(app, event, Figures(takes_registrations=True)) == [
        "Say where it takes place",
        "Say what it aims at",
        "Name the organisations",
        "The agenda is empty",
        "Decide how many places there are",
        "The release is not written",
        "Check and publish",
    ]


def test_a_complete_draft_is_to_be_published(app):
    event = make_draft(aim=Translated(en="to share"), capacity=30)
    assert said(app, event, COMPLETE) == ["Check and publish"]


def test_a_time_zone_of_another_country_is_worth_a_look(app):
    event = make_draft(
        aim=Translated(en="to share"), capacity=30, city=Translated(en="N’Djamena"), country="TD"
    )
    assert said(app, event, COMPLETE) == [
        "Check the hours: the country is Chad, the time zone Asia/Shanghai",
        "Check and publish",
    ]


@pytest.mark.parametrize("zone", ["Asia/Hong_Kong", "Asia/Shanghai", "Asia/Manila"])
def test_a_time_zone_with_the_same_clocks_is_as_good(app, zone):
    event = make_draft(aim=Translated(en="to share"), capacity=30, time_zone=zone)
    assert said(app, event, COMPLETE) == ["Check and publish"]


def test_a_complete_event_needs_nothing(app):
    assert said(app, make_event(aim=Translated(en="to share")), COMPLETE) == []


def test_registrations_that_wait_come_first(app):
    event = make_event()
    figures = Figures(registrations={RegistrationStatus.PENDING: 2})
    assert said(app, event, figures)[0] == "2 registrations await your decision"


def test_a_drafted_release_is_to_be_published(app):
    event = make_event(aim=Translated(en="to share"))
    figures = Figures(sessions=1, organizations=1, releases={ReleaseStatus.DRAFT})
    assert said(app, event, figures) == ["The release is a draft: publish it"]


def test_what_is_over_is_to_be_closed(app):
    assert said(app, make_event(**OVER), Figures()) == ["It is over: say who came and close it"]


def test_after_the_end_nothing_is_asked(app):
    event = make_event()
    actions.cancel(event)
    assert said(app, event, Figures()) == []


def test_the_first_page_names_events_figures_and_changes(alice):
    event = event_of_alice(capacity=30)
    register(event, RegistrationStatus.CONFIRMED, "a@example.org")
    register(event, RegistrationStatus.PENDING, "b@example.org")
    make_event("not-hers", title=Translated(en="Somebody else's"))
    page = alice.get("/desk/").text
    assert "Safe migration" in page
    assert "1 registration awaits your decision" in page
    assert "Awaiting approval" in page
    assert "Published the event" in page
    assert "Somebody else" not in page


def test_coming_events_stand_before_those_that_are_over(alice):
    event_of_alice("past", title=Translated(en="The past"), **OVER)
    draft_of_alice("coming", title=Translated(en="The future"))
    page = alice.get("/desk/").text
    assert page.index("The future") < page.index("The past")


def test_an_empty_desk_says_how_to_begin(alice):
    page = alice.get("/desk/").text
    assert "No event of yours is coming or open." in page
    assert "/desk/events/new" in page


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PRESS_OFFICER])
def test_who_may_not_edit_is_offered_no_new_workshop(app, role):
    make_user(ALICE, role)
    draft_of_alice()
    client = sign_in(app.test_client(), ALICE)
    for path in ("/desk/", "/desk/events/", "/desk/events/workshop/", "/desk/styleguide"):
        page = client.get(path)
        assert page.status_code == 200
        assert "/desk/events/new" not in page.text


def test_the_first_page_costs_the_same_for_one_event_and_for_many(alice, count_queries):
    def queries():
        with count_queries() as sent:
            alice.get("/desk/")
        return len(sent)

    event_of_alice("one")
    one = queries()
    event_of_alice("two")
    draft_of_alice("three")
    assert queries() == one


def test_an_event_at_a_glance(alice):
    event = event_of_alice(capacity=30, contact_name="Pär")
    register(event, RegistrationStatus.CONFIRMED, "a@example.org")
    page = alice.get("/desk/events/workshop/").text
    for words in ("3–4 November 2090", "09:00–17:00", "Beijing, China", "Pär", "Began the draft"):
        assert words in page
    assert "/en/events/workshop.ics" in page


def test_times_of_changes_on_the_first_page_say_their_zone(alice):
    draft_of_alice()
    assert f"{datetime.now(UTC):%Y}" in alice.get("/desk/").text
    assert " UTC</time>" in alice.get("/desk/").text
