"""What short texts must look like: kinds that a person understands.

Patterns of an organiser's own could be written so that checking an answer takes for ever.
"""

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, StringField, URLField
from wtforms.validators import Regexp

from eventhub.questions.models import TextFormat
from eventhub.web.validators import mail_address, single_line, web_address


def western_digits(text: str) -> str:
    """The same with the digits 0 to 9 for those of other scripts, which people type as well."""
    return "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in text)


def _without_spaces(text: str | None) -> str:
    return western_digits("".join(single_line(text).split()))


@dataclass(frozen=True)
class Format:
    """The field that takes such a text, what it checks, and what browsers are told of it."""

    field_kind: type = StringField
    rules: tuple[Any, ...] = ()
    clean: Any = single_line
    attributes: dict[str, str] = field(default_factory=dict)


# No repetition within another: checking takes time in proportion to the text.
_DIGITS = Regexp(r"[0-9]*\Z", message=_l("Write digits only."))
_CODE = Regexp(r"[A-Za-z0-9/-]*\Z", message=_l("Use the letters A to Z, digits, hyphens and slashes only."))

FORMATS = {
    TextFormat.ANY: Format(attributes={"dir": "auto"}),
    TextFormat.EMAIL: Format(
        EmailField, (mail_address,), attributes={"dir": "ltr", "inputmode": "email", "autocomplete": "off"}
    ),
    TextFormat.WEB: Format(URLField, (web_address,), attributes={"dir": "ltr", "inputmode": "url"}),
    TextFormat.DIGITS: Format(
        rules=(_DIGITS,), clean=_without_spaces, attributes={"dir": "ltr", "inputmode": "numeric"}
    ),
    TextFormat.CODE: Format(
        rules=(_CODE,), clean=_without_spaces, attributes={"dir": "ltr", "autocapitalize": "characters"}
    ),
}
