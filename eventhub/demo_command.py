"""The command ``eventhub demo``."""

import sys
from urllib.parse import urlsplit

import click

from eventhub.commands import ready_app
from eventhub.db import transaction
from eventhub.demo.load import PASSWORD, load_demo


@click.command()
def demo() -> None:
    """Load the demo data (the Beijing workshop first) and say who can log in."""
    app = ready_app()
    base_url = app.config["EVENTHUB"].base_url
    if urlsplit(base_url).hostname not in ("127.0.0.1", "localhost", "::1"):
        click.echo("The demo has well-known passwords; it is for an instance on this machine only.", err=True)
        sys.exit(2)
    with app.app_context(), transaction():
        result = load_demo()
    click.echo(f"{result.events} events loaded." if result.events else "The demo data is there already.")
    click.echo(f"\nSign in at {base_url}/desk/ with the password {PASSWORD}")
    for email, role in result.logins:
        click.echo(f"  {email:28} {role}")
    click.echo(
        "\nWhat to try:\n"
        f"  the workshop in Beijing        {base_url}/en/events/beijing-return-readmission/\n"
        f"  the same in Arabic             {base_url}/ar/events/beijing-return-readmission/\n"
        f"  its release in French          {base_url}/fr/releases/\n"
        f"  register, then read the mail   {base_url}/desk/mailbox/\n"
        f"  set up a workshop of your own  {base_url}/desk/events/new\n"
        f"  subscribe a calendar           {base_url}/en/calendars/\n"
        f"  pick a date for a conference   {base_url}/desk/events/nairobi-conference/poll/\n"
        + _nominations_of(base_url, result.nominations)
    )


def _nominations_of(base_url: str, token: str) -> str:
    return f"  nominate, as a ministry does   {base_url}/fr/delegations/{token}/\n" if token else ""
