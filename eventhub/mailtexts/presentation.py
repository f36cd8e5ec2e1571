"""What organisers wrote, with its gaps filled, as the parts of a mail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.formats.placeholders import fill, fill_markdown
from eventhub.mailtexts.queries import remembered_text
from eventhub.text import markup


@dataclass(frozen=True)
class Words:
    """A text for people with its gaps filled: once as HTML, once as plain text."""

    html: Markup
    text: str


@dataclass(frozen=True)
class OwnWords:
    """What stands in place of the standard words of a mail; empty, or None, where the standard ones stay."""

    subject: str = ""
    intro: Words | None = None


def words(markdown: str, values: Mapping[str, str]) -> Words:
    """A text in Markdown with its gaps filled."""
    filled = fill_markdown(markdown, values)
    return Words(Markup(markup.to_html(filled)), markup.to_mail_text(filled))  # noqa: S704 - to_html sanitises


def own_words(event: Event, name: str, language: str, gaps: Callable[[], Mapping[str, str]]) -> OwnWords:
    """The organisers' words for the mail ``name`` in ``language``. One that they left out has the standard words,
    which exist in every language, rather than theirs in another. ``gaps`` says what the gaps are filled with."""
    found = remembered_text(event, name)
    if found is None:
        return OwnWords()
    values = gaps()
    intro = found.intro.get(language, "")
    return OwnWords(fill(found.subject.get(language, ""), values), words(intro, values) if intro else None)
