"""Names of countries and cities in Russian, in the cases that a sentence asks for.

Countries are those of the UN, so their forms are known; cities follow their ending where that is sure.
"""

import re

from eventhub.text.countries import country_name, country_names
from eventhub.text.russian import head_of, inflected, noun_gender

_GIVEN = {
    "Антигуа и Барбуда": ("Антигуа и Барбуды", "Антигуа и Барбуде"), "Афины": ("Афин", "Афинах"),
    "Багамские Острова": ("Багамских Островов", "Багамских Островах"), "Беларусь": ("Беларуси", "Беларуси"),
    "Босния и Герцеговина": ("Боснии и Герцеговины", "Боснии и Герцеговине"),
    "Брюссель": ("Брюсселя", "Брюсселе"), "Гвинея-Бисау": ("Гвинеи-Бисау", "Гвинее-Бисау"),
    "Египет": ("Египта", "Египте"), "Израиль": ("Израиля", "Израиле"), "Казань": ("Казани", "Казани"),
    "Канны": ("Канн", "Каннах"), "Коморские Острова": ("Коморских Островов", "Коморских Островах"),
    "Кот-д’Ивуар": ("Кот-д’Ивуара", "Кот-д’Ивуаре"), "Мальдивы": ("Мальдив", "Мальдивах"),
    "Марсель": ("Марселя", "Марселе"),
    "Маршалловы Острова": ("Маршалловых Островов", "Маршалловых Островах"),
    "Нидерланды": ("Нидерландов", "Нидерландах"),
    "Объединенные Арабские Эмираты": ("Объединенных Арабских Эмиратов", "Объединенных Арабских Эмиратах"),
    "Папуа — Новая Гвинея": ("Папуа — Новой Гвинеи", "Папуа — Новой Гвинее"),
    "Пномпень": ("Пномпеня", "Пномпене"), "Салоники": ("Салоник", "Салониках"),
    "Сейшельские Острова": ("Сейшельских Островов", "Сейшельских Островах"),
    "Сент-Винсент и Гренадины": ("Сент-Винсента и Гренадин", "Сент-Винсенте и Гренадинах"),
    "Сент-Китс и Невис": ("Сент-Китса и Невиса", "Сент-Китсе и Невисе"),
    "Соединенные Штаты Америки": ("Соединенных Штатов Америки", "Соединенных Штатах Америки"),
    "Соломоновы Острова": ("Соломоновых Островов", "Соломоновых Островах"),
    "Федеративные Штаты Микронезии": ("Федеративных Штатов Микронезии", "Федеративных Штатах Микронезии"),
    "Филиппины": ("Филиппин", "Филиппинах"), "Ханой": ("Ханоя", "Ханое"),
}  # fmt: skip
"""Genitive and prepositional of names whose ending does not give them."""
_ON = frozenset({
    "Багамские Острова", "Барбадос", "Гаити", "Гренада", "Кипр", "Коморские Острова", "Куба", "Маврикий",
    "Мадагаскар", "Мальдивы", "Мальта", "Маршалловы Острова", "Сейшельские Острова", "Соломоновы Острова",
    "Тонга", "Фиджи", "Филиппины", "Ямайка",
})  # fmt: skip
"""Islands: на Кубе, с Кубы."""
_UNSURE = re.compile(r".*(?:\s|ец|ёл|[ыио]й|ое|ая|ы|ь|\()|[А-ЯЁ]+|.*[^А-Яа-яЁё’-].*")
_UNCHANGING = re.compile(r".*(?:[оуэюёие]|уа|оа)")
_SECOND_NAME = re.compile(r",| и (?!Тобаго|Принсипи)")
_OPENS_WITH_TWO = re.compile(r"[ВФ][бвгджзклмнпрстфхцчшщь]")

_COUNTRIES = frozenset(name for _code, name in country_names("ru"))


def in_place(name: str) -> str:
    """A country or city with its preposition of place: в Пекине, во Владивостоке, на Кубе.

    Empty for a name whose ending does not give its case; say then «в городе …», or put the name into brackets.
    """
    case = _case(name, "prepositional") if name else ""
    if not case or name in _ON:
        return case and f"на {case}"
    return f"{'во' if _OPENS_WITH_TWO.match(case) else 'в'} {case}"


def from_country(code: str) -> str:
    """Where people come from: из Китая, с Кубы, из Соединенного Королевства; empty where the case is not known."""
    name = country_name(code, "ru")
    case = _case(name, "genitive")
    return case and f"{'с' if name in _ON else 'из'} {case}"


def country_in_case(name: str, case: str) -> str:
    """A country as one that acts (a donor): Канады, Канадой; empty for what is no country, or has no known case."""
    return _case(name, case) if name in _COUNTRIES else ""


def _case(name: str, case: str) -> str:
    if name in _GIVEN:
        genitive, prepositional = _GIVEN[name]
        return {"genitive": genitive, "prepositional": prepositional}.get(case, "")
    before, noun, after = head_of(name)
    gender = noun_gender(noun)
    if gender:
        return inflected(before, noun, gender, case) + after
    is_country = name in _COUNTRIES
    if "о-в" in name or _SECOND_NAME.search(after) or (_UNSURE.fullmatch(name) and not is_country):
        return ""
    if _UNCHANGING.fullmatch(noun):
        return "" if before else name
    if noun.endswith("ы") or before.endswith("ые "):
        return ""
    gender = "f" if noun.endswith(("а", "я")) else "m"
    return inflected(before, noun, gender, case) + after
