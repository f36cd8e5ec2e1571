"""What tells that the public may see something else: no change to a table goes untold, and reading is never missed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import selectinload

from eventhub.db import Base, db, transaction
from eventhub.db.state import UNSEEN, State, read_state, read_token, tables_read
from eventhub.events.models import Event, Topic, event_topics
from tests.registration.cast import make_workshop
from tests.website.cast import make_topic

SEEN = sorted(set(Base.metadata.tables) - UNSEEN)


def state() -> State:
    return read_state(db.engine)


def changed_since(before: State) -> set[str]:
    """The tables whose versions are no longer the same; the token has changed just when there are any."""
    after = state()
    names = {name for name in Base.metadata.tables if after.of({name}) != before.of({name})}
    assert (after.token == read_token(db.engine), after.token != before.token) == (True, bool(names))
    return names


@pytest.fixture
def workshop(app_on_each_database) -> Event:
    event = make_workshop()
    with transaction():
        event.topics.append(make_topic())
    return event


def test_a_statement_tells_of_its_table_alone_whichever_it_is(app_on_each_database):
    for name in SEEN:
        table, before = Base.metadata.tables[name], state()
        column = next(iter(table.columns))
        with transaction():
            db.session.execute(update(table).values({column.name: column}))
        assert changed_since(before) == {name}


def test_what_nobody_sees_is_not_told(app_on_each_database):
    before = state()
    with transaction():
        for name in sorted(UNSEEN - {"site_state"}):
            column = next(iter(Base.metadata.tables[name].columns))
            db.session.execute(update(Base.metadata.tables[name]).values({column.name: column}))
    assert changed_since(before) == set()


def test_what_the_database_deletes_along_is_told(workshop):
    before = state()
    with transaction():
        db.session.execute(delete(Event).where(Event.id == workshop.id))
    told = changed_since(before)
    assert {"events", "sessions", "speakers", "event_topics", "registrations", "calendar_blocks"} <= told
    assert not {"offices", "organizations", "topics"} & told


def test_who_belongs_to_whom_is_told(workshop):
    before = state()
    with transaction():
        workshop.topics.clear()
    assert changed_since(before) == {"events", "event_topics"}
    before = state()
    with transaction():
        topic = db.session.scalars(select(Topic)).one()
        db.session.execute(insert(event_topics).values(event_id=workshop.id, topic_id=topic.id))
    assert changed_since(before) == {"event_topics"}


def test_of_a_statement_in_words_everything_may_have_changed(app_on_each_database):
    before = state()
    with transaction():
        db.session.execute(text("UPDATE topics SET slug = slug"))
    assert set(SEEN) <= changed_since(before)


def test_two_who_write_at_once_both_tell(app_on_each_database: Flask):
    names = SEEN[:8]
    before = state()

    def write(name: str) -> None:
        table = Base.metadata.tables[name]
        column = next(iter(table.columns))
        with app_on_each_database.app_context(), transaction():
            db.session.execute(update(table).values({column.name: column}))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, names))
    assert changed_since(before) == set(names)


def test_every_table_that_is_read_is_seen_also_those_that_are_loaded_along(workshop):
    db.session.expunge_all()
    with tables_read() as tables:
        event = db.session.scalars(select(Event).options(selectinload(Event.topics))).one()
        assert event.office.slug
        db.session.execute(text("SELECT count(*) FROM quotes"))
    assert {"events", "event_topics", "topics", "offices", "quotes"} <= tables
    assert "registrations" not in tables
    db.session.execute(select(Topic.id)).all()
    with tables_read() as others:
        pass
    assert others == set()
