"""The words of a release as it stores them: headline and body, from the facts or from a person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from eventhub.events.models import Event
from eventhub.releases.collect import facts_of
from eventhub.releases.prose.base import Text
from eventhub.releases.prose.write import write
from eventhub.releases.queries import quotes_of

_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True)
class Wording:
    """Headline and body (paragraphs parted by one blank line) of a release in one language."""

    headline: str
    body: str

    def __str__(self) -> str:
        return f"{self.headline}\n\n{self.body}"

    @classmethod
    def typed(cls, headline: str, body: str) -> "Wording":
        """What a person typed: on one line the headline, and between paragraphs one blank line."""
        return cls(" ".join(headline.split()), _BLANK_LINES.sub("\n\n", body.strip()))


def wordings_from_facts(event: Event, languages: Iterable[str], *, as_of: date) -> dict[str, Wording]:
    """What the facts of ``event`` say on the day ``as_of``, by language."""
    facts = facts_of(event, quotes_of(event), as_of=as_of)
    return {code: _wording(write(facts, code, as_of=as_of)) for code in languages}


def _wording(text: Text) -> Wording:
    # The acknowledgement stands beside the funder's emblem, which a page and a document set themselves.
    return Wording(text.headline.text, "\n\n".join(text.bodies(without="acknowledgement")))
