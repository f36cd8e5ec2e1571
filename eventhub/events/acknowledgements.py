"""How the funders of an event are acknowledged on whatever is made from its facts: emblem and statement together."""

from dataclasses import dataclass
from functools import cache

from flask_babel import gettext as _

from eventhub.events.models import Event
from eventhub.events.rules import funding_of
from eventhub.formats import typeset
from eventhub.formats.docx import Paragraph, Style
from eventhub.programmes.models import FundingSource
from eventhub.text.languages import in_language
from eventhub.web.language import in_language as speaking


@dataclass(frozen=True)
class Acknowledgement:
    """What a funder asks to be said, beside its emblem; in the language of a release, else in ``language``."""

    statement: str
    language: str
    disclaimer: str
    funder: str
    emblem: str
    """Name of a file in ``static/img/emblems``, or empty."""
    alt: str
    """What stands for the emblem where it cannot be seen."""

    @property
    def words(self) -> str:
        """What the funder asks to be said, the disclaimer under its statement."""
        return "\n".join(filter(None, (self.statement, self.disclaimer)))


def acknowledgements_of(event: Event, code: str) -> list[Acknowledgement]:
    """Those of the funders that ask for a statement or show their emblem, in the language ``code`` where it has one."""
    sources = (source for source, _role in funding_of(event))
    return [_acknowledgement(each, code) for each in sources if each.statement or each.emblem]


def _acknowledgement(source: FundingSource, code: str) -> Acknowledgement:
    funder = in_language(source.organization.name, code)[0]
    statement, language = in_language(source.statement, code)
    with speaking(code):
        alt = _("Emblem: %(funder)s", funder=funder)
        statement = statement or _("Funded by %(funder)s", funder=funder)
    return Acknowledgement(
        statement=statement,
        language=language,
        disclaimer=in_language(source.disclaimer, language)[0],
        funder=funder,
        emblem=source.emblem,
        alt=alt,
    )


def credit(each: Acknowledgement) -> Paragraph:
    """The same in a Word document."""
    picture = _emblem(each.emblem) if each.emblem else b""
    return Paragraph(each.words, Style.NOTE, picture=picture, picture_alt=each.alt)


@cache
def _emblem(name: str) -> bytes:
    """An emblem as a picture, for Word, which takes no vector drawings from the library that writes it."""
    return typeset.png("emblem", {"emblem": name}, pixels_per_inch=300)
