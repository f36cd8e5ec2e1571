"""Durations, lists, articles, quotation marks: the small words of each language."""

import pytest

from eventhub.text.articles import (
    article_of,
    article_of_acronym,
    elides,
    french_at,
    french_of,
    gender_of,
    spanish_at,
    spanish_of,
)
from eventhub.text.durations import a_or_an, lasting, number_word
from eventhub.text.lists import join, spanish_conjunction
from eventhub.text.typography import capitalise, full_stop, quote, tidy


@pytest.mark.parametrize(
    ("language", "noun", "days", "words"),
    [
        ("en", "workshop", 1, "one-day workshop"),
        ("en", "workshop", 2, "two-day workshop"),
        ("en", "workshop", 11, "11-day workshop"),
        ("fr", "atelier", 1, "atelier d’une journée"),
        ("fr", "atelier", 8, "atelier de huit jours"),
        ("fr", "formation", 11, "formation de onze jours"),
        ("es", "taller", 1, "taller de un día"),
        ("es", "taller", 11, "taller de once días"),
        ("zh", "研讨会", 2, "为期两天的研讨会"),
        ("ar", "ورشة عمل", 1, "ورشة عمل ليوم واحد"),
        ("ar", "ورشة عمل", 2, "ورشة عمل لمدة يومين"),
        ("ar", "ورشة عمل", 11, "ورشة عمل لمدة أحد عشر يومًا"),
        ("ar", "ورشة عمل", 25, "ورشة عمل لمدة 25 يومًا"),
        ("ru", "семинар", 2, "двухдневный семинар"),
    ],
)
def test_duration(language, noun, days, words):
    assert lasting(noun, days, language) == words


@pytest.mark.parametrize(
    ("gender", "noun", "words"), [("f", "встреча", "двухдневная"), ("n", "совещание", "двухдневное")]
)
def test_russian_duration_agrees_with_its_noun(gender, noun, words):
    assert lasting(noun, 2, "ru", gender=gender) == f"{words} {noun}"


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("eight-day workshop", "an"),
        ("11-day training", "an"),
        ("18-day course", "an"),
        ("80-day course", "an"),
        ("12-day training", "a"),
        ("one-day workshop", "a"),
        ("EU workshop", "a"),
        ("UN meeting", "a"),
        ("IOM workshop", "an"),
        ("NATO meeting", "a"),
        ("university", "a"),
        ("umbrella", "an"),
        ("hour", "an"),
        ("under-used tool", "an"),
    ],
)
def test_english_article_goes_by_sound(words, article):
    assert a_or_an(words) == article


def test_numbers_beyond_the_words_are_figures():
    assert [number_word(9, "en"), number_word(10, "en"), number_word(40, "fr")] == ["nine", "10", "40"]


@pytest.mark.parametrize(
    ("language", "joined"),
    [
        ("en", "A, B and C"),
        ("fr", "A, B et C"),
        ("es", "A, B y C"),
        ("ru", "A, B и C"),
        ("zh", "A、B和C"),
        ("ar", "A وB وC"),
    ],
)
def test_list_of_three(language, joined):
    assert join(["A", "B", "C"], language) == joined


def test_items_with_commas_are_set_apart_by_semicolons():
    items = ["the Ministry of Health, Labour and Welfare", "IOM", "UNHCR"]

    assert join(items, "en") == "the Ministry of Health, Labour and Welfare; IOM; and UNHCR"


@pytest.mark.parametrize(
    ("word", "conjunction"),
    [
        ("Italia", "e"),
        ("India", "e"),
        ("hijos", "e"),
        ("Interior", "e"),
        ("«Iniciativa»", "e"),
        ("hielo", "y"),
        ("Yemen", "y"),
        ("la Italia", "y"),
        ("el Irán", "y"),
        ("España", "y"),
    ],
)
def test_spanish_and_before_the_sound_of_i(word, conjunction):
    assert spanish_conjunction(word) == conjunction


@pytest.mark.parametrize(
    ("word", "conjunction"), [("ocho", "u"), ("hoteles", "u"), ("Óscar", "u"), ("11", "u"), ("dos", "o")]
)
def test_spanish_or_before_the_sound_of_o(word, conjunction):
    assert spanish_conjunction(word, either=True) == conjunction


@pytest.mark.parametrize(
    "name",
    ["OIM", "Organisation", "Union européenne", "UNICEF", "Haïti", "hôpital", "État", "Équateur", "Iraq"],
)
def test_french_elides_before(name):
    assert elides(name)


@pytest.mark.parametrize(
    "name", ["HCR", "Haut-Commissariat", "Honduras", "Hongrie", "Yémen", "FAO", "onze pays", "PNUD"]
)
def test_french_does_not_elide_before(name):
    assert not elides(name)


