"""A release as a file: plain text, Markdown, Word."""

import io
import json
import re
import struct
from collections import Counter
from datetime import datetime, timedelta

import pytest
from docx import Document
from markdown_it import MarkdownIt
from pypdf import PdfReader

from eventhub.clock import now
from eventhub.db import db
from eventhub.formats.markdown import escape
from eventhub.releases import actions, files
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
    assert answer.headers["Content-Disposition"] == f"inline; filename={release.slug}-en.txt"


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
    assert texts[-2].strip() == "Financé par l’Union européenne\nViews are those of the authors."
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


def test_word_document_has_the_emblem_beside_its_statement(client):
    release = newsroom.make_release()
    document = Document(io.BytesIO(client.get(f"/fr/releases/{release.slug}.docx").data))
    assert len(document.inline_shapes) == 1
    assert re.search(r'descr="Emblème.: Union européenne"', document.paragraphs[-2]._p.xml)


@pytest.mark.parametrize(
    ("code", "wording"),
    [
        ("en", Wording("Two-day workshop on “return”", "Beijing – IOM will facilitate a workshop.")),
        (
            "fr",
            Wording("L’OIM et l’Union européenne", "Beijing – « L’atelier » aura lieu du 3 au 4 novembre."),
        ),
        ("ar", Wording("ورشة عمل عن العودة", "بكين – ينظم المكتب ورشة عمل لمدة يومين (IOM).")),
        ("zh", Wording("中国与欧盟讨论移民回返", "北京——国际移民组织将于11月3日至4日举办研讨会。")),
        ("ru", Wording("Семинар о возвращении", "Пекин. МОМ проведёт двухдневный семинар.")),
    ],
)
def test_pdf_can_be_searched_and_read_aloud_in_every_script(client, code, wording):
    release = newsroom.make_release()
    newsroom.rewrite(release, code, wording)
    answer = client.get(f"/{code}/releases/{release.slug}.pdf")
    assert answer.content_type == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.data))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].split("-")[0] == code
    assert reader.metadata.title == wording.headline
    text = "".join(page.extract_text() for page in reader.pages)
    found = Counter("".join(text.split()))
    assert Counter("".join(wording.body.split())) <= found


