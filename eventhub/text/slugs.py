"""The last part of an address, made from a name."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n"}
)


def slugify(text: str, max_length: int = 80) -> str:
    """Lower-case ASCII words joined by hyphens, cut between words at ``max_length`` characters.

    Letters of other scripts are left out, since a transliteration would be a guess: of a name in Arabic nothing
    remains, and the caller supplies a fall-back.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    slug = "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in decomposed if not unicodedata.combining(c))))
    if len(slug) <= max_length:
        return slug
    kept = slug[: max_length + 1].rpartition("-")[0]
    return kept or slug[:max_length]
