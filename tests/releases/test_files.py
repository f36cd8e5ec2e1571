"""A release as a file: plain text, Markdown, Word."""

import io
from datetime import timedelta

import pytest
from docx import Document
from markdown_it import MarkdownIt

from eventhub.db import db
from eventhub.formats.markdown import escape
from eventhub.releases import files
from eventhub.releases.queries import find_text
from eventhub.releases.wording import Wording
from eventhub.text.markup import to_plain
from tests.releases import newsroom

HOSTILE = "# Not a *headline* <b>&amp;</b>\n1. not a list\n- [link](http://x) `code` ~~x~~ | y\n==="


def parts(text: str) -> list[str]:
    return text.strip().split("\n\n")


@pytest.mark.parametrize("suffix", files.FORMATS)
def test_file_is_the_same_whenever_it_is_asked_for(client, suffix):
    release = newsroom.make_release()
    address = f"/fr/releases/{release.slug}.{suffix}"
    first, second = client.get(address), client.get(address)
    assert first.data == second.data
    assert first.headers["Content-Language"] == "fr"
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_plain_text_has_all_that_the_page_has(client):
    release = newsroom.make_release()
    text = find_text(release, "en")
    answer = client.get(f"/en/releases/{release.slug}.txt")
    headline, day, *body, statement, address = parts(answer.text)
    assert headline == text.headline
    assert str(release.published_at.year) in day
    assert body == parts(text.body)
    assert statement == "Funded by the European Union\nViews are those of the authors."
    assert address == f"http://localhost/en/releases/{release.slug}/"
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "Content-Disposition" not in answer.headers


def test_markdown_reads_as_the_plain_text(client):
    release = newsroom.make_release()
    address = f"/fr/releases/{release.slug}"
    markdown, plain = client.get(f"{address}.md"), client.get(f"{address}.txt")
    words = " ".join(to_plain(markdown.text).split())
    assert words == " ".join(plain.text.split())
    assert markdown.text.startswith(f"# {find_text(release, 'fr').headline}\n")
    assert markdown.headers["Content-Disposition"] == f"attachment; filename={release.slug}-fr.md"


def test_marks_in_a_release_are_words_in_markdown(client):
    release = newsroom.make_release()
    newsroom.rewrite(release, "en", Wording("*1. Star*", HOSTILE))
    html = (
        MarkdownIt()
        .enable(["table", "strikethrough"])
        .render(client.get(f"/en/releases/{release.slug}.md").text)
    )
    assert "<h1>*1. Star*</h1>" in html
    for tag in ("<b>", "<ol", "<ul", "<code", "<s>", "<table", "<h2", 'href="http://x"'):
        assert tag not in html


@pytest.mark.parametrize(
    "text",
    [
        "1986. A year",
        "+ 86 134",
        "- dash",
        "# no",
        "a_b_c *d*",
        "=== ",
        "---",
        "&copy;",
        "<br>",
        "\\",
        "   x",
        "3) y",
        "~~~",
    ],
)
def test_escaped_text_is_read_as_it_was(text):
    assert MarkdownIt().render(f"A\n{escape(text)}").startswith("<p>A\n")
    assert to_plain(escape(text)) == text.strip()


def test_word_document_has_all_that_the_page_has(client):
    release = newsroom.make_release()
    answer = client.get(f"/fr/releases/{release.slug}.docx")
    document = Document(io.BytesIO(answer.data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    text = find_text(release, "fr")
    assert texts[0] == text.headline
    assert texts[2:-2] == parts(text.body)
    assert texts[-2].startswith("Financé par l’Union européenne")
    assert document.paragraphs[-1].hyperlinks[0].address == f"http://localhost/fr/releases/{release.slug}/"
    assert document.core_properties.title == text.headline
    assert document.core_properties.language == "fr"
    assert document.core_properties.author == ""
    assert answer.headers["Content-Disposition"] == f"attachment; filename={release.slug}-fr.docx"


def test_word_document_in_arabic_runs_from_the_right(client):
    release = newsroom.make_release()
    newsroom.rewrite(release, "ar", Wording("عنوان", "نص عربي"))
    document = Document(io.BytesIO(client.get(f"/ar/releases/{release.slug}.docx").data))
    assert "<w:bidi/>" in document.paragraphs[2]._p.xml
    assert document.paragraphs[2].runs[0].font.rtl


def test_file_of_a_language_that_is_not_written_is_that_of_the_next_best(client):
    release = newsroom.make_release()
    answer = client.get(f"/zh/releases/{release.slug}.md")
    assert answer.headers["Content-Language"] == "en"
    assert f"{release.slug}-en.md" in answer.headers["Content-Disposition"]


def test_control_characters_do_not_break_a_word_document(client):
    release = newsroom.make_release()
    text = find_text(release, "en")
    text.body = "A\x0bB\ufffe"
    assert client.get(f"/en/releases/{release.slug}.docx").status_code == 200


def test_unknown_suffix_is_not_found(client):
    release = newsroom.make_release()
    assert client.get(f"/en/releases/{release.slug}.exe", follow_redirects=True).status_code == 404


def test_correction_shows_in_the_last_modification(client):
    release = newsroom.make_release()
    address = f"/en/releases/{release.slug}.txt"
    before = client.get(address).last_modified
    release.revised_at += timedelta(hours=1)
    db.session.commit()
    assert client.get(address).last_modified == before + timedelta(hours=1)
