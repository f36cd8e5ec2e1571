"""Sending people the link to their registration once more."""

from datetime import datetime, timedelta

from eventhub.events.models import Event
from eventhub.outbox.queries import was_written_to
from eventhub.registration import mails
from eventhub.registration.models import Registration
from eventhub.registration.queries import registrations_at

LINK_AGAIN_AFTER = timedelta(minutes=5)
"""Whoever types somebody else's address again and again does not fill their mailbox."""


def resend_links(event: Event, email: str, *, now: datetime) -> None:
    """Send everybody whose mails go to an address the link to their registration; not twice within minutes."""
    if not was_written_to(email, event, since=now - LINK_AGAIN_AFTER):
        for registration in registrations_at(event, email):
            mails.send("registration_link", registration)


def resend_link(registration: Registration, *, now: datetime) -> bool:
    """Send the person the link to their registration; not if they got a mail about the event minutes ago."""
    if was_written_to(registration.email, registration.event, since=now - LINK_AGAIN_AFTER):
        return False
    mails.send("registration_link", registration)
    return True
