"""Writing down what is said about an event, for its releases."""

from dataclasses import dataclass, field

from eventhub.audit.actions import record
from eventhub.audit.changes import apply_details
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.events.models import Event
from eventhub.releases.models import Quote, SpeakerGender
from eventhub.releases.queries import quotes_of
from eventhub.text.normalise import search_key


@dataclass(frozen=True, kw_only=True)
class QuoteDetails:
    """What somebody says about an event, as a person enters it."""

    speaker_name: str
    text: Translated
    speaker_title: Translated = field(default_factory=Translated)
    speaker_gender: SpeakerGender | None = None
    lead_in: Translated = field(default_factory=Translated)
    approved_by: str = ""


def add_quote(event: Event, details: QuoteDetails) -> Quote:
    """Put a quote behind those that ``event`` has."""
    last = max((quote.position for quote in quotes_of(event)), default=0)
    quote = Quote(event=event, position=last + 1)
    apply_details(quote, details)
    quote.search_text = _search_text(quote)
    quote.approved_at = now() if details.approved_by else None
    db.session.add(quote)
    db.session.flush()
    record("event:quote:add", event)
    return quote


def edit_quote(quote: Quote, details: QuoteDetails) -> None:
    """Change a quote. Whoever agreed, agreed to the words as they were: new words need a new agreement."""
    was_approved_by = quote.approved_by
    changes = apply_details(quote, details)
    if "text" in changes and quote.approved_by == was_approved_by:
        quote.approved_by = ""
    if changes:
        quote.search_text = _search_text(quote)
        quote.approved_at = now() if quote.approved_by else None
        db.session.flush()
        record("event:quote:edit", quote.event, changes=changes)


def _search_text(quote: Quote) -> str:
    said = (quote.speaker_name, *quote.speaker_title.values(), *quote.text.values())
    return search_key(" ".join(said))


def remove_quote(quote: Quote) -> None:
    record("event:quote:remove", quote.event)
    db.session.delete(quote)
    db.session.flush()
