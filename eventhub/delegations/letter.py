"""The letter to an organisation, for printing and signing: as PDF and for Word."""

from dataclasses import asdict, dataclass

from flask_babel import gettext as _

from eventhub.delegations.models import Delegation
from eventhub.delegations.presentation import Request, asked_in_words, request_of
from eventhub.events.acknowledgements import acknowledgements_of, credit
from eventhub.formats import docx, typeset
from eventhub.formats.docx import Paragraph, Style
from eventhub.text.languages import direction, in_language
from eventhub.web.language import absolute_url, current_language
from eventhub.web.language import in_language as speaking

FORMATS = {"pdf": typeset.PDF_TYPE, "docx": docx.MEDIA_TYPE}
"""Media type by suffix."""


@dataclass(frozen=True)
class Letter:
    """All that stands on the sheet, in the language of the letter."""

    request: Request
    kind: str
    office: str
    organization: str
    attention: str
    dated: str
    reference: str
    link_text: str
    address: str


def letter_of(delegation: Delegation) -> Letter:
    """The letter in its words; call it inside ``web.language.in_language(delegation.language)``."""
    participation, code = delegation.participation, delegation.language
    request, name = request_of(delegation), participation.focal_point_name
    return Letter(
        request=request,
        kind=_("Letter of invitation") if request.salutation else _("Note verbale"),
        office=in_language(participation.event.office.name, code)[0],
        organization=in_language(participation.organization.name, code)[0],
        attention=_("For the attention of %(name)s", name=name) if name else "",
        dated=asked_in_words(delegation),
        reference=_("No. %(number)s", number=_from_the_left(delegation.reference)),
        link_text=_(
            "People are nominated at this address, without an account. It is meant for your organisation alone:"
        ),
        address=absolute_url("delegations.show", token=delegation.token, language=code),
    )


def _from_the_left(number: str) -> str:
    """Isolated from the words around it: from the right, its parts would change places (UAX 9, section 2.4)."""
    return f"\u2066{number}\u2069" if direction(current_language()) == "rtl" else number


def write(delegation: Delegation, suffix: str) -> bytes:
    """The letter as a file of one of ``FORMATS``."""
    with speaking(delegation.language):
        return _WRITERS[suffix](delegation, letter_of(delegation))


def _pdf(delegation: Delegation, letter: Letter) -> bytes:
    thanks = [
        asdict(each) for each in acknowledgements_of(delegation.participation.event, delegation.language)
    ]
    data = {
        **asdict(letter),
        "language": delegation.language,
        "title": letter.request.subject,
        "acknowledgements": thanks,
    }
    return typeset.pdf("letter", data, modified=delegation.asked_at)


def _docx(delegation: Delegation, letter: Letter) -> bytes:
    request = letter.request
    head = [letter.office, letter.kind, f"{letter.reference}\n{letter.dated}"]
    facts = "\n".join(f"{label}: {text}" for label, text in request.facts)
    return docx.document(
        [
            *(Paragraph(each, Style.NOTE) for each in head),
            Paragraph("\n".join(filter(None, (letter.organization, letter.attention)))),
            Paragraph(request.subject, Style.HEADING),
            *(Paragraph(each) for each in (request.salutation, request.opening) if each),
            Paragraph(facts),
            *(Paragraph(each) for each in request.paragraphs),
            Paragraph(letter.link_text),
            Paragraph(letter.address, link=letter.address),
            *(Paragraph(each) for each in (request.closing, request.signature) if each),
            *map(credit, acknowledgements_of(delegation.participation.event, delegation.language)),
        ],
        title=request.subject,
        language=delegation.language,
        modified=delegation.asked_at,
    )


_WRITERS = {"pdf": _pdf, "docx": _docx}
