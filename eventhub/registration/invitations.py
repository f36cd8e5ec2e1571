"""The event in a participant's own calendar (iMIP, RFC 6047)."""

from dataclasses import replace
from typing import Literal

from eventhub.events.entries import UNWRITABLE, remembered_entry
from eventhub.formats.calendar_entries import Attendee
from eventhub.formats.errors import InvalidLinkError
from eventhub.formats.ical import invitation
from eventhub.formats.links import absolute_link
from eventhub.registration.models import Registration

Method = Literal["REQUEST", "CANCEL"]


def calendar_part(registration: Registration, method: Method) -> bytes | None:
    """The invitation to one person, in the language in force, or what takes it out of their calendar again.

    SEQUENCE is that of the event and what happened to the registration together: neither ever falls. None where the
    facts are such that clients would refuse the entry: the mail is worth sending without it.
    """
    try:
        entry = remembered_entry(registration.event)
        entry = replace(
            entry,
            sequence=entry.sequence + registration.sequence,
            attendee=Attendee(email=registration.email, name=registration.name, partstat="ACCEPTED"),
            conference_url=_link_to_join(registration) if method == "REQUEST" else None,
        )
        return invitation(entry, method)
    except UNWRITABLE:
        return None


def _link_to_join(registration: Registration) -> str | None:
    try:
        return absolute_link(registration.event.online_url) if registration.event.online_url else None
    except InvalidLinkError:
        return None
