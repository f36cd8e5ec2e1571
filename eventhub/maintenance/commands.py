"""The commands with which an instance is looked after."""

import secrets
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click
from flask import Flask

from eventhub.app import create_app
from eventhub.commands import configured, ready_app
from eventhub.db import db, transaction
from eventhub.db.ciphers import KEY_SIZE
from eventhub.db.encryption import UnreadableError, encrypt_anew
from eventhub.db.export import (
    TransferError,
    lines_of_export,
    read_export,
    rows_here,
    take_in,
    write_private,
)
from eventhub.db.files import FileStoreError, find_store, move_into_store
from eventhub.maintenance.backup import back_up
from eventhub.maintenance.backup import restore as bring_back
from eventhub.maintenance.doctor import Verdict, examine

FILE = click.Path(dir_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


def in_app(command: Callable[..., None]) -> Callable[..., None]:
    """Give ``command`` the application, in its context; what cannot be done is said in words, and ends with 1."""

    @wraps(command)
    def run(*args, **keywords) -> None:
        app = ready_app()
        with app.app_context():
            try:
                command(app, *args, **keywords)
            except TransferError as error:
                click.echo(str(error), err=True)
                sys.exit(1)
            except UnreadableError:
                click.echo(
                    "Something was encrypted with a key that EVENTHUB_ENCRYPTION_KEYS lacks.", err=True
                )
                sys.exit(1)
            except FileStoreError as error:
                click.echo(
                    f"The store of files cannot be used: {error.reason}. Ask eventhub doctor.", err=True
                )
                sys.exit(1)
            except OSError as error:
                click.echo(f"{error.filename}: {error.strerror}.", err=True)
                sys.exit(1)

    return run


@click.command()
@click.argument("file", type=FILE)
@in_app
def export(_app: Flask, file: Path) -> None:
    """Write all data of this instance to FILE, as JSON; "-" prints it.

    It holds personal data and passwords (hashed): only its owner may read the file.
    """
    if str(file) == "-":
        sys.stdout.writelines(lines_of_export())
        return
    write_private(file, lines_of_export())
    click.echo(f"{rows_here()} rows are in {file}.")


@click.command("import")
@click.argument("file", type=EXISTING)
@in_app
def import_(_app: Flask, file: Path) -> None:
    """Take the data in FILE, written by `eventhub export`, into this instance, which has to be empty."""
    export = read_export(file.read_bytes())
    here = rows_here()
    if here:
        raise TransferError(
            f"This instance holds {here} rows. Import into an empty one, or use `eventhub restore --replace`."
        )
    take_in(export)
    click.echo(f"{export.count} rows are here now.")
    _fill_store()


@click.command()
@click.argument("file", type=FILE)
@in_app
def backup(_app: Flask, file: Path) -> None:
    """Write a consistent copy of this instance to FILE, while it runs, and read it again to be sure.

    The secret key in the .env file is not in it: keep that in another place.
    """
    export = back_up(file)
    click.echo(f"{export.count} rows are in {file}, read again and whole.")


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--replace", is_flag=True, help="Replace the data that is here; a copy of it is kept first.")
@in_app
def restore(app: Flask, file: Path, *, replace: bool) -> None:
    """Bring this instance to what FILE holds, written by `eventhub backup`."""
    done = bring_back(file, may_replace=replace, keep_in=app.config["EVENTHUB"].instance_path)
    if done.kept:
        click.echo(f"What stood here before is in {done.kept}.")
    click.echo(f"{done.rows} rows are back.")
    _fill_store()


def _fill_store() -> None:
    """What came as rows goes where files are kept; until then the rows hold it."""
    if find_store():
        click.echo(f"{move_into_store()} files are in their store.")


@click.group()
def files() -> None:
    """The files that people send."""


@files.command("move")
@in_app
def files_move(_app: Flask) -> None:
    """Move files from the database into the store that EVENTHUB_FILES_URL names, while everything runs.

    The way back is an export, and an import without that variable.
    """
    click.echo(f"{move_into_store()} files were moved.")


@click.group()
def encryption() -> None:
    """The keys of sensitive answers."""


@encryption.command("key")
def encryption_key() -> None:
    """Print a new key for EVENTHUB_ENCRYPTION_KEYS."""
    click.echo(urlsafe_b64encode(secrets.token_bytes(KEY_SIZE)).decode())


@encryption.command("renew")
@in_app
def encryption_renew(_app: Flask) -> None:
    """Encrypt all sensitive answers anew, with the first key of EVENTHUB_ENCRYPTION_KEYS.

    By the algorithm that EVENTHUB_ENCRYPTION_ALGORITHM names.
    """
    with transaction():
        count = sum(encrypt_anew(db.session.connection(), each) for each in db.metadata.sorted_tables)
    click.echo(f"{count} rows are encrypted with the first key.")


@click.command()
def doctor() -> None:
    """Check configuration, database, mail and permissions, and say what is wrong; ends with 1 if something is."""
    verdicts = set()
    for verdict, about, words in examine(create_app(configured())):
        verdicts.add(verdict)
        click.echo(f"{verdict:8} {about}: {words}")
    sys.exit(1 if Verdict.WRONG in verdicts else 0)
