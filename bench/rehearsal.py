"""A rehearsal of the bad day: EventHub as ``deploy/`` sets it up, and a rush of registrations while processes die.

nginx with TLS from ``deploy/nginx``, two process groups, a worker and a mail server, all on this machine. While 500
people register, one process group is killed (kill -9), the worker is killed, both groups are restarted one after the
other. What was confirmed to somebody has to be in the database once, and the mail has to arrive. Needs Linux and nginx.
"""

import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import requests

from bench.data import load, open_registration
from bench.machines import NAME, nginx, process, wait
from bench.people import EVENT, owed, register, registered
from eventhub.outbox.rules import LEASE
from tests.servers import MailServer, free_port, receiving_mail

PEOPLE, AT_ONCE = 500, 8


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
        groups = [stack.enter_context(process(folder, database, front, mail_server, port)) for port in ports]
        worker = stack.enter_context(process(folder, database, front, mail_server, None))
        certificate = stack.enter_context(nginx(folder, front, ports))
        site = f"https://{NAME}:{front}"
        wait(lambda: requests.get(f"{site}/readyz", verify=certificate, timeout=5).status_code == 200)
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
                pool.map(lambda number: register(site, certificate, number, done), range(PEOPLE))
            )
        director.join()
        confirmed = {each for each in done if each}
        written = registered(database)
        # What the killed worker was about to send is free again after its lease.
        wait(lambda: owed(database) == 0, patience=LEASE.total_seconds() + 120)
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


def _happen(disasters: tuple[tuple[int, str, Callable[[], None]], ...], done: list[str]) -> None:
    for number, name, strike in disasters:
        wait(lambda number=number: len(done) >= number, patience=300)
        strike()
        print(f"after {len(done)} people: {name}")


if __name__ == "__main__":
    sys.exit(main())
