"""Articles, elision and contraction before the names of organisations (domain grammar, section 9).

The article of a name is stored with it; ``article_of`` supplies one only where it is missing and the first word of
the name is known.
"""

import re
import unicodedata
from collections.abc import Mapping

from eventhub.text import nouns

_VOWELS = frozenset("aeiouyœæ")
_ASPIRATED = re.compile(
    r"h(?:aut|anovre|ambourg|ong|ond|aye|avre|ollande|onte|uit|uns|cr|cdh|asard|andicap|ezbollah|all|arare|anoi|amas)"
    r"|onz|ya|ye|yo|oui"
)
_OPEN_GROUP = re.compile(
    r"(?:several|various|many|representatives|other|all|some|members|a|an|the|its|our)\s", re.I
)
_GENITIVE = re.compile(r"\S+[’']s?\s")


def bare(text: str) -> str:
    """Lower case without accents: what counts for the sound of a first letter, and for alphabetical order."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def elides(name: str) -> bool:
    """Whether le, la and de lose their vowel before this French word: l’OIM, d’Haïti; not le HCR, le Honduras."""
    word = bare(name.lstrip('«“"( \u00a0'))
    if not word or _ASPIRATED.match(word):
        return False
    return word[0] in _VOWELS or word[0] == "h"


def french(name: str, article: str) -> str:
    """A name after its article: le Ministère, l’OIM; nothing before a name without article."""
    return f"l’{name}" if article == "l’" else f"{article} {name}".strip()


def french_of(name: str, article: str) -> str:
    """« de » and the article in one: du Ministère, de la Délégation, de l’OIM, des Pays-Bas, d’Haïti."""
    match article:
        case "le":
            return f"du {name}"
        case "les":
            return f"des {name}"
        case "":
            return f"d’{name}" if elides(name) else f"de {name}"
    return f"de {french(name, article)}"


def french_at(name: str, article: str) -> str:
    """« à » and the article in one: au Ministère, à la Délégation, à l’OIM, aux Pays-Bas."""
    match article:
        case "le":
            return f"au {name}"
        case "les":
            return f"aux {name}"
    return f"à {french(name, article)}"


def spanish(name: str, article: str) -> str:
    """A name after its article: el Ministerio; nothing before a name without article."""
    return f"{article} {name}".strip()


def spanish_of(name: str, article: str) -> str:
    """« de » and the article: del Ministerio, de la Oficina. An El of the name itself is kept: de El Salvador."""
    return f"del {name}" if article == "el" else f"de {spanish(name, article)}"


def spanish_at(name: str, article: str) -> str:
    """« a » and the article: al Ministerio, a la Oficina."""
    return f"al {name}" if article == "el" else f"a {spanish(name, article)}"


def english_the(name: str, definite: bool) -> str:
    """A name after "the", if it takes one."""
    return f"the {name}" if definite else name


def article_of(name: str, language: str, stored: Mapping[str, str]) -> str:
    """The definite article of a name: the stored one, else the one that its first word calls for, else none.

    ``stored`` maps languages to articles; an empty text there says that the name takes none. A stored French le or la
    before a name that elides becomes l’.
    """
    if language in stored:
        article = stored[language].strip().replace("'", "’").lower()
        return "l’" if language == "fr" and article in ("le", "la") and elides(name) else article
    if name.casefold() in nouns.WITHOUT_ARTICLE:
        return ""
    if language == "en":
        return "the" if _takes_the(name) else ""
    gender = _GENDERS.get(language, {}).get(first_word(name)) if name[:1].isupper() else None
    if gender and language == "fr" and elides(name):
        return "l’"
    return _ARTICLES[language, gender] if gender else ""


def article_of_acronym(acronym: str, name: str, language: str, stored: Mapping[str, str]) -> str:
    """The definite article of an acronym: its own where it is known, else that of the name that it stands for.

    ``stored`` holds the articles of ``name``. Only letters that stand for words follow the name (el INM, le HCR); what
    is said as a word of its own (Frontex) takes none, nor does what stands for a plural (los).
    """
    known = article_of(acronym, language, {})
    article = article_of(name, language, stored)
    if known or not acronym.isupper() or article not in ("le", "la", "l’", "el"):
        return known
    if language == "fr":
        if elides(acronym):
            return "l’"
        return article if article != "l’" else _ARTICLES[language, gender_of(name, language)]
    return article


def gender_of(name: str, language: str) -> str:
    """m or f: the gender of a French or Spanish name by its first word; masculine when the word is not known."""
    return _GENDERS.get(language, {}).get(first_word(name), "m")


def first_word(name: str) -> str:
    """The first word of a name, without accents and capitals."""
    return bare(re.split(r"[\s’'(,]", name.strip(), maxsplit=1)[0])


def _gender_table(masculine: frozenset[str], feminine: frozenset[str]) -> dict[str, str]:
    return {bare(noun): "m" for noun in masculine} | {bare(noun): "f" for noun in feminine}


_GENDERS = {
    "fr": _gender_table(nouns.FRENCH_MASCULINE, nouns.FRENCH_FEMININE),
    "es": _gender_table(nouns.SPANISH_MASCULINE, nouns.SPANISH_FEMININE),
}
_ARTICLES = {("fr", "m"): "le", ("fr", "f"): "la", ("es", "m"): "el", ("es", "f"): "la"}


def _takes_the(name: str) -> bool:
    if not name[:1].isupper() or _OPEN_GROUP.match(name) or _GENITIVE.match(name):
        return False
    words = re.findall(r"[\w-]+", name.casefold())
    return any(word in nouns.ENGLISH_INSTITUTIONS for word in words)
