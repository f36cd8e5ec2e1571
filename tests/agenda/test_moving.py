"""Moving items at the desk, undoing it, rooms and copied days."""

import pytest

from eventhub.agenda import actions, history
from eventhub.agenda.actions import SessionDetails
from eventhub.agenda.history import KEPT, Step, undoable
from eventhub.agenda.models import AgendaChange, Interpretation, Session
from eventhub.agenda.queries import agenda_of, rooms_of
from eventhub.db import Translated, db
from tests.agenda.test_desk import AGENDA, ITEM, NEW, times_of
from tests.calendars.cast import FAR, add_session
from tests.desk.cast import draft_of_alice, event_of_alice
from tests.desk.forms import fields_of


def agenda(event) -> list[tuple]:
    db.session.expire_all()
    return [(each.title.get("en"), *times_of(each)) for each in agenda_of(event) if not each.cancelled]


def three(event) -> list[Session]:
    """Three items of three quarters of an hour, in track A, B and A."""
    made = [add_session(event, hour, title=Translated(en=f"At {hour}")) for hour in (9, 10, 11)]
    for each, track in zip(made, "ABA", strict=True):
        each.track = track
    db.session.commit()
    return made


def move(visitor, session, **sent):
    return visitor.post(f"{AGENDA}{session.id}/move", data={"step": "15", "reach": "one", **sent})


MOVES = [
    ("later", "one", ["09:15 10:00", "10:00 10:45", "11:00 11:45"]),
    ("later", "track", ["09:15 10:00", "10:00 10:45", "11:15 12:00"]),
    ("later", "day", ["09:15 10:00", "10:15 11:00", "11:15 12:00"]),
    ("earlier", "day", ["08:45 09:30", "09:45 10:30", "10:45 11:30"]),
    ("longer", "day", ["09:00 10:00", "10:15 11:00", "11:15 12:00"]),
    ("shorter", "one", ["09:00 09:30", "10:00 10:45", "11:00 11:45"]),
]


@pytest.mark.parametrize(("button", "reach", "times"), MOVES)
def test_an_item_moves_with_what_follows_and_back_again(alice, button, reach, times):
    event = draft_of_alice()
    first, *_others = three(event)
    before = agenda(event)
    answer = move(alice, first, move=button, reach=reach)
    assert answer.status_code == 303
    assert [f"{start[3:]} {end[3:]}" for _title, start, end in agenda(event)] == times
    page = alice.get(answer.location).text
    assert f'value="{button}" autofocus' in page
    alice.post(f"{AGENDA}undo")
    assert agenda(event) == before
    alice.post(f"{AGENDA}redo")
    assert [f"{start[3:]} {end[3:]}" for _title, start, end in agenda(event)] == times


def test_nothing_moves_when_one_would_pass_midnight(alice):
    event = draft_of_alice()
    first = add_session(event, 9)
    add_session(event, 23)
    before = agenda(event)
    answer = move(alice, first, move="later", reach="day")
    assert "would pass midnight" in alice.get(answer.location).text
    assert agenda(event) == before


def test_an_item_goes_to_another_track_or_room_by_a_button(alice):
    event = draft_of_alice()
    session = add_session(event)
    move(alice, session, to="Law", columns="track")
    move(alice, session, to="Hall B", columns="room")
    db.session.expire_all()
    assert (session.track, session.room) == ("Law", "Hall B")


def test_what_is_dropped_keeps_what_the_grid_did_not_say(alice):
    event = draft_of_alice()
    session = add_session(event, room="Hall A", track="Law")
    sent = {"day": f"{FAR}-11-04", "start_time": "14:00", "end_time": "15:00", "track": "Policy"}
    assert alice.post(f"{AGENDA}{session.id}/place", data=sent).status_code == 303
    assert agenda(event) == [("Panel", "04 14:00", "04 15:00")]
    assert (session.track, session.room) == ("Policy", "Hall A")


def test_an_item_is_not_put_where_it_ends_before_it_begins(alice):
    event = draft_of_alice()
    session = add_session(event)
    sent = {"day": f"{FAR}-11-03", "start_time": "14:00", "end_time": "13:00", "columns": "room"}
    answer = alice.post(f"{AGENDA}{session.id}/place", data=sent)
    assert (answer.status_code, "The end comes before the start." in answer.text) == (422, True)
    assert fields_of(answer.text)["start_time"] == "14:00"


