"""The waiting list: who is next. Pure decisions.

Whoever waits longest is served first, but nobody leaves a free place empty: a group for which there are not enough
places is passed over by those behind it whom the places suffice for, and keeps its turn. Organisers may decide
otherwise for a group; then free places are kept for it until there are enough.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Needs = Mapping[int | None, int]
"""How many places are wanted, by number of the category; None: of no category."""


@dataclass(frozen=True)
class Party:
    """Those who wait together: one person, or people of a group. They get places all at once."""

    since: datetime
    first: int
    """The lowest number of their registrations."""
    needs: Needs
    group_id: int | None = None
    keeps_places: bool = False

    @property
    def size(self) -> int:
        return sum(self.needs.values())


@dataclass(frozen=True)
class Free:
    """Places that are free: of the event (None: no limit), and of each category that has a limit of its own."""

    of_event: int | None
    of_category: Mapping[int, int]

    def suffices(self, needs: Needs) -> bool:
        if self.of_event is not None and sum(needs.values()) > self.of_event:
            return False
        return all(number <= self.of_category.get(key or 0, number) for key, number in needs.items())

    def without(self, needs: Needs) -> "Free":
        """What is left for others when ``needs`` are kept."""
        left = None if self.of_event is None else self.of_event - sum(needs.values())
        kept = {key: number - needs.get(key, 0) for key, number in self.of_category.items()}
        return Free(left, kept)


def next_to_serve(line: Sequence[Party], free: Free) -> Party | None:
    """Who gets places now, of those who wait, in the order of the line; None when nobody can."""
    for party in line:
        if free.suffices(party.needs):
            return party
        if party.keeps_places:
            free = free.without(party.needs)
    return None
