"""Which questions are asked: pure decisions."""

from hypothesis import given
from hypothesis import strategies as st

from eventhub.questions.models import Question
from eventhub.questions.rules import comes_too_early, moved, shown


def chain(*conditions: int | None) -> list[Question]:
    """Questions 1, 2, 3 …, each asked if the one named was answered with yes."""
    return [
        Question(id=number, shown_if_id=deciding, shown_if_values=["yes"])
        for number, deciding in enumerate(conditions, start=1)
    ]


def test_a_question_is_asked_only_if_the_answer_on_which_it_depends_was_given():
    form = chain(None, 1)
    assert shown(form, {1: ["yes"]}) == {1, 2}
    assert shown(form, {1: ["no"]}) == shown(form, {}) == {1}


def test_what_depends_on_a_question_that_is_not_asked_is_not_asked_whatever_was_sent():
    assert shown(chain(None, 1, 2), {1: ["no"], 2: ["yes"]}) == {1}


def test_what_depends_on_a_question_elsewhere_goes_by_its_answer():
    assert shown(chain(99), {99: ["yes"]}) == {1}
    assert shown(chain(99), {}) == set()


@given(st.permutations(range(5)), st.sampled_from(range(5)), st.integers(-6, 6))
def test_moving_keeps_everything_and_changes_the_order_of_nothing_else(order, number, step):
    after = moved(order, number, step)
    rest = [each for each in order if each != number]
    assert [each for each in after if each != number] == rest
    assert after.index(number) == min(max(order.index(number) + step, 0), 4)


def test_a_question_before_the_one_on_which_it_depends_is_noticed():
    first, second = chain(None, 1)
    assert comes_too_early([first, second]) == []
    assert comes_too_early([second, first]) == [second]
