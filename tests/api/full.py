"""A workshop with one of everything, each of which has the number 1, and what addresses say of it."""

from typing import Any

from eventhub.agenda.templates import save_template
from eventhub.clock import now
from eventhub.db import Translated, transaction
from eventhub.documents.certificate_actions import issue_all
from eventhub.events.models import Event
from eventhub.mailings.models import Notice, NoticeKind
from eventhub.mailings.notice_recipients import owe
from eventhub.releases.actions import write_release
from eventhub.releases.quotes import QuoteDetails, add_quote
from tests.calendars.cast import add_session
from tests.checkin.cast import mark
from tests.delegations.cast import ask, make_asked_workshop
from tests.mailings.cast import draft
from tests.questions.cast import category, question, section
from tests.registration.cast import register

NOT_A_NUMBER = {"slug", "office_slug", "name", "key", "suffix", "what", "where", "code"}
"""What addresses name besides numbers of things."""


def make_full_workshop(**more: Any) -> Event:
    """The workshop, in the office of Beijing."""
    event = make_asked_workshop(**more)
    item = add_session(event)
    asked = question(section(event))
    person = register(event)
    mark(person)
    with transaction():
        save_template(event, "Two days")
        issue_all(event, now=now())
        add_quote(event, QuoteDetails(speaker_name="Li Wei", text=Translated(en="We agree.")))
        write_release(event, ["en"])
        owe(Notice(event=event, kind=NoticeKind.CANCELLATION), people=[person])
    category(event)
    draft(event)
    ask(event)
    assert {item.id, asked.id, person.id} == {1}
    return event
