"""What stands in the outbox is a whole mail, in the language of its reader."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.formats.errors import FormatError
from eventhub.outbox.models import OutboxMessage
from eventhub.outbox.queries import was_written_to
from tests.calendars.cast import make_event
from tests.outbox.cast import MAIL, message, owe


def test_the_bytes_are_built_once_with_both_forms_of_the_text(app):
    stored = message(owe(recipient_name="Dina Haddad"))
    mail = message_from_bytes(stored.content, policy=default)
    assert mail["To"] == "Dina Haddad <dina@example.org>"
    assert mail["Message-ID"] == stored.message_id
    assert mail.get_body(("html",)).get_content().strip() == MAIL.html
    assert mail["Auto-Submitted"] == "auto-generated"


def test_an_address_that_cannot_be_written_to_keeps_everything_else_from_being_stored(app):
    with pytest.raises(FormatError):
        owe("nobody")
    assert db.session.query(OutboxMessage).count() == 0


def test_a_name_does_not_become_a_header(app):
    mail = message_from_bytes(
        message(owe(recipient_name="Dina\r\nBcc: eve@example.org")).content, policy=default
    )
    assert (mail["Bcc"], mail["To"].addresses[0].addr_spec) == (None, "dina@example.org")


def test_a_subject_longer_than_the_column_goes_out_whole(app):
    long = replace(MAIL, subject="Word " * 150)
    stored = message(owe(mail=long))
    assert len(stored.subject) == 500
    assert message_from_bytes(stored.content, policy=default)["Subject"] == long.subject


def test_what_was_written_is_known_by_recipient_event_and_time(app):
    event, other = make_event("one"), make_event("two")
    owe(about=event)
    before, after = now() - timedelta(minutes=1), now() + timedelta(minutes=1)
    with transaction():
        assert was_written_to("dina@example.org", event, since=before)
        assert not was_written_to("dina@example.org", event, since=after)
        assert not was_written_to("dina@example.org", other, since=before)
        assert not was_written_to("eve@example.org", event, since=before)
