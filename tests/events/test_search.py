"""What a search finds, and that it finds it as soon as it is there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from eventhub.app import create_app
from eventhub.clock import now
from eventhub.db import Translated, db, schema
from eventhub.db.copying import empty, read_rows, tables_of, write_rows
from eventhub.db.search import has_terms
from eventhub.events.actions import Part, set_participations
from eventhub.events.models import Event, ParticipationRole
from eventhub.events.search import EventFilter, Period, count_events
from eventhub.organizations.actions import OrganizationDetails, edit_organization
from eventhub.text.normalise import wanted_terms
from tests.calendars.cast import edit, make_event
from tests.databases import config_for
from tests.organizations.cast import make_organization


def found(typed: str) -> int:
    """How many events the words find."""
    return count_events(EventFilter(typed=typed), at=now())[Period.ALL].number


def test_an_event_is_found_by_the_new_name_of_who_takes_part(client):
    ministry = make_organization("Ministry of the Interior")
    event = make_event()
    set_participations(event, [Part(organization=ministry, role=ParticipationRole.PARTICIPANT)])
    renamed = replace(OrganizationDetails.of(ministry), name=Translated(en="Home Office"))
    edit_organization(ministry, renamed)
    db.session.commit()
    assert "Safe migration" in client.get("/en/events/?q=home+office").text
    assert "Safe migration" not in client.get("/en/events/?q=interior").text


WORDS = {
    "Latin": "abcdefghijklmnopqrstuvwxyz",
    "accents": "aeiouéèêëàâîïôöûüçñãõåøœæßđłışğ",
    "Cyrillic": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئء",
    "Chinese": "中国移民劳务返回与重新接纳研讨会北京公安部",
    "Greek": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊ",
}


def beginnings(title: str) -> Iterator[str]:
    """What somebody types on the way to a word of the title: two letters or more."""
    for word in title.split():
        yield from (word[:end] for end in range(2, len(word) + 1))


@pytest.mark.parametrize("script", WORDS)
def test_every_beginning_of_every_word_of_a_title_finds_the_event(app_on_each_database, script):
    event = make_event()
    word = st.text(WORDS[script], min_size=2, max_size=9)

    @given(words=st.lists(word, min_size=1, max_size=4))
    @settings(max_examples=12)
    def holds(words):
        title = " ".join(words)
        edit(event, title=Translated(en=title))
        for typed in (title, *beginnings(title)):
            assert db.session.scalars(select(Event.id).where(has_terms(Event, wanted_terms(typed)))).all(), (
                typed
            )

    holds()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("劳务", "亚洲劳务移民研讨会"),
        ("研讨会 移民", "亚洲劳务移民研讨会"),
        ("会", "亚洲劳务移民研讨会"),
        ("中国", "EU中国对话"),
        ("هجرة", "العمل والهجرة"),
        ("الهجرة", "هجرة العمال"),
        ("وزاره", "وزارة الداخلية"),
        ("МИГРАЦИ", "О миграции и её причинах"),
        ("ее", "О миграции и её причинах"),
        ("reinteg", "Réintégration durable"),
        ("l'union", "Dialogue de l’Union"),
        ("m", "Plan M"),
    ],
)
def test_a_word_is_found_as_its_language_writes_it(app_on_each_database, typed, title):
    make_event(title=Translated(en=title))
    assert found(typed) == 1


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("务劳", "亚洲劳务移民研讨会"),
        ("劳民", "亚洲劳务移民研讨会"),
        ("igration", "Migration"),
        ("p", "Plan M"),
        ("migration OR asylum", "Migration"),
        ('"migration" -x', "Migration"),
    ],
)
def test_what_is_no_beginning_of_a_word_finds_nothing(app_on_each_database, typed, title):
    make_event(title=Translated(en=title))
    assert found(typed) == 0


def test_events_that_go_and_rows_that_are_restored_leave_the_index_right(app_on_each_database):
    event = make_event(title=Translated(en="Ephemeral"))
    with db.engine.connect() as connection:
        rows = {table.name: list(read_rows(connection, table)) for table in tables_of(connection)}
    db.session.delete(event)
    db.session.commit()
    make_event(title=Translated(en="Another"))

    assert (found("ephemeral"), found("another")) == (0, 1)
    db.session.commit()
    with db.engine.begin() as connection:
        empty(connection)
        write_rows(connection, rows)
    assert (found("ephemeral"), found("another")) == (1, 0)


def test_a_table_of_sqlite_that_a_migration_rebuilt_is_searched_as_before(sqlite_databases, instance):
    with sqlite_databases.fresh() as url:
        app = create_app(config_for(url, instance))
        with app.app_context():
            make_event(title=Translated(en="Before"))
            with db.engine.connect() as connection:
                for name in ("insert", "update", "delete"):
                    connection.execute(text(f"DROP TRIGGER events_search_{name}"))
                connection.commit()
            make_event("later", title=Translated(en="Later"))
            schema.upgrade()
            make_event("after", title=Translated(en="After"))
            for typed in ("before", "later", "after"):
                assert found(typed) == 1
            db.session.remove()
            db.engine.dispose()
