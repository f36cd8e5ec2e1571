"""Countries and cities with the words before them."""

import pytest

from eventhub.text.countries import (
    country_name,
    country_names,
    from_country,
    in_city,
    in_country,
    is_country,
    same_name,
)


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("CN", "en Chine"),
        ("CI", "en Côte d’Ivoire"),
        ("IQ", "en Iraq"),
        ("EC", "en Équateur"),
        ("JP", "au Japon"),
        ("MX", "au Mexique"),
        ("YE", "au Yémen"),
        ("HN", "au Honduras"),
        ("PH", "aux Philippines"),
        ("NL", "aux Pays-Bas"),
        ("FJ", "aux Fidji"),
        ("US", "aux États-Unis d’Amérique"),
        ("CU", "à Cuba"),
        ("DJ", "à Djibouti"),
        ("MG", "à Madagascar"),
        ("SG", "à Singapour"),
        ("HT", "en Haïti"),
        ("IL", "en Israël"),
        ("SV", "en El Salvador"),
        ("BB", "à la Barbade"),
        ("CD", "en République démocratique du Congo"),
        ("CG", "au Congo"),
        ("TR", "en Türkiye"),
    ],
)
def test_in_a_country_in_french(code, phrase):
    assert in_country(code, "fr") == phrase


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("CN", "de Chine"),
        ("JP", "du Japon"),
        ("PH", "des Philippines"),
        ("HT", "d’Haïti"),
        ("IQ", "d’Iraq"),
        ("HU", "de Hongrie"),
        ("KR", "de la République de Corée"),
        ("CU", "de Cuba"),
    ],
)
def test_from_a_country_in_french(code, phrase):
    assert from_country(code, "fr") == phrase


def test_spanish_keeps_the_article_of_some_countries():
    assert [in_country(code, "es") for code in ("JP", "SV", "NL", "CN")] == [
        "en el Japón",
        "en El Salvador",
        "en los Países Bajos",
        "en China",
    ]
    assert [from_country(code, "es") for code in ("JP", "SV")] == ["del Japón", "de El Salvador"]


def test_english_the():
    assert [in_country(code, "en") for code in ("NE", "PH", "CN")] == [
        "in the Niger",
        "in the Philippines",
        "in China",
    ]


@pytest.mark.parametrize(
    ("city", "language", "phrase"),
    [
        ("Le Caire", "fr", "au Caire"),
        ("Les Cayes", "fr", "aux Cayes"),
        ("La Haye", "fr", "à La Haye"),
        ("Lesbos", "fr", "à Lesbos"),
        ("El Cairo", "es", "en El Cairo"),
    ],
)
def test_in_a_city(city, language, phrase):
    assert in_city(city, language) == phrase


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("CD", "fr", "République démocratique du Congo"),
        ("KG", "ru", "Кыргызстан"),
        ("CI", "ar", "كوت ديفوار"),
        ("MD", "es", "República de Moldova"),
        ("TT", "en", "Trinidad and Tobago"),
        ("MM", "fr", "Myanmar"),
    ],
)
def test_names_are_those_of_the_united_nations(code, language, name):
    assert country_name(code, language) == name


def test_list_of_countries_is_in_alphabetical_order_without_regard_to_accents():
    names = [name for _, name in country_names("fr")]

    assert names.index("Égypte") < names.index("El Salvador") < names.index("Équateur") < names.index("Fidji")


def test_regions_are_no_countries():
    assert [is_country(code) for code in ("CN", "EU", "ZZ", "419")] == [True, False, False, False]


def test_city_that_bears_the_name_of_its_country():
    assert same_name("Djibouti", "DJ", "fr")
    assert not same_name("Suva", "FJ", "fr")


def test_no_guess_at_a_declined_name():
    with pytest.raises(ValueError, match="ru"):
        in_country("CN", "ru")
