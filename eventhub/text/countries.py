"""Names of countries as the United Nations writes them, and the small words before them.

Countries go by their ISO 3166-1 alpha-2 code. The phrases (in, from) exist for English, French and Spanish, which
need articles, and for Arabic and Chinese, which do not; Russian declines the name, and needs it stored declined.
"""

from functools import cache
from typing import cast

from babel import Locale

from eventhub.text import country_data as data
from eventhub.text.articles import bare, elides, english_the, french_at, french_of

_FORMAL = frozenset({"Fédération", "République", "République-Unie", "État"})
"""First words of formal names in French, which keep their article after « de »: de la République de Corée."""

_NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


@cache
def _names(language: str) -> dict[str, str]:
    of_babel = cast(dict[str, str], Locale.parse(language).territories)
    return {
        code: data.UN_NAMES.get(language, {}).get(code, name).replace("'", "’").replace(" & ", " and ")
        for code, name in of_babel.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def is_country(code: str) -> bool:
    """Whether ISO 3166-1 has this alpha-2 code."""
    return code in _names("en")


def country_name(code: str, language: str) -> str:
    """The country's name without article, as UN texts in the language write it. KeyError: no such country."""
    return _names(language)[code]


@cache
def country_names(language: str) -> tuple[tuple[str, str], ...]:
    """Code and name of every country, in the order of the names (accents ignored): for lists to choose from."""
    return tuple(sorted(_names(language).items(), key=lambda item: bare(item[1])))


def french_article(code: str) -> str:
    """« le », « la », « les », « l’ », or nothing, as goes before the French name."""
    name = country_name(code, "fr")
    if code in data.FRENCH_PLURAL:
        return "les"
    if code in data.FRENCH_NO_ARTICLE or code in data.FRENCH_EN_NO_ARTICLE:
        return ""
    if elides(name):
        return "l’"
    return "la" if _is_feminine(code, name) else "le"


def spanish_article(code: str) -> str:
    """« el », « la », « los », « las », or nothing: only where UN Spanish keeps it (el Japón, but China)."""
    groups = {"el": data.SPANISH_EL, "la": data.SPANISH_LA, "los": data.SPANISH_LOS, "las": data.SPANISH_LAS}
    return next((article for article, codes in groups.items() if code in codes), "")


def in_country(code: str, language: str, name: str | None = None) -> str:
    """The country with its preposition of place: in the Niger, en Chine, au Japon, aux Fidji, à Djibouti, en el Japón.

    ``name`` replaces the UN name, with the same article.
    """
    name = name or country_name(code, language)
    match language:
        case "fr":
            return _in_french(code, name)
        case "es":
            return " ".join(filter(None, ("en", spanish_article(code), name)))
        case "en":
            return f"in the {name}" if code in data.ENGLISH_THE else f"in {name}"
        case "ar":
            return f"في {name}"
        case "zh":
            return f"在{name}"
    raise ValueError(f"no phrase of place in {language}")


def from_country(code: str, language: str) -> str:
    """Where people come from: from the Niger, de Chine, du Japon, d’Iraq, des Fidji, del Japón."""
    name = country_name(code, language)
    match language:
        case "fr":
            article = french_article(code)
            bare_after_de = article in ("la", "l’") and name.split()[0] not in _FORMAL
            return french_of(name, "" if bare_after_de else article)
        case "es":
            article = spanish_article(code)
            return f"del {name}" if article == "el" else " ".join(filter(None, ("de", article, name)))
        case "en":
            return f"from {english_country(code)}"
    raise ValueError(f"no phrase of origin in {language}")


def english_country(code: str) -> str:
    """The English name with its article where it has one: the Philippines, China."""
    return english_the(country_name(code, "en"), code in data.ENGLISH_THE)


def in_city(city: str, language: str) -> str:
    """The city with its preposition: in Cairo, au Caire, à La Haye, en El Cairo."""
    match language:
        case "fr":
            return french_at_city(city)
        case "es":
            return f"en {city}"
        case "en":
            return f"in {city}"
        case "ar":
            return f"في {city}"
        case "zh":
            return f"在{city}"
    raise ValueError(f"no phrase of place in {language}")


def french_at_city(city: str) -> str:
    """« à » before a city, contracted with the article that is part of its name: au Caire, aux Cayes, à La Haye."""
    for article in ("Le ", "Les "):
        if city.startswith(article):
            return french_at(city.removeprefix(article), article.strip().lower())
    return f"à {city}"


def same_name(city: str, code: str, language: str) -> bool:
    """Whether city and country bear one name, which a sentence prints once (Djibouti, Luxembourg, Singapore)."""
    return city.casefold() == country_name(code, language).casefold()


def _is_feminine(code: str, name: str) -> bool:
    if code in data.FRENCH_FEMININE:
        return True
    return name.endswith("e") and code not in data.FRENCH_MASCULINE_IN_E


def _in_french(code: str, name: str) -> str:
    article = french_article(code)
    if code in data.FRENCH_A_LA:
        return f"à la {name}"
    if code in data.FRENCH_EN_NO_ARTICLE or article in ("la", "l’"):
        return f"en {name}"
    return french_at(name, article)
