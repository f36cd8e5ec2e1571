"""Quotation marks, no-break spaces, capitals and full stops of each language."""

import re

NBSP = "\u00a0"

_OUTER = {
    "en": ("“", "”"),
    "fr": (f"«{NBSP}", f"{NBSP}»"),
    "es": ("«", "»"),
    "ar": ("«", "»"),
    "ru": ("«", "»"),
    "zh": ("“", "”"),
}
_INNER = {
    "en": ("‘", "’"),
    "fr": ("“", "”"),
    "es": ("“", "”"),
    "ar": ("“", "”"),
    "ru": ("„", "“"),
    "zh": ("‘", "’"),
}
_QUOTED = re.compile(r"«\s*([^«»]*?)\s*»|“\s*([^“”]*?)\s*”|(?<![^\s(\[«“])\"\s*([^\"]*?)\s*\"")
_STRAIGHT_QUOTED = re.compile(r"(?<![^\s(\[])\"([^\"]+)\"")
_STRAIGHT_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_WHITE_SPACE = re.compile(r"\s+")
_HIGH_MARK = re.compile(r"(?<=[\w»”)])[ \u00a0\u202f]*([:;?!]+)(?=[\s»”)]|$)")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]*%")
_END = re.compile(r"[.?!…。？！؟][”»’\"\u00a0 ]*$")


def tidy(text: str, language: str) -> str:
    """A text that somebody typed, with one space between words and the quotation marks and spacing of the language.

    French: a no-break space inside « » and before : ; ? ! and %. A colon inside a word (12:30, https:) stays.
    """
    plain = _STRAIGHT_APOSTROPHE.sub("’", _WHITE_SPACE.sub(" ", text).strip())
    opening, closing = _OUTER[language]
    plain = _STRAIGHT_QUOTED.sub(lambda match: f"{opening}{match[1]}{closing}", plain)
    if language != "fr":
        return plain
    spaced = re.sub(r"«\s*", f"«{NBSP}", re.sub(r"\s*»", f"{NBSP}»", plain))
    return _PERCENT.sub(f"{NBSP}%", _HIGH_MARK.sub(rf"{NBSP}\1", spaced))


def quote(text: str, language: str) -> str:
    """A text between the quotation marks of the language; quotations inside it get the inner pair."""
    open_inner, close_inner = _INNER[language]
    inner = _QUOTED.sub(
        lambda match: open_inner + next((group for group in match.groups() if group), "") + close_inner, text
    )
    opening, closing = _OUTER[language]
    return f"{opening}{inner.strip()}{closing}"


def capitalise(text: str) -> str:
    """The text with its first letter, past any quotation mark, in upper case; the rest as it was."""
    for position, character in enumerate(text):
        if character.isalnum():
            return text[:position] + character.upper() + text[position + 1 :]
    return text


def full_stop(text: str, mark: str = ".") -> str:
    """The text with a full stop, unless it ends in a mark of its own."""
    return text if _END.search(text) else text.rstrip(" ,;:，；：、") + mark
