"""The agenda as a document, and as schedule.xml and schedule.json for apps."""

import io
import re
from collections import Counter
from datetime import datetime
from xml.etree import ElementTree

import jsonschema
import pytest
from docx import Document
from pypdf import PdfReader

from eventhub.agenda.actions import remove_session
from eventhub.agenda.models import Speaker, SpeakerRole
from eventhub.agenda.revisions import next_number, publish_revision
from eventhub.db import Translated, db
from eventhub.events.models import Event
from eventhub.text.languages import CODES
from tests.calendars.cast import FAR, add_session, edit, make_event, make_funder, make_programme

WORKSHOP = "/{}/events/workshop/"
TITLES = {"en": "On law", "fr": "Sur le droit", "ar": "عن القانون", "zh": "论法律", "ru": "О праве"}


@pytest.fixture
def event(app) -> Event:
    event = make_event(programme=make_programme(funder=make_funder()))
    event.programme.fundings[0].source.emblem = "eu"
    add_session(
        event, 11, title=Translated(TITLES), room="Hall A", track="Law", materials=("https://example.org/a",)
    )
    add_session(
        event,
        9,
        title=Translated(en="Opening"),
        speakers=[Speaker(role=SpeakerRole.OPENING, name="Ana Ruiz")],
    )
    publish_revision(event, number=1, by=None, note=Translated(), tells_participants=False)
    db.session.commit()
    return event


def words(client, language: str, name: str) -> str:
    """What a person reads in a document, without the blanks that differ."""
    content = client.get(f"{WORKSHOP.format(language)}{name}").data
    if name.endswith("pdf"):
        return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join([*(each.text for each in document.paragraphs), *cells]).split())


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("name", ["agenda.pdf", "agenda.docx"])
def test_a_document_says_what_the_page_says_in_every_language(client, event, language, name):
    text = words(client, language, name)
    for part in ("11:00–11:45", "HallA", "Law", "AnaRuiz", "FundedbytheEuropeanUnion"):
        assert part in text
    # Right-to-left words come out of a PDF in an order of its own.
    assert Counter("".join(TITLES.get(language, TITLES["en"]).split())) <= Counter(text)


def test_the_documents_bear_the_number_of_the_revision(client, event):
    for name in ("agenda.pdf", "agenda.docx"):
        assert "Revision1of" in words(client, "en", name)
    add_session(event, 15)
    assert "withlaterchanges" in words(client, "en", "agenda.pdf")


def test_an_arabic_word_document_runs_from_the_right_tables_too(client, event):
    document = Document(io.BytesIO(client.get(f"{WORKSHOP.format('ar')}agenda.docx").data))
    assert "w:bidiVisual" in document.tables[0]._tbl.xml
    assert document.tables[0].rows[1].cells[1].paragraphs[0].runs[0].font.rtl


def test_the_emblem_stands_beside_its_statement(client, event):
    document = Document(io.BytesIO(client.get(f"{WORKSHOP.format('fr')}agenda.docx").data))
    assert len(document.inline_shapes) == 1


@pytest.mark.parametrize("name", ["agenda.pdf", "agenda.docx", "schedule.xml", "schedule.json"])
def test_a_file_is_the_same_whenever_it_is_asked_for(client, event, name):
    address = f"{WORKSHOP.format('fr')}{name}"
    first, second = client.get(address), client.get(address)
    assert first.data == second.data
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


