"""Funding sources: whose money, and the words and emblem that go with it."""

from decimal import Decimal

import pytest

from eventhub.config import SOURCE_ROOT
from eventhub.db import Translated, db
from eventhub.programmes.actions import set_programme_fundings
from eventhub.programmes.errors import EmblemAloneError
from eventhub.programmes.models import FundingRole, FundingSource
from eventhub.programmes.rules import EMBLEMS
from tests.organizations.cast import make_organization
from tests.programmes.cast import make_funder, make_programme, make_source

LIST, NEW = "/desk/funding/", "/desk/funding/new"
FORM = {
    "organization": "EU",
    "instrument-en": "Partnership Instrument",
    "instrument-fr": "Instrument de partenariat",
    "instrument_article-en": "the",
    "instrument_article-fr": "l’",
    "instrument_article-es": "?",
    "agreement_reference": "PI/2016/377",
    "amount": "1500000.50",
    "currency": "eur",
    "eu_statement": "",
    "statement-en": "Funded by the European Union",
    "emblem": "eu",
}


def only() -> FundingSource:
    return db.session.query(FundingSource).one()


def test_a_source_is_added_with_all_that_was_entered(alice):
    funder = make_funder()
    answer = alice.post(NEW, data=FORM)
    found = only()
    assert answer.location == f"/desk/funding/{found.id}/"
    assert (found.organization_id, found.amount, found.currency) == (funder.id, Decimal("1500000.50"), "EUR")
    assert found.instrument_article == {"en": "the", "fr": "l’"}
    assert (found.statement, found.emblem) == ({"en": "Funded by the European Union"}, "eu")
    assert "… avec le soutien de l’Instrument de partenariat …" in alice.get(answer.location).text
    assert "EUR 1,500,000.50" in alice.get(LIST).text


def test_the_standard_wording_fills_the_languages_left_empty(alice):
    make_funder()
    alice.post(NEW, data=FORM | {"eu_statement": "co_funded", "statement-en": "With EU money"})
    assert only().statement == {
        "en": "With EU money",
        "fr": "Cofinancé par l’Union européenne",
        "es": "Cofinanciado por la Unión Europea",
        "ru": "Софинансируется Европейским союзом",
    }


def test_the_standard_wording_alone_is_enough_beside_the_emblem(alice):
    make_funder()
    alice.post(NEW, data=FORM | {"eu_statement": "funded", "statement-en": ""})
    assert set(only().statement) == {"en", "fr", "es", "ar", "zh", "ru"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"organization": ""}, "Name the organisation that gives the money."),
        ({"organization": "Nobody"}, "Nothing of this name is known."),
        ({"amount": "-1"}, "Write an amount of zero or more."),
        ({"amount": "much"}, "Not a valid decimal value."),
        ({"amount": "NaN"}, "Write an amount of zero or more."),
        ({"amount": "1e30"}, "Write an amount of zero or more."),
        ({"currency": ""}, "An amount needs a currency."),
        ({"currency": "XXX"}, "This is not a currency of today."),
        ({"currency": "DEM"}, "This is not a currency of today."),
        ({"starts_on": "2026-02-01", "ends_on": "2026-01-31"}, "The end comes before the start."),
        ({"statement-en": ""}, "An emblem never stands without its statement."),
        ({"emblem": "nato"}, "Not a valid choice"),
        (
            {"eu_statement": "funded", "organization": "Ministry of the Interior"},
            "is no institution of",
        ),
    ],
)
def test_a_wrong_form_is_given_back_as_typed_and_adds_nothing(alice, wrong, message):
    make_funder()
    make_organization()
    answer = alice.post(NEW, data=FORM | wrong)
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="PI/2016/377"' in answer.text
    assert db.session.query(FundingSource).count() == 0


@pytest.mark.parametrize("amount", ["0", "", "999999999999"])
def test_an_amount_of_zero_or_none_is_right(alice, amount):
    make_funder()
    assert alice.post(NEW, data=FORM | {"amount": amount}).status_code == 303


def test_emblem_and_statement_are_never_stored_apart(app):
    funder = make_funder()
    with pytest.raises(EmblemAloneError):
        make_source(funder, emblem="eu")


def test_a_stored_source_is_shown_and_saved_unchanged(alice):
    make_funder()
    address = alice.post(NEW, data=FORM).location
    page = alice.get(address).text
    assert 'value="European Union"' in page
    assert 'value="1500000.50"' in page
    assert '<option selected value="eu">' in page
    assert alice.post(address, data=FORM | {"organization": "European Union"}).status_code == 303


def test_what_a_programme_names_is_not_deleted(alice):
    source = make_source()
    set_programme_fundings(make_programme(), [(source, FundingRole.SOLE)])
    page = alice.post(f"{LIST}{source.id}/delete", follow_redirects=True).text
    assert "This cannot be deleted, since it is used by 1 programme." in page
    assert only() is source


def test_what_nobody_names_is_deleted(alice):
    assert alice.post(f"{LIST}{make_source().id}/delete").location == LIST
    assert db.session.query(FundingSource).count() == 0


def test_an_unknown_source_is_not_found(alice):
    assert alice.get(f"{LIST}99/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(alice, count_queries):
    def queries():
        with count_queries() as sent:
            alice.get(LIST)
        return len(sent)

    make_source(instrument=Translated(en="Instrument"))
    one = queries()
    for number in range(2):
        make_source(make_funder(f"Funder {number}"))
    assert queries() == one


@pytest.mark.parametrize("name", EMBLEMS)
def test_every_emblem_on_offer_is_shipped(name):
    assert (SOURCE_ROOT / "static/img/emblems" / f"{name}.svg").is_file()
