"""A rehearsal of the bad day: EventHub as ``deploy/`` sets it up, and a rush of registrations while processes die.

nginx with TLS from ``deploy/nginx``, two process groups, a worker and a mail server, all on this machine. While 500
people register, one process group is killed (kill -9), the worker is killed, both groups are restarted one after the
other. What was confirmed to somebody has to be in the database once, and the mail has to arrive. Needs Linux and nginx.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import create_engine, text

from bench.data import load, open_registration
from eventhub.outbox.rules import LEASE
from tests.databases import SECRET
from tests.servers import ROOT, MailServer, free_port, receiving_mail

PEOPLE, AT_ONCE = 500, 8
NAME = "localhost"
EVENT = "manila-fair-recruitment"
HIDDEN = re.compile(r'<input[^>]*name="(csrf_token|form_key)"[^>]*value="([^"]*)"')


def main() -> int:
    if shutil.which("nginx") is None:
        print("The rehearsal needs nginx. On Debian type: sudo apt-get install nginx-light")
        return 2
    with tempfile.TemporaryDirectory(prefix="eventhub-rehearsal-") as name, receiving_mail() as mail_server:
        return _rehearse(Path(name), mail_server)


def _rehearse(folder: Path, mail_server: MailServer) -> int:
    database = f"sqlite:///{folder / 'demo.sqlite3'}"
    load(database, folder)
    open_registration(database, folder, EVENT)
    ports = (free_port(), free_port())
    front = free_port()
    with ExitStack() as stack:
        groups = [stack.enter_context(_process(folder, database, front, mail_server, port)) for port in ports]
        worker = stack.enter_context(_process(folder, database, front, mail_server, None))
        certificate = stack.enter_context(_nginx(folder, front, ports))
        site = f"https://{NAME}:{front}"
        _wait(lambda: requests.get(f"{site}/readyz", verify=certificate, timeout=5).status_code == 200)
        done: list[str] = []
        disasters = (
            (PEOPLE // 5, "a process group was killed", lambda: groups[0].kill()),
            (2 * PEOPLE // 5, "the worker was killed", lambda: worker.kill()),
            (3 * PEOPLE // 5, "the second group was restarted", lambda: groups[1].restart()),
            (4 * PEOPLE // 5, "the first group was restarted", lambda: groups[0].restart()),
        )
        director = threading.Thread(target=_happen, args=(disasters, done))
        director.start()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = Counter(
                pool.map(lambda number: _register(site, certificate, number, done), range(PEOPLE))
            )
        director.join()
        confirmed = {each for each in done if each}
        written = _registered(database)
        # What the killed worker was about to send is free again after its lease.
        _wait(lambda: _owed(database) == 0, patience=LEASE.total_seconds() + 120)
        told = {each for recipients in mail_server.recipients for each in recipients}
    print(f"{PEOPLE} people, answers: {dict(answers)}")
    findings = {
        "confirmed, but not in the database": confirmed - set(written),
        "more than one registration": {each for each, number in written.items() if number > 1},
        "confirmed, but no mail arrived": confirmed - told,
    }
    for finding, people in findings.items():
        print(f"{finding}: {len(people)}")
    return 1 if any(findings.values()) else 0


class _Restarted:
    """A command that comes back when it dies, as systemd has it."""

    def __init__(self, start: Callable[[], subprocess.Popen]) -> None:
        self._start, self._ended = start, False
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
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        for each in (self._process.pid, *map(int, children)):
            os.kill(each, signal.SIGKILL)

    def restart(self) -> None:
        """What is being answered is finished first."""
        self._process.terminate()

    def end(self) -> None:
        self._ended = True
        self._process.terminate()
        self._process.wait(timeout=60)


@contextmanager
def _process(
    folder: Path, database: str, front: int, mail_server: MailServer, port: int | None
) -> Iterator[_Restarted]:
    """A process group that serves on ``port``; without one, the worker."""
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
    }
    verb = ["run", "--no-worker"] if port else ["worker"]
    command = [sys.executable, "-m", "eventhub.cli", *verb]
    process = _Restarted(lambda: subprocess.Popen(command, cwd=ROOT, env=environment))  # noqa: S603 - our own
    try:
        yield process
    finally:
        process.end()


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
def _nginx(folder: Path, front: int, ports: tuple[int, int]) -> Iterator[str]:
    """nginx, until the context ends; yields the certificate to believe."""
    configuration, certificate = nginx_configuration(folder, front, ports)
    process = subprocess.Popen(["nginx", "-e", str(folder / "nginx.log"), "-c", str(configuration)])  # noqa: S603, S607 - found on the path, told what we wrote
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


def _happen(disasters: tuple[tuple[int, str, Callable[[], None]], ...], done: list[str]) -> None:
    for number, name, strike in disasters:
        _wait(lambda number=number: len(done) >= number, patience=300)
        strike()
        print(f"after {len(done)} people: {name}")


def _register(site: str, certificate: str, number: int, done: list[str]) -> str:
    """What a person does: open the form, send it, once more with the same form when no answer came.

    ``done`` gets the address of whoever was shown their registration, and an empty one for whoever was not.
    """
    address, answer = f"person-{number}@example.org", "no answer"
    for _again in range(5):
        try:
            with requests.Session() as browser:
                # Else the certificates that the environment names would stand before this one.
                browser.trust_env, browser.verify = False, certificate
                page = browser.get(f"{site}/en/events/{EVENT}/register/", timeout=30)
                fields = dict(HIDDEN.findall(page.text))
                for _twice in range(5):
                    try:
                        shown = _send(browser, page.url, fields, number, address)
                        break
                    except requests.RequestException:
                        time.sleep(0.5)
                else:
                    continue
            answer = f"{shown.status_code}{' own page' if '/registrations/' in shown.url else ''}"
            if "own page" in answer:
                break
        except requests.RequestException:
            time.sleep(0.5)
    done.append(address if "own page" in answer else "")
    return answer


def _send(browser: requests.Session, url: str, fields: dict[str, str], number: int, address: str):
    given = {"name": f"Person {number}", "email": address, "consent_participation": "y"}
    answer = browser.post(url, data=fields | given, headers={"Referer": url}, timeout=30)
    if answer.status_code >= 500:
        raise requests.HTTPError(answer.status_code)
    return answer


def _registered(database: str) -> dict[str, int]:
    """By address, how many registrations for the event there are."""
    with create_engine(database).connect() as connection:
        rows = connection.execute(
            text(
                "SELECT email_key, count(*) AS people FROM registrations"
                " JOIN events ON events.id = registrations.event_id WHERE events.slug = :s GROUP BY email_key"
            ),
            {"s": EVENT},
        )
        return {row.email_key: row.people for row in rows}


def _owed(database: str) -> int:
    with create_engine(database).connect() as connection:
        return (
            connection.scalar(
                text("SELECT count(*) FROM outbox_messages WHERE status IN ('queued', 'sending')")
            )
            or 0
        )


def _wait(condition: Callable[[], object], patience: float = 60) -> None:
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


if __name__ == "__main__":
    sys.exit(main())
