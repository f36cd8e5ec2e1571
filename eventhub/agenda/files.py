"""The agenda as a document to take away: PDF and Word, in the language in force."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import gettext as _

from eventhub.agenda.lines import DayLines, ItemLines, days_in_lines
from eventhub.agenda.published import PublishedAgenda
from eventhub.agenda.revision_words import revision_in_words
from eventhub.events.acknowledgements import acknowledgements_of, credit
from eventhub.events.models import Event
from eventhub.events.presentation import dates_of, where
from eventhub.formats import docx, typeset
from eventhub.formats.docx import Paragraph, Style, Table
from eventhub.text import calendar
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url, current_language

TIME_WIDTH, TEXT_WIDTH = 3.2, 12.8
"""Of the columns in Word, in centimetres."""


@dataclass(frozen=True)
class FileForm:
    """``label`` and ``icon`` show the form to readers; an attachment is saved, the others a browser shows."""

    label: str
    icon: str
    media_type: str
    is_attachment: bool
    write: Callable[[Event, PublishedAgenda], bytes]


def changed_at(event: Event, agenda: PublishedAgenda) -> datetime:
    """When what the public sees of an agenda last changed."""
    moments = [event.revised_at, *(each.revised_at for each in agenda.items)]
    return max([*moments, agenda.revision.published_at] if agenda.revision else moments)


def _head(event: Event, agenda: PublishedAgenda) -> dict[str, str]:
    language = current_language()
    zone = calendar.zone_name(event.starts_at, event.time_zone, language)
    return {
        "kind": _("Agenda"),
        "title": in_language(event.title, language)[0],
        "office": in_language(event.office.name, language)[0],
        "when": dates_of(event),
        "where": where(event),
        "zone": _("All times are local: %(zone)s.", zone=zone),
        "revision": revision_in_words(agenda),
        "address": absolute_url("agenda.show", slug=event.slug),
    }


def _pdf(event: Event, agenda: PublishedAgenda) -> bytes:
    data = {
        **_head(event, agenda),
        "language": current_language(),
        "days": [asdict(each) for each in days_in_lines(event, agenda.items)],
        "acknowledgements": [asdict(each) for each in acknowledgements_of(event, current_language())],
    }
    return typeset.pdf("agenda", data, modified=changed_at(event, agenda))


def _docx(event: Event, agenda: PublishedAgenda) -> bytes:
    head = _head(event, agenda)
    days = [part for day in days_in_lines(event, agenda.items) for part in _day(day)]
    return docx.document(
        [
            Paragraph(head["title"], Style.TITLE),
            Paragraph("\n".join(filter(None, (head["kind"], head["when"], head["where"], head["office"])))),
            Paragraph("\n".join(filter(None, (head["revision"], head["zone"]))), Style.NOTE),
            *days,
            *map(credit, acknowledgements_of(event, current_language())),
            Paragraph(head["address"], Style.NOTE, link=head["address"]),
        ],
        title=f"{head['title']}: {head['kind']}",
        language=current_language(),
        modified=changed_at(event, agenda),
    )


def _day(day: DayLines) -> tuple[Paragraph, Table]:
    rows = tuple(((Paragraph(each.time),), tuple(_cell(each))) for each in day.items)
    return Paragraph(day.title, Style.HEADING), Table(rows, (TIME_WIDTH, TEXT_WIDTH))


def _cell(item: ItemLines) -> list[Paragraph]:
    more = "\n".join(filter(None, (*item.notes, item.abstract)))
    return [
        Paragraph(item.title, is_strong=not item.is_pause),
        *([Paragraph(more, Style.NOTE)] if more else []),
    ]


FORMATS = {
    "pdf": FileForm("PDF", "file-earmark-pdf", typeset.PDF_TYPE, False, _pdf),
    "docx": FileForm("Word", "file-earmark-word", docx.MEDIA_TYPE, True, _docx),
}
"""By suffix, in the order in which readers are offered them."""
