"""Agenda items in plain words, for documents: a time, a title, and what stands under it."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from eventhub.agenda.items import Item, ItemSpeaker
from eventhub.agenda.labels import KIND_LABELS, ROLE_LABELS
from eventhub.agenda.models import SessionKind
from eventhub.agenda.presentation import languages_of
from eventhub.agenda.rules import by_day
from eventhub.events.models import Event
from eventhub.text import calendar
from eventhub.text.languages import in_language
from eventhub.text.lists import commas
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language

PAUSES = frozenset({SessionKind.REGISTRATION, SessionKind.BREAK, SessionKind.LUNCH, SessionKind.PHOTO})
"""What nobody chooses, and is set small."""


@dataclass(frozen=True)
class ItemLines:
    time: str
    title: str
    abstract: str
    notes: list[str]
    """Track, speakers, room, languages: a line each."""
    is_pause: bool
    is_cancelled: bool


@dataclass(frozen=True)
class DayLines:
    title: str
    items: list[ItemLines]


def days_in_lines(event: Event, items: Iterable[Item]) -> list[DayLines]:
    """The days by the clocks of the venue, in the language in force."""
    return [
        DayLines(
            capitalise(calendar.full_date(day.date, current_language())),
            [_lines(each) for each in day.sessions],
        )
        for day in by_day(items, event.zone)
    ]


def title_of(item: Item) -> str:
    """Its title, or what it is where it has none."""
    return in_language(item.title, current_language())[0] or str(KIND_LABELS[item.kind])


def people_of(item: Item) -> list[str]:
    """Who speaks: by name, or by function as long as nobody is named."""
    language = current_language()
    return [
        words
        for each in item.speakers
        if (words := each.name or capitalise(in_language(each.title, language)[0]))
    ]


def _lines(item: Item) -> ItemLines:
    language = current_language()
    ends = (item.starts_at, item.ends_at)
    title = title_of(item)
    speakers = (_speaker(each, title) for each in item.speakers)
    notes = [item.track, *speakers, item.room, languages_of(item, language)]
    return ItemLines(
        time="–".join(calendar.clock(each, item.event.time_zone, language) for each in ends),
        title=_("Cancelled: %(title)s", title=title) if item.cancelled else title,
        abstract=in_language(item.abstract, language)[0],
        notes=[each for each in notes if each],
        is_pause=item.kind in PAUSES,
        is_cancelled=item.cancelled,
    )


def _speaker(speaker: ItemSpeaker, title: str) -> str:
    language = current_language()
    function = in_language(speaker.title, language)[0]
    organization = in_language(speaker.organization.name, language)[0] if speaker.organization else ""
    who = commas((speaker.name, function if speaker.name else capitalise(function), organization), language)
    role = str(ROLE_LABELS[speaker.role])
    # "Moderator: Moderator", or "Opening remarks" under a title of these words, would say it twice.
    if not who or role.casefold() in (who.casefold(), title.casefold()):
        return who or role
    return _("%(role)s: %(name)s", role=role, name=who)
