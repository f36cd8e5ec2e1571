"""Processes of an instance on this machine, as ``deploy/`` has them: each comes back when it dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.databases import SECRET
from tests.servers import ROOT, MailServer, free_port

NAME = "localhost"


class Restarted:
    """A command that comes back when it dies, as systemd has it; ``ending`` is the signal that asks it to end."""

    def __init__(self, start: Callable[[], subprocess.Popen], ending: int = signal.SIGTERM) -> None:
        self._start, self._ending, self._ended = start, ending, False
        self._process = start()
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    def _keep(self) -> None:
        while not self._ended:
            self._process.wait()
            time.sleep(1)
            if not self._ended:
                self._process = self._start()

    def kill(self) -> None:
        """Without a warning, with all its children."""
        for each in self.processes():
            os.kill(each, signal.SIGKILL)

    def restart(self) -> None:
        """What is being answered is finished first."""
        self._process.terminate()

    def processes(self) -> list[int]:
        """It and its children."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return [self._process.pid, *map(int, children)]

    def end(self) -> None:
        self._ended = True
        self._process.send_signal(self._ending)
        self._process.wait(timeout=60)


@contextmanager
def process(
    folder: Path,
    database: str,
    front: int,
    mail_server: MailServer,
    port: int | None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Restarted]:
    """A process group that serves on ``port``; without one, the worker. ``settings`` are further variables."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("EVENTHUB_")},
        "EVENTHUB_INSTANCE_PATH": str(folder),
        "EVENTHUB_DATABASE_URL": database,
        "EVENTHUB_SECRET_KEY": SECRET,
        "EVENTHUB_BASE_URL": f"https://{NAME}:{front}",
        "EVENTHUB_MAIL_URL": mail_server.url,
        "EVENTHUB_PORT": str(port or front),
        "EVENTHUB_WORKERS": "1",
        "EVENTHUB_TRUSTED_PROXIES": "1",
        "EVENTHUB_LOG_LEVEL": "ERROR",
        **(settings or {}),
    }
    verb = ["run", "--no-worker"] if port else ["worker"]
    command = [sys.executable, "-m", "eventhub.cli", *verb]

    def start() -> subprocess.Popen:
        with (folder / "server.log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own

    running = Restarted(start)
    try:
        yield running
    finally:
        running.end()


def nginx_configuration(folder: Path, front: int, ports: tuple[int, int]) -> tuple[Path, str]:
    """The configuration of ``deploy/nginx`` on other ports, and the certificate to believe."""
    certificate = _certify(folder)
    site = "".join((ROOT / "deploy/nginx" / name).read_text() for name in ("upstream.conf", "eventhub.conf"))
    for before, after in (
        ("127.0.0.1:8001", f"127.0.0.1:{ports[0]}"),
        ("127.0.0.1:8002", f"127.0.0.1:{ports[1]}"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{front} ssl http2;"),
        ("listen [::]:80;", ""),
        ("listen [::]:443 ssl http2;", ""),
        ("/etc/ssl/events.example.org/fullchain.pem", certificate),
        ("/etc/ssl/events.example.org/privkey.pem", str(folder / "key.pem")),
        ("events.example.org", NAME),
        ("proxy_set_header Host $host;", "proxy_set_header Host $http_host;"),
        ("X-Forwarded-Host $host;", "X-Forwarded-Host $http_host;"),
    ):
        if before not in site:
            raise LookupError(f"deploy/nginx says nothing of {before}")
        site = site.replace(before, after)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        f"events {{}}\nhttp {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n{site} }}\n"
    )
    return configuration, certificate


@contextmanager
def nginx(folder: Path, front: int, ports: tuple[int, int]) -> Iterator[str]:
    """nginx, until the context ends; yields the certificate to believe."""
    configuration, certificate = nginx_configuration(folder, front, ports)
    command = ["nginx", "-e", str(folder / "nginx.log"), "-c", str(configuration)]
    process = subprocess.Popen(command)  # noqa: S603 - our own, of the nginx that the path has
    try:
        yield certificate
    finally:
        process.terminate()
        process.wait(timeout=10)


def _certify(folder: Path) -> str:
    """A certificate for the loopback name that this rehearsal alone believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    path = folder / "certificate.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return str(path)


def wait(condition: Callable[[], object], patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            if condition():
                return
        except requests.RequestException:
            time.sleep(0.1)
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)
