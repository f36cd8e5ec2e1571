"""Whole numbers in what people and programs send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.text.numbers import LARGEST, whole_number


@given(st.integers(0, LARGEST))
def test_what_a_number_is_written_as_is_read_as_that_number(number):
    assert whole_number(str(number)) == number


@given(st.text())
def test_whatever_is_sent_is_a_number_that_a_row_can_have_or_none(text):
    found = whole_number(text)
    assert found is None or 0 <= found <= LARGEST


def test_digits_of_any_script_are_digits():
    assert [whole_number(each) for each in ("٣٤", "३४", "３４")] == [34, 34, 34]


@pytest.mark.parametrize("text", [None, "", "-1", "+1", " 1", "1.0", "²", "x", str(LARGEST + 1), "9" * 5000])
def test_all_else_is_none(text):
    assert whole_number(text) is None
