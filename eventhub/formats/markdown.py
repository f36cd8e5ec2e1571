"""Plain text as it has to stand in Markdown (CommonMark 0.31.2) to be read as it is."""

import re

_MARKS = re.compile(r"([\\`*_\[\]<>&~|])")
# Sections 4 and 5: headings, underlines of headings, fences, bullets and numbers count at the start of a line only.
_LINE_START = re.compile(r"^([^\S\n]*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-{2,}\s*$)", re.MULTILINE)
_NUMBER = re.compile(r"^([^\S\n]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def escape(text: str) -> str:
    """``text`` such that Markdown gives it back letter for letter, indents apart."""
    without_indents = _INDENT.sub("", text)
    return _NUMBER.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", without_indents)))
