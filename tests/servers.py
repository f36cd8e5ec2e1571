"""Servers that tests talk to over the loopback address: EventHub under gunicorn, a mail server with moods,
and a provider of single sign-on."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import requests
from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
"""Seconds that a server may take to answer for the first time."""


RUN = ("eventhub.cli", "run", "--no-worker")
WORK = ("eventhub.cli", "worker")
IGNORED = ("EVENTHUB_", "PYTHONDONTWRITEBYTECODE")
"""Begins of the names of variables that servers do not take from here: compiled modules are kept, as where they run."""


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@dataclass(frozen=True)
class LiveServer:
    """EventHub in processes of its own."""

    url: str
    pid: int
    """The parent of the workers."""


@contextmanager
def serving(
    database_url: str,
    folder: Path,
    *,
    workers: int = 1,
    app: str | None = None,
    ready: str = "/healthz",
    host: str = "127.0.0.1",
    settings: Mapping[str, str] | None = None,
) -> Iterator[LiveServer]:
    """Serve the database from the moment in which ``ready`` is answered until the context ends.

    ``host`` is the name under which the instance knows itself; ``settings`` are further EVENTHUB_ variables. ``app`` is
    another application to be served in place of EventHub, by the same gunicorn.

    Mails stay in the outbox, for no worker runs beside it.
    """
    port = free_port()
    url = f"http://{host}:{port}"
    environment = _environment(
        database_url,
        folder,
        {
            "EVENTHUB_BASE_URL": url,
            "EVENTHUB_PORT": str(port),
            "EVENTHUB_WORKERS": str(workers),
            **(settings or {}),
        },
    )
    command = [sys.executable, "-m", *(_gunicorn(app, port, workers) if app else RUN)]
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - no part of it comes from outside
            command, cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        _wait_until_it_answers(url + ready, process, log)
        yield LiveServer(url, process.pid)
    finally:
        # SIGINT: the quick way down; SIGTERM would wait for browsers to hang up.
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)


def _environment(database_url: str, folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(IGNORED)},
        "EVENTHUB_INSTANCE_PATH": str(folder),
        "EVENTHUB_DATABASE_URL": database_url,
        "EVENTHUB_SECRET_KEY": "a secret key for tests, of no use to anybody",
        "EVENTHUB_LOG_LEVEL": "ERROR",
        **settings,
    }


@contextmanager
def working(database_url: str, folder: Path, *, mail_url: str) -> Iterator[subprocess.Popen]:
    """The worker alone, in a process of its own, until the context ends; it may be killed before."""
    environment = _environment(database_url, folder, {"EVENTHUB_MAIL_URL": mail_url})
    with (folder / "worker.log").open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - no part of it comes from outside
            [sys.executable, "-m", *WORK], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def _gunicorn(app: str, port: int, workers: int) -> list[str]:
    """As ``eventhub.serve`` sets it up."""
    options = {"bind": f"127.0.0.1:{port}", "worker-class": "gthread", "threads": 8, "workers": workers}
    return ["gunicorn", "--preload", *(f"--{name}={value}" for name, value in options.items()), app]


def _wait_until_it_answers(url: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE):  # noqa: S310 - our own server, by http
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise AssertionError(f"The server does not answer:\n{log.read_text()}")


@dataclass(frozen=True)
class SignOnServer:
    """A provider of OpenID Connect (``oidc-provider-mock``) that lets everybody in by their word."""

    url: str

    def knows(self, subject: str, **claims: object) -> str:
        """Let the provider say this of somebody; claims may also stand in place of what it would say itself."""
        requests.put(f"{self.url}/users/{subject}", json=claims, timeout=PATIENCE).raise_for_status()
        return subject

    def show(self, address: str, subject: str) -> str:
        """Show the page at ``address`` who one is; where the browser is sent then."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=PATIENCE)
        return answer.headers["Location"]


@contextmanager
def serving_sign_on(folder: Path) -> Iterator[SignOnServer]:
    """A provider in a process of its own for as long as the context lasts."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    log = folder / "provider.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)  # noqa: S603 - nothing comes from outside
    try:
        _wait_until_it_answers(url + "/.well-known/openid-configuration", process, log)
        yield SignOnServer(url)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


@dataclass
class MailServer:
    """A real SMTP server. Change its mood between, or in the middle of, deliveries."""

    host: str
    port: int
    refuse_with: str = ""
    """The reply to every recipient, such as "550 5.1.1 No such person"; empty to accept them."""
    delay: float = 0.0
    """Seconds to think before a message is accepted."""
    drop: bool = False
    """Whether to cut the line when a message has been received, before saying so."""
    received: list[bytes] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What EVENTHUB_MAIL_URL would be."""
        return f"smtp://{self.host}:{self.port}"

    # No property: aiosmtpd looks at every attribute of its handler whenever somebody connects, and would have all mails
    # that ever came read again for each.
    def messages(self) -> list[EmailMessage]:
        """What was accepted, in order."""
        return [BytesParser(policy=default).parsebytes(content) for content in self.received]

    # The names of the hooks are those of aiosmtpd.
    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802 - see above
        if self.refuse_with:
            return self.refuse_with
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope) -> str:  # noqa: N802 - see above
        await asyncio.sleep(self.delay)
        if self.drop:
            server.transport.abort()
            return "421 Gone"
        self.received.append(envelope.content)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 Accepted"


@contextmanager
def receiving_mail() -> Iterator[MailServer]:
    """A mail server in a thread of its own for as long as the context lasts."""
    server = MailServer("127.0.0.1", free_port())
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
