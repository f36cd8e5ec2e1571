"""Cases, genders and numerals of Russian where a rule gives them without fail; else empty, for the caller to say it
another way.

Endings follow the classes of A. A. Zaliznyak's Grammatical Dictionary; the nouns that open names of institutions are
those of ``russian_nouns``. For names of places see ``russian_places``.
"""

import re

from eventhub.text import russian_nouns as nouns

CASES = ("genitive", "instrumental", "prepositional", "accusative")

_ADJECTIVE = re.compile(r"[0-9а-яё-]{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)", re.IGNORECASE)
_BEFORE_NOUN = re.compile(rf"[IVXL]+|{_ADJECTIVE.pattern}", re.IGNORECASE)
_ACRONYM = re.compile(r"[А-ЯЁ]{2,}(?:-\d+)?(?:\s|$)")
_SECOND_HEAD = re.compile(r"(?:,|—|–|/| и| или) ?([А-Яа-яё]+)")
_ASIDE = re.compile(r"\(([а-яё]+(?:ый|ий|ой|ая|яя|ое|ее))\)")
_QUOTED = re.compile(r"«[^»]*»|\([^)]*\)")
_FOREIGN = re.compile(r"[^А-Яа-яЁё]+")
_I_AFTER = "гкхжшчщ"
_SIBILANTS = "жшчщ"
_E_AFTER = f"{_SIBILANTS}ц"

