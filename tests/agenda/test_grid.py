"""A day as a table: nothing is lost, nothing overlaps."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from eventhub.agenda.grid import grid_of
from eventhub.agenda.rules import now_and_next

NINE = datetime(2090, 11, 3, 9, tzinfo=UTC)


def item(start: int, length: int, track: str, *, cancelled: bool = False):
    starts_at = NINE + timedelta(minutes=start)
    return SimpleNamespace(
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=length), track=track, cancelled=cancelled
    )


days = st.lists(
    st.builds(
        item,
        st.integers(0, 8).map(lambda each: each * 15),
        st.integers(0, 6).map(lambda each: each * 15),
        st.sampled_from(["", "A", "B", "C"]),
        cancelled=st.booleans(),
    ),
    min_size=1,
    max_size=12,
).map(lambda found: sorted(found, key=lambda each: each.starts_at))


@given(days)
def test_every_item_stands_in_the_table_once_and_every_row_is_full(day):
    grid = grid_of(day, lambda each: each.track)
    width = max(len(grid.columns), 1)
    assert sorted(id(each) for row in grid.rows for cell in row.cells for each in cell.items) == sorted(
        map(id, day)
    )
    for number, row in enumerate(grid.rows):
        reaching = [
            cell.columns
            for above, other in enumerate(grid.rows[:number])
            for cell in other.cells
            if above + cell.rows > number
        ]
        assert sum(cell.columns for cell in row.cells) + sum(reaching) == width


@given(days)
def test_items_stand_in_the_column_of_their_track(day):
    grid = grid_of(day, lambda each: each.track)
    busy = dict.fromkeys(range(len(grid.columns)), 0)
    for number, row in enumerate(grid.rows):
        free = [column for column in busy if busy[column] <= number]
        for cell in row.cells:
            if cell.columns == 1 < len(grid.columns):
                column = free.pop(0)
                busy[column] = number + cell.rows
                assert {each.track for each in cell.items} <= {grid.columns[column]}


@given(days, st.integers(-1, 40).map(lambda each: NINE + timedelta(minutes=5 * each)))
def test_what_is_on_has_begun_and_not_ended_and_what_is_next_comes_first(day, at):
    found = now_and_next(day, at)
    standing = [each for each in day if not each.cancelled]
    assert found.now == [each for each in standing if each.starts_at <= at < each.ends_at]
    coming = [each for each in standing if each.starts_at > at]
    assert bool(found.next) == bool(coming)
    assert all(each.starts_at <= other.starts_at for each in found.next for other in coming)
