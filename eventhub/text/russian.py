"""Forms of Russian words that rules give without fail; where no rule is sure, the caller says it another way.

Cases follow A. A. Zaliznyak's classes for names of places; gender follows the ending of the head noun.
"""

import re

_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
_SIBILANT_OR_LIQUID = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")
_PLACES = {
    "Афины": "Афинах", "Брюссель": "Брюсселе", "Гаага": "Гааге", "Канны": "Каннах", "Казань": "Казани",
    "Марсель": "Марселе", "Салоники": "Салониках", "Сирия": "Сирии", "Нидерланды": "Нидерландах",
    "Соединённые Штаты Америки": "Соединённых Штатах Америки", "Российская Федерация": "Российской Федерации",
    "Соединённое Королевство": "Соединённом Королевстве", "Коста-Рика": "Коста-Рике", "Шри-Ланка": "Шри-Ланке",
}  # fmt: skip
"""Prepositional case of names that the endings do not give."""
_PRONOUNCED_WITH_O = re.compile(r"[ВФ][бвгджзклмнпрстфхцчшщ]")
_GENDERS = {
    "бюро": "n", "агентство": "n", "комитет": "m", "оон": "f", "мом": "f", "ес": "m", "сеть": "f", "совет": "m",
    "область": "f", "часть": "f", "юнисеф": "m", "обсе": "f", "представитель": "m", "секретариат": "m",
}  # fmt: skip


def in_place(name: str) -> str:
    """A place in the prepositional case with its preposition: в Пекине, во Владивостоке, в Душанбе.

    Empty for a name whose form the ending does not give; say then «в городе …», or put the name into brackets.
    """
    case = _prepositional(name)
    if not case:
        return ""
    return f"{'во' if _PRONOUNCED_WITH_O.match(case) else 'в'} {case}"


def _prepositional(name: str) -> str:
    if name in _PLACES:
        return _PLACES[name]
    if " " in name or name.isupper():
        return ""
    if name.endswith("ия"):
        return f"{name[:-1]}и"
    if name.endswith(("а", "я", "й")):
        return f"{name[:-1]}е"
    if _SIBILANT_OR_LIQUID.search(name):
        return f"{name}е"
    return name if name.endswith(("о", "е", "ё", "у", "ю", "э", "и")) else ""


def gender_of(name: str) -> str:
    """m, f or n by the head noun, which stands after its adjectives; empty when the ending does not tell."""
    for word in re.findall(r"[\w-]+", name):
        key = word.casefold()
        if key in _GENDERS:
            return _GENDERS[key]
        if _ADJECTIVE.search(key):
            continue
        if key.endswith(("а", "я")):
            return "f"
        if key.endswith(("о", "е")):
            return "n"
        return "m" if _SIBILANT_OR_LIQUID.search(key) or key.endswith("й") else ""
    return ""


def counted(number: int, one: str, few: str, many: str) -> str:
    """The noun that stands after a whole number: 1 участник, 2 участника, 5 участников."""
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else many
