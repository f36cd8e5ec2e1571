"""Lists, sheets, badges, plates and seating: who stands where in them, and who may have them."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from eventhub.accounts.models import Role
from eventhub.delegations.models import Capacity
from eventhub.documents.catalogue import CATALOGUE
from eventhub.documents.roll import roll_of
from eventhub.documents.rules import around_the_chair, in_rows
from eventhub.events.models import ParticipationRole
from eventhub.organizations.models import OrganizationKind
from eventhub.registration.models import ConsentPurpose
from eventhub.web.language import in_language
from tests.calendars.cast import FAR
from tests.desk.cast import give
from tests.documents.cast import make_organization, make_room, seat, send_as
from tests.people import ALICE, make_user, sign_in
from tests.registration.cast import cancel

PAGE = "/desk/events/workshop/documents/"


@pytest.fixture
def event(app, alice):
    return give(make_room(), ALICE)


def rows_of(answer) -> list[list]:
    """The first sheet of a workbook, without its headings."""
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()[1:]


def names(event) -> list[str]:
    with in_language("en"):
        return [each.name for each in roll_of(event)]


def test_the_roll_begins_with_governments_by_country_and_ends_with_the_secretariat(event):
    office = make_organization(
        "office", OrganizationKind.UN_AGENCY, event=event, role=ParticipationRole.ORGANISER
    )
    seat(event, "Organiser", office)
    seat(event, "Nobody Knows", organization_name="A small firm")
    seat(event, "Journalist", make_organization("daily", OrganizationKind.MEDIA))
    seat(event, "Of the Union", make_organization("eu delegation", OrganizationKind.EU_INSTITUTION))
    seat(event, "Of Togo", make_organization("togo", country="TG"))
    seat(event, "Of Chad", make_organization("tchad", country="TD"))
    ordered = ["Of Chad", "Of Togo", "Of the Union", "Journalist", "Nobody Knows", "Organiser"]
    assert names(event) == ordered


def test_countries_stand_in_the_order_of_the_language_of_the_list(event):
    # Chine stands before Espagne, Spain after China; but Allemagne, which is Germany, stands before both.
    for name, country in (("Spain", "ES"), ("Germany", "DE"), ("China", "CN")):
        seat(event, name, make_organization(name.lower(), country=country))
    assert names(event) == ["China", "Germany", "Spain"]
    with in_language("fr"):
        assert [each.name for each in roll_of(event)] == ["Germany", "China", "Spain"]


def test_within_a_country_precedence_comes_before_the_alphabet_and_the_head_before_all(event):
    second = make_organization("agency", country="CN", event=event, position=2)
    first = make_organization("ministry", country="CN", event=event, position=1)
    for name, organization in (("Zoe", first), ("Adam", first), ("Bea", first), ("Carl", second)):
        seat(event, name, organization)
    for each in roll_of(event):
        if each.name in ("Zoe", "Adam"):
            send_as(each.registration, Capacity.HEAD if each.name == "Zoe" else Capacity.ADVISER)
    assert names(event) == ["Zoe", "Bea", "Adam", "Carl"]


def test_only_those_with_a_place_stand_in_the_roll(event):
    gone = seat(event, "Gone")
    seat(event, "Here")
    cancel(gone)
    assert names(event) == ["Here"]


def test_the_public_list_holds_those_who_agreed_and_no_address(alice, event):
    seat(event, "Agreed", phone="+33 1", position="Director")
    seat(event, "Did not", consents={ConsentPurpose.PARTICIPATION: "I agree."})
    public = rows_of(alice.get(f"{PAGE}participants.xlsx?language=en"))
    assert public == [["Others", "1", "Agreed", "Director", "", ""]]
    internal = rows_of(alice.get(f"{PAGE}participants-internal.xlsx?language=en"))
    assert [row[2] for row in internal] == ["Agreed", "Did not"]
    assert [row[6:8] for row in internal] == [["agreed@example.org", "+33 1"], ["did-not@example.org", ""]]


def test_the_sheet_of_a_day_names_it_and_its_funder_and_leaves_room_to_sign(alice, event):
    seat(event, "Li Wei", make_organization("ministry", country="CN"))
    answer = alice.get(f"{PAGE}attendance-sheet.docx", query_string={"language": "en", "day": f"{FAR}-11-04"})
    made = Document(io.BytesIO(answer.data))
    text = "\n".join(each.text for each in made.paragraphs)
    assert "4 November 2090" in text
    assert "Funded by the European Union" in text
    [table] = made.tables
    assert [cell.text for cell in table.rows[1].cells][1:3] == ["Li Wei", "Ministry"]
    assert [cell.text for cell in table.rows[1].cells][-2:] == ["", ""]


def test_a_table_in_arabic_begins_at_the_right(alice, event):
    seat(event, "دينا حداد")
    made = Document(io.BytesIO(alice.get(f"{PAGE}participants.docx?language=ar").data))
    [table] = made.tables
    assert table._tblPr.find(qn("w:bidiVisual")) is not None
    assert table.rows[0].cells[1].text == "الاسم"


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_document_is_made_in_three_scripts_for_hostile_names_and_for_nobody(alice, event, key):
    for suffix in CATALOGUE[key].writers:
        assert alice.get(f"{PAGE}{key}.{suffix}").status_code == 200
    seat(event, "王伟", make_organization("外交部", country="CN"))
    seat(event, "W" * 200, organization_name='#panic() =1+1 \\ "x" <b> $a$' * 7)
    seat(event, "=HYPERLINK(1)")
    for language in ("en", "ar", "zh"):
        for suffix in CATALOGUE[key].writers:
            answer = alice.get(f"{PAGE}{key}.{suffix}", query_string={"language": language})
            assert (answer.status_code, answer.data[:2]) == (200, b"%P" if suffix == "pdf" else b"PK")


def test_the_page_offers_every_document_and_what_there_is_not_is_not_found(alice, event):
    page = alice.get(PAGE).text
    assert all(f"{PAGE}{key}.pdf" in page for key in CATALOGUE)
    assert alice.get(f"{PAGE}badges.xlsx").status_code == 404
    assert alice.get(f"{PAGE}budget.pdf").status_code == 404
    wrong = {"language": "xx", "size": "../a4", "day": "2020-01-01"}
    assert alice.get(f"{PAGE}badges.pdf", query_string=wrong).status_code == 200


def test_documents_are_for_those_who_look_after_the_event(app, client, eve, event):
    make_user(person := ALICE.__class__("Press", "press@example.org"), Role.PRESS_OFFICER)
    press = sign_in(app.test_client(), person)
    for path in ("", "participants-internal.xlsx", "badges.pdf"):
        assert eve.get(PAGE + path).status_code == 404
        assert press.get(PAGE + path).status_code == 403
        assert client.get(PAGE + path).status_code == 302


def test_the_second_sits_at_the_right_hand_of_the_first():
    assert around_the_chair([1, 2, 3, 4, 5]) == [5, 3, 1, 2, 4]
    assert in_rows([1, 2, 3, 4, 5], 3) == [[3, 1, 2], [4, 5]]


@given(st.lists(st.integers(), unique=True), st.integers(1, 9))
def test_everybody_has_one_seat_and_the_first_sits_in_the_middle(people, seats):
    row = around_the_chair(people)
    assert sorted(row) == sorted(people)
    if people:
        assert row.index(people[0]) == (len(people) - 1) // 2
    assert sorted(each for line in in_rows(people, seats) for each in line) == sorted(people)