@pytest.mark.parametrize("typed", ["สวัสดี", "ግእዝ", "שלום", "\N{GRINNING FACE}"])
def test_letters_that_no_font_has_do_not_cost_the_pdf(client, typed):
    release = newsroom.make_release()
    newsroom.rewrite(release, "en", Wording(f"Hello {typed}", f"Nairobi – {typed}, said all who came."))
    answer = client.get(f"/en/releases/{release.slug}.pdf")
    assert answer.status_code == 200
    reader = PdfReader(io.BytesIO(answer.data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "said all who came" in reader.pages[0].extract_text()


def test_pdf_of_a_long_release_numbers_its_pages(client):
    release = newsroom.make_release()
    newsroom.rewrite(release, "en", Wording("Long", "\n\n".join(["A sentence of some length. " * 12] * 30)))
    reader = PdfReader(io.BytesIO(client.get(f"/en/releases/{release.slug}.pdf").data))
    assert len(reader.pages) > 2
    assert f"2 / {len(reader.pages)}" in reader.pages[1].extract_text()


def test_marks_of_the_typesetter_are_words_in_a_pdf(client):
    release = newsroom.make_release()
    hostile = '#panic("x") $x^2$ *b* _i_ @ref <label> \\ #import "/pyproject.toml" // `code`'
    newsroom.rewrite(release, "en", Wording("= Head", hostile))
    text = PdfReader(io.BytesIO(client.get(f"/en/releases/{release.slug}.pdf").data)).pages[0].extract_text()
    assert "".join(hostile.split()) in "".join(text.split())


def test_card_is_a_picture_of_the_size_that_networks_show(client):
    release = newsroom.make_release()
    answer = client.get(f"/fr/releases/{release.slug}.png")
    assert answer.content_type == "image/png"
    assert struct.unpack(">II", answer.data[16:24]) == files.CARD_SIZE
    page = client.get(f"/fr/releases/{release.slug}/").text
    assert f'<meta property="og:image" content="http://localhost/fr/releases/{release.slug}.png">' in page


def test_longest_headline_still_fits_its_card(client):
    release = newsroom.make_release()
    newsroom.rewrite(release, "en", Wording("Cooperation " * 25, "Text"))
    assert client.get(f"/en/releases/{release.slug}.png").status_code == 200


def test_ninjs_tells_agencies_what_the_page_tells_readers(client):
    release = newsroom.make_release()
    answer = client.get(f"/fr/releases/{release.slug}.json")
    news, text = answer.json, find_text(release, "fr")
    assert answer.content_type == "application/json"
    assert news["standard"]["version"] == "2.1"
    assert news["headlines"] == [{"role": "main", "value": text.headline}]
    assert news["bodies"][0]["value"] == text.body
    assert (news["pubstatus"], news["language"], news["located"]) == ("usable", "fr", "Beijing, Chine")
    assert "embargoed" not in news
    assert "ednote" not in news
    assert datetime.fromisoformat(news["versioncreated"]) == text.changed_at.replace(microsecond=0)
    assert {each["rel"] for each in news["organisations"]} == {"organiser", "funder"}
    assert sorted(each["language"] for each in news["associations"]) == ["en", "es"]


def test_ninjs_of_a_corrected_release_notes_the_correction_for_editors(client):
    release = newsroom.make_release()
    newsroom.rewrite(release, "en", Wording("New", "Words"))
    note = client.get(f"/en/releases/{release.slug}.json").json["ednote"]
    assert note.endswith(": The wording was wrong.")
    assert note.startswith("Correction, ")


def test_news_article_is_that_of_the_page(client):
    release = newsroom.make_release()
    answer = client.get(f"/es/releases/{release.slug}.jsonld")
    assert answer.content_type == "application/ld+json"
    article = json.loads(answer.data)
    assert (article["@type"], article["inLanguage"]) == ("NewsArticle", "es")


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


def desk_file(client, release, name: str):
    return newsroom.press_officer(client, release.event).get(f"/desk/releases/{release.id}/{name}")


@pytest.mark.parametrize("suffix", files.FORMATS)
def test_a_draft_leaves_the_desk_as_a_file_that_nobody_keeps_by_chance(client, suffix):
    answer = desk_file(client, newsroom.make_release(is_published=False), f"fr.{suffix}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("embargo", "told"), [(None, "Ne pas publier"), (timedelta(days=1), "Sous embargo jusqu’au")]
)
@pytest.mark.parametrize("suffix", ["pdf", "docx", "txt", "md", "json"])
def test_whoever_gets_it_before_the_public_is_told_so(client, suffix, embargo, told):
    release = newsroom.make_release(is_published=False)
    if embargo:
        actions.publish(release, embargo_until=now() + embargo)
        db.session.commit()
    answer = desk_file(client, release, f"fr.{suffix}")
    assert told in words_of(answer.data, suffix)
    db.session.rollback()
    release.embargo_until = None
    if not embargo:
        actions.publish(release)
    db.session.commit()
    assert told not in words_of(client.get(f"/fr/releases/{release.slug}.{suffix}").data, suffix)


def words_of(content: bytes, suffix: str) -> str:
    """What a person or a program reads in a file."""
    if suffix == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if suffix == "docx":
        return "\n".join(each.text for each in Document(io.BytesIO(content)).paragraphs)
    return content.decode()


@pytest.mark.parametrize("name", ["ru.pdf", "fr.exe", "xx.pdf"])
def test_a_file_that_there_is_not_is_not_found(client, name):
    assert desk_file(client, newsroom.make_release(is_published=False), name).status_code == 404
