"""What is wrong with an instance, in words, and what to do about it."""

import enum
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from eventhub.accounts.models import Role, User
from eventhub.audit.chain import faults_of_chain, sealed_and_erased
from eventhub.audit.models import AuditEntry
from eventhub.checkin import wallets
from eventhub.clock import now
from eventhub.config import SOURCE_ROOT, Config
from eventhub.db import db, files, schema
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.outbox.transport import SmtpTransport, UnreachableError
from eventhub.web import openid
from eventhub.web.openid_errors import ProviderError
from eventhub.web.shared import SharedMemory

LATE = timedelta(minutes=15)
"""A mail that has waited longer than this has no worker."""
LEAST_SPACE = 500 * 2**20
"""Bytes that should be free beside the database."""
NEARLY_OVER = timedelta(days=30)
"""A certificate that ends sooner should be renewed."""
ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


class Verdict(enum.StrEnum):
    """How bad it is: a note asks for nothing, a warning for a look, and what is wrong has to be mended."""

    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    WRONG = "wrong"


class Diagnosis(NamedTuple):
    verdict: Verdict
    about: str
    words: str


def examine(app: Flask) -> Iterator[Diagnosis]:
    """One diagnosis after the other; without a database, none that needs one."""
    config: Config = app.config["EVENTHUB"]
    yield _address(config)
    yield from _folder(config.instance_path)
    yield _browser_files()
    yield _mail_server(config)
    yield from _redis(app.extensions["shared_memory"])
    yield from way_to_database(config.database_url)
    with app.app_context():
        yield from _single_sign_on(config)
        yield from _wallets(config)
        database = _database()
        yield database
        if database.verdict != Verdict.WRONG:
            yield from _file_store()
            yield from (look() for look in _LOOKS_AT_ROWS)


def _address(config: Config) -> Diagnosis:
    is_here = urlsplit(config.base_url).hostname in ON_THIS_MACHINE
    if is_here:
        return _note("address", f"{config.base_url} can be reached from this machine only.")
    if not config.is_https:
        return _warning(
            "address", f"{config.base_url} is not encrypted: passwords travel in the clear. Use https."
        )
    return _good("address", config.base_url)


def _folder(folder: Path) -> Iterator[Diagnosis]:
    try:
        probe = folder / ".doctor"
        probe.touch()
        probe.unlink()
    except OSError as error:
        yield _wrong("instance folder", f"{folder} cannot be written to ({error.strerror}).")
        return
    free = shutil.disk_usage(folder).free
    if free < LEAST_SPACE:
        yield _warning("instance folder", f"Only {free // 2**20} MB are free in {folder}.")
    else:
        yield _good("instance folder", f"{folder}, {free // 2**30} GB free")
    open_files = [each.name for each in _secret_files(folder) if each.stat().st_mode & 0o077]
    if open_files:
        names = ", ".join(open_files)
        yield _warning(
            "permissions", f"Other users of this machine may read {names}. Type: chmod 600 {names}"
        )
    else:
        yield _good("permissions", "Only the owner reads what is secret.")


def _secret_files(folder: Path) -> list[Path]:
    return [each for each in (folder / ".env", *sorted(folder.glob("*.zip"))) if each.is_file()]


def _browser_files() -> Diagnosis:
    if (SOURCE_ROOT / "static" / "vendor" / "bootstrap.css").is_file():
        return _good("browser files", "Styles and icons are there.")
    return _wrong("browser files", "static/vendor is not filled: pages have no styles. Type: make install")


def _mail_server(config: Config) -> Diagnosis:
    scheme = urlsplit(config.mail_url).scheme
    if scheme == "mailbox":
        return _note("mail", "Mails stay in the mailbox on the desk; set EVENTHUB_MAIL_URL to send them.")
    try:
        with SmtpTransport(config.mail_url, may_be_plain=config.mail_plaintext) as transport:
            transport.greet()
    except UnreachableError as error:
        host = urlsplit(config.mail_url).hostname
        return _wrong(
            "mail", f"The mail server {host} cannot be used ({error.reason}). Mails wait; none is lost."
        )
    return _good("mail", "The mail server answers.")


def way_to_database(database_url: str) -> Iterator[Diagnosis]:
    """What to know of how one gets there, before anybody does."""
    url = make_url(database_url)
    host, mode = url.host or "", url.query.get("sslmode", "")
    # Without a host, or with a folder, it is a socket of this machine.
    is_elsewhere = host not in ("", *ON_THIS_MACHINE) and not host.startswith("/")
    if is_elsewhere and mode not in ("require", "verify-ca", "verify-full"):
        yield _warning(
            "database",
            f"Without sslmode, the way to {host} is encrypted only if it offers that. Add ?sslmode=verify-full "
            "(or require) to EVENTHUB_DATABASE_URL.",
        )


def _single_sign_on(config: Config) -> Iterator[Diagnosis]:
    if not config.oidc_issuer:
        return
    try:
        openid.ask_provider(config)
    except ProviderError as error:
        yield _wrong(
            "single sign-on",
            f"{config.oidc_issuer} cannot be used ({error.reason}). Other ways of signing in can.",
        )
    else:
        yield _good("single sign-on", f"{config.oidc_issuer} answers, and shows its keys.")


