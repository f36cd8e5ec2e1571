"""``eventhub release``: a release from a file of facts, without a database."""

import sys
from datetime import date, datetime

import click

from eventhub.releases.facts_file import FactsError, Problem, load
from eventhub.releases.prose.write import KINDS_WRITTEN, LANGUAGES_WRITTEN, write
from eventhub.releases.render import FORMATS

WRONG_FACTS = 2
"""Exit code when the facts cannot be used; click uses the same for wrong options."""


@click.command()
@click.argument("facts_file", metavar="FACTS.json")
@click.option(
    "--language", type=click.Choice(LANGUAGES_WRITTEN), required=True, help="Language of the release."
)
@click.option("--kind", type=click.Choice(KINDS_WRITTEN), default="announcement", show_default=True)
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), default="txt", show_default=True)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Date of the release, which sets the tense. Default: that of the facts, else today where the event is.",
)
def release(facts_file: str, language: str, kind: str, format_name: str, as_of: datetime | None) -> None:
    """Write the release for the facts in FACTS.json to standard output."""
    try:
        facts = load(facts_file)
        if kind == "correction" and facts.corrects is None:
            raise FactsError([Problem("corrects", "is missing: a correction has to say what it corrects")])
    except FactsError as error:
        for problem in error.problems:
            click.echo(f"{facts_file}: {problem}", err=True)
        sys.exit(WRONG_FACTS)
    released: date | None = as_of.date() if as_of else None
    text = write(facts, language, kind=kind, as_of=released)
    # Bytes, so that the output is UTF-8 whatever the terminal claims to speak.
    click.echo(FORMATS[format_name](text).encode("utf-8"), nl=False)
