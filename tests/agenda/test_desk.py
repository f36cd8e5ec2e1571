"""The agenda on the desk."""

import pytest

from eventhub.agenda.actions import copy_agenda, move_agenda
from eventhub.agenda.models import Session
from eventhub.agenda.queries import agenda_of
from eventhub.db import db
from tests.calendars.cast import FAR, add_session, make_event
from tests.desk.cast import draft_of_alice, event_of_alice
from tests.desk.forms import changed, fields_of, filled
from tests.organizations.cast import make_organization

AGENDA = "/desk/events/workshop/agenda/"
NEW, PASTE = f"{AGENDA}new", f"{AGENDA}paste"
ITEM = {
    "kind": "plenary",
    "day": f"{FAR}-11-03",
    "start_time": "09:00",
    "end_time": "10:30",
    "title-en": "Plenary",
}


def times_of(session: Session) -> tuple[str, str]:
    zone = session.event.zone
    return tuple(f"{each.astimezone(zone):%d %H:%M}" for each in (session.starts_at, session.ends_at))


def test_an_item_is_added_by_the_clocks_of_the_venue(alice):
    event = draft_of_alice()
    organization = make_organization("Ministry of Labour")
    speaker = {
        "speakers-0-name": "Li Wei",
        "speakers-0-title-fr": "Cheffe de bureau",
        "speakers-0-organization": "Ministry of Labour",
        "speakers-0-role": "moderator",
    }
    paper = {
        "materials-0-title-en": "Paper",
        "materials-0-urls-en": "https://example.org/paper.pdf",
        "materials-0-urls-und": "https://example.org/paper-pt.pdf",
    }
    answer = alice.post(NEW, data={**ITEM, "room": "Hall A", **speaker, **paper})
    [session] = agenda_of(event)
    assert answer.location == f"{AGENDA}?day={FAR}-11-03"
    assert (times_of(session), session.room) == (("03 09:00", "03 10:30"), "Hall A")
    [who] = session.speakers
    assert (who.name, who.title, who.organization) == ("Li Wei", {"fr": "Cheffe de bureau"}, organization)
    assert [each.urls for each in session.materials] == [
        {"en": "https://example.org/paper.pdf", "und": "https://example.org/paper-pt.pdf"}
    ]


def test_the_next_item_begins_where_the_last_one_ended(alice):
    draft_of_alice()
    answer = alice.post(NEW, data={**ITEM, "room": "Hall A", "then": "another"})
    fields = fields_of(alice.get(answer.location).text)
    assert [fields[name] for name in ("day", "start_time", "end_time", "room")] == [
        f"{FAR}-11-03",
        "10:30",
        "11:30",
        "Hall A",
    ]


def test_the_first_item_of_a_day_begins_with_the_event(alice):
    draft_of_alice()
    alice.post(NEW, data=ITEM)
    fields = fields_of(alice.get(f"{NEW}?day={FAR}-11-04").text)
    assert (fields["day"], fields["start_time"]) == (f"{FAR}-11-04", "09:00")


BAD_ITEMS = [
    ({"day": ""}, "Choose a day."),
    ({"day": "9999-01-01"}, "Write a year from 1950 to 2100."),
    ({"start_time": "morning"}, "Not a valid time value."),
    ({"end_time": "09:00"}, "The end comes before the start."),
    ({"kind": "nap"}, "Invalid Choice"),
    ({"room": "x" * 121}, "longer than 120"),
    ({"speakers-0-organization": "Nobody knows us"}, "Nothing of this name is known."),
    ({"materials-0-urls-en": "javascript:alert(1)"}, "Write the whole address"),
    ({"materials-0-title-en": "Paper"}, "Write the address of the paper."),
]


@pytest.mark.parametrize(("wrong", "message"), BAD_ITEMS, ids=lambda value: str(value)[:40])
def test_a_wrong_item_is_refused_by_the_field(alice, wrong, message):
    event = draft_of_alice()
    answer = alice.post(NEW, data={**ITEM, "abstract-fr": "Gardé tel quel", **wrong})
    assert (answer.status_code, len(agenda_of(event))) == (422, 0)
    assert message in answer.text
    assert "Gardé tel quel" in answer.text


