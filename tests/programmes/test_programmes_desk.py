"""Programmes, who implements them and who pays, as their editors keep them."""

from datetime import date

import pytest

from eventhub.accounts.models import Role
from eventhub.audit.queries import history_of
from eventhub.db import Translated, db
from eventhub.programmes.actions import set_programme_fundings
from eventhub.programmes.models import FundingRole, Programme, ProgrammeType
from eventhub.programmes.signals import programme_changed
from tests.organizations.cast import make_organization
from tests.people import ALICE, make_user, sign_in
from tests.programmes.cast import make_funder, make_programme, make_source

LIST, NEW = "/desk/programmes/", "/desk/programmes/new"
FORM = {
    "type": "project",
    "name-en": "Migration and Mobility Support Project",
    "name-ar": "مشروع دعم الهجرة والتنقل",
    "aim-en": "advance consultations",
    "starts_on": "2024-01-01",
    "ends_on": "2027-12-31",
    "iati_identifier": "XM-DAC-47066-123",
}


def only() -> Programme:
    return db.session.query(Programme).one()


def funding_rows(*rows: tuple) -> dict[str, str]:
    """The rows of a form: source, role, order."""
    fields = {}
    for number, (source_id, role, position) in enumerate(rows):
        prefix = f"fundings-{number}"
        fields |= {
            f"{prefix}-funding_source_id": str(source_id),
            f"{prefix}-role": role,
            f"{prefix}-position": str(position),
        }
    return fields


def test_a_programme_is_added_with_all_that_was_entered(alice):
    iom = make_organization("International Organization for Migration", None, acronym=Translated(en="IOM"))
    ilo = make_organization("International Labour Organization", None)
    source = make_source()
    answer = alice.post(
        NEW,
        data=FORM
        | {
            "implementers-0": "IOM",
            "implementers-1": "",
            "implementers-2": ilo.name["en"],
            "implementers-3": "iom",
        }
        | funding_rows((source.id, "sole", ""), ("", "sole", "")),
    )
    found = only()
    assert answer.location == "/desk/programmes/migration-and-mobility-support-project/"
    assert (found.type, found.iati_identifier) == (ProgrammeType.PROJECT, "XM-DAC-47066-123")
    assert (found.starts_on, found.ends_on) == (date(2024, 1, 1), date(2027, 12, 31))
    assert found.aim == {"en": "advance consultations"}
    assert {each.id for each in found.implementers} == {iom.id, ilo.id}
    assert [(each.funding_source_id, each.role) for each in found.fundings] == [(source.id, FundingRole.SOLE)]


def test_the_form_shows_what_is_stored_and_two_lines_more(alice):
    source = make_source()
    programme = make_programme(implementers=[make_organization("International Labour Organization", None)])
    set_programme_fundings(programme, [(source, FundingRole.SOLE)])
    page = alice.get(f"{LIST}{programme.slug}/").text
    assert 'value="International Labour Organization"' in page
    assert f'<option selected value="{source.id}">European Union</option>' in page
    assert ('id="implementers-2"' in page, 'id="implementers-3"' in page) == (True, False)
    assert ('id="fundings-2-role"' in page, 'id="fundings-3-role"' in page) == (True, False)


