"""The letter to an organisation, for printing and signing: as PDF and for Word, as it was sent."""

from flask_babel import gettext as _

from eventhub.delegations.models import Delegation
from eventhub.delegations.presentation import DIPLOMATIC, asked_in_words, request_of
from eventhub.events.acknowledgements import acknowledgements_of
from eventhub.letters import files
from eventhub.letters.letter import Letter, letter_kept
from eventhub.letters.paper import from_the_left, head_of, pictures_of, placed, signature_of
from eventhub.organizations.letterheads import find_letterhead
from eventhub.organizations.models import Letterhead
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url
from eventhub.web.language import in_language as speaking


def keep_letter(delegation: Delegation) -> None:
    """Keep the words as they are now, and the paper: what was sent does not change afterwards."""
    letterhead = find_letterhead(delegation.participation.event.office)
    delegation.letterhead = letterhead
    delegation.letter = _written(delegation, letterhead).kept()


def letter_of(delegation: Delegation) -> Letter:
    """The letter as it was sent."""
    if delegation.letter is not None:
        return letter_kept(delegation.letter)
    return _written(delegation, delegation.letterhead)


def differs_from_facts(delegation: Delegation) -> bool:
    """Whether a letter that was kept says other things than one that would be written now on the same paper."""
    return letter_of(delegation).kept() != _written(delegation, delegation.letterhead).kept()


def _written(delegation: Delegation, letterhead: Letterhead | None) -> Letter:
    participation, code = delegation.participation, delegation.language
    event, organization = participation.event, participation.organization
    with speaking(code):
        request, name = request_of(delegation), participation.focal_point_name
        is_note = organization.kind in DIPLOMATIC
        office = in_language(event.office.name, code)[0]
        return Letter(
            language=code,
            head=head_of(event.office, letterhead, code),
            kind=_("Note verbale") if is_note else _("Letter of invitation"),
            reference=_("No. %(number)s", number=from_the_left(delegation.reference, code)),
            dated=placed(in_language(event.office.city, code)[0], asked_in_words(delegation)),
            subject=request.subject,
            is_note=is_note,
            addressee=[
                in_language(organization.name, code)[0],
                *((_("For the attention of %(name)s", name=name),) if name else ()),
            ],
            salutation=request.salutation,
            opening=request.opening,
            facts=[list(pair) for pair in request.facts],
            paragraphs=request.paragraphs,
            link_text=_(
                "People are nominated at this address, without an account. It is meant for your organisation alone:"
            ),
            link=absolute_url("delegations.show", token=delegation.token, language=code),
            closing=request.closing,
            signature=[]
            if is_note
            else signature_of(letterhead, code, instead=event.contact_name, office=office),
            acknowledgements=acknowledgements_of(event, code),
        )


def write(delegation: Delegation, suffix: str) -> bytes:
    """The letter as a file of one of ``letters.files.FORMATS``."""
    moment = delegation.written_at or delegation.asked_at
    return files.write(letter_of(delegation), pictures_of(delegation.letterhead), suffix, modified=moment)
