"""The paper of an office, in the language of a letter."""

from dataclasses import dataclass

from flask_babel import gettext as _

from eventhub.letters.letter import Head
from eventhub.organizations.models import Letterhead, LetterheadPicture, Office
from eventhub.text.languages import direction, in_language
from eventhub.text.typography import capitalise


@dataclass(frozen=True)
class Pictures:
    """What is printed besides words, as PNG; empty where there is none."""

    emblem: bytes = b""
    signature: bytes = b""
    stamp: bytes = b""


def head_of(office: Office, letterhead: Letterhead | None, code: str) -> Head:
    """An office that has set up no paper writes under its name."""
    if letterhead is None:
        return Head(
            name=in_language(office.name, code)[0],
            address=_lines(in_language(office.city, code)[0]),
            contacts=[each for each in (office.phone, office.email) if each],
        )
    return Head(
        name=in_language(letterhead.name or office.name, code)[0],
        address=_lines(in_language(letterhead.address, code)[0]),
        contacts=[each for each in (letterhead.phone, letterhead.email, letterhead.website) if each],
        footer=in_language(letterhead.footer, code)[0],
    )


def signature_of(letterhead: Letterhead | None, code: str, *, instead: str, office: str) -> list[str]:
    """Who signs: as the paper says, else ``instead`` (who looks after the event); and for whom."""
    if letterhead and letterhead.signatory_name:
        said = [letterhead.signatory_name, in_language(letterhead.signatory_title, code)[0]]
    else:
        said = [instead]
    return [each for each in (*said, capitalise(office)) if each]


def pictures_of(letterhead: Letterhead | None) -> Pictures:
    if letterhead is None:
        return Pictures()
    return Pictures(*map(_content, (letterhead.emblem, letterhead.signature, letterhead.stamp)))


def placed(place: str, date: str) -> str:
    """Where and when a letter was written."""
    return _("%(place)s, %(date)s", place=place, date=date) if place else date


def _content(picture: LetterheadPicture | None) -> bytes:
    return picture.content if picture else b""


def _lines(text: str) -> list[str]:
    return [each.strip() for each in text.splitlines() if each.strip()]


def from_the_left(number: str, code: str) -> str:
    """Isolated from the words around it: from the right, its parts would change places (UAX 9, section 2.4)."""
    return f"\u2066{number}\u2069" if direction(code) == "rtl" else number