def test_funders_stand_in_the_order_that_was_given(alice):
    sources = [make_source(make_funder(f"Funder {number}")) for number in range(3)]
    first, second, third = (each.id for each in sources)
    alice.post(
        NEW, data=FORM | funding_rows((first, "co_funder", ""), (second, "in_kind", 2), (third, "lead", 1))
    )
    assert [(each.funding_source_id, each.role.value) for each in only().fundings] == [
        (third, "lead"),
        (second, "in_kind"),
        (first, "co_funder"),
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name-en": "", "name-ar": ""}, "Fill in at least one language."),
        ({"ends_on": "2023-12-31"}, "The end comes before the start."),
        ({"starts_on": "yesterday"}, "Not a valid date value."),
        ({"type": "war"}, "Invalid Choice"),
        ({"implementers-0": "Nobody"}, "Nothing of this name is known."),
        (funding_rows((99, "sole", "")), "Not a valid choice"),
        (funding_rows((1, "sole", "x")), "Not a valid integer value."),
        (funding_rows((1, "emperor", "")), "Invalid Choice"),
        (funding_rows((1, "lead", ""), (1, "co_funder", "")), "This funding source stands here twice."),
        (funding_rows((1, "sole", ""), (2, "co_funder", "")), "The only funder cannot stand beside others."),
    ],
)
def test_a_wrong_form_is_given_back_as_typed_and_adds_nothing(alice, wrong, message):
    funder = make_funder()
    assert [make_source(funder).id, make_source(funder).id] == [1, 2]
    answer = alice.post(NEW, data=FORM | wrong)
    assert answer.status_code == 422
    assert message in answer.text
    assert 'class="error-summary"' in answer.text
    assert 'value="XM-DAC-47066-123"' in answer.text
    assert db.session.query(Programme).count() == 0


def test_an_edit_keeps_the_address_and_tells_calendars(alice):
    alice.post(NEW, data=FORM)
    address = f"{LIST}{only().slug}/"
    told = []
    with programme_changed.connected_to(lambda sender: told.append(sender.id)):
        alice.post(address, data=FORM | {"name-en": "Mobility Project"})
        alice.post(address, data=FORM | {"name-en": "Mobility Project"})
    found = only()
    assert (found.slug, found.name["en"]) == ("migration-and-mobility-support-project", "Mobility Project")
    assert told == [found.id]
    assert [each.action for each in history_of(found)] == [
        "programme:details:edit",
        "programme:details:create",
    ]


def test_a_funder_is_taken_away_by_emptying_its_line(alice):
    source, programme = make_source(), make_programme()
    set_programme_fundings(programme, [(source, FundingRole.SOLE)])
    alice.post(f"{LIST}{programme.slug}/", data=FORM | funding_rows(("", "sole", "")))
    assert only().fundings == []
    assert history_of(programme)[0].action == "programme:funding:set"


def test_a_role_is_changed_in_place(app_on_each_database):
    source, programme = make_source(), make_programme()
    set_programme_fundings(programme, [(source, FundingRole.SOLE)])
    kept = programme.fundings[0].id
    assert set_programme_fundings(programme, [(source, FundingRole.LEAD)]) is True
    assert set_programme_fundings(programme, [(source, FundingRole.LEAD)]) is False
    assert [(each.id, each.role) for each in programme.fundings] == [(kept, FundingRole.LEAD)]


def test_a_programme_goes_with_its_list_of_funding(alice):
    source, programme = make_source(), make_programme(implementers=[make_organization()])
    set_programme_fundings(programme, [(source, FundingRole.SOLE)])
    assert alice.post(f"{LIST}{programme.slug}/delete").location == LIST
    assert db.session.query(Programme).count() == 0


def test_the_list_finds_by_name_in_any_language_and_by_identifier(alice):
    alice.post(NEW, data=FORM)
    make_programme("Counter-Trafficking Initiative")
    for typed, found in (("mobility", True), ("الهجره", True), ("47066-123", True), ("trafficking", False)):
        page = alice.get(LIST, query_string={"q": typed}).text
        assert ("migration-and-mobility-support-project" in page) == found


def test_the_list_costs_the_same_for_one_and_for_many(alice, count_queries):
    def queries():
        with count_queries() as sent:
            alice.get(LIST)
        return len(sent)

    source = make_source()
    set_programme_fundings(make_programme("One"), [(source, FundingRole.SOLE)])
    one = queries()
    for name in ("Two", "Three"):
        set_programme_fundings(make_programme(name), [(source, FundingRole.SOLE)])
    assert queries() == one


def test_a_viewer_changes_nothing(app):
    make_user(ALICE, Role.VIEWER)
    viewer, slug = sign_in(app.test_client(), ALICE), make_programme().slug
    assert f'href="/en/programmes/{slug}/"' in viewer.get(LIST).text
    for path in (NEW, f"{LIST}{slug}/", f"{LIST}{slug}/delete"):
        assert viewer.post(path, data=FORM).status_code == 403
