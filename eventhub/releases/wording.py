"""The words of a release as it stores them: headline and body, from the facts or from a person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eventhub.events.models import Event
from eventhub.releases.collect import facts_of
from eventhub.releases.models import Quote, Release, ReleaseKind, ReleaseText
from eventhub.releases.prose.text import Text
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
    def read(cls, text: str) -> "Wording":
        """Headline and body from one text: what stands before the first blank line is the headline."""
        headline, _, body = text.partition("\n\n")
        return cls.typed(headline, body)

    @classmethod
    def typed(cls, headline: str, body: str) -> "Wording":
        """What a person typed: on one line the headline, and between paragraphs one blank line."""
        return cls(" ".join(headline.split()), _BLANK_LINES.sub("\n\n", body.strip()))


def texts_from_facts(
    event: Event,
    languages: Iterable[str],
    *,
    as_of: date,
    kind: ReleaseKind = ReleaseKind.ANNOUNCEMENT,
    corrects: Release | None = None,
    quotes: Sequence[Quote] | None = None,
) -> dict[str, Text]:
    """What the facts of ``event`` say on the day ``as_of``, by language, with the facts that each sentence rests on.

    ``quotes`` are those of the event, where they are known already.
    """
    quotes = quotes_of(event) if quotes is None else quotes
    facts = facts_of(event, quotes, as_of=as_of, kind=kind, corrects=corrects)
    return {code: write(facts, code, kind=kind.value, as_of=as_of) for code in languages}


def wordings_from_facts(event: Event, languages: Iterable[str], **occasion: Any) -> dict[str, Wording]:
    """The same as a release stores it; ``occasion`` as for ``texts_from_facts``."""
    texts = texts_from_facts(event, languages, **occasion)
    return {code: wording_of(text) for code, text in texts.items()}


def facts_say(
    release: Release, languages: Iterable[str], *, quotes: Sequence[Quote] | None = None
) -> dict[str, Text]:
    """What the facts say now, on the occasion and the day of ``release``; ``quotes`` as for ``texts_from_facts``."""
    return texts_from_facts(
        release.event,
        languages,
        as_of=release.as_of,
        kind=release.kind,
        corrects=release.corrects,
        quotes=quotes,
    )


def wording_of(text: Text) -> Wording:
    """A composed text as a release stores it."""
    # The acknowledgement stands beside the funder's emblem, which a page and a document set themselves.
    return Wording(text.headline.text, "\n\n".join(text.bodies(without="acknowledgement")))


def is_stale(text: ReleaseText, said: Mapping[str, Text]) -> bool:
    """Whether the facts have changed since the text was last written from them; ``said`` is what they say now."""
    return str(wording_of(said[text.language])) != text.written
