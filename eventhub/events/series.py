"""Series: workshops that are held again, and which other editions an event has."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from eventhub.audit.actions import record
from eventhub.db import Translated, db
from eventhub.db.slugs import unique_slug
from eventhub.events.actions import EventDetails, edit_event
from eventhub.events.models import Event, Series
from eventhub.events.queries import is_listed


def series_to_continue(event: Event) -> Series:
    """The series of an event that is held again; one begins with it if it has none, and bears its title."""
    return event.series or begin_series(event, event.title)


def begin_series(event: Event, name: Translated) -> Series:
    """Make the event the first edition of a new series."""
    series = Series(slug=unique_slug(Series, name, fallback="series"), name=name)
    db.session.add(series)
    db.session.flush()
    record("series:name:create", series)
    put_into_series(event, series)
    return series


def set_series(
    event: Event, chosen: Series | None, *, begins: bool, name: Translated, new_name: Translated | None
) -> None:
    """Put the event where a person has chosen: into a new series called ``name``, or into one that there is, which is
    called ``new_name`` from now on where that is given."""
    if begins:
        begin_series(event, name or event.title)
        return
    if chosen and new_name:
        rename_series(chosen, new_name)
    put_into_series(event, chosen)


def put_into_series(event: Event, series: Series | None) -> None:
    """Make the event an edition of that series, or of none; a series without editions is gone."""
    left = event.series
    edit_event(event, replace(EventDetails.of(event), series=series))
    if left is not None and left is not series and not _has_editions(left):
        record("series:name:delete", left)
        db.session.delete(left)
        db.session.flush()


def rename_series(series: Series, name: Translated) -> None:
    if series.name != name:
        before, series.name = series.name, name
        db.session.flush()
        record("series:name:edit", series, changes={"name": [before, name]})


def all_series() -> Sequence[Series]:
    """Those that have an edition, by their address."""
    held = select(Event.series_id).where(Event.series_id.is_not(None))
    return db.session.scalars(select(Series).where(Series.id.in_(held)).order_by(Series.slug)).all()


def series_with_calendar() -> Sequence[Series]:
    """Those that have an edition in public lists, by their address."""
    listed = select(Event.series_id).where(Event.series_id.is_not(None), is_listed())
    return db.session.scalars(select(Series).where(Series.id.in_(listed)).order_by(Series.slug)).all()


def other_editions(event: Event) -> Sequence[Event]:
    """The listed events of the same series but this one, the latest first."""
    if event.series_id is None:
        return []
    return db.session.scalars(
        select(Event)
        .where(Event.series_id == event.series_id, Event.id != event.id, is_listed())
        .order_by(Event.starts_at.desc(), Event.id.desc())
    ).all()


def _has_editions(series: Series) -> bool:
    return db.session.scalar(select(Event.id).where(Event.series_id == series.id).limit(1)) is not None