def test_an_item_may_push_back_what_follows(alice):
    event = draft_of_alice()
    add_session(event, 9)
    add_session(event, 10)
    alice.post(NEW, data={**ITEM, "start_time": "10:00", "end_time": "10:30", "makes_room": "y"})
    assert [times[1:] for times in agenda(event)] == [
        ("03 09:00", "03 09:45"),
        ("03 10:00", "03 10:30"),
        ("03 10:30", "03 11:15"),
    ]
    alice.post(f"{AGENDA}undo")
    assert len(agenda(event)) == 2


def test_a_removed_item_comes_back_with_all_that_hung_on_it(alice):
    event = draft_of_alice()
    session = add_session(event, materials=("https://example.org/a.pdf",))
    session.interpretations = [Interpretation(source="zh", target="en")]
    db.session.commit()
    uid, before = session.uid, SessionDetails.of(session)
    alice.post(f"{AGENDA}{session.id}/remove")
    assert agenda(event) == []
    alice.post(f"{AGENDA}undo")
    [back] = agenda_of(event)
    assert (back.uid, SessionDetails.of(back)) == (uid, before)


def test_in_calendars_what_is_undone_is_a_further_change(alice):
    event = event_of_alice()
    session = add_session(event)
    alice.post(f"{AGENDA}{session.id}/remove")
    alice.post(f"{AGENDA}undo")
    db.session.expire_all()
    assert (session.cancelled, session.sequence) == (False, 2)
    alice.post(f"{AGENDA}redo")
    db.session.expire_all()
    assert (session.cancelled, session.sequence) == (True, 3)


def test_what_others_have_changed_since_is_not_overwritten(alice):
    event = draft_of_alice()
    session = add_session(event)
    move(alice, session, move="later")
    actions.move_agenda(event, 1)
    db.session.commit()
    moved = agenda(event)
    answer = alice.post(f"{AGENDA}undo")
    assert "changed in another way" in alice.get(answer.location).text
    assert agenda(event) == moved
    assert "Undo:" not in alice.get(AGENDA).text


def test_a_new_step_ends_what_could_be_done_again(alice):
    event = draft_of_alice()
    session = add_session(event)
    move(alice, session, move="later")
    alice.post(f"{AGENDA}undo")
    move(alice, session, move="earlier")
    moved = agenda(event)
    alice.post(f"{AGENDA}redo")
    assert agenda(event) == moved


def test_only_the_last_steps_are_kept(alice):
    event = draft_of_alice()
    session = add_session(event)
    for number in range(KEPT + 5):
        with undoable(event, Step.EDIT):
            session.room = f"Room {number}"
            db.session.flush()
    assert db.session.query(AgendaChange).count() == KEPT
    for _each in range(KEPT):
        history.undo(event)
    assert session.room == "Room 4"
    with pytest.raises(history.NothingToUndoError):
        history.undo(event)


def rooms(visitor, *given):
    sent = fields_of(visitor.get(f"{AGENDA}rooms").text)
    for number, (name, capacity) in enumerate(given):
        sent.setlist(f"rooms-{number}-name", [name])
        sent.setlist(f"rooms-{number}-capacity", [capacity])
    return visitor.post(f"{AGENDA}rooms", data=sent)


def test_what_is_in_a_room_follows_its_name_also_when_two_change_theirs(alice):
    event = draft_of_alice()
    one, other = add_session(event, 9, room="Hall A"), add_session(event, 10, room="Hall B")
    rooms(alice, ("Hall A", "50"), ("Hall B", ""))
    rooms(alice, ("Hall B", "40"), ("Hall A", ""))
    db.session.expire_all()
    assert [(each.name, each.capacity) for each in rooms_of(event)] == [("Hall B", 40), ("Hall A", None)]
    assert (one.room, other.room) == ("Hall B", "Hall A")


def test_two_rooms_have_two_names(alice):
    event = draft_of_alice()
    assert rooms(alice, ("Hall A", "50"), ("hall a", "20")).status_code == 422
    assert rooms_of(event) == []


def test_a_day_is_copied_at_the_same_times_without_papers(alice):
    event = draft_of_alice()
    add_session(event, materials=("https://example.org/a.pdf",))
    first, second = f"{FAR}-11-03", f"{FAR}-11-04"
    assert alice.post(f"{AGENDA}copy-day", data={"source": first, "target": first}).status_code == 422
    alice.post(f"{AGENDA}copy-day", data={"source": first, "target": second})
    assert [times[1] for times in agenda(event)] == ["03 10:00", "04 10:00"]
    assert agenda_of(event)[1].materials == []


@pytest.mark.parametrize("path", ["undo", "redo", "rooms", "copy-day"])
def test_strangers_change_nothing(alice, bob, path):
    draft_of_alice()
    assert bob.post(f"{AGENDA}{path}").status_code == 404
