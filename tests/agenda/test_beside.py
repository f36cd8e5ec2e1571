"""What an event's agenda has beside its items: interpretation, minutes, templates."""

from datetime import date

from eventhub.agenda.actions import SessionDetails
from eventhub.agenda.minutes import find_minutes
from eventhub.agenda.models import AgendaTemplate
from eventhub.agenda.queries import agenda_of
from eventhub.db import Translated, db
from tests.agenda.test_desk import AGENDA, times_of
from tests.calendars.cast import add_session, make_office
from tests.desk.cast import draft_of_alice, event_of_alice
from tests.desk.forms import filled
from tests.organizations.cast import make_organization

LANGUAGES, TEMPLATES = f"{AGENDA}languages", f"{AGENDA}templates/"
MINUTES = "/en/events/workshop/minutes/"


def test_interpretation_is_entered_for_all_items_at_once_and_undone(alice):
    event = draft_of_alice(working_languages=["zh", "en"], interpretation=["fr"])
    first, second = add_session(event, 9), add_session(event, 10)
    sent = filled(
        alice,
        LANGUAGES,
        rows__0__floor="zh",
        rows__0__to_en="zh",
        rows__0__to_fr="en",
        rows__1__floor="en",
    )
    assert alice.post(LANGUAGES, data=sent).status_code == 303
    db.session.expire_all()
    assert [(row.source, row.target, row.is_relay) for row in first.interpretations] == [
        ("zh", "en", False),
        ("en", "fr", True),
    ]
    assert (second.floor_language, second.interpretations) == ("en", [])
    alice.post(f"{AGENDA}undo")
    db.session.expire_all()
    assert (first.floor_language, first.interpretations, second.floor_language) == ("", [], "")


def test_interpretation_entered_by_two_at_once_is_not_lost(alice):
    event = draft_of_alice(working_languages=["zh", "en"])
    session = add_session(event)
    one = filled(alice, LANGUAGES, rows__0__floor="zh")
    other = filled(alice, LANGUAGES, rows__0__floor="en")
    alice.post(LANGUAGES, data=one)
    answer = alice.post(LANGUAGES, data=other)
    db.session.expire_all()
    assert (answer.status_code, session.floor_language) == (422, "zh")


def test_an_item_that_somebody_has_taken_out_meanwhile_is_left_out(alice):
    event = draft_of_alice(working_languages=["zh", "en"])
    add_session(event, 9)
    gone = filled(alice, LANGUAGES, rows__0__number="999999999999", rows__0__floor="none that there is")
    answer = alice.post(LANGUAGES, data=gone)
    assert (answer.status_code, "999999999999" in answer.text) == (422, False)


def write_minutes(visitor, session, **more):
    path = f"{AGENDA}{session.id}/minutes"
    sent = filled(visitor, path, **{"text__en": "The ministry presented the plan.", **more})
    return visitor.post(path, data=sent)


def test_minutes_hold_decisions_with_who_does_it_until_when(alice):
    session = add_session(event_of_alice())
    ministry = make_organization("Ministry of Labour")
    write_minutes(
        alice,
        session,
        decisions__0__text__en="Send the draft",
        decisions__0__organization="Ministry of Labour",
        decisions__0__due_on="2091-01-31",
    )
    minutes = find_minutes(session)
    assert minutes is not None
    [decision] = minutes.decisions
    assert (minutes.text["en"], decision.text["en"]) == ("The ministry presented the plan.", "Send the draft")
    assert (decision.organization, decision.due_on) == (ministry, date(2091, 1, 31))
    write_minutes(alice, session, text__en="", decisions__0__text__en="")
    db.session.expire_all()
    assert find_minutes(session) is None


def test_minutes_are_public_only_while_they_are_published(alice, client):
    session = add_session(event_of_alice())
    write_minutes(alice, session, decisions__0__text__en="Send the draft")
    assert client.get(MINUTES).status_code == 404
    alice.post(f"{AGENDA}minutes/publish")
    item = f"/en/events/workshop/agenda/{session.id}/"
    for address in (MINUTES, item):
        page = client.get(address).text
        assert ("The ministry presented the plan." in page, "Send the draft" in page) == (True, True)
    alice.post(f"{AGENDA}minutes/withdraw")
    assert client.get(MINUTES).status_code == 404
    assert "Send the draft" not in client.get(item).text


def test_an_item_with_minutes_is_cancelled_rather_than_lost(alice):
    event = draft_of_alice()
    session = add_session(event)
    write_minutes(alice, session)
    alice.post(f"{AGENDA}{session.id}/remove")
    db.session.expire_all()
    assert [each.cancelled for each in agenda_of(event)] == [True]


def test_an_agenda_is_kept_for_the_office_and_used_for_another_event(alice):
    event = draft_of_alice()
    session = add_session(event, room="Hall A", materials=("https://example.org/a.pdf",))
    alice.post(TEMPLATES, data={"name": "Two days"})
    other = draft_of_alice("other", time_zone="Europe/Paris", title=Translated(en="Other"))
    [template] = db.session.query(AgendaTemplate)
    alice.post(f"/desk/events/other/agenda/templates/{template.id}/use")
    [copied] = agenda_of(other)
    assert times_of(copied) == times_of(session)
    details = SessionDetails.of(copied)
    assert (details.room, details.title, details.speakers, details.materials) == (
        "Hall A",
        session.title,
        (),
        (),
    )
    alice.post(f"{TEMPLATES}{template.id}/remove")
    assert db.session.query(AgendaTemplate).count() == 0


def test_a_template_of_the_same_name_is_replaced(alice):
    event = draft_of_alice()
    alice.post(TEMPLATES, data={"name": "Two days"})
    add_session(event)
    alice.post(TEMPLATES, data={"name": "Two days"})
    [template] = db.session.query(AgendaTemplate)
    assert (template.days, len(template.items)) == (1, 1)


def test_a_template_of_another_office_does_not_exist(alice):
    event = draft_of_alice()
    template = AgendaTemplate(office_id=event.office_id, name="Ours", days=1, items=[])
    db.session.add(template)
    other = draft_of_alice("other", office=make_office("geneva"))
    assert alice.post(f"/desk/events/other/agenda/templates/{template.id}/use").status_code == 404
    assert agenda_of(other) == []
