"""Texts that people read are translated into every language, with the same gaps to fill in."""

import io
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from eventhub.text.languages import CODES

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
GAP = re.compile(r"%\(\w+\)s|%\(\w+\)d")


@cache
def texts() -> set:
    """What code and templates ask to be translated: texts, or singular and plural."""
    methods, options = parse_mapping_cfg(io.StringIO((ROOT / "babel.cfg").read_text()))
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    return {message for _file, _line, message, *_more in found}


def catalogue(language: str):
    path = ROOT / f"eventhub/translations/{language}/LC_MESSAGES/messages.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def forms(text) -> list[str]:
    """A text as its grammatical numbers; most have but one."""
    return [text] if isinstance(text, str) else list(text)


def gaps(text) -> set[str]:
    return {gap for form in forms(text) for gap in GAP.findall(form)}


@pytest.mark.parametrize("language", [code for code in CODES if code != "en"])
def test_every_text_is_translated(language):
    translated = {
        message.id
        for message in catalogue(language)
        if message.id and not message.fuzzy and all(forms(message.string))
    }
    assert texts() - translated == set()


@pytest.mark.parametrize("language", [code for code in CODES if code != "en"])
def test_translations_fill_in_the_same_gaps(language):
    wrong = {
        message.id
        for message in catalogue(language)
        if message.id and message.string and not gaps(message.string) <= gaps(message.id)
    }
    assert wrong == set()
