"""The pages of an organiser and of a focal point, through the browser's requests."""

import re
from datetime import timedelta

import pytest

from eventhub.clock import now
from eventhub.db import db
from eventhub.polls.models import DatePoll, PollStatus
from eventhub.polls.rules import LINK_LIFE, answers_of
from tests.calendars.cast import one_day
from tests.delegations.cast import CHEN_EMAIL, HANA_EMAIL
from tests.polls.cast import (
    IF_NEED_BE,
    NO,
    YES,
    answer,
    latest_link,
    make_asking_draft,
    open_poll,
    settle,
    span,
)
from tests.registration.cast import mails_to

DESK = "/desk/events/workshop/poll/"


@pytest.fixture
def event(alice):
    return make_asking_draft()


def asking(event, *days: str, **changes) -> dict:
    """The form, filled with days of which each is a single one."""
    numbers = [each.organization_id for each in event.participations]
    sent = {"due_at": f"{now() + timedelta(days=3):%Y-%m-%dT%H:%M}", "message-fr": "Merci."}
    for number, day in enumerate(days):
        row = {"first_day": day, "last_day": "", "start_time": "09:00", "end_time": "17:00"}
        sent |= {f"dates-{number}-{name}": value for name, value in row.items()}
    for number in numbers:
        sent |= {f"asks_{number}": "y", f"language_{number}": "fr"}
    return {**sent, **changes}


def answers(poll: DatePoll, *given: str, **more) -> dict:
    return {f"date_{date.id}": each for date, each in zip(poll.dates, given, strict=False)} | more


def test_an_organiser_proposes_dates_and_sees_them_asked(alice, event):
    assert "Propose dates" in alice.get(DESK).text
    form = alice.get(f"{DESK}new").text
    assert form.count('value="09:00"') == 3
    assert alice.post(f"{DESK}new", data=asking(event, "2090-11-10", "2090-11-17")).status_code == 303
    poll = db.session.query(DatePoll).one()
    assert [f"{each.starts_at.astimezone(event.zone):%d %H}" for each in poll.dates] == ["10 09", "17 09"]
    assert {each.language for each in poll.asked} == {"fr"}
    html = alice.get(DESK).text
    assert "0 of 2 have answered" in html
    assert "Ministry of Public Security" in html


def test_rows_are_added_and_removed_without_a_script_and_nothing_is_lost(alice, event):
    typed = asking(event, "2090-11-10", "2090-11-17")
    more = alice.post(f"{DESK}new", data={**typed, "rows": "dates:add"}).text
    assert 'name="dates-2-first_day"' in more
    assert "2090-11-17" in more
    fewer = alice.post(f"{DESK}new", data={**typed, "rows": "dates:remove:0"}).text
    assert 'name="dates-1-first_day"' not in fewer
    assert "2090-11-17" in fewer
    assert db.session.query(DatePoll).count() == 0


@pytest.mark.parametrize(
    ("days", "changes", "said"),
    [
        (["2090-11-10"], {}, "Propose two dates at least."),
        ([], {}, "Propose two dates at least."),
        (["2090-11-10", "2090-11-10"], {}, "This date stands here twice."),
        (["2090-11-10", "2001-11-10"], {}, "Choose a date that is still to come."),
        (["2090-11-10", "2090-11-17"], {"dates-1-last_day": "2090-11-16"}, "The end comes before the start."),
        (["2090-11-10", "2090-11-17"], {"dates-1-start_time": ""}, "Fill this in."),
        (["2090-11-10", "someday"], {}, "Not a valid date value"),
        (
            ["2090-11-10", "2090-11-17"],
            {"due_at": "2001-01-01T10:00"},
            "Choose a moment that is still to come.",
        ),
        (["2090-11-10", "2090-11-17"], {"due_at": ""}, "Write a date and a time."),
        ([f"2090-11-{day}" for day in range(10, 21)], {}, "Propose no more than 10 dates."),
    ],
)
def test_what_cannot_be_asked_is_shown_again(alice, event, days, changes, said):
    shown = alice.post(f"{DESK}new", data=asking(event, *days, **changes))
    assert shown.status_code == 422
    assert said in shown.text
    assert "Merci." in shown.text
    assert db.session.query(DatePoll).count() == 0


def test_somebody_has_to_be_asked(alice, event):
    typed = {
        key: value for key, value in asking(event, "2090-11-10", "2090-11-17").items() if "asks" not in key
    }
    shown = alice.post(f"{DESK}new", data=typed)
    assert (shown.status_code, "Choose at least one organisation." in shown.text) == (422, True)


def test_a_focal_point_answers_and_changes_it_in_their_language(client, event):
    poll = open_poll(event, language="fr")
    link = latest_link(CHEN_EMAIL)
    page = client.get(link)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "checked" not in page.text
    sent = answers(poll, "accepted", "tentative", "declined", comment="Congrès <b>")
    assert client.post(link, data=sent).status_code == 303
    assert list(answers_of(poll.asked[0]).values()) == [YES, IF_NEED_BE, NO]
    again = client.get(link).text
    assert again.count("checked") == 3
    assert "Congrès &lt;b&gt;" in again
    client.post(link, data=answers(poll, "declined", "declined", "declined"))
    assert set(answers_of(poll.asked[0]).values()) == {NO}


@pytest.mark.parametrize("given", [["accepted", "accepted"], ["accepted", "accepted", "perhaps"]])
def test_each_date_needs_one_of_the_three_answers(client, event, given):
    poll = open_poll(event)
    shown = client.post(latest_link(CHEN_EMAIL), data=answers(poll, *given, comment="Just typed"))
    assert shown.status_code == 422
    assert "Just typed" in shown.text
    assert answers_of(poll.asked[0]) == {}


