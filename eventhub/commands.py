"""The commands that work on an instance; ``cli`` finds them by name."""

import os
import sys
from datetime import timedelta

import click
from flask import Flask

from eventhub.accounts import actions as accounts
from eventhub.accounts.errors import AddressTakenError, LeakedPasswordError, OwnWordsError
from eventhub.accounts.links import send_link
from eventhub.accounts.models import LinkPurpose, Role
from eventhub.accounts.passwords import check_password
from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import find_user_by_email
from eventhub.accounts.rules import MINIMUM_PASSWORD, normalised_email
from eventhub.accounts.tokens_actions import add_token, revoke_token
from eventhub.accounts.tokens_errors import TokenNotFoundError, TooManyTokensError
from eventhub.accounts.tokens_models import ApiToken
from eventhub.accounts.tokens_queries import every_token, get_token
from eventhub.accounts.tokens_rules import LONGEST_LIFE, USUAL_LIFE
from eventhub.app import create_app
from eventhub.calendars.actions import store_blocks
from eventhub.calendars.queries import ids_of_stored_events
from eventhub.clock import now
from eventhub.config import Config, ConfigError, write_secret_key
from eventhub.db import db, schema, transaction
from eventhub.events.models import Event
from eventhub.outbox.bounces import LARGEST_REPORT, take_report
from eventhub.serve import serve, work
from eventhub.text.languages import CODES


def configured() -> Config:
    """The configuration of this instance; what is wrong with it is said, and the command ends with 2."""
    try:
        return Config.from_environment(os.environ)
    except ConfigError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        sys.exit(2)


def ready_app() -> Flask:
    """The application over a database that exists."""
    app = create_app(configured())
    if not schema.is_ready(app):
        click.echo("There is no database yet. Type: eventhub init", err=True)
        sys.exit(2)
    return app


@click.command()
def init() -> None:
    """Create or migrate the database; safe to repeat."""
    if not os.environ.get("EVENTHUB_SECRET_KEY"):
        write_secret_key(Config.instance_path_of(os.environ))
    app = create_app(configured())
    schema.create(app)
    click.echo("The database is ready.")


@click.command()
@click.option("--no-worker", is_flag=True, help="Do not run the mail worker beside the server.")
def run(no_worker: bool) -> None:
    """Serve, with the worker for mails beside it."""
    serve(ready_app(), with_worker=not no_worker)


@click.command()
def worker() -> None:
    """Deliver mails, and nothing else."""
    work(ready_app())


@click.command()
def bounce() -> None:
    """Read a mail about a mail that could not be delivered (RFC 3464) from standard input."""
    content = sys.stdin.buffer.read(LARGEST_REPORT)
    with ready_app().app_context(), transaction():
        found = take_report(content)
    # A mail server that pipes here would send a message about a message if this ended with an error.
    click.echo(f"{found} of our mails did not arrive." if found else "This tells of none of our mails.")


@click.command()
def calendars() -> None:
    """Write the calendar entries of all events anew; needed when BASE_URL has changed, harmless at any time."""
    with ready_app().app_context():
        event_ids = ids_of_stored_events()
        for event_id in event_ids:
            # One transaction each, so that nobody on the desk waits for the whole.
            with transaction():
                store_blocks(db.session.get_one(Event, event_id))
    click.echo(f"The calendar entries of {len(event_ids)} events are up to date.")


@click.group()
def user() -> None:
    """Accounts of the desk."""


@user.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As colleagues know the person.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="viewer", show_default=True)
@click.option("--language", type=click.Choice(CODES), default="en", show_default=True)
@click.option("--password", help="Asked for when it is not given.")
@click.option("--invite", is_flag=True, help="Send a mail instead, by which the person chooses a password.")
def user_add(email: str, name: str, role: str, language: str, password: str | None, *, invite: bool) -> None:
    """Open an account for EMAIL."""
    if not invite and password is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if not invite and len(password or "") < MINIMUM_PASSWORD:
        raise click.UsageError(f"The password must have at least {MINIMUM_PASSWORD} characters.")
    app = ready_app()
    try:
        with app.app_context(), transaction():
            _refuse_guessable(password or "", name, email)
            user = accounts.add_user(
                email=email, name=name, password=password or "", role=Role(role), language=language
            )
            if invite:
                send_link(user, LinkPurpose.INVITATION)
    except AddressTakenError as error:
        raise click.UsageError(f"{email} has an account already.") from error
    click.echo(f"An invitation to {email} is on its way." if invite else f"{name} can sign in as {email}.")


def _refuse_guessable(password: str, name: str, email: str) -> None:
    try:
        check_password(password, name=name, email=email)
    except (LeakedPasswordError, OwnWordsError) as error:
        raise click.UsageError(str(error.message)) from error


@click.group()
def token() -> None:
    """Keys by which programs use the API."""


@token.command("add")
@click.argument("email")
@click.option("--name", required=True, help="What it is for.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([each.value for each in Permission]),
    help="What it may do, within what the user may; can be given several times.",
)
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_LIFE.days),
    default=USUAL_LIFE.days,
    show_default=True,
    help="Until it expires.",
)
def token_add(email: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a token for the user who signs in as EMAIL, and print it: it is not shown again."""
    with ready_app().app_context(), transaction():
        user = find_user_by_email(email)
        if user is None or not user.is_active:
            raise click.UsageError(f"Nobody signs in as {email}.")
        try:
            made = add_token(
                user,
                name=name[:100],
                scopes=[Permission(each) for each in scopes],
                life=timedelta(days=days),
            )
        except TooManyTokensError as error:
            raise click.UsageError(f"{email} has too many tokens already.") from error
        text = made.text
    click.echo(text)


@token.command("list")
@click.argument("email", required=False)
def token_list(email: str | None) -> None:
    """Print all tokens, or those of EMAIL: number, beginning, owner, expiry, last day of use, scopes, purpose."""
    with ready_app().app_context():
        for each in every_token():
            if email is None or each.user.email == normalised_email(email):
                click.echo("\t".join(_cells_of(each)))


@token.command("revoke")
@click.argument("number", type=click.IntRange(min=1))
def token_revoke(number: int) -> None:
    """Let the token with this NUMBER of `eventhub token list` open nothing any more."""
    with ready_app().app_context(), transaction():
        try:
            found = get_token(number)
        except TokenNotFoundError as error:
            raise click.UsageError(f"There is no token {number}.") from error
        told = f"{found.name} of {found.user.email}"
        revoke_token(found)
    click.echo(f"Revoked: {told}")


def _cells_of(token: ApiToken) -> tuple[str, ...]:
    ends = "expired" if token.expires_at <= now() else f"until {token.expires_at.date()}"
    used = f"used {token.last_used_on}" if token.last_used_on else "never used"
    return (
        str(token.id),
        f"{token.start}…",
        token.user.email,
        ends,
        used,
        ",".join(token.scopes),
        token.name,
    )
