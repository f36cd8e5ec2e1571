"""What is different between two states of an agenda. Pure."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from eventhub.agenda.items import Item


class ChangeKind(enum.StrEnum):
    """In the order in which readers are told."""

    CANCELLED = "cancelled"
    RESTORED = "restored"
    ADDED = "added"
    MOVED = "moved"
    ROOM = "room"
    TITLE = "title"
    SPEAKERS = "speakers"
    DETAILS = "details"
    """Whatever else is shown: kind, track, description, papers, languages, sign-up."""


@dataclass(frozen=True)
class Change:
    """One difference. ``before`` is None for what was added; for what was cancelled, both tell when it was to be."""

    kind: ChangeKind
    before: Item | None
    after: Item


_FIELDS = (
    (ChangeKind.MOVED, ("starts_at", "ends_at")),
    (ChangeKind.ROOM, ("room",)),
    (ChangeKind.TITLE, ("title",)),
    (ChangeKind.SPEAKERS, ("speakers",)),
    (
        ChangeKind.DETAILS,
        (
            "kind",
            "track",
            "abstract",
            "materials",
            "floor_language",
            "interpretations",
            "takes_sign_ups",
            "capacity",
        ),
    ),
)


def changes_between(before: Sequence[Item], after: Sequence[Item]) -> list[Change]:
    """The differences in the order of time as it is now, several for an item that changed in several ways.

    An item that is gone without being marked as cancelled counts as cancelled; one that nobody has ever seen but as
    cancelled counts as nothing.
    """
    known = {each.id: each for each in before}
    changes = [change for item in after for change in _changes_of(known.get(item.id), item)]
    left = {each.id for each in after}
    changes += [
        Change(ChangeKind.CANCELLED, each, each)
        for each in before
        if each.id not in left and not each.cancelled
    ]
    order = list(ChangeKind)
    return sorted(changes, key=lambda each: (each.after.starts_at, each.after.id, order.index(each.kind)))


def _changes_of(before: Item | None, after: Item) -> list[Change]:
    if before is None:
        return [] if after.cancelled else [Change(ChangeKind.ADDED, None, after)]
    if before.cancelled and after.cancelled:
        return []
    if after.cancelled:
        return [Change(ChangeKind.CANCELLED, before, after)]
    restored = [Change(ChangeKind.RESTORED, before, after)] if before.cancelled else []
    return restored + [
        Change(kind, before, after)
        for kind, names in _FIELDS
        if any(getattr(before, name) != getattr(after, name) for name in names)
    ]
