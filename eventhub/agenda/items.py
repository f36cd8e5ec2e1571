"""Agenda items as the public is shown them: values, apart from the rows that organisers work on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from eventhub.agenda.models import SessionKind, SpeakerRole
from eventhub.db import Translated
from eventhub.events.models import Event


class Named(NamedTuple):
    """An organization by the name that it had."""

    name: Translated


@dataclass(frozen=True)
class ItemSpeaker:
    """Names and meanings as in ``models.Speaker``."""

    role: SpeakerRole
    name: str
    title: Translated
    organization: Named | None


@dataclass(frozen=True)
class ItemMaterial:
    """Names and meanings as in ``models.Material``."""

    title: Translated
    urls: Translated


@dataclass(frozen=True)
class ItemInterpretation:
    """Names and meanings as in ``models.Interpretation``."""

    source: str
    target: str
    is_relay: bool


@dataclass(frozen=True, kw_only=True)
class Item:
    """Names and meanings as in ``models.Session``, whose number and UID an item keeps for life.

    Two items are equal when the public sees no difference: what is counted for calendars does not matter.
    """

    id: int
    uid: str
    kind: SessionKind
    starts_at: datetime
    ends_at: datetime
    room: str
    track: str
    title: Translated
    abstract: Translated
    floor_language: str
    takes_sign_ups: bool
    capacity: int | None
    cancelled: bool
    speakers: tuple[ItemSpeaker, ...]
    materials: tuple[ItemMaterial, ...]
    interpretations: tuple[ItemInterpretation, ...]
    event: Event = field(compare=False, repr=False)
    sequence: int = field(compare=False)
    created_at: datetime = field(compare=False)
    revised_at: datetime = field(compare=False)
    """When the public was last shown something else."""


_AS_THEY_ARE = (
    "id",
    "uid",
    "room",
    "track",
    "floor_language",
    "takes_sign_ups",
    "capacity",
    "cancelled",
    "sequence",
)
_TEXTS = ("title", "abstract")
_MOMENTS = ("starts_at", "ends_at", "created_at", "revised_at")


def to_json(item: Item) -> dict[str, Any]:
    """An item in values that JSON knows; ``from_json`` reads it."""
    return {
        **{name: getattr(item, name) for name in _AS_THEY_ARE},
        **{name: dict(getattr(item, name)) for name in _TEXTS},
        **{name: getattr(item, name).isoformat() for name in _MOMENTS},
        "kind": item.kind.value,
        "speakers": [
            {
                "role": each.role.value,
                "name": each.name,
                "title": dict(each.title),
                "organization": dict(each.organization.name) if each.organization else None,
            }
            for each in item.speakers
        ],
        "materials": [{"title": dict(each.title), "urls": dict(each.urls)} for each in item.materials],
        "interpretations": [vars(each) for each in item.interpretations],
    }


def from_json(stored: Mapping[str, Any], event: Event) -> Item:
    """The item of ``event`` that ``to_json`` wrote."""
    values: dict[str, Any] = {
        **{name: stored[name] for name in _AS_THEY_ARE},
        **{name: Translated(stored[name]) for name in _TEXTS},
        **{name: datetime.fromisoformat(stored[name]) for name in _MOMENTS},
    }
    return Item(
        **values,
        kind=SessionKind(stored["kind"]),
        speakers=tuple(_speaker(each) for each in stored["speakers"]),
        materials=tuple(
            ItemMaterial(Translated(each["title"]), Translated(each["urls"])) for each in stored["materials"]
        ),
        interpretations=tuple(ItemInterpretation(**each) for each in stored["interpretations"]),
        event=event,
    )


def _speaker(stored: Mapping[str, Any]) -> ItemSpeaker:
    organization = stored["organization"]
    return ItemSpeaker(
        SpeakerRole(stored["role"]),
        stored["name"],
        Translated(stored["title"]),
        None if organization is None else Named(Translated(organization)),
    )
