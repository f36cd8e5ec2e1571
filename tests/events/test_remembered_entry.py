"""What invitations say of an event is worked out once, and never older than the facts."""

import pytest
from sqlalchemy import update

from eventhub.db import Translated, db, transaction
from eventhub.db.remembered import Remembered
from eventhub.db.state import tables_read
from eventhub.events import entries
from eventhub.events.entries import event_entry, remembered_entry
from eventhub.events.models import Event
from eventhub.events.queries import read_anew
from eventhub.programmes.models import FundingSource
from tests.calendars.cast import make_event, make_funder, make_programme, make_topic


@pytest.fixture
def event(app_on_each_database) -> Event:
    with transaction():
        programme = make_programme(funder=make_funder())
        event = make_event("workshop", programme=programme)
        event.topics.append(make_topic())
    return event


def test_it_is_what_the_entry_says_and_is_asked_once(event, count_queries):
    assert remembered_entry(event) == event_entry(event)
    with count_queries() as sent:
        remembered_entry(event)
    assert [each for each in sent if "site_state" not in each and "FROM events" not in each] == []


def test_what_another_transaction_changed_is_said_although_the_session_holds_the_old(event):
    assert "Funded by the European Union" in remembered_entry(event).description
    source = db.session.query(FundingSource).one()
    with transaction():
        db.session.execute(
            update(FundingSource)
            .values(statement=Translated(en="Funded by others"))
            .execution_options(synchronize_session=False)
        )
    with transaction():
        assert db.session.get(FundingSource, source.id) is source
        assert "Funded by others" in remembered_entry(event).description


@pytest.mark.parametrize("is_flushed", [True, False])
def test_what_this_transaction_changes_is_said_and_not_remembered(event, is_flushed):
    before = remembered_entry(event).summary
    db.session.rollback()
    event.title = Translated(en="Another title")
    if is_flushed:
        db.session.flush()
    assert remembered_entry(event).summary == "Another title"
    db.session.rollback()
    assert remembered_entry(event).summary == before


def test_no_table_is_read_of_which_no_change_is_noticed(event):
    db.session.expire_all()
    with tables_read() as tables:
        event_entry(read_anew(event))
    assert tables == entries.REMEMBERED.tables


def test_tables_without_versions_are_refused():
    with pytest.raises(ValueError, match="webhooks"):
        Remembered({"events", "webhooks"})
