"""Mails from templates: a folder ``mail/<name>/`` with ``subject.txt``, ``body.txt`` and ``body.html``."""

import re
from dataclasses import dataclass
from typing import Any

from flask import render_template

from eventhub.formats.characters import one_line
from eventhub.web.language import in_language

_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Rendered:
    """A mail in words: its subject on one line, and the same message as plain text and as HTML."""

    subject: str
    text: str
    html: str


def render(name: str, language: str, **context: Any) -> Rendered:
    """The mail ``name`` in ``language``, whatever the language of the request."""
    with in_language(language):
        subject, text, html = (
            render_template(f"mail/{name}/{part}", **context)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    return Rendered(one_line(subject), _GAPS.sub("\n\n", text).strip() + "\n", html)