@pytest.mark.parametrize(
    ("name", "article", "words"),
    [
        ("Ministère", "le", "du Ministère"),
        ("Délégation", "la", "de la Délégation"),
        ("OIM", "l’", "de l’OIM"),
        ("Pays-Bas", "les", "des Pays-Bas"),
        ("ONU Femmes", "", "d’ONU Femmes"),
        ("plusieurs ambassades", "", "de plusieurs ambassades"),
    ],
)
def test_french_de_contracts(name, article, words):
    assert french_of(name, article) == words


def test_french_a_contracts():
    assert [french_at("Ministère", "le"), french_at("Fidji", "les"), french_at("OIM", "l’")] == [
        "au Ministère",
        "aux Fidji",
        "à l’OIM",
    ]


def test_spanish_contracts_with_an_article_but_not_with_a_name():
    assert spanish_of("Ministerio", "el") == "del Ministerio"
    assert spanish_at("Ministerio", "el") == "al Ministerio"
    assert spanish_of("El Salvador", "") == "de El Salvador"


@pytest.mark.parametrize(
    ("name", "language", "article"),
    [
        ("OIM Philippines", "fr", "l’"),
        ("HCR", "fr", "le"),
        ("CEDEAO", "fr", "la"),
        ("Bureau de liaison de l’OIM en Chine", "fr", "le"),
        ("Médecins du Monde", "fr", ""),
        ("OIM Filipinas", "es", "la"),
        ("Ministerio del Interior", "es", "el"),
        ("IOM Liaison Office in China", "en", "the"),
        ("IOM Philippines", "en", ""),
        ("UN Women", "en", ""),
        ("ONU Femmes", "fr", ""),
        ("IOM’s Liaison Office in China", "en", ""),
        ("European Commission’s Directorate-General for Migration and Home Affairs", "en", "the"),
        ("several embassies of the Union", "en", ""),
    ],
)
def test_article_of_a_name_that_came_without_one(name, language, article):
    assert article_of(name, language, {}) == article


def test_stored_article_counts_before_the_table():
    assert article_of("ONU Femmes", "fr", {"fr": ""}) == ""
    assert article_of("Union européenne", "fr", {"fr": "la"}) == "l’"


def test_gender_by_the_first_word():
    assert [gender_of("réunion d’experts", "fr"), gender_of("atelier", "fr"), gender_of("mesa", "es")] == [
        "f",
        "m",
        "f",
    ]


@pytest.mark.parametrize(
    ("language", "quoted"),
    [("en", "“A ‘b’ c”"), ("fr", "«\u00a0A “b” c\u00a0»"), ("es", "«A “b” c»"), ("ru", "«A „b“ c»")],
)
def test_quotation_inside_a_quotation(language, quoted):
    assert quote('A "b" c', language) == quoted


def test_french_spacing():
    assert tidy("Attention : l'atelier  commence à 12:30 ! « Oui », à 50 %", "fr") == (
        "Attention\u00a0: l’atelier commence à 12:30\u00a0! «\u00a0Oui\u00a0», à 50\u00a0%"
    )


def test_addresses_keep_their_colons():
    assert tidy("voir https://example.org/a?b=1", "fr") == "voir https://example.org/a?b=1"


def test_capital_goes_past_the_quotation_mark():
    assert capitalise("«\u00a0état des lieux\u00a0»") == "«\u00a0État des lieux\u00a0»"


def test_full_stop_is_not_doubled():
    assert [full_stop("a"), full_stop("a."), full_stop("a ?"), full_stop("“a.”")] == [
        "a.",
        "a.",
        "a ?",
        "“a.”",
    ]


@pytest.mark.parametrize(
    ("acronym", "name", "language", "stored", "article"),
    [
        ("INM", "Instituto Nacional de Migración", "es", {}, "el"),
        ("ZZT", "Zona de Zarandeo", "es", {"es": "la"}, "la"),
        ("NNUU", "Naciones Unidas", "es", {"es": "las"}, ""),
        ("Zyx", "Agencia Zyx", "es", {}, ""),
        ("INM", "Institut national des migrations", "fr", {}, "l’"),
        ("BNM", "Institut national des migrations", "fr", {}, "le"),
        ("BRD", "Agence de reconstruction", "fr", {}, "la"),
        ("HCR", "Haut-Commissariat pour les réfugiés", "fr", {"fr": "le"}, "le"),
        ("Zyx", "Agence Zyx", "fr", {}, ""),
        ("ZZT", "Nom sans article", "fr", {"fr": ""}, ""),
    ],
)
def test_acronym_takes_the_article_of_the_name_that_it_stands_for(acronym, name, language, stored, article):
    assert article_of_acronym(acronym, name, language, stored) == article