def test_a_time_that_the_clocks_skip_is_refused(alice):
    draft_of_alice(time_zone="Europe/Paris")
    answer = alice.post(NEW, data={**ITEM, "day": "2090-03-26", "start_time": "02:30", "end_time": "03:30"})
    assert answer.status_code == 422
    assert "put forward on this day and skip this time" in answer.text


@pytest.mark.parametrize(
    ("command", "names"),
    [("speakers:down:0", ["B", "A"]), ("speakers:remove:0", ["B"]), ("speakers:add", ["A", "B", ""])],
)
def test_row_buttons_keep_what_was_typed(alice, command, names):
    event = draft_of_alice()
    typed = {"speakers-0-name": "A", "speakers-1-name": "B", "title-ar": "كما هو"}
    answer = alice.post(NEW, data={**ITEM, **typed, "rows": command})
    fields = fields_of(answer.text)
    assert [value for key, value in fields.items() if key.endswith("-name")] == names
    assert (fields["title-ar"], len(agenda_of(event))) == ("كما هو", 0)


def test_saving_an_item_as_it_stands_changes_nothing(alice):
    session = add_session(event_of_alice(), materials=("https://example.org/a.pdf",))
    path = f"{AGENDA}{session.id}/"
    before = (session.sequence, session.revised_at, [each.id for each in session.speakers])
    assert alice.post(path, data=filled(alice, path)).status_code == 303
    assert (session.sequence, session.revised_at, [each.id for each in session.speakers]) == before


@pytest.mark.parametrize(
    ("change", "raised"), [({"room": "Hall B"}, 1), ({"end_time": "10:50"}, 1), ({"title__en": "New"}, 0)]
)
def test_the_sequence_rises_with_time_and_room(alice, change, raised):
    session = add_session(event_of_alice())
    before, path = session.sequence, f"{AGENDA}{session.id}/"
    alice.post(path, data=filled(alice, path, **change))
    assert session.sequence == before + raised


def test_calendars_learn_of_a_change(alice):
    session = add_session(event_of_alice())
    path = f"{AGENDA}{session.id}/"
    alice.post(path, data=filled(alice, path, title__en="Something else"))
    assert "Something else" in alice.get("/en/events/workshop/agenda.ics").text


def test_whoever_saves_second_is_told(alice):
    session = add_session(draft_of_alice())
    path = f"{AGENDA}{session.id}/"
    second = filled(alice, path, room="Hall B")
    alice.post(path, data=filled(alice, path, room="Hall A"))
    answer = alice.post(path, data=second)
    assert (answer.status_code, session.room) == (422, "Hall A")
    assert "Somebody else has changed this page" in answer.text


def test_an_item_of_a_draft_is_deleted(alice):
    event = draft_of_alice()
    session = add_session(event)
    alice.post(f"{AGENDA}{session.id}/remove")
    assert len(agenda_of(event)) == 0


def test_an_item_of_a_published_agenda_is_cancelled_and_can_come_back(alice):
    event = event_of_alice()
    session = add_session(event)
    alice.post(f"{AGENDA}{session.id}/remove")
    assert (session.cancelled, session.sequence) == (True, 1)
    assert "STATUS:CANCELLED" in alice.get("/en/events/workshop/agenda.ics").text
    alice.post(f"{AGENDA}{session.id}/restore")
    assert (session.cancelled, session.sequence) == (False, 2)


def test_an_item_of_another_event_does_not_exist(alice):
    draft_of_alice()
    other = add_session(make_event("other"))
    assert alice.get(f"{AGENDA}{other.id}/").status_code == 404
    assert alice.post(f"{AGENDA}{other.id}/remove").status_code == 404


def test_overlaps_and_foreign_days_are_warned_of_and_saved(alice):
    event = draft_of_alice()
    alice.post(NEW, data={**ITEM, "room": "Hall A"})
    alice.post(NEW, data={**ITEM, "room": "hall a", "title-en": "Panel"})
    alice.post(NEW, data={**ITEM, "day": f"{FAR}-12-24", "title-en": "Late"})
    page = alice.get(AGENDA).text
    assert len(agenda_of(event)) == 3
    assert "At the same time in Hall A" in page
    assert "Not a day of the event" in page


