"""What is different between two states of an agenda, as readers are told: pages and mails say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from eventhub.agenda.differences import Change, ChangeKind
from eventhub.agenda.items import Item
from eventhub.agenda.labels import KIND_LABELS
from eventhub.text import calendar, lists
from eventhub.text.languages import in_language
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language
from eventhub.web.texts import marked

CHANGE_LABELS = {
    ChangeKind.CANCELLED: _l("Cancelled"),
    ChangeKind.RESTORED: _l("Takes place after all"),
    ChangeKind.ADDED: _l("Added"),
    ChangeKind.MOVED: _l("New time"),
    ChangeKind.ROOM: _l("New room"),
    ChangeKind.TITLE: _l("New title"),
    ChangeKind.SPEAKERS: _l("Speakers"),
    ChangeKind.DETAILS: _l("Details"),
}


@dataclass(frozen=True)
class ChangeView:
    """A difference in the language of the page or mail; ``text`` is empty where the label says all."""

    label: str
    title: Markup
    plain_title: str
    text: str
    item_id: int


def changes_in_words(changes: Sequence[Change]) -> list[ChangeView]:
    """By the clocks of the venue."""
    return [
        ChangeView(
            label=str(CHANGE_LABELS[each.kind]),
            title=marked(each.after.title) or Markup.escape(_title_of(each.after)),
            plain_title=_title_of(each.after),
            text=_text(each),
            item_id=each.after.id,
        )
        for each in changes
    ]


def when_of(item: Item) -> str:
    """The day and the hours of an item: Friday, 3 November 2090, 09:00–10:30."""
    day = capitalise(
        calendar.full_date(item.starts_at.astimezone(item.event.zone).date(), current_language())
    )
    return lists.commas((day, _hours(item)), current_language())


def _hours(item: Item) -> str:
    ends = (item.starts_at, item.ends_at)
    return "–".join(calendar.clock(each, item.event.time_zone, current_language()) for each in ends)


def _title_of(item: Item) -> str:
    return in_language(item.title, current_language())[0] or str(KIND_LABELS[item.kind])


def _text(change: Change) -> str:
    before, after = change.before, change.after
    if before is None or change.kind in (ChangeKind.CANCELLED, ChangeKind.RESTORED):
        return " · ".join(filter(None, (when_of(after), after.room)))
    if change.kind == ChangeKind.MOVED:
        return _("%(new)s instead of %(old)s", new=when_of(after), old=_old_time(before, after))
    if change.kind == ChangeKind.ROOM:
        return _("%(new)s instead of %(old)s", new=after.room or "—", old=before.room or "—")
    if change.kind == ChangeKind.TITLE:
        return _("It was called: %(title)s", title=_title_of(before))
    if change.kind == ChangeKind.SPEAKERS:
        return lists.join([each.name for each in after.speakers if each.name], current_language())
    return ""


def _old_time(before: Item, after: Item) -> str:
    """The day is said again only where it is another one."""
    days = {each.starts_at.astimezone(each.event.zone).date() for each in (before, after)}
    return _hours(before) if len(days) == 1 else when_of(before)
