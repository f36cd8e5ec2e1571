"""The picture of an event: what it is, when and where, with its first funder."""

from dataclasses import asdict

from flask_babel import gettext as _

from eventhub.events.acknowledgements import acknowledgements_of
from eventhub.events.models import Event
from eventhub.events.presentation import awaits_new_dates, dates_of, kind_of, where
from eventhub.formats import typeset
from eventhub.text.languages import in_language
from eventhub.web.language import current_language

SIZE = (1200, 630)
"""Width and height in pixels, as ``templates/documents/card.typ`` sets it."""


def card_of(event: Event) -> bytes:
    """A PNG in the language in force, for links to the event and for its calendar entry (RFC 7986, section 5.10)."""
    language = current_language()
    return typeset.png(
        "card",
        {
            "language": language,
            "title": in_language(event.title, language)[0],
            "kind": kind_of(event),
            "when": _("New dates to be announced") if awaits_new_dates(event) else dates_of(event),
            "where": where(event),
            "office": in_language(event.office.name, language)[0],
            "acknowledgements": [asdict(each) for each in acknowledgements_of(event, language)],
        },
    )
