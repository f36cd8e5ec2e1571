"""Text as it is compared: what people type in a search box finds what others wrote with accents."""

import re
import unicodedata

_TATWEEL = "\u0640"
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", _TATWEEL: ""}
)
_LATIN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_NOT_WORD = re.compile(r"[\W_]+")


def search_key(text: str) -> str:
    """A text reduced to what counts in a search: words in lower case, without accents or punctuation.

    Arabic loses its vowel signs (tashkeel), and the forms of alef, ya and ta marbuta become one, as Arabic search
    engines do; digits of all scripts become ASCII. Chinese characters are kept as they are.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC).translate(_LATIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in bare)
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", digits)).strip()
