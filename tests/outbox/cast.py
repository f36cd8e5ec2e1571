"""Mails to deliver, and a worker to deliver them."""

from dataclasses import replace

from flask import Flask

from eventhub.db import db, transaction
from eventhub.outbox.actions import queue
from eventhub.outbox.models import OutboxMessage
from eventhub.web.mails import Rendered

MAIL = Rendered("A place has become free", "You have a place.\n", "<p>You have a place.</p>")


def owe(recipient: str = "dina@example.org", **more) -> int:
    """A mail in the outbox; its number comes back."""
    usual = {"kind": "registration_link", "language": "en", "mail": MAIL}
    with transaction():
        return queue(recipient=recipient, **{**usual, **more}).id


def send_by(app: Flask, url: str) -> None:
    """Configure the way out as EVENTHUB_MAIL_URL would."""
    app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], mail_url=url)


def message(number: int) -> OutboxMessage:
    """The mail as the database has it now."""
    db.session.rollback()
    return db.session.get_one(OutboxMessage, number, populate_existing=True)


def make_due(number: int, at) -> None:
    with transaction():
        db.session.get_one(OutboxMessage, number).due_at = at
