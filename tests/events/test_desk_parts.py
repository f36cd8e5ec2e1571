"""Organizations, funding and people of an event."""

import pytest

from eventhub.accounts.queries import find_user_by_email
from eventhub.db import Translated, db
from eventhub.events import actions
from eventhub.events.actions import Part
from eventhub.events.models import ParticipationRole
from eventhub.organizations.models import Organization
from eventhub.programmes.actions import set_programme_fundings
from eventhub.programmes.models import FundingRole
from tests.desk.cast import draft_of_alice, event_of_alice
from tests.desk.forms import changed, fields_of, filled
from tests.organizations.cast import make_organization
from tests.people import ALICE, EVE, Person
from tests.programmes.cast import make_funder, make_programme, make_source

AT = "/desk/events/workshop/"
WHO, FUNDING, STAFF = f"{AT}organizations/", f"{AT}funding/", f"{AT}staff/"


def take_part(event, *names: str) -> None:
    parts = [Part(organization=make_organization(name), role=ParticipationRole.PARTICIPANT) for name in names]
    actions.set_participations(event, parts)
    db.session.commit()


def number_of(person: Person) -> int:
    user = find_user_by_email(person.email)
    assert user is not None
    return user.id


def names_in(event) -> list[str]:
    db.session.expire_all()
    return [each.organization.name["en"] for each in event.participations]


def rows_in(fields) -> list[str]:
    found = {key: value for key, value in fields.items() if key.endswith("-organization") and value}
    return [found[key] for key in sorted(found, key=lambda key: int(key.split("-")[1]))]


def test_names_typed_into_rows_are_saved_in_their_order(alice):
    event = draft_of_alice()
    make_organization("Ministry of Labour")
    make_organization("Ministry of Health")
    more = {"parts__1__role": "observer", "parts__1__quota": "3", "parts__1__focal_point_name": "Chen Yu"}
    fields = filled(
        alice,
        WHO,
        parts__0__organization="Ministry of Labour",
        parts__1__organization="Ministry of Health",
        **more,
    )
    assert alice.post(WHO, data=fields).status_code == 303
    assert names_in(event) == ["Ministry of Labour", "Ministry of Health"]
    last = event.participations[1]
    assert (last.role, last.quota, last.focal_point_name) == ("observer", 3, "Chen Yu")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("parts:up:1", ["B", "A", "C"]),
        ("parts:down:1", ["A", "C", "B"]),
        ("parts:up:0", ["A", "B", "C"]),
        ("parts:remove:0", ["B", "C"]),
        ("parts:add", ["A", "B", "C"]),
        ("parts:remove:77", ["A", "B", "C"]),
        ("parts:explode:1", ["A", "B", "C"]),
    ],
)
def test_row_buttons_move_what_was_typed_and_save_nothing(alice, command, expected):
    event = draft_of_alice()
    take_part(event, "A", "B", "C")
    fields = filled(alice, WHO, rows=command, parts__1__quota="typed")
    answer = alice.post(WHO, data=fields)
    assert answer.status_code == 200
    assert [name.removesuffix(" (Niger)") for name in rows_in(fields_of(answer.text))] == expected
    assert "typed" in answer.text
    assert names_in(event) == ["A", "B", "C"]


def test_several_are_picked_from_the_directory_at_once(alice):
    event = draft_of_alice()
    found = [make_organization(f"Ministry of {each}") for each in ("Health", "Labour", "Trade")]
    page = alice.post(WHO, data=filled(alice, WHO, q="ministry", rows="find"))
    assert page.text.count('name="found"') == 3
    fields = changed(fields_of(page.text), rows="chosen", add_as="partner")
    fields.setlist("found", [str(found[0].id), str(found[2].id), "999999999999999999999"])
    page = alice.post(WHO, data=fields)
    assert "This is not saved yet." in page.text
    alice.post(WHO, data=fields_of(page.text))
    assert names_in(event) == ["Ministry of Health", "Ministry of Trade"]
    assert {each.role for each in event.participations} == {ParticipationRole.PARTNER}


def test_who_stands_there_is_not_added_twice(alice):
    event = draft_of_alice()
    take_part(event, "Ministry of Health")
    known = event.participations[0].organization_id
    fields = filled(alice, WHO, q="health", rows="chosen", found=str(known), add_as="participant")
    page = alice.post(WHO, data=fields)
    assert rows_in(fields_of(page.text)) == ["Ministry of Health (Niger)"]


def test_a_missing_organization_is_added_to_the_directory_and_to_the_rows(alice):
    event = draft_of_alice()
    new = {"new_name": "Agence des migrations", "new_language": "fr", "new_kind": "ngo", "new_country": "NE"}
    page = alice.post(WHO, data=filled(alice, WHO, rows="new", parts__0__quota="7", **new))
    added = db.session.query(Organization).filter_by(name=Translated(fr="Agence des migrations")).one()
    assert (added.kind, added.country) == ("ngo", "NE")
    alice.post(WHO, data=fields_of(page.text))
    assert [each.organization for each in event.participations] == [added]


