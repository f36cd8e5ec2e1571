"""Gaps in texts that people write."""

from hypothesis import given
from hypothesis import strategies as st

from eventhub.formats.placeholders import fill, fill_markdown, unknown_in
from eventhub.text.markup import to_html, to_mail_text

LINK = "http://localhost/en/registrations/a_b-c_d/"


def test_what_is_no_gap_is_named_once():
    assert unknown_in("{name} {nom} {} {nom} {{name}} { name }", ["name"]) == ["nom", "", " name "]


def test_a_link_can_be_followed_alone_or_under_words():
    html = to_html(fill_markdown("[Mine]({link}) or {link}", {"link": LINK}))
    assert f'<a href="{LINK}" rel="nofollow noopener">Mine</a>' in html
    assert f'<a href="{LINK}" rel="nofollow noopener">{LINK}</a>' in html
    assert (
        to_mail_text(fill_markdown("[Mine]({link}) or {link}", {"link": LINK})) == f"Mine ({LINK}) or {LINK}"
    )


def test_an_address_in_another_gap_stays_words():
    assert "href" not in to_html(fill_markdown("{name}", {"name": "https://evil.example.org"}))


def test_a_gap_that_a_value_brings_along_is_not_filled():
    assert fill_markdown("{name}", {"name": "{reference}", "reference": "R-1"}) == "{reference}"


@given(st.text())
def test_no_value_breaks_a_subject_or_becomes_markup(value):
    subject = fill("To {name}", {"name": value})
    assert len(subject.splitlines()) == 1
    shown = to_html(fill_markdown("To {name}!", {"name": value}))
    assert shown.startswith("<p>To ")
    assert shown.count("<") == 2
