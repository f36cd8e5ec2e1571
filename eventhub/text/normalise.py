"""Text as it is compared: what people type in a search box finds what others wrote with accents."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

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


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
"""Han characters and kana, which are written without spaces between words."""
_PROCLITIC = re.compile(r"(?:[بفك]?ال|لل|و)(?=\w{2})")
"""What Arabic writes together with the next word: the article, prepositions before it, “and”."""
MOST_TERMS = 20
"""Of a longer question, the beginning counts."""
MOST_LETTERS = 200
"""Longer words are known by their beginning; PostgreSQL takes no lexeme of more than 2046 bytes."""


@dataclass(frozen=True)
class Term:
    """A word to look for in what ``indexed_terms`` has made."""

    text: str
    is_prefix: bool
    """Whether longer words that begin with it will do."""


def indexed_terms(text: str) -> str:
    """The ``search_key`` of a text, and after it what else its words are found by, with spaces between.

    Chinese and Japanese give each pair of neighbouring characters, as there are no spaces to tell words by; Arabic
    words also give what is left without article, preposition and “and”.
    """
    words = [word[:MOST_LETTERS] for word in search_key(text).split()]
    known = dict.fromkeys(words)
    more = (part for word in known for part in _parts_of(word) if part not in known)
    return " ".join([*words, *dict.fromkeys(more)])


def wanted_terms(typed: str) -> list[Term]:
    """What has to be there for a text to be found by what somebody types.

    A single letter or digit is a whole word, since half of all texts have a word that begins with it.
    """
    found: dict[Term, None] = {}
    for word in search_key(typed).split():
        for run, is_unspaced in _runs(word[:MOST_LETTERS]):
            if is_unspaced:
                pairs = _pairs(run)[:-1] or [run]
                found |= dict.fromkeys(Term(pair, is_prefix=len(pair) == 1) for pair in pairs)
            else:
                bare = _without_proclitics(run)[-1]
                found[Term(bare, is_prefix=len(bare) > 1)] = None
    return list(found)[:MOST_TERMS]


def _parts_of(word: str) -> Iterator[str]:
    for run, is_unspaced in _runs(word):
        yield from _pairs(run) if is_unspaced else _without_proclitics(run)


def _runs(word: str) -> Iterator[tuple[str, bool]]:
    """The word cut where its script changes to one without spaces, and back; and whether each is without."""
    end = 0
    for match in _UNSPACED.finditer(word):
        if match.start() > end:
            yield word[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(word):
        yield word[end:], False


def _pairs(run: str) -> list[str]:
    """Each character with the next one; the last one is alone, so that every character begins something."""
    return [run[place : place + 2] for place in range(len(run))]


def _without_proclitics(word: str) -> list[str]:
    """The word, and what is left of it each time one is taken away.

    No two begin with the same letter, so that a word and its beginnings lose the same ones.
    """
    stages = [word]
    while match := _PROCLITIC.match(stages[-1]):
        stages.append(stages[-1][match.end() :])
    return stages
