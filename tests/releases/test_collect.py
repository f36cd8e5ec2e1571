"""An event of the database and a file of the same facts give the same release."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from eventhub.db import Translated, db
from eventhub.events import actions as events
from eventhub.events.actions import EventDetails, Part
from eventhub.events.models import AttendanceMode, ParticipationRole
from eventhub.organizations.models import PressContact
from eventhub.outbox.models import OutboxMessage
from eventhub.releases.collect import facts_of
from eventhub.releases.facts_file import from_data
from eventhub.releases.models import ReleaseKind
from eventhub.releases.prose.write import LANGUAGES_WRITTEN, write
from eventhub.releases.queries import quotes_of
from tests.releases import newsroom
from tests.releases.sheets import beijing

BEFORE, DURING, AFTER = date(2016, 11, 1), date(2016, 11, 3), date(2016, 11, 10)


def facts_now(event, as_of: date = BEFORE):
    return facts_of(event, quotes_of(event), as_of=as_of)


def without_acknowledgement(text):
    """The database knows what the funder asks to be said; the file of facts does not."""
    return text.headline, text.dateline, [p for p in text.paragraphs if p.role != "acknowledgement"]


@pytest.mark.parametrize("as_of", [BEFORE, DURING, AFTER])
@pytest.mark.parametrize("language", LANGUAGES_WRITTEN)
def test_event_gives_the_release_of_the_file_of_facts(app, language, as_of):
    event = newsroom.make_workshop()
    of_event = write(facts_now(event, as_of), language, as_of=as_of)
    # The press officer's office is called by its name in the directory, which the file has in three languages only.
    contact = beijing()["contact"] | {"office": event.office.name}
    of_file = write(from_data(beijing() | {"contact": contact}), language, as_of=as_of)
    assert without_acknowledgement(of_event) == without_acknowledgement(of_file)


def test_participants_and_partners_stand_in_order_of_precedence(app):
    event = newsroom.make_workshop()
    organizations = [each.organization for each in event.participations]
    parts = [
        Part(organization=organizations[2], role=ParticipationRole.PARTICIPANT),
        Part(organization=organizations[0], role=ParticipationRole.PARTNER),
        Part(organization=organizations[1], role=ParticipationRole.OBSERVER),
    ]
    events.set_participations(event, parts)
    assert [each.name for each in facts_now(event).participants] == [
        organizations[2].name,
        organizations[0].name,
    ]


def test_office_organises_first_and_co_organisers_stand_apart(app):
    event = newsroom.make_workshop()
    first, second, *_ = (each.organization for each in event.participations)
    events.set_participations(
        event,
        [
            Part(organization=first, role=ParticipationRole.ORGANISER),
            Part(organization=second, role=ParticipationRole.CO_ORGANISER),
        ],
    )
    facts = facts_now(event)
    assert [each.name for each in facts.organisers] == [event.office.name, first.name]
    assert [each.name for each in facts.co_organisers] == [second.name]


def test_programme_brings_its_implementers(app):
    event = newsroom.make_workshop()
    event.programme.implementers = [event.participations[0].organization]
    db.session.flush()
    assert [each.name for each in facts_now(event).programme.implementers] == [
        event.participations[0].organization.name
    ]


def test_head_count_is_told_only_when_the_event_is_over(app):
    event = newsroom.make_workshop(expected_women=20, expected_men=20, actual_women=17, actual_men=14)
    assert [facts_now(event, day).participants_total for day in (BEFORE, DURING, AFTER)] == [None, None, 31]


def test_days_off_between_are_left_out(app):
    event = newsroom.make_workshop(session_days=["2016-11-03", "2016-11-04"])
    assert facts_now(event).days == (date(2016, 11, 3), date(2016, 11, 4))


def test_event_on_line_is_told_as_such(app):
    event = newsroom.make_workshop(mode=AttendanceMode.ONLINE)
    assert facts_now(event).place.online


def test_contact_is_printed_as_published_and_never_written_to(app):
    release = newsroom.make_release()
    for text in release.texts:
        assert "pliljert@iom.int" in text.body
        assert "+ 86 13466385492" in text.body.replace("\N{NO-BREAK SPACE}", " ")
    assert db.session.scalars(select(OutboxMessage)).all() == []


def test_contact_of_the_office_stands_in_for_one_of_the_event(app):
    event = newsroom.make_workshop(contact_name="", contact_email="", contact_phone="")
    event.office.email = "office@example.org"
    assert facts_now(event).contact.email == "office@example.org"
    event.office.email = ""
    assert facts_now(event).contact is None


def test_who_answers_for_the_office_depends_on_the_language(app):
    event = newsroom.make_workshop(contact_name="", contact_email="", contact_phone="")
    event.office.press_contacts = [
        PressContact(name="Ana", email="ana@example.org", languages=["es"]),
        PressContact(name="Ben", email="ben@example.org"),
    ]
    db.session.flush()
    facts = facts_now(event)
    named = {
        code: [name for name in ("Ana", "Ben") if name in write(facts, code).paragraphs[-1].text]
        or [name for name in ("Ana", "Ben") if name in write(facts, code).paragraphs[-2].text]
        for code in ("en", "es")
    }
    assert named == {"en": ["Ben"], "es": ["Ana"]}


def test_postponement_tells_the_days_that_no_longer_stand_and_the_new_ones(app):
    event = newsroom.make_workshop()
    event.postponed_from = ["2016-11-03", "2016-11-04"]
    told = facts_of(event, [], as_of=BEFORE, kind=ReleaseKind.POSTPONEMENT)
    assert (told.start, told.end, told.postponed_to) == (date(2016, 11, 3), date(2016, 11, 4), ())
    event.starts_at, event.ends_at = (
        moment + timedelta(days=30) for moment in (event.starts_at, event.ends_at)
    )
    told = facts_of(event, [], as_of=BEFORE, kind=ReleaseKind.POSTPONEMENT)
    assert (told.start, told.postponed_to) == (date(2016, 11, 3), (date(2016, 12, 3), date(2016, 12, 4)))
    assert facts_now(event).start == date(2016, 12, 3)


def test_outcome_tells_who_came_from_the_last_day_on(app):
    event = newsroom.make_workshop(actual_women=17, actual_men=14)
    told = facts_of(event, [], as_of=date(2016, 11, 4), kind=ReleaseKind.OUTCOME)
    assert (told.participants_total, told.participants_women, told.participants_men) == (31, 17, 14)


def test_changed_fact_changes_the_words(app):
    event = newsroom.make_workshop()
    before = write(facts_now(event), "en").paragraphs[0].text
    details = EventDetails.of(event)
    events.edit_event(event, EventDetails(**{**vars(details), "city": Translated(en="Shanghai")}))
    assert write(facts_now(event), "en").paragraphs[0].text == before.replace("Beijing", "Shanghai")
