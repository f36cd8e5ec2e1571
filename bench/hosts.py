"""A rehearsal with two hosts, of which every process is killed once.

Two servers and a worker with instance folders of their own, PostgreSQL, Redis (Valkey), an S3-compatible store, nginx
with ``deploy/nginx`` and a mail server, all on the loopback address. First the work of a workshop goes back and forth
between the hosts: registering with a file, mail, check-in, release; a session, an edit, an upload of one must hold on
the other at once. Then, while people register with files, every process is killed (kill -9) in turn. Service has to be
back within five seconds each time, and what was confirmed to anybody must be there at the end: rows, files and mails.
Needs Linux and nginx.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count, pairwise
from pathlib import Path

import requests

from bench.errand import Errand
from bench.machines import wait
from bench.people import engine_of, owed, register, registered
from bench.site import Site
from eventhub.db.files import MARK
from eventhub.outbox.rules import LEASE
from tests.servers import receiving_mail

AT_ONCE = 3
CALM = 8
"""Seconds of people who register between two disasters."""
GOAL = 5.0
"""Seconds without an answer, at most."""


def main() -> int:
    if shutil.which("nginx") is None:
        print("The rehearsal needs nginx. On Debian type: sudo apt-get install nginx-light")
        return 2
    # Not one that root alone may enter: for root, PostgreSQL runs as another user.
    with tempfile.TemporaryDirectory(prefix="eventhub-hosts-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        with receiving_mail() as mail_server, ExitStack() as stack:
            return _rehearse(Site(folder, mail_server, stack))


def _rehearse(site: Site) -> int:
    faults = list(Errand(site).run())
    for fault in faults:
        print(f"NOT RIGHT: {fault}")
    print("The errand between the hosts is done." if not faults else "The errand failed.")
    done: list[str] = []
    stop = threading.Event()
    numbers, answers = count(), Counter()

    def people() -> None:
        while not stop.is_set():
            number = next(numbers)
            files = {f"q{site.question}": ("cv.pdf", b"%%PDF-1.7\n%d" % number, "application/pdf")}
            answers[register(site.url, site.certificate, number, done, files, tries=20)] += 1

    threads = [threading.Thread(target=people) for _each in range(AT_ONCE)]
    for each in threads:
        each.start()
    with _watching(site, stop) as moments:
        slow = [name for name in site.running if _kill(site, name, moments) > GOAL]
        time.sleep(CALM)
        stop.set()
    for each in threads:
        each.join()
    return _accounts(site, done, answers, slow, faults)


@contextmanager
def _watching(site: Site, stop: threading.Event) -> Iterator[list[float]]:
    """When pages that nobody keeps were answered, ten times a second."""
    moments: list[float] = []

    def look() -> None:
        while not stop.is_set():
            try:
                page = site.ask(None, "/en/events/", cookies={"seen": "once"})
                if page.status_code == 200:
                    moments.append(time.monotonic())
            except requests.RequestException:
                pass
            time.sleep(0.1)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield moments
    finally:
        stop.set()
        watcher.join()


def _kill(site: Site, name: str, moments: list[float]) -> float:
    """The longest time without an answer around the death of a process, in seconds."""
    # One thing at a time: what was killed before has to be back, which takes long where the machine is busy.
    for port in site.ports:
        wait(lambda port=port: site.ask(port, "/readyz").status_code == 200, patience=120)
    time.sleep(CALM)
    struck = time.monotonic()
    site.running[name].kill()
    wait(lambda: len([each for each in moments if each > struck + CALM]) > 1, patience=120)
    around = [each for each in moments if each > struck - 1]
    gap = max(later - sooner for sooner, later in pairwise(around))
    print(f"{name} was killed: at most {gap:.1f} s between two answers", flush=True)
    return gap


def _accounts(site: Site, done: list[str], answers: Counter, slow: list[str], faults: list[str]) -> int:
    confirmed = {each for each in done if each}
    # What the killed worker was about to send is free again after its lease.
    wait(lambda: owed(site.database) == 0, patience=LEASE.total_seconds() + 120)
    written, stored = registered(site.database), _stored(site.database)
    told = {each for recipients in site.mail_server.recipients for each in recipients}
    objects = {str(each.relative_to(site.bucket)) for each in site.bucket.rglob("*") if each.is_file()}
    print(f"{len(done)} people, answers: {dict(answers)}")
    findings: dict[str, set[str] | list[str]] = {
        "confirmed, but not in the database": confirmed - set(written),
        "more than one registration": {each for each, number in written.items() if number > 1},
        "confirmed, but no mail arrived": confirmed - told,
        "confirmed, but no file in the store": confirmed
        - {who for who, key in stored.items() if key in objects},
        "longer than five seconds away": slow,
        "people who gave up": ["somebody"] * (len(done) - len(confirmed)),
        "faults of the errand": faults,
    }
    for finding, found in findings.items():
        print(f"{finding}: {len(found)}")
    return 1 if any(findings.values()) else 0


def _stored(database: str) -> dict[str, str]:
    """By address, the key of the file that was sent."""
    with engine_of(database).connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT email_key, answer_files.content FROM answer_files"
            " JOIN answers ON answers.id = answer_id JOIN registrations ON registrations.id = registration_id"
        )
        return {address: bytes(content).removeprefix(MARK).decode() for address, content in found}


if __name__ == "__main__":
    sys.exit(main())
