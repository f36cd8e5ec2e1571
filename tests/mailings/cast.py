"""A workshop with people who read several languages, and mailings to them."""

from email import message_from_bytes
from email.policy import default

from eventhub.db import Translated, db, transaction
from eventhub.events.models import Event
from eventhub.mailings import actions, batches
from eventhub.mailings.actions import MailingDetails
from eventhub.mailings.models import Mailing, MailingStatus
from eventhub.outbox.models import OutboxMessage
from tests.registration.cast import make_workshop, person, register

SUBJECT = Translated(en="Practical matters: {event}", fr="Questions pratiques : {event}")
BODY = Translated(
    en="Dear {name}, bring your passport.\n\nYour number is **{reference}**; [change it]({link}).",
    fr="{name}, apportez votre passeport. Votre page : {link}",
)


def make_peopled_workshop(slug: str = "workshop", **more) -> Event:
    """A workshop for which Amal (English), Boris (French) and Carla (Arabic) have registered."""
    event = make_workshop(slug, **more)
    for number, language in enumerate(("en", "fr", "ar")):
        register(event, person(number), language=language)
    return event


def draft(event: Event, **more) -> Mailing:
    """A mailing to everybody."""
    with transaction():
        return actions.create(event, MailingDetails(**{"subject": SUBJECT, "body": BODY, **more}))


def send(mailing: Mailing) -> int:
    """Send it, and let the worker write all mails."""
    with transaction():
        number = actions.send(mailing)
    write_all()
    return number


def write_all() -> None:
    """What the worker does until every mailing that is being sent is written."""
    while db.session.query(Mailing).filter_by(status=MailingStatus.SENDING).count():
        with transaction():
            batches.write_next_batch()


def mails_of(kind: str = "mailing") -> list[OutboxMessage]:
    """What the outbox owes of a kind, in order."""
    db.session.rollback()
    return db.session.query(OutboxMessage).filter_by(kind=kind).order_by(OutboxMessage.id).all()


def parsed(message: OutboxMessage):
    return message_from_bytes(message.content, policy=default)