def test_a_namesake_is_taken_instead_of_a_second_one(alice):
    draft_of_alice()
    make_organization("Ministry of Health")
    new = {"new_name": "ministry of health", "new_language": "en", "new_country": "NE"}
    alice.post(WHO, data=filled(alice, WHO, rows="new", **new))
    assert db.session.query(Organization).filter_by(country="NE").count() == 1


@pytest.mark.parametrize(
    "new", [{"new_name": " "}, {"new_name": "x" * 301}, {"new_name": "A", "new_kind": "x"}]
)
def test_a_new_organization_needs_a_name_and_a_kind(alice, new):
    draft_of_alice()
    before = db.session.query(Organization).count()
    answer = alice.post(WHO, data=filled(alice, WHO, rows="new", **new))
    assert (answer.status_code, db.session.query(Organization).count()) == (422, before)


BAD_ROWS = [
    ({"parts-0-organization": "Nobody knows us"}, "Nothing of this name is known."),
    ({"parts-0-organization": "Ministry"}, "Several fit:"),
    ({"parts-0-organization": "Ministry of A", "parts-0-quota": "0"}, "Write a number of places from 1 on."),
    ({"parts-0-organization": "Ministry of A", "parts-0-focal_point_email": "x"}, "This is not an e-mail"),
    (
        {"parts-0-organization": "Ministry of A", "parts-1-organization": "Ministry of A"},
        "It stands here twice in this role.",
    ),
    ({"parts-0-organization": "Ministry of A", "parts-0-role": "boss"}, "Invalid Choice"),
]


@pytest.mark.parametrize(("wrong", "message"), BAD_ROWS, ids=lambda value: str(value)[:40])
def test_wrong_rows_change_nothing(alice, wrong, message):
    event = draft_of_alice()
    make_organization("Ministry of A")
    make_organization("Ministry of B")
    answer = alice.post(WHO, data=changed(filled(alice, WHO), **wrong))
    assert (answer.status_code, names_in(event)) == (422, [])
    assert message in answer.text


def test_rows_that_somebody_else_changed_are_not_overwritten(alice):
    event = draft_of_alice()
    fields = filled(alice, WHO)
    take_part(event, "Ministry of A")
    answer = alice.post(WHO, data=fields)
    assert (answer.status_code, names_in(event)) == (422, ["Ministry of A"])
    assert "Somebody else has changed this page" in answer.text


def test_the_programme_brings_its_acknowledgement(alice):
    event = draft_of_alice()
    source = make_source(make_funder(), statement=Translated(en="Funded by the Union"))
    programme = make_programme()
    set_programme_fundings(programme, [(source, FundingRole.SOLE)])
    assert "Funded by the Union" not in alice.get(FUNDING).text
    alice.post(FUNDING, data=filled(alice, FUNDING, programme_id=str(programme.id)))
    assert event.programme == programme
    assert "Funded by the Union" in alice.get(FUNDING).text


def test_own_funders_stand_beside_or_in_place_of_those_of_the_programme(alice):
    event, source = draft_of_alice(), make_source()
    row = {"fundings__0__source_id": str(source.id), "fundings__0__role": "in_kind"}
    alice.post(FUNDING, data=filled(alice, FUNDING, replaces_programme_funding="y", **row))
    assert [(each.source, each.role) for each in event.fundings] == [(source, FundingRole.IN_KIND)]
    assert event.replaces_programme_funding is True


def test_funding_saved_as_it_stands_revises_nothing(alice):
    event = event_of_alice()
    before = event.revised_at
    alice.post(FUNDING, data=filled(alice, FUNDING))
    assert event.revised_at == before


def test_a_funder_stands_once(alice):
    event, source = draft_of_alice(), make_source()
    page = alice.post(FUNDING, data=filled(alice, FUNDING, rows="fundings:add"))
    twice = {f"fundings-{number}-source_id": str(source.id) for number in (0, 1)}
    roles = {f"fundings-{number}-role": "co_funder" for number in (0, 1)}
    answer = alice.post(FUNDING, data=changed(fields_of(page.text), **twice, **roles))
    assert (answer.status_code, event.fundings) == (422, [])
    assert "This funding source stands here twice." in answer.text


def test_replacing_the_funders_needs_a_funder(alice):
    event = draft_of_alice()
    answer = alice.post(FUNDING, data=filled(alice, FUNDING, replaces_programme_funding="y"))
    assert (answer.status_code, event.replaces_programme_funding) == (422, False)


def test_access_is_given_and_taken(alice, eve):
    draft_of_alice()
    assert eve.get(AT).status_code == 404
    user_id = str(number_of(EVE))
    assert alice.post(STAFF, data={"user_id": user_id}).status_code == 303
    assert eve.get(AT).status_code == 200
    alice.post(f"{STAFF}{user_id}/remove")
    assert eve.get(AT).status_code == 404


@pytest.mark.parametrize("user_id", ["", "x", "99", "99999999999999999999"])
def test_access_is_given_to_nobody_unknown(alice, user_id):
    event = draft_of_alice()
    assert alice.post(STAFF, data={"user_id": user_id}).status_code == 422
    assert len(event.staff) == 1


def test_whoever_gives_up_access_is_led_away(alice):
    draft_of_alice()
    answer = alice.post(f"{STAFF}{number_of(ALICE)}/remove")
    assert answer.location == "/desk/events/"
