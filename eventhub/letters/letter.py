"""A letter in its words: what is kept of one that was sent, so that it stays what it was."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from eventhub.events.acknowledgements import Acknowledgement


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the paper says: over the letter, and at the foot of its pages. In the language of the letter."""

    name: str
    address: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    """Telephone, mail and web address: written from the left in every language."""
    footer: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """How whoever is shown the letter sees whether it is genuine."""

    hint: str
    address: str
    code: str
    qr_text: str
    qr_alt: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """All that stands on the sheet, in one language.

    A note verbale is written in the third person, so it has no salutation and no signature: place and date stand under
    it, where it is initialled and stamped, and whom it is addressed to stands at the foot of its first page (practice
    of the United Nations: ST/DCS/4/Rev.1, part IV; diplomatic custom). A letter has these at its head.
    """

    language: str
    head: Head
    kind: str
    reference: str
    """With its word: No. 2026/12-03."""
    dated: str
    subject: str
    is_note: bool = False
    addressee: list[str] = field(default_factory=list)
    salutation: str = ""
    opening: str = ""
    facts: list[list[str]] = field(default_factory=list)
    """Pairs of label and text."""
    paragraphs: list[str] = field(default_factory=list)
    link_text: str = ""
    link: str = ""
    closing: str = ""
    signature: list[str] = field(default_factory=list)
    check: Check | None = None
    acknowledgements: list[Acknowledgement] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def letter_kept(words: Mapping[str, Any]) -> Letter:
    """The letter that was kept."""
    check = words["check"]
    return Letter(
        **{
            **words,
            "head": Head(**words["head"]),
            "check": Check(**check) if check else None,
            "acknowledgements": [Acknowledgement(**each) for each in words["acknowledgements"]],
        }
    )
