"""How long to wait between two tries."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from eventhub.outbox.rules import ATTEMPTS, FIRST_WAIT, LONGEST_WAIT, wait_after


def test_the_first_waits_double():
    assert [wait_after(number, 0) for number in (1, 2, 3)] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]


@given(st.integers(1, ATTEMPTS - 1), st.floats(0, 1))
def test_a_wait_is_never_longer_than_a_day_nor_next_to_nothing(attempts, chance):
    wait = wait_after(attempts, chance)
    assert wait is not None
    assert FIRST_WAIT * 0.75 <= wait <= LONGEST_WAIT


def test_all_tries_together_span_four_to_six_days():
    waits = [wait_after(number, 0) or timedelta() for number in range(1, ATTEMPTS)]
    assert timedelta(days=4) < sum(waits, timedelta()) < timedelta(days=6)


def test_after_the_last_try_there_is_no_wait():
    assert wait_after(ATTEMPTS, 0.5) is None