_NUMBERS = {
    "nominative": ("один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"),
    "genitive": ("одного", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти"),
}
_COLLECTIVE_NUMBERS = {2: "двое", 3: "трое", 4: "четверо"}
_FEMININE_NUMBERS = {("nominative", 1): "одна", ("nominative", 2): "две", ("genitive", 1): "одной"}


def declined(name: str, case: str) -> str:
    """The name of an institution in one of ``CASES``: Министерства иностранных дел, Европейским союзом.

    Only the head noun and the adjectives before it change. Names in letters, in Latin letters, and names between
    quotation marks have one form. Empty when the head noun is not one of ``russian_nouns``.
    """
    if _ACRONYM.match(name) or _FOREIGN.fullmatch(name) or name.startswith("«"):
        return name
    before, noun, after = head_of(name)
    gender = noun_gender(noun)
    if not gender or _names_two(after):
        return ""
    return inflected(before, noun, gender, case) + _ASIDE.sub(
        lambda aside: f"({_adjective(aside[1], gender, case)})", after
    )


def _names_two(after: str) -> bool:
    """Whether another noun in the nominative follows: Фонд и Комиссия."""
    return any(noun_gender(other) for other in _SECOND_HEAD.findall(_QUOTED.sub("", after)))


def head_of(name: str) -> tuple[str, str, str]:
    """What stands before the head noun, that noun, and what follows it: the first word that is no adjective."""
    for match in re.finditer(r"[\w-]+", name):
        is_adjective = _BEFORE_NOUN.fullmatch(match[0]) and not noun_gender(match[0])
        if not is_adjective or match.end() == len(name):
            return name[: match.start()], match[0], name[match.end() :]
    return "", name, ""


def noun_gender(noun: str) -> str:
    """Gender of a noun of ``russian_nouns``; else empty."""
    word = noun.casefold()
    if noun.isupper() and len(noun) > 1:
        return ""
    if word in nouns.UNCHANGING:
        return nouns.UNCHANGING[word]
    genders = {"m": nouns.MASCULINE, "f": nouns.FEMININE, "n": nouns.NEUTER}
    return next((gender for gender, words in genders.items() if word in words), "")


def name_gender(name: str) -> str:
    """m, f or n of the name of an institution, for the past tense of its verb; empty when its head is not known."""
    if _ACRONYM.match(name):
        return nouns.ACRONYMS.get(re.split(r"[\s-]", name)[0], "")
    _before, noun, after = head_of(name)
    return "" if _names_two(after) else noun_gender(noun)


def is_plural_name(name: str) -> bool:
    """Whether a name takes a verb in the plural: Нидерланды, Соединенные Штаты Америки."""
    before, noun, _after = head_of(name)
    return noun.endswith("ы") or before.endswith("ые ")


def gender_of(noun: str) -> str:
    """m, f, n, or p for the plural: the gender of what an event is called, by the ending of its head noun."""
    # Школа-семинар goes by its first part, пресс-конференция by its last.
    parts = head_of(noun)[1].casefold().split("-")
    first, word = parts[0], parts[-1]
    known = nouns.AGAINST_THEIR_ENDING.get(first) or noun_gender(first) or noun_gender(word)
    if known:
        return known
    if word.endswith(("а", "я", "ь")):
        return "f"
    if word.endswith(("ы", "и")):
        return "p"
    return "n" if word.endswith(("о", "е")) else "m"


def accusative(phrase: str, gender: str) -> str:
    """What an event is called, as the object of a verb: региональную конференцию; only the feminine has a form."""
    if gender != "f":
        return phrase
    before, noun, after = head_of(phrase)
    parts = (re.sub(r"а$", "у", re.sub(r"я$", "ю", part)) for part in noun.split("-"))
    return adjectives(before, "f", "accusative") + "-".join(parts) + after


def inflected(before: str, noun: str, gender: str, case: str) -> str:
    """A noun of the plain declension in a case, after its adjectives."""
    return adjectives(before, gender, case) + _noun(noun, gender, case)


def adjectives(words: str, gender: str, case: str) -> str:
    """The words before a noun in its case; the ones that are no adjectives stay."""
    return re.sub(
        r"[\w-]+", lambda m: _adjective(m[0], gender, case) if _ADJECTIVE.fullmatch(m[0]) else m[0], words
    )


def _adjective(word: str, gender: str, case: str) -> str:
    stem, ending = word[:-2], word[-2:]
    # Верхний, синяя are soft; so is the ending after a sibilant, but its nominative does not show it.
    is_soft = ending in ("яя", "ее") or (ending == "ий" and stem[-1] not in _I_AFTER)
    is_soft = is_soft or (stem[-1] in _SIBILANTS and ending != "ой")
    if gender == "f":
        if case == "accusative":
            return stem + ("юю" if ending == "яя" else "ую")
        return stem + ("ей" if is_soft else "ой")
    if case == "accusative":
        return word
    if case == "genitive":
        return stem + ("его" if is_soft else "ого")
    if case == "prepositional":
        return stem + ("ем" if is_soft else "ом")
    return stem + ("им" if is_soft or stem[-1] in _I_AFTER else "ым")


def _noun(word: str, gender: str, case: str) -> str:
    if word.casefold() in nouns.UNCHANGING:
        return word
    if case == "accusative":
        return accusative(word, gender)
    stem, last = (word[:-1], word[-1]) if word[-1] in "аяоеьй" else (word, "")
    ending = _ENDINGS[gender, last][CASES.index(case)]
    if ending == "ы" and stem[-1] in _I_AFTER:
        ending = "и"
    if stem[-1] in _E_AFTER:
        ending = {"ом": "ем", "ой": "ей"}.get(ending, ending)
    if stem[-1] == "и" and case == "prepositional" and last in "яей":
        ending = "и"
    return stem + ending


_ENDINGS = {
    ("m", ""): ("а", "ом", "е"),
    ("m", "й"): ("я", "ем", "е"),
    ("m", "ь"): ("я", "ем", "е"),
    ("f", "а"): ("ы", "ой", "е"),
    ("f", "я"): ("и", "ей", "е"),
    ("f", "ь"): ("и", "ью", "и"),
    ("n", "о"): ("а", "ом", "е"),
    ("n", "е"): ("я", "ем", "е"),
}


def counted(number: int, one: str, few: str, many: str) -> str:
    """The noun that stands after a whole number: 1 участник, 2 участника, 5 участников."""
    if is_like_one(number):
        return one
    return few if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else many


def is_like_one(number: int) -> bool:
    """Whether a number takes the singular: 1, 21, 101; not 11."""
    return number % 10 == 1 and number % 100 != 11


def number_word(number: int, *, case: str = "nominative", gender: str = "m") -> str:
    """One to nine in words, in the nominative or genitive; empty above."""
    if not 0 < number < 10:
        return ""
    feminine = _FEMININE_NUMBERS.get((case, number)) if gender == "f" else None
    return feminine or _NUMBERS[case][number - 1]


def men(number: int) -> str:
    """How many men: один мужчина, двое мужчин, пять мужчин, 21 мужчина."""
    if number in _COLLECTIVE_NUMBERS:
        return f"{_COLLECTIVE_NUMBERS[number]} мужчин"
    return f"{number_word(number) or number} {counted(number, 'мужчина', 'мужчины', 'мужчин')}"


def women(number: int) -> str:
    """How many women: одна женщина, две женщины, 21 женщина."""
    return f"{number_word(number, gender='f') or number} {counted(number, 'женщина', 'женщины', 'женщин')}"
