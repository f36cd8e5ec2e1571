"""Publishing revisions of agendas. Each verb flushes and leaves an audit line; the caller commits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from eventhub.agenda.differences import Change, changes_between
from eventhub.agenda.errors import DraftEventError, NothingChangedError, OtherRevisionError
from eventhub.agenda.items import Item, to_json
from eventhub.agenda.published import find_publication, items_of, working_copy
from eventhub.agenda.revision_models import AgendaPublication, AgendaRevision
from eventhub.agenda.signals import agenda_changed, revision_published
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.events.models import Event, EventStatus


def unpublished_changes(event: Event) -> list[Change]:
    """What is different between the newest revision (or nothing, without one) and the working copy."""
    return changes_between(_newest_items(event), working_copy(event))


def collect_changes(event: Event, *, by: Any) -> None:
    """Show the public no change of the agenda until a revision is published.

    What it sees now becomes one, unless it is the newest already, so that nothing it has seen disappears.
    """
    publication = _held(event)
    if publication.collects:
        return
    if event.status != EventStatus.DRAFT and unpublished_changes(event):
        _publish(publication, event, by=by, note=Translated())
    publication.collects = True
    record("event:agenda:collect", event)
    db.session.flush()
    agenda_changed.send(event)


def show_at_once(event: Event) -> None:
    """Show the public the agenda as it stands, and from now on each change at once."""
    publication = _held(event)
    if not publication.collects:
        return
    publication.collects = False
    record("event:agenda:show", event)
    db.session.flush()
    agenda_changed.send(event)


def publish_revision(
    event: Event, *, number: int, by: Any, note: Translated, tells_participants: bool
) -> AgendaRevision:
    """Publish the working copy as revision ``number``: the one after the newest, as its publisher was shown.

    Raises:
        DraftEventError: nobody can see the event yet.
        OtherRevisionError: somebody else was quicker, or the button was pressed twice.
        NothingChangedError
    """
    if event.status == EventStatus.DRAFT:
        raise DraftEventError
    publication = _held(event)
    if number != _next_number(publication):
        raise OtherRevisionError
    changes = unpublished_changes(event)
    if not changes:
        raise NothingChangedError
    revision = _publish(publication, event, by=by, note=note)
    agenda_changed.send(event)
    revision_published.send(event, revision=revision, changes=changes, tells_participants=tells_participants)
    return revision


def next_number(event: Event) -> int:
    """Of the revision that would be published now."""
    return _next_number(find_publication(event))


def _next_number(publication: AgendaPublication | None) -> int:
    return publication.revision.number + 1 if publication and publication.revision else 1


def _held(event: Event) -> AgendaPublication:
    """The row of the event, made where there is none. Callers hold the event, so no two make it."""
    publication = find_publication(event)
    if publication is None:
        publication = AgendaPublication(event=event)
        db.session.add(publication)
        db.session.flush()
    return publication


def _newest_items(event: Event) -> list[Item]:
    publication = find_publication(event)
    return items_of(publication.revision) if publication and publication.revision else []


def _publish(publication: AgendaPublication, event: Event, *, by: Any, note: Translated) -> AgendaRevision:
    moment = now()
    revision = AgendaRevision(
        event=event,
        number=_next_number(publication),
        items=[to_json(each) for each in _as_published(_newest_items(event), working_copy(event), moment)],
        note=note,
        published_at=moment,
        published_by=by,
    )
    db.session.add(revision)
    publication.revision = revision
    db.session.flush()
    record("event:agenda:publish", event, changes={"number": [revision.number - 1, revision.number]})
    return revision


def _as_published(before: Sequence[Item], after: Sequence[Item], moment: datetime) -> list[Item]:
    """The items without those that were cancelled before anybody saw them, revised when the public learns of it."""
    known = {each.id: each for each in before}
    published = []
    for item in after:
        old = known.get(item.id)
        if old is None and item.cancelled:
            continue
        published.append(replace(item, revised_at=old.revised_at if old and old == item else moment))
    return published
