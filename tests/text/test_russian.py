"""Russian cases and genders, where a rule gives them; nothing where none does."""

import pytest

from eventhub.text.countries import country_names
from eventhub.text.russian import accusative, declined, gender_of, men, name_gender, women
from eventhub.text.russian_places import from_country, in_place


@pytest.mark.parametrize(
    ("name", "genitive", "instrumental"),
    [
        ("Министерство иностранных дел", "Министерства иностранных дел", "Министерством иностранных дел"),
        ("Европейский союз", "Европейского союза", "Европейским союзом"),
        ("Международная организация труда", "Международной организации труда", "Международной организацией труда"),
        ("Многосторонний целевой фонд", "Многостороннего целевого фонда", "Многосторонним целевым фондом"),
        ("Рабочая группа", "Рабочей группы", "Рабочей группой"),
        ("Высшая школа экономики", "Высшей школы экономики", "Высшей школой экономики"),
        ("Таможня", "Таможни", "Таможней"),
        ("Федеральный колледж", "Федерального колледжа", "Федеральным колледжем"),
        ("Бюро по связям МОМ в Китае", "Бюро по связям МОМ в Китае", "Бюро по связям МОМ в Китае"),
        ("МОМ в Кыргызстане", "МОМ в Кыргызстане", "МОМ в Кыргызстане"),
        ("Caritas", "Caritas", "Caritas"),
        ("«ООН-женщины»", "«ООН-женщины»", "«ООН-женщины»"),
    ],
)  # fmt: skip
def test_name_is_declined_by_its_head_noun(name, genitive, instrumental):
    assert (declined(name, "genitive"), declined(name, "instrumental")) == (genitive, instrumental)


@pytest.mark.parametrize("name", ["Каритас", "Фонд и Комиссия по миграции", "Нидерланды", "Внешняя разведка"])
def test_name_with_a_head_that_is_not_known_is_not_declined(name):
    assert declined(name, "genitive") == ""


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Комитет по правам человека", "m"),
        ("МОТ", "f"),
        ("Посольство Японии", "n"),
        ("КРТ", ""),
        ("Оксфам", ""),
    ],
)
def test_gender_of_an_institution(name, gender):
    assert name_gender(name) == gender


@pytest.mark.parametrize(
    ("noun", "gender", "object_"),
    [
        ("учебный курс", "m", "учебный курс"),
        ("общая дискуссия", "f", "общую дискуссию"),
        ("последняя встреча", "f", "последнюю встречу"),
        ("школа-семинар", "f", "школу-семинар"),
        ("пресс-конференция", "f", "пресс-конференцию"),
        ("неделя диалога", "f", "неделю диалога"),
        ("переговоры", "p", "переговоры"),
        ("совещание экспертов", "n", "совещание экспертов"),
    ],
)
def test_what_an_event_is_called(noun, gender, object_):
    assert (gender_of(noun), accusative(noun, gender)) == (gender, object_)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Пекин", "в Пекине"), ("Аддис-Абеба", "в Аддис-Абебе"), ("Шанхай", "в Шанхае"), ("Тбилиси", "в Тбилиси"),
        ("Владивосток", "во Владивостоке"), ("Вьетнам", "во Вьетнаме"), ("Индия", "в Индии"),
        ("Маврикий", "на Маврикии"),
        ("Филиппины", "на Филиппинах"), ("Саудовская Аравия", "в Саудовской Аравии"),
        ("Республика Корея", "в Республике Корея"),
        ("Соединенные Штаты Америки", "в Соединенных Штатах Америки"), ("Новая Зеландия", "в Новой Зеландии"),
        ("Грозный", ""), ("Орёл", ""), ("Елец", ""), ("Нижний Новгород", ""), ("Beijing", ""),
    ],
)  # fmt: skip
def test_place_with_its_preposition(name, phrase):
    assert in_place(name) == phrase


def test_every_member_state_has_its_cases():
    unknown = [name for code, name in country_names("ru") if not from_country(code)]

    assert not [
        name for name in unknown if "о-в" not in name and " и " not in name and name not in TERRITORIES
    ]


TERRITORIES = {"Американское Самоа", "Французские Южные территории"}


def test_men_are_counted_collectively_and_women_are_not():
    assert [men(number) for number in (1, 2, 5, 21)] == [
        "один мужчина",
        "двое мужчин",
        "пять мужчин",
        "21 мужчина",
    ]
    assert [women(number) for number in (1, 2, 22)] == ["одна женщина", "две женщины", "22 женщины"]