@pytest.mark.parametrize("shows", [False, True])
def test_others_see_answers_only_if_the_organiser_lets_them_and_never_comments(client, event, shows):
    poll = open_poll(event, shows_answers=shows)
    answer(poll.asked[1], YES, NO, NO, comment="Between us.")
    html = client.get(latest_link(CHEN_EMAIL)).text
    assert ("Network of Charities" in html) == shows
    assert "Between us." not in html


def test_the_organiser_sees_answers_comments_and_what_suits_most(alice, event):
    poll = open_poll(event)
    answer(poll.asked[0], NO, YES, NO, comment="Our minister is abroad.")
    html = alice.get(DESK).text
    assert "Our minister is abroad." in html
    assert html.count("Suits most") == 1


def test_the_list_of_what_is_to_be_done_leads_to_the_poll(alice, event):
    overview = "/desk/events/workshop/"
    assert "which dates suit" not in alice.get(overview).text
    poll = open_poll(event)
    answer(poll.asked[0], YES, NO, NO)
    assert "1 organisation has not said which dates suit" in alice.get(overview).text
    answer(poll.asked[1], YES, NO, NO)
    assert "Pick a date: all have answered" in alice.get(overview).text
    settle(poll, 0)
    assert "Pick a date" not in alice.get(overview).text


def test_mornings_and_afternoons_of_one_day_are_told_apart(alice, event):
    morning, afternoon = one_day(10), one_day(10)
    afternoon["starts_at"] = afternoon["starts_at"].replace(hour=14)
    open_poll(event, dates=[tuple(morning.values()), tuple(afternoon.values()), span(17)])
    html = alice.get(DESK).text
    headings = re.findall(r'scope="col">([^<]*November[^<]*)<', html)
    assert headings == ["10 November 09:00", "10 November 14:00", "17–18 November"]


def test_an_answer_that_comes_too_late_is_refused_in_words(client, event):
    poll = open_poll(event)
    link = latest_link(CHEN_EMAIL)
    poll.status = PollStatus.CLOSED
    db.session.commit()
    assert client.post(link, data=answers(poll, *["accepted"] * 3)).status_code == 303
    assert "Answers are not taken any more" in client.get(link).text
    assert answers_of(poll.asked[0]) == {}


def test_a_link_shows_the_outcome_for_a_while_and_then_expires(client, event):
    poll = open_poll(event)
    link = latest_link(CHEN_EMAIL)
    settle(poll, 0)
    assert "The date has been picked" in client.get(link).text
    poll.ended_at = now() - LINK_LIFE
    db.session.commit()
    assert client.get(link).status_code == 410
    assert client.get("/en/polls/guessed/").status_code == 404


def test_a_new_link_is_shown_once_and_the_old_one_opens_nothing(alice, client, event):
    poll = open_poll(event)
    old = latest_link(CHEN_EMAIL)
    shown = alice.post(f"{DESK}{poll.id}/organizations/{poll.asked[0].id}/link")
    new = shown.text.split('class="break-anywhere">')[1].split("<")[0].split("/", 3)[3]
    assert client.get(f"/{new}").status_code == 200
    assert client.get(old).status_code == 404
    assert new not in alice.get(DESK).text


def test_the_organiser_reminds_closes_extends_and_picks(alice, event):
    poll = open_poll(event)
    one = f"{DESK}{poll.id}/"
    assert alice.post(f"{one}remind").status_code == 303
    assert mails_to(HANA_EMAIL) == ["poll_asked", "poll_reminder"]
    alice.post(f"{one}close")
    assert "Closed" in alice.get(DESK).text
    assert alice.post(f"{one}extend", data={"due_at": "2001-01-01T10:00"}).status_code == 422
    assert alice.post(f"{one}extend", data={"due_at": "2089-01-01T10:00"}).status_code == 303
    db.session.expire_all()
    assert poll.status == PollStatus.OPEN
    assert alice.post(f"{one}dates/{poll.dates[2].id}/settle").status_code == 303
    html = alice.get(DESK).text
    assert "Picked" in html
    assert "Ask for a date again" in html
    assert "This poll is over already." in alice.post(f"{one}withdraw", follow_redirects=True).text


def test_the_poll_of_another_event_cannot_be_reached_by_this_one(alice, event):
    other = make_asking_draft("other")
    poll = open_poll(other)
    for rest in ("remind", "close", "withdraw", f"dates/{poll.dates[0].id}/settle"):
        assert alice.post(f"{DESK}{poll.id}/{rest}").status_code == 404
    own = open_poll(event)
    assert alice.post(f"{DESK}{own.id}/dates/{poll.dates[0].id}/settle").status_code == 404
    assert alice.post(f"{DESK}{own.id}/organizations/{poll.asked[0].id}/link").status_code == 404


def test_for_the_organiser_of_another_office_there_is_no_poll(eve, event):
    poll = open_poll(event)
    assert eve.get(DESK).status_code == 404
    assert eve.post(f"{DESK}{poll.id}/dates/{poll.dates[0].id}/settle").status_code == 404
    assert poll.status == PollStatus.OPEN


def test_an_announced_event_has_no_poll_to_begin(alice, event):
    event.status = "published"
    db.session.commit()
    assert "Propose dates" not in alice.get(DESK).text
    shown = alice.post(f"{DESK}new", data=asking(event, "2090-11-10", "2090-11-17"))
    assert (shown.status_code, db.session.query(DatePoll).count()) == (422, 0)
