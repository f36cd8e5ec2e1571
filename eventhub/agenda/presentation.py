"""An agenda in words: what ``components/agenda.html`` shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup

from eventhub.agenda.items import Item, ItemMaterial, ItemSpeaker
from eventhub.agenda.labels import KIND_LABELS, ROLE_LABELS
from eventhub.agenda.models import UNKNOWN_LANGUAGE, Material, Minutes, Session, SessionKind, Speaker
from eventhub.agenda.rules import Timed, by_day
from eventhub.db import Translated
from eventhub.text import calendar
from eventhub.text.languages import in_language, language_name
from eventhub.text.lists import enumerated
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language
from eventhub.web.texts import marked, marked_paragraphs


@dataclass(frozen=True)
class SessionView:
    """An agenda item; the fields are the arguments of the macro ``item``."""

    title: Markup
    kind: str
    kind_label: str
    start: str
    end: str
    start_datetime: str
    end_datetime: str
    room: str
    track: str
    abstract: Markup
    cancelled: bool
    languages: str
    speakers: list[dict[str, object]] = field(default_factory=list)
    materials: list[tuple[Markup, list["MaterialVersion"]]] = field(default_factory=list)


class MaterialVersion(NamedTuple):
    """A paper in one language: the name of the language in itself, its code, and the address; both empty if unknown."""

    language: str
    code: str
    url: str


@dataclass(frozen=True)
class TrackView:
    """The items of a day under one heading, empty where the agenda knows no tracks."""

    name: str
    sessions: list[SessionView]


@dataclass(frozen=True)
class DayView:
    """A day with its date in words and as ISO 8601."""

    title: str
    date: str
    tracks: list[TrackView]


def agenda_view(sessions: Sequence[Timed], time_zone: str) -> list[DayView]:
    """Days in order, by the clocks of ``time_zone``; tracks only where a day has several."""
    return [
        DayView(
            title=capitalise(calendar.full_date(day.date, current_language())),
            date=day.date.isoformat(),
            tracks=[
                TrackView(track.name, [session_view(each, time_zone) for each in track.sessions])
                for track in day.tracks
            ],
        )
        for day in by_day(sessions, ZoneInfo(time_zone))
    ]


def session_view(session: Session | Item, time_zone: str) -> SessionView:
    """An item by the clocks of ``time_zone``."""
    language, zone = current_language(), ZoneInfo(time_zone)
    label = str(KIND_LABELS[session.kind])
    return SessionView(
        title=marked(session.title) or Markup.escape(label),
        kind=session.kind.value,
        # "Session" over a session says nothing.
        kind_label="" if session.kind == SessionKind.SESSION else label,
        start=calendar.clock(session.starts_at, time_zone, language),
        end=calendar.clock(session.ends_at, time_zone, language),
        start_datetime=session.starts_at.astimezone(zone).isoformat(),
        end_datetime=session.ends_at.astimezone(zone).isoformat(),
        room=session.room,
        track=session.track,
        abstract=marked(session.abstract),
        cancelled=session.cancelled,
        speakers=[_speaker(each, session.title) for each in session.speakers],
        languages=languages_of(session, language),
        materials=[(marked(each.title), _versions(each)) for each in session.materials],
    )


def languages_of(session: Session | Item, language: str) -> str:
    """What is spoken and into what it is interpreted, in words; empty where nobody has said."""
    floor = capitalise(language_name(session.floor_language, language))
    targets = enumerated((language_name(each.target, language) for each in session.interpretations), language)
    into = _("Interpretation: %(languages)s", languages=targets) if targets else ""
    return " · ".join(filter(None, (floor, into)))


def _versions(material: Material | ItemMaterial) -> list[MaterialVersion]:
    """The one in the language of the reader first."""
    order = sorted(material.urls, key=lambda code: code != current_language())
    return [
        MaterialVersion("", "", material.urls[code])
        if code == UNKNOWN_LANGUAGE
        else MaterialVersion(capitalise(language_name(code, code)), code, material.urls[code])
        for code in order
    ]


@dataclass(frozen=True)
class MinutesView:
    """What was said, and what was decided: the text, who does it (or nothing), and until when."""

    paragraphs: list[Markup]
    decisions: list[tuple[Markup, Markup, date | None]]


def minutes_view(minutes: Minutes) -> MinutesView:
    return MinutesView(
        marked_paragraphs(minutes.text),
        [
            (
                marked(each.text),
                marked(each.organization.name) if each.organization else Markup(),
                each.due_on,
            )
            for each in minutes.decisions
        ],
    )


def _speaker(speaker: Speaker | ItemSpeaker, title: Translated) -> dict[str, object]:
    """By name and function, or by function alone as long as nobody is named."""
    language = current_language()
    organization = marked(speaker.organization.name) if speaker.organization else ""
    function, written_in = in_language(speaker.title, language)
    # "Moderator: Moderator", or "Opening remarks" under a title of these words, would say it twice.
    said = {function.casefold(), in_language(title, language)[0].casefold()}
    role = str(ROLE_LABELS[speaker.role])
    shown = {"role": "" if role.casefold() in said else role}
    if speaker.name:
        return {**shown, "name": speaker.name, "title": marked(speaker.title), "organization": organization}
    name = marked({written_in: capitalise(function)}) if function else organization
    return {**shown, "name": name, "organization": organization if function else ""}
