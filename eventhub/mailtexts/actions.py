"""Changing the words of standard mails. Each verb flushes and leaves an audit line; callers commit."""

from eventhub.audit.actions import record
from eventhub.db import Translated, db
from eventhub.events.models import Event
from eventhub.mailtexts.models import MailText, StandardMail
from eventhub.mailtexts.queries import find_text


def set_text(event: Event, mail: StandardMail, *, subject: Translated, intro: Translated) -> None:
    """Write an event's own words for a mail; none in any language goes back to the standard."""
    text = find_text(event, mail)
    if not subject and not intro:
        if text is not None:
            db.session.delete(text)
    else:
        if text is None:
            text = MailText(event=event, mail=mail)
            db.session.add(text)
        text.subject, text.intro = subject, intro
    db.session.flush()
    record("event:mail_text:set", event, changes={"mail": ["", mail.value]})