def _wallets(config: Config) -> Iterator[Diagnosis]:
    if config.has_apple_wallet:
        try:
            ends = wallets.apple_signer(config).certificate.not_valid_after_utc
        except (OSError, ValueError) as error:
            yield _wrong("apple wallet", f"The certificate and its key do not serve: {error}")
        else:
            told = f"Passes can be signed until {ends:%Y-%m-%d}."
            yield (_good if ends - now() > NEARLY_OVER else _warning)("apple wallet", told)
    if config.has_google_wallet:
        try:
            address, _key = wallets.google_account(config)
        except (OSError, ValueError, KeyError) as error:
            yield _wrong("google wallet", f"The key of the service account does not serve: {error}")
        else:
            yield _good("google wallet", f"Tickets are signed as {address}.")


def _database() -> Diagnosis:
    try:
        with db.engine.connect() as connection:
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
            faults = _faults_of_sqlite(connection) if connection.dialect.name == "sqlite" else []
    except SQLAlchemyError as error:
        return _wrong(
            "database", f"It cannot be read ({type(error).__name__}). For a new one, type: eventhub init"
        )
    newest = schema.revisions()[0]
    if faults:
        return _wrong("database", f"It is damaged: {'; '.join(faults)}. Restore a backup.")
    if revision != newest:
        return _wrong(
            "database", f"Its tables are at {revision}, the program at {newest}. Type: eventhub init"
        )
    return _good("database", f"{db.engine.dialect.name}, tables at {revision}")


def _faults_of_sqlite(connection) -> list[str]:
    faults = [row[0] for row in connection.execute(text("PRAGMA integrity_check(5)")) if row[0] != "ok"]
    lost = connection.execute(text("PRAGMA foreign_key_check")).all()
    return faults + ([f"{len(lost)} rows refer to rows that are gone"] if lost else [])


def _redis(memory: SharedMemory | None) -> Iterator[Diagnosis]:
    if memory is None:
        return
    if memory.is_there():
        yield _good("redis", "It answers.")
    else:
        yield _warning(
            "redis", "It does not answer. Limits count for each process, and each makes every page."
        )


def _file_store() -> Iterator[Diagnosis]:
    referred = files.references()
    store = files.find_store()
    if store is None:
        if referred:
            yield _wrong("files", f"{len(referred)} are in a store, and EVENTHUB_FILES_URL names none.")
        return
    try:
        probe = store.put(b"doctor")
        store.get(probe)
        store.delete([probe])
        lost = referred - set(store.keys(before=now() + files.GRACE))
    except files.FileStoreError as error:
        yield _wrong(
            "files", f"The store cannot be used ({error.reason}). See EVENTHUB_FILES_URL and its like."
        )
        return
    if lost:
        yield _wrong("files", f"{len(lost)} are missing in the store. Bring them back from a copy of it.")
    else:
        yield _good("files", f"The store can be written and read; files in it: {len(referred)}")


def _administrators() -> Diagnosis:
    count = _count(select(User).where(User.role == Role.ADMINISTRATOR, User.is_active))
    if count:
        return _good("accounts", f"Administrators: {count}")
    return _warning(
        "accounts",
        "There is no administrator. Type: eventhub user add ADDRESS --name NAME --role administrator",
    )


def _refused_mails() -> Diagnosis:
    count = _count(select(OutboxMessage).where(OutboxMessage.status == Delivery.FAILED))
    if count:
        return _warning("refused mails", f"{count} could not be delivered; see the mailbox on the desk.")
    return _good("refused mails", "None.")


def _late_mails() -> Diagnosis:
    waiting = OutboxMessage.status.in_([Delivery.QUEUED, Delivery.SENDING])
    count = _count(select(OutboxMessage).where(waiting, OutboxMessage.due_at < now() - LATE))
    if count:
        return _wrong("waiting mails", f"{count} should have gone out by now. Does `eventhub worker` run?")
    return _good("waiting mails", "None is late.")


def _audit_trail() -> Diagnosis:
    faults = list(faults_of_chain())
    if faults:
        return _wrong("audit trail", f"It has been tampered with: {faults[0]}. Compare with a backup.")
    late = _count(select(AuditEntry).where(AuditEntry.position.is_(None), AuditEntry.at < now() - LATE))
    if late:
        return _warning("audit trail", f"{late} lines are not sealed yet. Does `eventhub worker` run?")
    sealed, erased = sealed_and_erased()
    return _good(
        "audit trail", f"{sealed} lines are sealed and whole; of {erased}, what they told is erased."
    )


_LOOKS_AT_ROWS: tuple[Callable[[], Diagnosis], ...] = (
    _administrators,
    _audit_trail,
    _refused_mails,
    _late_mails,
)


def _count(query) -> int:
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _good(about: str, words: str) -> Diagnosis:
    return Diagnosis(Verdict.GOOD, about, words)


def _note(about: str, words: str) -> Diagnosis:
    return Diagnosis(Verdict.NOTE, about, words)


def _warning(about: str, words: str) -> Diagnosis:
    return Diagnosis(Verdict.WARNING, about, words)


def _wrong(about: str, words: str) -> Diagnosis:
    return Diagnosis(Verdict.WRONG, about, words)
