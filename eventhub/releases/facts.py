"""The facts that a release is written from: the same dataclasses for a file of facts and for an event.

``facts.schema.json`` beside this module says what each field means; the dataclasses mirror it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any, Self

Translated = Mapping[str, str]
"""Language code to text."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _none() -> Mapping[str, Any]:
    return _NOTHING


@dataclass(frozen=True)
class Party:
    """An organization as a sentence needs it; ``article`` per language, an empty one where the name takes none."""

    name: Translated
    article: Translated = field(default_factory=_none)
    genitive: Translated = field(default_factory=_none)
    instrumental: Translated = field(default_factory=_none)
    acronym: Translated = field(default_factory=_none)
    category: str | None = None
    indefinite: bool = False


@dataclass(frozen=True)
class Funder:
    """Who pays: ``role`` is sole, lead, co_funder or in_kind; with an instrument, the party owns it."""

    party: Party
    instrument: Party | None = None
    role: str | None = None
    statement: Translated = field(default_factory=_none)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        instrument = data.get("instrument")
        return cls(
            **{
                **data,
                "party": Party(**data["party"]),
                "instrument": Party(**instrument) if instrument else None,
            }
        )


@dataclass(frozen=True)
class Programme:
    """What the event happens under; ``aim`` follows "aims to"."""

    name: Translated
    type: str | None = None
    aim: Translated = field(default_factory=_none)
    implementers: tuple[Party, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "implementers": _parties(data.get("implementers", ()))})


@dataclass(frozen=True)
class Place:
    """Where; ``phrase`` replaces the composed words. An event that is only on line may have no country."""

    country_iso2: str | None = None
    city: Translated = field(default_factory=_none)
    country: Translated = field(default_factory=_none)
    phrase: Translated = field(default_factory=_none)
    venue: Translated = field(default_factory=_none)
    online: bool = False


@dataclass(frozen=True)
class Speaker:
    name: str
    title: Translated = field(default_factory=_none)
    gender: str | None = None


@dataclass(frozen=True)
class Quote:
    """What somebody said, per language; a release prints it only in a language that has it."""

    speaker: Speaker
    text: Translated
    lead_in: Translated = field(default_factory=_none)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "speaker": Speaker(**data["speaker"])})


@dataclass(frozen=True)
class Contact:
    """Whom the press may ask; in any language unless ``languages`` names some."""

    name: str = ""
    office: Translated = field(default_factory=_none)
    email: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corrected:
    """A release with a mistake in it: its headline and day, and in ``text`` what is right."""

    headline: Translated
    date: date
    text: Translated


@dataclass(frozen=True)
class Facts:
    """All that is known of an event; every field but the first seven may be missing."""

    kind: str
    title: Translated
    start: date
    end: date
    time_zone: str
    place: Place
    organisers: tuple[Party, ...]
    kind_name: Translated = field(default_factory=_none)
    kind_gender: Translated = field(default_factory=_none)
    headline: Translated = field(default_factory=_none)
    as_of: date | None = None
    days: tuple[date, ...] = ()
    training_days: int | None = None
    print_year: bool | None = None
    co_organisers: tuple[Party, ...] = ()
    dateline: Translated = field(default_factory=_none)
    dateline_style: str = "country"
    programme: Programme | None = None
    funders: tuple[Funder, ...] = ()
    participants_total: int | None = None
    participants_total_is_minimum: bool = False
    participant_countries: tuple[str, ...] = ()
    working_languages: tuple[str, ...] = ()
    participants: tuple[Party, ...] = ()
    context: Translated = field(default_factory=_none)
    objectives: Mapping[str, list[str]] = field(default_factory=_none)
    quotes: tuple[Quote, ...] = ()
    contact: Contact | None = None
    press_contacts: tuple[Contact, ...] = ()
    start_time: time | None = None
    participants_women: int | None = None
    participants_men: int | None = None
    outcomes: Translated = field(default_factory=_none)
    postponed_to: tuple[date, ...] = ()
    reason: Translated = field(default_factory=_none)
    media: Translated = field(default_factory=_none)
    corrects: Corrected | None = None
    boilerplate: Translated = field(default_factory=_none)

    @property
    def event_days(self) -> tuple[date, ...]:
        """The days of the event, in order: those listed, or all from start to end."""
        if self.days:
            return tuple(sorted(self.days))
        return tuple(self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Facts from what a file holds, once ``facts_file`` has found nothing wrong with it."""
        readers = {
            "start": date.fromisoformat,
            "end": date.fromisoformat,
            "as_of": date.fromisoformat,
            "days": lambda days: tuple(map(date.fromisoformat, days)),
            "place": lambda place: Place(**place),
            "organisers": _parties,
            "co_organisers": _parties,
            "participants": _parties,
            "programme": Programme.from_dict,
            "funders": lambda funders: tuple(map(Funder.from_dict, funders)),
            "quotes": lambda quotes: tuple(map(Quote.from_dict, quotes)),
            "contact": lambda contact: _contact(contact) if contact else None,
            "press_contacts": lambda contacts: tuple(map(_contact, contacts)),
            "start_time": time.fromisoformat,
            "postponed_to": lambda days: tuple(sorted(map(date.fromisoformat, days))),
            "corrects": lambda given: (
                Corrected(**{**given, "date": date.fromisoformat(given["date"])}) if given else None
            ),
            "participant_countries": tuple,
            "working_languages": tuple,
        }
        return cls(
            **{name: readers[name](value) if name in readers else value for name, value in data.items()}
        )


def _parties(items: Any) -> tuple[Party, ...]:
    return tuple(Party(**item) for item in items)


def _contact(item: Mapping[str, Any]) -> Contact:
    return Contact(**{**item, "languages": tuple(item.get("languages", ()))})
