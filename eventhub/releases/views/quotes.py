"""Quotes of an event: who says what."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.releases import quotes
from eventhub.releases.forms import LibraryForm, QuoteForm
from eventhub.releases.models import Quote
from eventhub.releases.queries import (
    count_library_quotes,
    get_library_quote,
    get_quote_of,
    library_quotes,
    quotes_of,
)
from eventhub.web.access import requires
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import see_other

blueprint = Blueprint("quotes_desk", __name__)


@blueprint.route("/quotes/", defaults={"slug": None})
@blueprint.route("/events/<slug>/quotes/library")
@requires(Permission.DESK_USE)
def library(slug: str | None):
    """What has been said about all events that one looks after; for one of them, to take from."""
    form = LibraryForm(request.args, meta={"csrf": False})
    typed = form.q.data or ""
    total = count_library_quotes(current_user, typed)
    page, pages = page_number(request.args.get("page"), total)
    event = get_event_of(current_user, slug) if slug else None
    return render_template(
        "desk/releases/library.html",
        event=event,
        form=form,
        quotes=library_quotes(current_user, typed, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE),
        total=total,
        page=page,
        pages=pages,
        may_edit=event is not None and may_with(current_user, Permission.RELEASE_EDIT, event),
    )


@blueprint.route("/events/<slug>/quotes/")
@requires(Permission.DESK_USE)
def index(slug: str):
    event = get_event_of(current_user, slug)
    return render_template(
        "desk/releases/quotes.html",
        event=event,
        quotes=quotes_of(event),
        may_edit=may_with(current_user, Permission.RELEASE_EDIT, event),
    )


@blueprint.route("/events/<slug>/quotes/new", methods=["GET", "POST"], defaults={"taken_id": None})
@blueprint.route("/events/<slug>/quotes/from/<int:taken_id>", methods=["GET", "POST"])
@requires(Permission.RELEASE_EDIT)
def create(slug: str, taken_id: int | None):
    """A new quote; one taken from the library is a beginning, to which nobody has agreed on this occasion."""
    event = get_event_of(current_user, slug)
    taken = get_library_quote(current_user, taken_id) if taken_id else None
    form = QuoteForm()
    if taken and not form.is_submitted():
        form = QuoteForm(obj=taken)
        form.load(taken)
        form.approved_by.data = ""
    if not form.validate_on_submit():
        return _form(event, form)
    with transaction():
        quotes.add_quote(get_event_of(current_user, slug), form.details())
    flash(_("Saved."), "success")
    return see_other("quotes_desk.index", slug=slug)


@blueprint.route("/events/<slug>/quotes/<int:quote_id>", methods=["GET", "POST"])
@requires(Permission.RELEASE_EDIT)
def edit(slug: str, quote_id: int):
    event = get_event_of(current_user, slug)
    quote = get_quote_of(event, quote_id)
    form = QuoteForm(obj=quote)
    if not form.is_submitted():
        form.load(quote)
    if not form.validate_on_submit():
        return _form(event, form, quote)
    with transaction():
        quotes.edit_quote(get_quote_of(get_event_of(current_user, slug), quote_id), form.details())
    flash(_("Saved."), "success")
    return see_other("quotes_desk.index", slug=slug)


def _form(event: Event, form: QuoteForm, quote: Quote | None = None):
    status = 422 if form.errors else 200
    return render_template("desk/releases/quote.html", event=event, form=form, quote=quote), status


@blueprint.post("/events/<slug>/quotes/<int:quote_id>/remove")
@requires(Permission.RELEASE_EDIT)
def remove(slug: str, quote_id: int):
    with transaction():
        quotes.remove_quote(get_quote_of(get_event_of(current_user, slug), quote_id))
    flash(_("The quote is removed."), "success")
    return see_other("quotes_desk.index", slug=slug)
