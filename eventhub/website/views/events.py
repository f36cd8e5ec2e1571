"""The list of events, the month, and the pages of one event."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventhub.calendars.links import subscription
from eventhub.clock import now, today
from eventhub.events import card
from eventhub.events.models import Visibility
from eventhub.events.queries import get_readable_event
from eventhub.events.search import (
    MOST_COUNTED,
    Count,
    Period,
    count_events,
    events_between,
    find_events,
)
from eventhub.formats.typeset import PNG_TYPE
from eventhub.organizations.queries import organizations_matching
from eventhub.registration.presentation import box
from eventhub.registration.queries import state_for_public
from eventhub.text import calendar
from eventhub.web.access import public
from eventhub.web.language import absolute_url, current_language
from eventhub.web.pagination import PAGE_SIZE, page_asked, page_number
from eventhub.web.responses import cacheable, with_validator
from eventhub.web.texts import marked
from eventhub.website import filters, month
from eventhub.website.event_page import remembered_page
from eventhub.website.notices import notices
from eventhub.website.pages import cards
from eventhub.website.structured_data import with_offer

blueprint = Blueprint("events", __name__)
blueprint.after_request(with_validator)

PERIOD_LABELS = {Period.COMING: _l("Coming"), Period.PAST: _l("Past"), Period.ALL: _l("All")}


@blueprint.route("/events/")
@public
def index():
    query = filters.read(request.args)
    return _month(query) if request.args.get("view") == "month" else _list(query)


def _list(query: filters.Query):
    moment, asked = now(), request.args.get("page")
    # As far as the page that is asked for, so that it is known whether there is one.
    counts = count_events(query.wanted, at=moment, most=max(MOST_COUNTED, page_asked(asked) * PAGE_SIZE))
    total = counts[query.period]
    page, pages = page_number(asked, total.number + total.and_more)
    found = find_events(query.wanted, query.period, at=moment, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return render_template(
        "events/index.html",
        **_frame(query, counts, view=None, kept={"when": request.args.get("when")}),
        total=_in_words(total),
        entries=cards(found, moment),
        organizations=[
            (marked(each.name), url_for("organizations.show", slug=each.slug))
            for each in organizations_matching(query.wanted.typed, limit=5)
        ],
        page=page,
        pages=pages,
        has_more_pages=total.and_more,
    )


def _in_words(count: Count) -> str:
    if count.and_more:
        return _("More than %(number)s events", number=MOST_COUNTED)
    return ngettext("%(num)s event", "%(num)s events", count.number)


def _month(query: filters.Query):
    # The reader's own zone is not known: around midnight "today" may be a day off for them.
    day = today("UTC")
    shown = month.month_in(request.args.get("month"), day)
    events = events_between(query.wanted, *month.days_shown(shown))
    weeks = month.grid(shown, events, day)
    return render_template(
        "events/month.html",
        **_frame(
            query,
            count_events(query.wanted, at=now()),
            view="month",
            kept={"view": "month", "month": f"{shown:%Y-%m}"},
        ),
        title=calendar.month_name(shown, current_language()),
        weekdays=calendar.weekday_names(current_language()),
        weeks=weeks,
        has_events=any(each["events"] for week in weeks for each in week if each["in_month"]),
        previous=_link_to_month(query, month.neighbour(shown, -1)),
        next=_link_to_month(query, month.neighbour(shown, 1)),
    )


def _link_to_month(query: filters.Query, first: date | None) -> tuple[str, str] | None:
    if first is None:
        return None
    address = url_for("events.index", **query.values, view="month", month=f"{first:%Y-%m}")
    return calendar.month_name(first, current_language()), address


def _frame(
    query: filters.Query, counts: dict[Period, Count], *, view: str | None, kept: dict[str, str | None]
) -> dict[str, Any]:
    """What the list and the month have in common. ``kept`` is what the filter form carries along."""
    others = {name: value for name, value in query.values.items() if name != "organization"}
    return {
        "query": query,
        "choices": filters.choices(query),
        "kept": {**kept, "organization": query.values.get("organization")},
        "without_organization": others,
        "feed": subscription(query.feed) if query.feed else None,
        "views": [
            *(
                {
                    "text": PERIOD_LABELS[period],
                    "href": url_for("events.index", **query.values, when=period.value),
                    "is_current": view is None and period == query.period,
                    "count": f"{MOST_COUNTED}+" if counts[period].and_more else counts[period].number,
                }
                for period in Period
            ),
            {
                "text": _("Month"),
                "href": url_for("events.index", **query.values, view="month"),
                "is_current": view == "month",
            },
        ],
    }


@blueprint.route("/events/<slug>/")
@public
def show(slug: str):
    event, moment = get_readable_event(slug, loaded=()), now()
    registration, page = state_for_public(event, moment), remembered_page(event)
    offer = absolute_url("registration.register", slug=slug) if registration.is_open else None
    return render_template(
        "events/show.html",
        event=event,
        page=page,
        head=page.head,
        notices=notices(event, moment),
        registration=box(event, registration),
        structured_data=with_offer(page.structured_data, offer),
        is_unlisted=event.visibility == Visibility.UNLISTED,
        card_size=card.SIZE,
    )


@blueprint.route("/events/<slug>.png", endpoint="card")
@public
def picture(slug: str):
    """What messengers, networks and calendars show beside a link to the event."""
    event = get_readable_event(slug)
    response = cacheable(card.card_of(event), media_type=PNG_TYPE, last_modified=event.revised_at)
    response.headers.set("Content-Disposition", "inline", filename=f"{slug}.png")
    return response
