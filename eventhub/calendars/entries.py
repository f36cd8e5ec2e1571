"""What calendars say of agenda items, in the language that is in force; of events see ``events.entries``."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from flask_babel import gettext as _

from eventhub.agenda.items import Item
from eventhub.events.entries import STATUS, UNWRITABLE, event_entry, organizer_of, place_of, text_of
from eventhub.events.models import Event, EventStatus
from eventhub.formats.errors import InvalidLinkError
from eventhub.formats.ical import Block, Entry, event_block
from eventhub.formats.links import absolute_link
from eventhub.web.language import absolute_url, current_language


def session_entry(session: Item) -> Entry:
    """An agenda item, belonging to the entry of its event."""
    event = session.event
    gone = session.cancelled or event.status == EventStatus.CANCELLED
    title = text_of(session.title)
    return Entry(
        uid=session.uid,
        sequence=session.sequence + event.sequence,
        created_at=session.created_at,
        revised_at=max(session.revised_at, event.revised_at),
        start=session.starts_at.astimezone(event.zone),
        end=session.ends_at.astimezone(event.zone),
        status="CANCELLED" if gone else STATUS[event.status],
        summary=_("Cancelled: %(title)s", title=title) if gone else title,
        description=_session_description(session),
        language=current_language(),
        location=", ".join(part for part in (session.room, place_of(event)) if part),
        url=absolute_url("events.agenda", slug=event.slug),
        organizer=organizer_of(event),
        attachments=tuple(_usable(url for material in session.materials for url in material.urls.values())),
        parent_uid=event.uid,
    )


def draft_blocks(events: Iterable[Event]) -> list[Block]:
    """Blocks made on the spot for events that have none stored; one that cannot be written is left out."""
    blocks = []
    for event in events:
        with suppress(*UNWRITABLE):
            blocks.append(event_block(event_entry(event)))
    return blocks


def _session_description(session: Item) -> str:
    speakers = [
        ", ".join(part for part in (each.name, text_of(each.title)) if part) for each in session.speakers
    ]
    return "\n\n".join(part for part in (text_of(session.abstract), "\n".join(speakers)) if part)


def _usable(links: Iterable[str]) -> Iterator[str]:
    """Those that a calendar can carry. A paper whose address is none stays on the page, and spoils no entry."""
    for link in links:
        with suppress(InvalidLinkError):
            yield absolute_link(link)
