"""Draft and published revisions of an agenda."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.agenda import actions
from eventhub.agenda.actions import SessionDetails
from eventhub.agenda.differences import ChangeKind, changes_between
from eventhub.agenda.errors import DraftEventError, NothingChangedError, OtherRevisionError
from eventhub.agenda.items import (
    Item,
    ItemInterpretation,
    ItemMaterial,
    ItemSpeaker,
    Named,
    from_json,
    to_json,
)
from eventhub.agenda.models import SessionKind, SpeakerRole
from eventhub.agenda.published import published_agenda, revisions_of, working_copy
from eventhub.agenda.revisions import (
    collect_changes,
    next_number,
    publish_revision,
    show_at_once,
    unpublished_changes,
)
from eventhub.db import Translated, db
from eventhub.events.models import Event
from tests.calendars.cast import add_session, make_draft, make_event


def publish(event: Event, **more):
    usual = {"number": next_number(event), "by": None, "note": Translated(), "tells_participants": False}
    return publish_revision(event, **{**usual, **more})


def change(session, **more) -> None:
    details = SessionDetails.of(session)
    actions.edit_session(session, SessionDetails(**{**vars(details), **more}))


def rooms(event: Event) -> list[str]:
    return [each.room for each in published_agenda(event).items]


def kinds(changes) -> list[ChangeKind]:
    return [each.kind for each in changes]


def test_changes_appear_at_once_unless_they_are_collected(app):
    event = make_event()
    session = add_session(event, room="Hall A")
    change(session, room="Hall B")
    assert rooms(event) == ["Hall B"]
    assert published_agenda(event).number == 0


def test_collected_changes_appear_with_the_next_revision(app):
    event = make_event()
    session = add_session(event, room="Hall A")
    collect_changes(event, by=None)
    change(session, room="Hall B")
    assert (rooms(event), published_agenda(event).number) == (["Hall A"], 1)
    publish(event)
    assert (rooms(event), published_agenda(event).number) == (["Hall B"], 2)


def test_beginning_to_collect_hides_nothing_that_was_seen(app):
    event = make_event()
    add_session(event)
    collect_changes(event, by=None)
    [item] = published_agenda(event).items
    assert [item] == working_copy(event)
    show_at_once(event)
    collect_changes(event, by=None)
    assert [each.number for each in revisions_of(event)] == [1]


def test_an_event_may_be_announced_before_its_agenda(app):
    event = make_draft()
    add_session(event)
    collect_changes(event, by=None)
    assert published_agenda(event).items == []
    with pytest.raises(DraftEventError):
        publish(event)


def test_showing_at_once_publishes_what_was_collected(app):
    event = make_event()
    session = add_session(event, room="Hall A")
    collect_changes(event, by=None)
    change(session, room="Hall B")
    show_at_once(event)
    assert (rooms(event), published_agenda(event).number) == (["Hall B"], 1)


def test_a_revision_stays_as_it_was_published(app):
    event = make_event()
    session = add_session(event, room="Hall A")
    first = publish(event, note=Translated(en="First version"))
    change(session, room="Hall B")
    publish(event)
    assert [(each.number, each.items[0]["room"]) for each in revisions_of(event)] == [
        (2, "Hall B"),
        (1, "Hall A"),
    ]
    assert first.note == {"en": "First version"}


def test_the_second_of_two_who_publish_at_once_is_told(app):
    event = make_event()
    session = add_session(event)
    number = next_number(event)
    publish(event, number=number)
    change(session, room="Hall B")
    with pytest.raises(OtherRevisionError):
        publish(event, number=number)


def test_a_revision_without_a_change_is_refused(app):
    event = make_event()
    add_session(event)
    publish(event)
    with pytest.raises(NothingChangedError):
        publish(event)


def test_feeds_show_what_was_published_and_when(client):
    event = make_event()
    session = add_session(event, room="Hall A")
    collect_changes(event, by=None)
    db.session.commit()

    def feed():
        return client.get("/en/events/workshop/agenda.ics")

    before = feed()
    change(session, room="Hall B")
    add_session(event, 15, room="Garden")
    db.session.commit()
    assert feed().data == before.data
    publish(event)
    db.session.commit()
    after = feed()
    assert "Hall B" in after.text
    assert "Garden" in after.text
    assert after.last_modified >= before.last_modified
    assert "SEQUENCE:1" in after.text


def test_an_item_that_came_and_went_between_two_revisions_was_never_there(app):
    event = make_event()
    add_session(event)
    collect_changes(event, by=None)
    actions.remove_session(add_session(event, 15))
    assert unpublished_changes(event) == []


def test_an_item_that_was_published_stays_as_cancelled(app):
    event = make_event()
    session = add_session(event)
    collect_changes(event, by=None)
    actions.remove_session(session)
    assert [each.cancelled for each in published_agenda(event).items] == [False]
    assert kinds(unpublished_changes(event)) == [ChangeKind.CANCELLED]
    publish(event)
    assert [each.cancelled for each in published_agenda(event).items] == [True]
    actions.restore_session(session)
    assert kinds(unpublished_changes(event)) == [ChangeKind.RESTORED]


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"room": "Hall B"}, ChangeKind.ROOM),
        ({"title": Translated(en="New")}, ChangeKind.TITLE),
        ({"abstract": Translated(en="New")}, ChangeKind.DETAILS),
        ({"speakers": ()}, ChangeKind.SPEAKERS),
    ],
)
def test_each_difference_has_a_name(app, more, kind):
    event = make_event()
    session = add_session(event)
    publish(event)
    change(session, **more)
    assert kinds(unpublished_changes(event)) == [kind]
    change(session, starts_at=session.starts_at + HOUR, ends_at=session.ends_at + HOUR)
    assert kinds(unpublished_changes(event)) == [ChangeKind.MOVED, kind]


texts = st.builds(Translated, en=st.text(max_size=5), ar=st.text(max_size=5))
speakers = st.builds(
    ItemSpeaker,
    role=st.sampled_from(SpeakerRole),
    name=st.text(max_size=5),
    title=texts,
    organization=st.none() | st.builds(Named, texts),
)
materials = st.builds(ItemMaterial, title=texts, urls=texts)
interpretations = st.builds(
    ItemInterpretation, source=st.just("zh"), target=st.sampled_from(["fr", "ar"]), is_relay=st.booleans()
)
moments = st.datetimes(timezones=st.just(UTC))
items = st.builds(
    Item,
    id=st.integers(1, 4),
    uid=st.just("1d1e6f0a-0000-4000-8000-000000000000"),
    kind=st.sampled_from(SessionKind),
    starts_at=moments,
    ends_at=moments,
    room=st.sampled_from(["", "A", "B"]),
    track=st.sampled_from(["", "Law"]),
    title=texts,
    abstract=texts,
    cancelled=st.booleans(),
    speakers=st.lists(speakers, max_size=2).map(tuple),
    materials=st.lists(materials, max_size=2).map(tuple),
    interpretations=st.lists(interpretations, max_size=2).map(tuple),
    floor_language=st.sampled_from(["", "zh"]),
    takes_sign_ups=st.booleans(),
    capacity=st.none() | st.integers(1, 20),
    event=st.none(),
    sequence=st.integers(0, 9),
    created_at=moments,
    revised_at=moments,
)
agendas = st.lists(items, max_size=4, unique_by=lambda each: each.id)


@given(items)
def test_what_is_stored_of_an_item_is_all_of_it(item):
    assert vars(from_json(to_json(item), item.event)) == vars(item)


@given(agendas)
def test_nothing_differs_from_itself(agenda):
    assert changes_between(agenda, agenda) == []


@given(agendas, agendas)
def test_every_item_that_differs_is_told_of_and_no_other(before, after):
    old = {each.id: each for each in before if not each.cancelled}
    new = {each.id: each for each in after if not each.cancelled}
    told = {each.after.id for each in changes_between(before, after)}
    assert told == {number for number in old | new if old.get(number) != new.get(number)}


@given(agendas, agendas)
def test_what_is_added_one_way_is_cancelled_the_other_way(before, after):
    def those(kind, one, other):
        return {each.after.id for each in changes_between(one, other) if each.kind in kind}

    came = those((ChangeKind.ADDED, ChangeKind.RESTORED), before, after)
    assert came == those((ChangeKind.CANCELLED,), after, before)
