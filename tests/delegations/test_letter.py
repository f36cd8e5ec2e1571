"""The letter in six languages: right grammar, right form, and all that it has to say."""

import io

import pytest
from pypdf import PdfReader

from eventhub.delegations import letter
from eventhub.letters.files import FORMATS
from eventhub.text.languages import CODES
from tests.delegations.cast import ask, make_asked_workshop
from tests.letters.cast import words_of_word


def words_of(delegation, suffix: str) -> str:
    content = letter.write(delegation, suffix)
    if suffix == "pdf":
        text = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages)
    else:
        text = words_of_word(content)
    return " ".join(text.split())


@pytest.fixture
def event(app):
    with app.test_request_context("/en/"):
        yield make_asked_workshop()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "presents its compliments to the Ministry of Public Security and has the honour to request"),
        ("fr", "présente ses compliments au Ministère de la Sécurité publique et a l’honneur de solliciter"),
        ("es", "saluda atentamente al Ministerio de Seguridad Pública y tiene el honor de solicitar"),
    ],
)
def test_governments_get_a_note_verbale(event, language, said):
    words = words_of(ask(event, language=language), "docx")
    assert said in words
    assert "Dear colleagues" not in words


def test_others_get_a_letter(event):
    words = words_of(ask(event, 1), "docx")
    assert "Letter of invitation" in words
    assert "Dear colleagues," in words
    assert "Yours faithfully," in words
    assert "compliments" not in words


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("language", CODES)
def test_it_holds_what_a_focal_point_needs_in_every_language(event, language, suffix):
    delegation = ask(event, language=language)
    words = words_of(delegation, suffix)
    assert delegation.reference in words
    assert delegation.token in words.replace(" ", "")
    # What stands in an Arabic line is taken out of a PDF in another order.
    assert "Chen" in words
    assert "Yu" in words
    assert "%(" not in words


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_letter_gives_the_same_bytes(event, suffix):
    delegation = ask(event)
    assert letter.write(delegation, suffix) == letter.write(delegation, suffix)


def test_the_letter_comes_from_the_desk_and_by_the_link(client, event):
    delegation = ask(event, language="fr")
    answer = client.get(f"/fr/delegations/{delegation.token}/letter.pdf")
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")