LOCAL = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00"
EVENT_SCHEMA = {
    "type": "object",
    "required": [
        *("id", "guid", "date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track"),
        *("type", "language", "abstract", "persons", "links"),
    ],
    "properties": {
        "id": {"type": "integer", "minimum": 1},
        "guid": {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
        "date": {"pattern": f"^{LOCAL}$"},
        "start": {"pattern": r"^\d\d:\d\d$"},
        "duration": {"pattern": r"^\d+:\d\d$"},
        "slug": {"pattern": "^[a-z0-9_-]+[a-z0-9]$"},
        "url": {"pattern": "^https?://"},
        "persons": {"items": {"required": ["name"]}},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["schedule"],
    "properties": {
        "schedule": {
            "required": ["version", "conference"],
            "properties": {
                "version": {"type": "string"},
                "conference": {
                    "required": [
                        *("acronym", "title", "start", "end", "daysCount", "timeslot_duration", "days"),
                        "time_zone_name",
                    ],
                    "properties": {
                        "acronym": {"pattern": "^[a-z0-9_-][a-z0-9_]{3,}$"},
                        "days": {
                            "items": {
                                "required": ["index", "date", "day_start", "day_end", "rooms"],
                                "properties": {
                                    "day_start": {"pattern": f"^{LOCAL}$"},
                                    "rooms": {
                                        "additionalProperties": {"type": "array", "items": EVENT_SCHEMA}
                                    },
                                },
                            }
                        },
                    },
                },
            },
        }
    },
}
"""What the validator of c3voc asks of a schedule.json, as far as there is anything of it here."""


def test_the_json_is_what_conference_apps_expect(client, event):
    schedule = client.get(f"{WORKSHOP.format('en')}schedule.json").json
    jsonschema.validate(schedule, SCHEMA)
    [day] = schedule["schedule"]["conference"]["days"]
    [law] = day["rooms"]["Hall A"]
    assert (law["title"], law["start"], law["duration"], law["track"]) == ("On law", "11:00", "00:45", "Law")
    assert datetime.fromisoformat(law["date"]) == event.local_start.replace(hour=11)
    assert [each["url"] for each in law["attachments"]] == ["https://example.org/a"]


def test_the_xml_says_the_same_as_the_json(client, event):
    schedule = client.get(f"{WORKSHOP.format('ar')}schedule.json").json["schedule"]
    root = ElementTree.fromstring(client.get(f"{WORKSHOP.format('ar')}schedule.xml").data)
    assert [each.tag for each in root] == ["generator", "version", "conference", "day"]
    assert root.findtext("conference/time_zone_name") == "Asia/Shanghai"
    in_json = [
        each for day in schedule["conference"]["days"] for room in day["rooms"].values() for each in room
    ]
    in_xml = root.findall("day/room/event")
    assert [each.get("guid") for each in in_xml] == [each["guid"] for each in in_json]
    for name in (
        "date",
        "start",
        "duration",
        "room",
        "slug",
        "url",
        "title",
        "track",
        "type",
        "language",
        "abstract",
    ):
        assert [each.findtext(name) for each in in_xml] == [each[name] for each in in_json]
    people = [each["name"] for event in in_json for each in event["persons"]]
    assert [each.text for each in root.iter("person")] == people


def test_an_agenda_without_items_has_the_days_of_its_event_since_apps_read_no_schedule_without_any(client):
    make_event("empty")
    path = "/en/events/empty/schedule"
    schedule = client.get(f"{path}.json").json
    jsonschema.validate(schedule, SCHEMA)
    root = ElementTree.fromstring(client.get(f"{path}.xml").data)
    assert [(each.get("date"), list(each)) for each in root.iter("day")] == [
        (f"{FAR}-11-03", []),
        (f"{FAR}-11-04", []),
    ]
    assert root.findtext("conference/days") == "2"


def test_numbers_and_names_in_the_xml_are_unique(client, event):
    root = ElementTree.fromstring(client.get(f"{WORKSHOP.format('en')}schedule.xml").data)
    for values in (
        [each.get("id") for each in root.iter("event")],
        [each.get("guid") for each in root.iter("event")],
        [each.findtext("slug") for each in root.iter("event")],
        [each.get("index") for each in root.iter("day")],
    ):
        assert len(values) == len(set(values)) > 0


def test_another_version_whenever_anything_is_different(client, event):
    def version():
        return client.get(f"{WORKSHOP.format('en')}schedule.json").json["schedule"]["version"]

    assert version() == "1"
    session = add_session(event, 15)
    later = version()
    assert re.fullmatch(r"1\.\d{14}", later)
    publish_revision(event, number=next_number(event), by=None, note=Translated(), tells_participants=False)
    db.session.commit()
    assert version() == "2"
    remove_session(session)
    db.session.commit()
    assert session.uid not in client.get(f"{WORKSHOP.format('en')}schedule.xml").text


def test_what_people_write_stays_text(client, event):
    add_session(event, 15, title=Translated(en='</title>&<b>\x0b #panic("x") $x$'), room='A/"B"<')
    edit(event, title=Translated(en="<b>& $x"))
    root = ElementTree.fromstring(client.get(f"{WORKSHOP.format('en')}schedule.xml").data)
    assert '</title>&<b> #panic("x") $x$' in [each.text for each in root.iter("title")]
    for name in ("agenda.pdf", "agenda.docx"):
        assert '#panic("x")' in words(client, "en", name)
