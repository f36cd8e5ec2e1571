"""Months and days of the week within a sentence."""

from datetime import date

import pytest

from eventhub.text.dates import arabic_style, date_phrase
from eventhub.text.languages import LANGUAGES
from eventhub.text.named_days import named_days


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "On Monday 3 May it may rain, and in March.", {("day", 0), ("month", 5), ("month", 3)}),
        ("fr", "le samedi 3 août", {("day", 5), ("month", 8)}),
        ("es", "el miércoles 5 de septiembre", {("day", 2), ("month", 9)}),
        ("ru", "в ноябре, в среду 5 марта, в мае", {("month", 11), ("day", 2), ("month", 3), ("month", 5)}),
        ("ar", "يومي 3 و4 نوفمبر ويوم الاثنين", {("month", 11), ("day", 0)}),
        ("ar", "في تشرين الثاني", {("month", 11)}),
        ("ar", "وأبريل", {("month", 4)}),
        ("zh", "2016年11月3日至4日,星期日,周一", {("month", 11), ("day", 6), ("day", 0)}),
        ("zh", "十二月和四月", {("month", 12), ("month", 4)}),
        ("fr", "les marsouins", set()),
    ],
)
def test_they_are_found_in_the_forms_of_their_language(language, text, named):
    assert set(named_days(text, language)) == named


@pytest.mark.parametrize(
    ("language", "country"),
    [
        *((each.code, "CN") for each in LANGUAGES),
        ("ar", "LB"),
        ("ar", "MA"),
        ("ar", "DZ"),
        ("ar", "MR"),
        ("ar", "EG"),
    ],
)
@pytest.mark.parametrize("month", range(1, 13))
def test_the_month_of_a_phrase_of_ours_is_found(language, country, month):
    days = [date(2026, month, 3), date(2026, month, 4)]
    phrase = date_phrase(days, language, with_year=True, style=arabic_style(country))
    assert set(named_days(phrase, language)) == {("month", month)}
