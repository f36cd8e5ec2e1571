"""Characters that no format may carry."""

import re

_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"[\t\n ]+")


def clean(text: str) -> str:
    """``text`` with every line break as ``\\n``, without control characters, lone surrogates and noncharacters.

    What remains is legal in XML 1.0 (section 2.2) and in iCalendar TEXT (RFC 5545, section 3.3.11). NEL, LINE SEPARATOR
    and PARAGRAPH SEPARATOR become ``\\n`` too, because parsers that call ``splitlines`` break a line there.
    """
    return _FORBIDDEN.sub("", _LINE_BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """``clean`` text on one line: each run of spaces, tabs and breaks is one space, none at the ends."""
    return _SPACES.sub(" ", clean(text)).strip(" ")
