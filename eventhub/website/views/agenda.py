"""The public agenda: its views, one item, files, screens for rooms, its revisions and what changed between them."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from eventhub.agenda import files, schedule
from eventhub.agenda.changes_in_words import changes_in_words
from eventhub.agenda.differences import changes_between
from eventhub.agenda.labels import KIND_LABELS
from eventhub.agenda.minutes import are_published, find_published_minutes
from eventhub.agenda.presentation import agenda_view, minutes_view, session_view
from eventhub.agenda.published import (
    get_item,
    get_revision,
    items_of,
    published_agenda,
    revisions_of,
)
from eventhub.agenda.revision_words import revision_in_words
from eventhub.calendars.models import CalendarBlock
from eventhub.calendars.queries import get_calendar_event, stored_entries
from eventhub.clock import now
from eventhub.events.models import Event, Visibility
from eventhub.events.queries import get_readable_event
from eventhub.formats.ical import calendar as write_calendar
from eventhub.text import calendar
from eventhub.text.languages import in_language
from eventhub.web.access import public
from eventhub.web.filters import tr
from eventhub.web.language import absolute_url, current_language
from eventhub.web.limits import costly
from eventhub.web.responses import cacheable, with_validator
from eventhub.website import agenda_page, screen_page
from eventhub.website.event_page import head_of
from eventhub.website.notices import notices

blueprint = Blueprint("agenda", __name__)
blueprint.after_request(with_validator)

AGENDA = "/events/<slug>/agenda/"
CALENDAR_TYPE = "text/calendar; charset=utf-8"


@blueprint.route(AGENDA)
@public
def show(slug: str):
    event, moment = get_readable_event(slug), now()
    agenda = published_agenda(event)
    wanted = agenda_page.read(request.args, event, agenda.items)
    return render_template(
        "agenda/show.html",
        **_frame(event),
        notices=notices(event, moment),
        has_agenda=bool(agenda.items),
        wanted=wanted,
        views=agenda_page.views_of(wanted, agenda.items),
        choices=agenda_page.choices_of(wanted, agenda.items),
        days=agenda_page.days_of(wanted, agenda.items, moment),
        on=agenda_page.on_now(wanted, agenda.items, moment),
        zone_name=calendar.zone_name(event.starts_at, wanted.zone, current_language()),
        revision=revision_in_words(agenda),
        files=agenda_page.files_of(event),
        has_minutes=are_published(event),
    )


@blueprint.route(f"{AGENDA}<int:item_id>/")
@public
def item(slug: str, item_id: int):
    event = get_readable_event(slug)
    agenda = published_agenda(event)
    found = get_item(agenda, item_id)
    minutes = find_published_minutes(event, found.id)
    return render_template(
        "agenda/item.html",
        **_frame(event, tr(found.title) or str(KIND_LABELS[found.kind])),
        item=session_view(found, event.time_zone),
        item_id=found.id,
        minutes=minutes and minutes_view(minutes),
        day=agenda_page.day_name(found.starts_at.astimezone(event.zone).date()),
        revision=revision_in_words(agenda),
    )


@blueprint.route(f"{AGENDA}selection.ics")
@public
def selection(slug: str):
    """The items that the address marks, as a calendar: it can be subscribed to and stays right."""
    found = get_calendar_event(slug)
    picked = agenda_page.numbers_in(request.args)
    address = absolute_url("agenda.selection", slug=slug, pick=sorted(picked))
    stored = stored_entries(
        current_language(),
        CalendarBlock.event_id == found.id,
        CalendarBlock.session_id.in_(picked),
        with_agenda=True,
    )
    content = write_calendar(
        [each.block for each in stored],
        name=in_language(found.title, current_language())[0],
        language=current_language(),
        source_url=address,
    )
    response = cacheable(content, media_type=CALENDAR_TYPE)
    response.headers.set("Content-Disposition", "inline", filename=f"{slug}-selection.ics")
    return response


@blueprint.route("/events/<slug>/agenda.<any(pdf,docx):suffix>")
@public
@costly
def document(slug: str, suffix: str):
    event, form = get_readable_event(slug), files.FORMATS[suffix]
    agenda = published_agenda(event)
    response = cacheable(form.write(event, agenda), media_type=form.media_type)
    kind = "attachment" if form.is_attachment else "inline"
    name = f"{slug}-agenda-{current_language()}.{suffix}"
    response.headers.set("Content-Disposition", kind, filename=name)
    return response


@blueprint.route("/events/<slug>/schedule.<any(xml,json):suffix>")
@public
def for_apps(slug: str, suffix: str):
    event, form = get_readable_event(slug), schedule.FORMATS[suffix]
    return cacheable(form.write(event, published_agenda(event)), media_type=form.media_type)


@blueprint.route("/events/<slug>/screen/")
@public
def screens(slug: str):
    """All rooms at a glance, and the way to the screen of each."""
    event, moment = get_readable_event(slug), now()
    return render_template("agenda/screens.html", **screen_page.all_rooms(event, moment))


@blueprint.route("/events/<slug>/screen/<path:room>/")
@public
def screen(slug: str, room: str):
    """What is on in a room now and next, in large letters; it asks again by itself every minute."""
    event, moment = get_readable_event(slug), now()
    return render_template("agenda/screen.html", **screen_page.one_room(event, room, moment))


@blueprint.route(f"{AGENDA}changes/")
@public
def changes(slug: str):
    event = get_readable_event(slug)
    agenda = published_agenda(event)
    published = revisions_of(event)
    items = {each.number: items_of(each) for each in published}
    since = changes_between(items[agenda.number], agenda.items) if published and not agenda.collects else []
    one, other = (request.args.get(name, type=int) for name in ("from", "to"))
    compared = changes_between(items[one], items[other]) if one in items and other in items else None
    return render_template(
        "agenda/changes.html",
        **_frame(event, _("What has changed"), is_indexed=not request.args),
        since=changes_in_words(since),
        steps=[
            (each, changes_in_words(changes_between(items[each.number - 1], items[each.number])))
            if each.number - 1 in items
            else (each, None)
            for each in published
        ],
        numbers=sorted(items),
        compared_from=one,
        compared_to=other,
        compared=None if compared is None else changes_in_words(compared),
    )


@blueprint.route(f"{AGENDA}revisions/<int:number>/")
@public
def revision(slug: str, number: int):
    """The agenda as it was published under a number."""
    event = get_readable_event(slug)
    found = get_revision(event, number)
    return render_template(
        "agenda/revision.html",
        **_frame(event, _("Revision %(number)s", number=number), is_indexed=False),
        shown=found,
        newest=published_agenda(event).number,
        days=agenda_view(items_of(found), event.time_zone),
    )


def _frame(event: Event, here: str = "", *, is_indexed: bool = True) -> dict[str, Any]:
    """What all these pages say of the event; ``here`` is the name of the page."""
    return {
        "event": event,
        "here": here,
        "head": head_of(event),
        "is_indexed": is_indexed,
        "is_unlisted": event.visibility == Visibility.UNLISTED,
    }
