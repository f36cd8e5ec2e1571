"""Topics, by which events are found."""

import pytest

from eventhub.accounts.models import Role
from eventhub.db import Translated, db
from eventhub.events.models import Topic
from eventhub.events.topics import create_topic, topics_with_counts
from tests.calendars.cast import make_event, make_topic
from tests.people import ALICE, make_user, sign_in

LIST, NEW = "/desk/topics/", "/desk/topics/new"
NAME = {"name-en": "Return and readmission", "name-fr": "Retour et réadmission"}


def topic_of(event, name: str = "Return, readmission") -> Topic:
    topic = make_topic()
    topic.name = Translated(en=name)
    event.topics = [topic]
    db.session.commit()
    return topic


def test_a_topic_is_added_renamed_and_keeps_its_address(alice):
    assert alice.post(NEW, data=NAME).location == LIST
    alice.post(f"{LIST}return-and-readmission/", data={"name-en": "Return", "name-fr": ""})
    topic = db.session.query(Topic).one()
    assert (topic.slug, topic.name) == ("return-and-readmission", {"en": "Return"})


def test_a_topic_without_latin_letters_has_an_address_too(app):
    slugs = [create_topic(Translated(ar="العودة")).slug, create_topic(Translated(zh="返回")).slug]
    assert slugs == ["topic", "topic-2"]


def test_a_topic_needs_a_name(alice):
    answer = alice.post(NEW, data={"name-en": " "})
    assert (answer.status_code, "Fill in at least one language." in answer.text) == (422, True)
    assert db.session.query(Topic).count() == 0


def test_every_topic_tells_how_many_events_it_has(app):
    topic_of(make_event())
    create_topic(Translated(en="Counter-trafficking"))
    assert [(topic.slug, count) for topic, count in topics_with_counts()] == [
        ("counter-trafficking", 0),
        ("return", 1),
    ]


def test_a_new_name_reaches_the_calendar_entries_of_its_events(alice):
    event = make_event()
    topic_of(event)
    before = event.revised_at
    alice.post(f"{LIST}return/", data={"name-en": "Dignified return"})
    assert event.revised_at > before
    assert "Dignified return" in alice.get(f"/en/events/{event.slug}.ics").text


def test_the_same_name_revises_nothing(alice):
    event = make_event()
    topic_of(event, "Return")
    before = event.revised_at
    alice.post(f"{LIST}return/", data={"name-en": "Return"})
    assert event.revised_at == before


def test_a_topic_of_an_event_stays(alice):
    topic_of(make_event())
    page = alice.post(f"{LIST}return/delete", follow_redirects=True).text
    assert "This cannot be deleted, since it is used by 1 event." in page


def test_a_topic_of_nothing_is_deleted(alice):
    alice.post(NEW, data=NAME)
    assert alice.post(f"{LIST}return-and-readmission/delete").location == LIST
    assert db.session.query(Topic).count() == 0


@pytest.mark.parametrize("path", [NEW, f"{LIST}return/", f"{LIST}return/delete"])
def test_a_viewer_changes_nothing(app, path):
    make_user(ALICE, Role.VIEWER)
    create_topic(Translated(en="Return"))
    assert sign_in(app.test_client(), ALICE).post(path, data=NAME).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(alice, count_queries):
    def queries():
        with count_queries() as sent:
            alice.get(LIST)
        return len(sent)

    alice.post(NEW, data=NAME)
    one = queries()
    alice.post(NEW, data=NAME)
    alice.post(NEW, data=NAME)
    assert queries() == one
