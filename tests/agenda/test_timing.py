"""Moving items in time: what moves with them, and that a day and a length are kept."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.agenda.errors import LeavesItsDayError, TooShortError
from eventhub.agenda.models import Session, SessionKind
from eventhub.agenda.timetable import Axis, timetable_of
from eventhub.agenda.timing import Reach, beginning_from, following, shifted, stretched

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 3)


def item(start: str, end: str, *, day: date = DAY, **more) -> Session:
    """An item that is in no database; its number tells items apart."""
    item.count += 1
    times = [datetime.fromisoformat(f"{day}T{each}").replace(tzinfo=PARIS) for each in (start, end)]
    usual = {"kind": SessionKind.SESSION, "room": "", "track": "", "cancelled": False}
    return Session(id=item.count, starts_at=times[0], ends_at=times[1], **{**usual, **more})


item.count = 0


def clocks(period) -> list[str]:
    return [f"{each.astimezone(PARIS):%H:%M}" for each in (period.start, period.end)]


def test_an_item_keeps_its_length_when_it_moves():
    assert clocks(shifted(item("09:00", "09:30"), timedelta(minutes=15), PARIS)) == ["09:15", "09:45"]


def test_an_item_keeps_its_length_over_a_change_of_clocks():
    night = item("01:30", "01:45", day=date(2026, 3, 29))
    moved = shifted(night, timedelta(minutes=60), PARIS)
    assert (clocks(moved), moved.end - moved.start) == (["03:30", "03:45"], timedelta(minutes=15))


@pytest.mark.parametrize(("start", "end", "by"), [("23:00", "23:50", 10), ("00:05", "01:00", -10)])
def test_an_item_does_not_pass_midnight(start, end, by):
    with pytest.raises(LeavesItsDayError):
        shifted(item(start, end), timedelta(minutes=by), PARIS)


def test_an_item_is_stretched_at_its_end_and_never_to_nothing():
    session = item("09:00", "09:30")
    assert clocks(stretched(session, timedelta(minutes=15), PARIS)) == ["09:00", "09:45"]
    with pytest.raises(TooShortError):
        stretched(session, timedelta(minutes=-30), PARIS)


def test_what_follows_is_of_that_day_and_of_the_track_if_so_wished():
    first = item("09:00", "10:00", track="A")
    beside = item("09:00", "10:00", track="B")
    before, gone = item("08:00", "09:00"), item("11:00", "12:00", cancelled=True)
    later, tomorrow = item("10:00", "11:00", track="A"), item("10:00", "11:00", day=date(2026, 11, 4))
    everything = [before, first, beside, later, gone, tomorrow]

    def found(reach):
        return following(first, everything, reach, since=first.starts_at, zone=PARIS)

    assert found(Reach.ONE) == []
    assert found(Reach.TRACK) == [later]
    assert found(Reach.DAY) == [beside, later]
    assert beginning_from(later.starts_at, everything, PARIS) == [later]


HOURS = st.integers(0, 22 * 12)


@st.composite
def days_of_items(draw):
    """A day of items at every fifth minute, in three tracks or for everybody."""
    items = []
    for start in draw(st.lists(HOURS, min_size=1, max_size=25)):
        length = draw(st.integers(1, 12))
        begin, end = (
            datetime(2026, 11, 3, tzinfo=PARIS) + timedelta(minutes=5 * each)
            for each in (start, start + length)
        )
        items.append(item(f"{begin:%H:%M}", f"{end:%H:%M}", track=draw(st.sampled_from(["", "A", "B", "C"]))))
    return items


@given(days_of_items())
def test_the_grid_shows_each_item_once_in_its_column_and_rows_and_covers_every_place_once(items):
    grid = timetable_of(items, DAY, PARIS, Axis.TRACK, [])
    shown = [each.id for row in grid.rows for cell in row.cells for each in cell.sessions]
    assert sorted(shown) == sorted(each.id for each in items)
    covered = [
        (number + down, cell.column + across)
        for number, row in enumerate(grid.rows)
        for cell in row.cells
        for down in range(cell.rows)
        for across in range(cell.columns)
    ]
    assert sorted(covered) == [
        (number, column) for number in range(len(grid.rows)) for column in range(len(grid.columns))
    ]
    for number, row in enumerate(grid.rows):
        for cell in row.cells:
            for each in cell.sessions:
                begin = each.starts_at.hour * 60 + each.starts_at.minute
                assert row.minute <= begin < grid.rows[number].minute + cell.rows * grid.step
                assert cell.columns > 1 or each.track in ("", grid.columns[cell.column])


def test_a_row_is_as_long_as_all_times_agree_with():
    assert timetable_of([item("09:00", "10:30")], DAY, PARIS, Axis.TRACK, []).step == 30
    assert timetable_of([item("09:00", "10:25")], DAY, PARIS, Axis.TRACK, []).step == 5


def test_what_is_for_everybody_goes_over_all_tracks_unless_it_meets_one():
    tracks = [item("09:00", "10:00", track="A"), item("09:00", "10:00", track="B")]
    apart = timetable_of([*tracks, item("10:00", "11:00")], DAY, PARIS, Axis.TRACK, [])
    assert (apart.columns, apart.rows[2].cells[0].columns) == (["A", "B"], 2)
    assert timetable_of([*tracks, item("09:30", "11:00")], DAY, PARIS, Axis.TRACK, []).columns == [
        "",
        "A",
        "B",
    ]
