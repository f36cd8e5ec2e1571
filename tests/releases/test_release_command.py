"""``eventhub release`` as a person types it, and what it prints."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from sheets import BEIJING, GOLDEN, sheet

from eventhub.cli import main
from eventhub.releases.prose.write import write
from eventhub.releases.render import as_md


def run(*arguments):
    return CliRunner().invoke(main, ["release", *map(str, arguments)])


def test_release_as_text():
    result = run(BEIJING, "--language", "fr", "--as-of", "2016-11-07")

    assert result.exit_code == 0
    assert result.stdout == (GOLDEN / "beijing.fr.after.txt").read_text("utf-8")


def test_release_as_markdown():
    result = run(BEIJING, "--language", "en", "--format", "md")

    assert result.stdout.startswith(
        "# China and EU Discuss Return and Readmission of Irregular Migrants\n\nChina - The IOM"
    )


def test_release_as_json():
    release = json.loads(run(BEIJING, "--language", "fr", "--format", "json").stdout)

    assert (release["kind"], release["language"], release["as_of"]) == ("announcement", "fr", "2016-11-01")
    assert release["dateline"] == "Chine -"
    assert [each["role"] for each in release["paragraphs"]][:2] == ["lede", "framework"]
    assert release["paragraphs"][1]["facts"] == ["funders", "participants", "programme"]


def test_markdown_marks_in_names_are_escaped():
    headline = as_md(write(sheet(headline={"en": "A *b* <i>c</i> [d](e)"}), "en")).splitlines()[0]

    assert headline == r"# A \*b\* \<i\>c\</i\> \[d\](e)"


@pytest.mark.parametrize(
    "arguments",
    [
        (BEIJING, "--language", "xx"),
        (BEIJING, "--language", "fr", "--as-of", "soon"),
        (BEIJING,),
        ("none.json", "--language", "fr"),
    ],
)
def test_wrong_request_exits_with_2_and_says_so_on_the_error_stream(arguments):
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_broken_facts_name_the_field(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(BEIJING.read_text("utf-8").replace('"end": "2016-11-04"', '"end": "2016-11-02"'), "utf-8")

    result = run(path, "--language", "fr")

    assert result.exit_code == 2
    assert "end: 2016-11-02 is before start (2016-11-03)" in result.stderr


def test_release_needs_neither_flask_nor_a_database():
    script = (
        "import sys; from click.testing import CliRunner; from eventhub.cli import main;"
        f"CliRunner().invoke(main, ['release', {str(BEIJING)!r}, '--language', 'fr'], catch_exceptions=False);"
        "assert not {'flask', 'sqlalchemy'} & set(sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603 - fixed words.


def test_output_is_utf_8_whatever_the_terminal_speaks():
    command = [sys.executable, "-m", "eventhub.cli", "release", str(BEIJING), "--language", "fr"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}

    done = subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 - fixed words.

    assert "réadmission" in done.stdout.decode("utf-8")
