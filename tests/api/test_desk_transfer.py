"""An event as a document, and a document as a new draft."""

import pytest

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from eventhub.db import db
from eventhub.organizations.models import Organization
from tests.api.cast import Program, faults_of, program_of
from tests.calendars.cast import add_session
from tests.delegations.cast import make_asked_workshop
from tests.people import ALICE, BOB
from tests.questions.cast import CHOICE, category, question, section
from tests.registration.cast import register
from tests.website.cast import make_programme

PATH = "/desk/events/workshop"
DOCUMENTS = "/desk/events/documents"


@pytest.fixture
def alice(client, app) -> Program:
    return program_of(client, ALICE, role=Role.ADMINISTRATOR)


@pytest.fixture
def document(alice) -> dict:
    """A workshop with something of everything, written down."""
    event = make_asked_workshop(programme=make_programme())
    add_session(event)
    media = category(event)
    part = section(event, category=media)
    bus = question(part, "How?", CHOICE, ["Bus", ("Train", 3)])
    question(part, "Which bus?", shown_if_id=bus.id, shown_if_values=[str(bus.options[0].id)])
    register(event)
    alice.put(f"{PATH}/agenda/rooms", {"rooms": [{"name": "Hall A", "capacity": 40}]})
    alice.post(f"{PATH}/form/standard", {"names": ["gender"]})
    found = alice.get(f"{PATH}/document")
    assert found.status_code == 200, found.text
    return found.json


def without_numbers(given):
    """The same but for the numbers by which a document names its own parts."""
    if isinstance(given, dict):
        numbers = ("id", "shown_if_id", "shown_if_values", "category_id", "section", "key")
        return {name: without_numbers(each) for name, each in given.items() if name not in numbers}
    return [without_numbers(each) for each in given] if isinstance(given, list) else given


def test_a_document_becomes_a_draft_that_gives_the_same_document(alice, document):
    made = alice.post(DOCUMENTS, document, Idempotency_Key="once")
    assert (made.status_code, made.json["status"]) == (201, "draft"), made.text
    again = alice.get(f"{made.headers['Location'].removeprefix('/api/v1')}/document").json
    assert without_numbers(again) == without_numbers(document)
    bus, which = again["sections"][0]["questions"][:2]
    assert (which["shown_if_id"], which["shown_if_values"]) == (bus["id"], [str(bus["options"][0]["id"])])
    assert again["sections"][0]["category_id"] == again["categories"][0]["id"]
    keys = [[each["key"] for each in row["questions"][-1]["options"]] for row in again["sections"]]
    assert keys == [[each["key"] for each in row["questions"][-1]["options"]] for row in document["sections"]]
    assert alice.post(DOCUMENTS, document, Idempotency_Key="once").json == made.json


def test_a_document_holds_nobody_who_takes_part(document):
    assert "amal.0@example.org" not in str(document)


def test_organizations_that_are_not_known_are_added_by_who_may(client, alice, document):
    elsewhere = {"kind": "ngo", "name": {"en": "Charity of Elsewhere"}, "slug": "elsewhere"}
    body = {
        **document,
        "directory": [*document["directory"], elsewhere],
        "organizations": {"parts": [{"organization": "elsewhere", "role": "observer"}]},
    }
    narrow = program_of(client, BOB, Permission.EVENT_EDIT)
    # Who pays is for others to say.
    assert narrow.post(DOCUMENTS, document).status_code == 403
    known = len(document["directory"])
    assert list(faults_of(narrow.post(DOCUMENTS, body))) == [f"/directory/{known}/slug"]
    made = alice.post(DOCUMENTS, body)
    assert made.status_code == 201, made.text
    assert db.session.query(Organization).filter_by(slug="elsewhere").one().name == elsewhere["name"]


@pytest.mark.parametrize(
    ("part", "wrong", "place"),
    [
        ("programme", "nothing", "/programme"),
        ("fundings", [{"organization": "nobody"}], "/fundings/0"),
        ("organizations", {"parts": [{"organization": "nobody"}]}, "/organizations/parts/0/organization"),
        ("categories", [{"id": 1, "name": {}}], "/categories/0/name"),
        (
            "sections",
            [{"questions": [{"id": 1, "kind": "choice", "label": {"en": "Which?"}}]}],
            "/sections/0/questions/0/kind",
        ),
        ("rooms", [{"name": "A"}, {"name": "a"}], "/rooms/1/name"),
    ],
)
def test_what_is_wrong_is_told_by_its_place_and_nothing_is_kept(alice, document, part, wrong, place):
    assert list(faults_of(alice.post(DOCUMENTS, {**document, part: wrong}))) in ([place], [f"{place}/en"])
    assert len(alice.get("/desk/events").json["items"]) == 1
