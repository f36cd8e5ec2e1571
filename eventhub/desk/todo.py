"""What is to be done next for an event. Pure, but for the addresses."""

from datetime import datetime
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventhub.desk.figures import Figures
from eventhub.events.models import Event, EventStatus
from eventhub.events.presentation import awaits_new_dates
from eventhub.events.rules import keeps_local_time, missing_for_publication
from eventhub.releases.models import Release, ReleaseStatus
from eventhub.web.filters import country_name


class Task(NamedTuple):
    """Something to do, and where."""

    text: Any
    href: str


def tasks_of(event: Event, figures: Figures, at: datetime, stale: Release | None = None) -> list[Task]:
    """What is to be done for the event, the most pressing first; ``stale`` is out and says what is no longer so."""
    tasks = _tasks_of(event, figures, at)
    if stale is None:
        return tasks
    href = url_for("releases_desk.show", release_id=stale.id)
    return [Task(_l("Facts have changed since the release went out: look at its texts"), href), *tasks]


def _tasks_of(event: Event, figures: Figures, at: datetime) -> list[Task]:
    if event.status == EventStatus.DRAFT:
        publish = _task(_l("Check and publish"), "events_desk.publish", event)
        return [*_of_poll(event, figures), *_lacking(event, figures), publish]
    if event.status == EventStatus.POSTPONED:
        return [*_of_poll(event, figures), *_after_postponement(event)]
    if event.status != EventStatus.PUBLISHED:
        return []
    tasks = []
    if figures.pending:
        waiting = ngettext(
            "%(num)s registration awaits your decision",
            "%(num)s registrations await your decision",
            figures.pending,
        )
        tasks.append(_task(waiting, "registration_desk.index", event))
    if figures.letters:
        asked = ngettext(
            "%(num)s invitation letter is asked for",
            "%(num)s invitation letters are asked for",
            figures.letters,
        )
        tasks.append(_task(asked, "letters_desk.index", event))
    if event.ends_at <= at:
        tasks.append(_task(_l("It is over: say who came and close it"), "events_desk.complete", event))
        return tasks
    return [*tasks, *_lacking(event, figures)]


def _of_poll(event: Event, figures: Figures) -> list[Task]:
    if figures.unanswered is None:
        return []
    silent = ngettext(
        "%(num)s organisation has not said which dates suit",
        "%(num)s organisations have not said which dates suit",
        figures.unanswered,
    )
    return [
        _task(
            silent if figures.unanswered else _l("Pick a date: all have answered"), "polls_desk.show", event
        )
    ]


def _after_postponement(event: Event) -> list[Task]:
    if awaits_new_dates(event):
        return [_task(_l("Set the new dates"), "events_desk.reschedule", event)]
    return [_task(_l("Confirm the new dates"), "events_desk.publish", event)]


def _lacking(event: Event, figures: Figures) -> list[Task]:
    """What the event has not got yet, in the order of the guide."""
    missing = [
        (bool(missing_for_publication(event)), _l("Say where it takes place"), "events_desk.edit", "place"),
        (
            not keeps_local_time(event),
            _l(
                "Check the hours: the country is %(country)s, the time zone %(zone)s",
                country=country_name(event.country),
                zone=event.time_zone,
            ),
            "events_desk.edit",
            "basics",
        ),
        (not event.aim, _l("Say what it aims at"), "events_desk.edit", "content"),
        (not figures.organizations, _l("Name the organisations"), "events_desk.organizations", None),
        (not figures.sessions, _l("The agenda is empty"), "agenda_desk.show", None),
        (
            event.capacity is None and figures.takes_registrations and event.status == EventStatus.DRAFT,
            _l("Decide how many places there are"),
            "desk.registration",
            None,
        ),
        (not figures.releases, _l("The release is not written"), "desk.release", None),
    ]
    tasks = [
        _task(text, endpoint, event, **({"page": page} if page else {}))
        for lacks, text, endpoint, page in missing
        if lacks
    ]
    if figures.releases == {ReleaseStatus.DRAFT} and event.status == EventStatus.PUBLISHED:
        tasks.append(_task(_("The release is a draft: publish it"), "desk.release", event))
    return tasks


def _task(text: Any, endpoint: str, event: Event, **values: Any) -> Task:
    return Task(text, url_for(endpoint, slug=event.slug, **values))
