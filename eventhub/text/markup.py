"""Markdown that people write, as HTML that is safe to show and as plain text."""

import html
import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_ANCHOR = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|blockquote|pre)>|<br>|<hr>")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")


def to_html(markdown: str) -> Markup:
    """HTML of a text in CommonMark (with tables), sanitised: no raw HTML, images, scripts, styles or odd links.

    A first-level heading becomes one of the second level, because the page has its own title.
    """
    rendered = _PARSER.render(markdown).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    clean = nh3.clean(
        rendered, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel="nofollow noopener"
    )
    return Markup(clean)  # noqa: S704 - nh3 has just sanitised it.


def to_plain(markdown: str) -> str:
    """The words of a text in Markdown, without its marks; paragraphs apart by one empty line."""
    with_breaks = _BLOCK_END.sub("\n\n", str(to_html(markdown)))
    words = html.unescape(nh3.clean(with_breaks, tags=set()))
    return _BLANK_LINES.sub("\n\n", _SPACES.sub(" ", words)).strip()


def to_mail_text(markdown: str) -> str:
    """The same for a mail that is plain text, in which the address of a link stands behind its words."""
    with_addresses = _ANCHOR.sub(_words_and_address, str(to_html(markdown)))
    with_breaks = _BLOCK_END.sub("\n\n", with_addresses.replace("<li>", "<li>- "))
    words = html.unescape(nh3.clean(with_breaks, tags=set()))
    return _BLANK_LINES.sub("\n\n", _SPACES.sub(" ", words)).strip()


def _words_and_address(anchor: re.Match[str]) -> str:
    address, words = anchor[1], anchor[2]
    return words if words in (address, address.removeprefix("mailto:")) else f"{words} ({address})"
