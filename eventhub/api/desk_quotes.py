"""Who says what about an event, and what has been said before."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_login import current_user
from sqlalchemy.orm import contains_eager

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import listed
from eventhub.api.area import Area, page_schema
from eventhub.api.desk_events import ONE
from eventhub.api.forms import filled
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.resources import Resource
from eventhub.api.schemas import SLUG, schema_of
from eventhub.events.models import Event
from eventhub.releases import quotes
from eventhub.releases.forms import QuoteForm
from eventhub.releases.models import Quote
from eventhub.releases.queries import get_quote_of, library_of, quotes_of
from eventhub.web.access import requires

area = Area("desk_quotes", "Quotes")

QuoteBody = schema_of("QuoteBody", QuoteForm, required=("speaker_name", "text"))


class QuoteSchema(QuoteBody):
    id = fields.Number(required=True)
    event = fields.Text(SLUG, required=True)
    approved_at = fields.Moment(required=True, allow_none=True)


def _quote(row: Quote) -> dict[str, Any]:
    names = [name for name in QuoteSchema._declared_fields if name != "event"]
    return {
        **{name: getattr(row, name) for name in names},
        "speaker_gender": row.speaker_gender or "",
        "event": row.event.slug,
    }


QUOTES = Resource(
    area=area,
    path=f"{ONE}/quotes",
    one="/<int:quote_id>",
    gives=QuoteSchema,
    takes=QuoteBody,
    view=_quote,
    find=get_quote_of,
)


@QUOTES.lists
@requires(Permission.DESK_USE)
def list_quotes(event: Event) -> Sequence[Quote]:
    """What is said about an event."""
    return quotes_of(event)


@QUOTES.shows
@requires(Permission.DESK_USE)
def show_quote() -> None:
    """One quote."""


@QUOTES.creates
@requires(Permission.RELEASE_EDIT)
def add_quote(event: Event, body: dict[str, Any]) -> Quote:
    """Note what somebody says; to one that is taken from the library, nobody has agreed on this occasion."""
    return quotes.add_quote(event, filled(QuoteForm, body).details())


@QUOTES.changes
@requires(Permission.RELEASE_EDIT)
def change_quote(quote: Quote, body: dict[str, Any]) -> None:
    """Change a quote; with other words, nobody has agreed to them."""
    quotes.edit_quote(quote, filled(QuoteForm, body).details())


@QUOTES.removes
@requires(Permission.RELEASE_EDIT)
def delete_quote(quote: Quote) -> None:
    """Take a quote away."""
    quotes.remove_quote(quote)


class LibraryQuery(PageQuery):
    q = fields.Text(200, load_default="", metadata={"description": "Words of the speaker or the quote."})


Library = page_schema(QuoteSchema, "LibraryQuote")


@area.read("/desk/quotes", takes=LibraryQuery, gives=Library)
@requires(Permission.DESK_USE)
def list_library(query: dict[str, Any]) -> Response:
    """What has been said about all events that the user looks after, the latest first."""
    rows = library_of(current_user, query["q"]).options(contains_eager(Quote.event))
    page = page_of(rows, [Order(Quote.id, True)], query)
    return listed(Library, page._replace(items=[_quote(each) for each in page.items]))
