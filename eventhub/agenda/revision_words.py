"""Under which number an agenda goes, as pages, files and feeds say it."""

from flask_babel import gettext as _

from eventhub.agenda.differences import changes_between
from eventhub.agenda.published import PublishedAgenda, items_of
from eventhub.text.dates import date_range
from eventhub.web.language import current_language


def revision_in_words(agenda: PublishedAgenda) -> str:
    """The newest revision with its day, and whether more is shown than that; empty when there is none."""
    revision = agenda.revision
    if revision is None:
        return ""
    day = revision.published_at.astimezone(revision.event.zone).date()
    date = date_range([day], current_language())
    if agenda.collects or not changes_between(items_of(revision), agenda.items):
        return _("Revision %(number)s of %(date)s", number=revision.number, date=date)
    return _("Revision %(number)s of %(date)s, with later changes", number=revision.number, date=date)
