"""The text that comes out: sentences with the facts that they rest on, in paragraphs with a task each."""

from dataclasses import dataclass
from datetime import date

from eventhub.text.typography import capitalise, full_stop


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a few that stand together, and the names of the facts it rests on."""

    text: str
    facts: frozenset[str]


@dataclass(frozen=True)
class Paragraph:
    """Sentences with one task: lede, framework, context, aim, quote, contact or acknowledgement."""

    role: str
    sentences: tuple[Sentence, ...]
    space: str = " "
    """What parts sentences: nothing in Chinese."""

    @property
    def text(self) -> str:
        return self.space.join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True)
class Text:
    """A release in one language. The dateline (« Chine - ») stands before the lede; it may be empty."""

    language: str
    kind: str
    as_of: date
    headline: Sentence
    dateline: str
    paragraphs: tuple[Paragraph, ...]

    def bodies(self, *, without: str = "") -> list[str]:
        """The paragraphs as they are printed, the dateline at the head of the first; but those ``without`` a role."""
        first, *rest = [each for each in self.paragraphs if each.role != without]
        return [f"{self.dateline}{first.space}{first.text}".strip(), *(each.text for each in rest)]


@dataclass(frozen=True)
class Notice:
    """How a release begins that is no announcement: its headline, and its first paragraph."""

    headline: Sentence
    lede: list[Sentence]


def sentence(text: str, *facts: str, stop: str = ".") -> Sentence:
    """A sentence with its capital and its full stop."""
    return Sentence(full_stop(capitalise(text), stop), frozenset(facts))
