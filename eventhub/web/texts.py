"""Multilingual text on a page: what had to be taken from another language says so in the markup."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from eventhub.text.languages import direction, in_language
from eventhub.web.language import current_language


def marked(text: Mapping[str, str] | None) -> Markup:
    """The text in the language of the page; from another language, in a span with its language and direction.

    A screen reader then speaks it right (WCAG 2.2, 3.1.2), and a browser sets it in the right face and order.
    """
    words, code = in_language(text, current_language())
    return _in_span(words, code)


def marked_paragraphs(text: Mapping[str, str] | None) -> list[Markup]:
    """The same for each of the parts that blank lines separate."""
    words, code = in_language(text, current_language())
    return [_in_span(part.strip(), code) for part in words.split("\n\n") if part.strip()]


def _in_span(words: str, code: str) -> Markup:
    if code == current_language() or not words:
        return escape(words)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(code, direction(code), words)
