"""Languages, slugs, search keys and markup."""

import pytest

from eventhub.text.languages import CODES, direction, in_language, language_name, negotiate
from eventhub.text.markup import to_html, to_plain
from eventhub.text.normalise import search_key
from eventhub.text.slugs import slugify


def test_six_languages_and_one_from_right_to_left():
    assert {code: direction(code) for code in CODES} == dict.fromkeys(CODES, "ltr") | {"ar": "rtl"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-CA, en;q=0.8", "fr"),
        ("en;q=0.5, ar;q=0.9", "ar"),
        ("de, es;q=0.3", "es"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        ("fr;q=0", "en"),
        ("zh-Hant-TW;q=0.7", "zh"),
        (";;;q=,,", "en"),
    ],
)
def test_language_that_a_browser_prefers(header, language):
    assert negotiate(header) == language


def test_text_falls_back_to_english_french_spanish_then_any():
    assert in_language({"ar": "أ", "es": "e", "fr": "f"}, "ru") == ("f", "fr")
    assert in_language({"ar": "أ"}, "ru") == ("أ", "ar")
    assert in_language({"ru": "  ", "en": "e"}, "ru") == ("e", "en")
    assert in_language({}, "ru") == ("", "ru")


def test_language_names():
    assert [language_name("fr", "es"), language_name("pt-BR", "fr"), language_name("not a tag", "en")] == [
        "francés",
        "portugais",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("L’atelier : œuvre d’été", "l-atelier-oeuvre-d-ete"),
        ("Łódź & Ærø", "lodz-aero"),
        ("ورشة عمل", ""),
        ("EU 中国 2027", "eu-2027"),
    ],
)
def test_slug(text, slug):
    assert slugify(text) == slug


def test_slug_is_cut_between_words():
    assert slugify("practical cooperation on return", max_length=25) == "practical-cooperation-on"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Réadmission", "readmission"),
        ("الهِجْرَة", "الهجره"),
        ("إدارة", "اداره"),
        ("MÜNCHEN-Straße", "munchen strasse"),
        ("北京 研讨会", "北京 研讨会"),
        ("٣ نوفمبر", "3 نوفمبر"),
        ("Ёлка", "елка"),
    ],
)
def test_search_key(text, key):
    assert search_key(text) == key


def test_markdown_becomes_html():
    assert to_html("**A** [b](https://example.org)") == (
        '<p><strong>A</strong> <a href="https://example.org" rel="nofollow noopener">b</a></p>\n'
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        '<a href="data:text/html,x" onclick="y">z</a>',
    ],
)
def test_markup_that_could_harm_is_disarmed(hostile):
    rendered = to_html(hostile)

    assert not any(
        part in rendered for part in ("<script", "<img", '<a href="javascript', '<a href="data', "<a onclick")
    )


def test_plain_text_keeps_paragraphs_and_words():
    assert to_plain("# Aim\n\nA & *B*\n\n- one\n- two") == "Aim\n\nA & B\n\none\n\ntwo"
