"""Which date suits most, and in which language somebody is asked: laws, and a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.events.models import Event
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.polls.models import Answer
from eventhub.polls.rules import Tally, language_of, suit_most, tally_of

answers = st.lists(st.sampled_from([*Answer, None]))
tallies = st.dictionaries(
    st.integers(1, 9), st.builds(Tally, *(st.integers(0, 5) for _each in range(4))), max_size=6
)


@given(answers)
def test_everybody_who_was_asked_is_counted_once(given_answers):
    tally = tally_of(given_answers)
    assert tally.can_come + tally.declined + tally.missing == len(given_answers)


@given(answers, st.randoms())
def test_in_which_order_people_answer_does_not_matter(given_answers, random):
    shuffled = random.sample(given_answers, len(given_answers))
    assert tally_of(shuffled) == tally_of(given_answers)


@given(tallies)
def test_no_date_suits_more_than_those_that_suit_most(given_tallies):
    best = suit_most(given_tallies)
    for number in best:
        assert all(given_tallies[number].rank >= each.rank for each in given_tallies.values())
    assert bool(best) == any(each.can_come for each in given_tallies.values())


@given(tallies, st.data())
def test_a_further_yes_never_makes_a_date_suit_less(given_tallies, data):
    best = suit_most(given_tallies)
    if not best:
        return
    number = data.draw(st.sampled_from(sorted(best)))
    before = given_tallies[number]
    after = Tally(before.accepted + 1, before.tentative, before.declined, before.missing)
    assert suit_most({**given_tallies, number: after}) == {number}


def test_of_dates_to_which_as_many_can_come_the_one_counts_that_they_like_better():
    assert suit_most(
        {1: tally_of([Answer.ACCEPTED, Answer.TENTATIVE]), 2: tally_of([Answer.ACCEPTED] * 2)}
    ) == {2}


@pytest.mark.parametrize(
    ("kind", "country", "working", "expected"),
    [
        (OrganizationKind.GOVERNMENT, "CN", ["en"], "zh"),
        (OrganizationKind.ACADEMIA, "CH", ["en"], "fr"),
        (OrganizationKind.GOVERNMENT, "NL", ["fr"], "fr"),
        (OrganizationKind.EMBASSY, "CN", ["fr"], "fr"),
        (OrganizationKind.UN_AGENCY, None, ["de", "ar"], "ar"),
        (OrganizationKind.GOVERNMENT, None, [], "en"),
    ],
)
def test_an_organisation_is_asked_in_the_language_of_its_country_or_of_the_event(
    kind, country, working, expected
):
    assert language_of(Organization(kind=kind, country=country), Event(working_languages=working)) == expected