def test_two_rooms_at_the_same_time_are_no_overlap(alice):
    draft_of_alice()
    alice.post(NEW, data={**ITEM, "room": "Hall A"})
    alice.post(NEW, data={**ITEM, "room": "Hall B"})
    assert "At the same time" not in alice.get(AGENDA).text


def test_lines_are_shown_before_they_are_saved(alice):
    event = draft_of_alice()
    text = "09:00–09:30 Ouverture\n09:30 Pause café\n10:00–12:00 Table ronde\nJour 2\n09:00–17:00 Visite"
    looked = alice.post(PASTE, data={"language": "fr", "day": f"{FAR}-11-03", "text": text})
    assert (looked.status_code, len(agenda_of(event))) == (200, 0)
    assert "What was read" in looked.text
    assert alice.post(PASTE, data=fields_of(looked.text)).location == f"{AGENDA}?day={FAR}-11-03"
    assert [(each.kind, times_of(each)[0], each.title["fr"]) for each in agenda_of(event)] == [
        ("opening", "03 09:00", "Ouverture"),
        ("break", "03 09:30", "Pause café"),
        ("panel", "03 10:00", "Table ronde"),
        ("field_visit", "04 09:00", "Visite"),
    ]


def test_lines_changed_after_the_look_are_looked_at_again(alice):
    event = draft_of_alice()
    sent = {"language": "en", "day": f"{FAR}-11-03", "text": "09:00–09:30 Opening"}
    looked = fields_of(alice.post(PASTE, data=sent).text)
    alice.post(PASTE, data=changed(looked, text="09:00–19:30 Opening"))
    assert len(agenda_of(event)) == 0


@pytest.mark.parametrize("text", ["", "09:00–09:30 Opening\nnonsense", "x" * 30_001])
def test_one_wrong_line_and_nothing_is_saved(alice, text):
    event = draft_of_alice()
    sent = {"language": "en", "day": f"{FAR}-11-03", "text": text, "stage": "save"}
    answer = alice.post(PASTE, data=sent)
    assert (answer.status_code, len(agenda_of(event))) == (422, 0)
    assert "Opening" in answer.text or "Opening" not in text


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"day": f"{FAR}-11-09"}, {"day": "x"}])
def test_lines_need_a_known_day_and_language(alice, wrong):
    draft_of_alice()
    sent = {"language": "en", "day": f"{FAR}-11-03", "text": "09:00–09:30 Opening", **wrong}
    assert alice.post(PASTE, data=sent).status_code == 422


def test_a_usual_agenda_is_offered_for_the_days_of_the_event(alice):
    event = draft_of_alice()
    looked = alice.post(PASTE, data=filled(alice, f"{PASTE}?ready=1"))
    alice.post(PASTE, data=fields_of(looked.text))
    assert {each.starts_at.astimezone(event.zone).day for each in agenda_of(event)} == {3, 4}


def test_a_moved_agenda_keeps_its_local_times_over_a_change_of_clocks(app):
    event = make_event(time_zone="Europe/Paris")
    session = add_session(event)
    move_agenda(event, -120)
    db.session.flush()
    assert f"{session.starts_at.astimezone(event.zone):%m-%d %H:%M}" == "07-06 10:00"


def test_a_copied_agenda_leaves_out_what_was_cancelled(app):
    source, target = make_event(), make_event("copy", time_zone="Europe/Paris")
    add_session(source)
    gone = add_session(source, 12)
    gone.cancelled = True
    copy_agenda(source, target)
    [copied] = agenda_of(target)
    assert (times_of(copied)[0], copied.uid != source.uid) == ("03 10:00", True)
    assert [each.name for each in copied.speakers] == ["Li Wei"]


def test_the_page_costs_the_same_for_one_and_for_many_items(alice, count_queries):
    event = draft_of_alice()

    def queries():
        with count_queries() as sent:
            alice.get(AGENDA)
        return len(sent)

    add_session(event, 9)
    one = queries()
    add_session(event, 10)
    add_session(event, 11)
    assert queries() == one
