"""The rules of docs/design.md, over every style sheet and template there is."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STYLE_SHEETS = sorted((ROOT / "static/css").rglob("*.css"))
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*.html") if "mail" not in path.relative_to(ROOT).parts
)
ICONS = set(json.loads((ROOT / "package.json").read_text())["icons"])

SIDED = re.compile(r"(?<![\w-])(?:(?:margin|padding|border|inset)-)?(?:left|right)\b[\w-]*\s*:")
SIDED_VALUE = re.compile(r"(?:text-align|float|clear)\s*:\s*(?:left|right)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
INLINE = re.compile(
    r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\b(?:src=|application/ld\+json))", re.IGNORECASE
)
ICON_USES = (re.compile(r"\bicon\(['\"]([a-z0-9-]+)"), re.compile(r"\bicon=['\"]([a-z0-9-]+)"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


WITH_COLOURS = ("tokens.css", "print.css")
"""Where colours are named."""


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@pytest.mark.parametrize("path", STYLE_SHEETS, ids=name_of)
def test_style_sheets_know_no_left_or_right(path):
    css = without_comments(path.read_text())
    assert SIDED.findall(css) + SIDED_VALUE.findall(css) == []


@pytest.mark.parametrize(
    "path", [path for path in STYLE_SHEETS if path.name not in WITH_COLOURS], ids=name_of
)
def test_colours_are_named_in_the_tokens_only(path):
    css = without_comments(path.read_text())
    assert COLOUR.findall(css) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_hold_nothing_that_the_content_security_policy_refuses(path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_icon_in_use_is_in_the_sprite(path):
    used = {name for pattern in ICON_USES for name in pattern.findall(path.read_text())}
    assert used - ICONS == set()
