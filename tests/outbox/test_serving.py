"""`eventhub run`: the server with the mail worker beside it, from start to end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from eventhub.outbox.models import Delivery
from tests.databases import SECRET
from tests.outbox.cast import message, owe
from tests.servers import PATIENCE, ROOT, MailServer, free_port

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="Processes are found by what Linux tells of them."
)
COMMAND = [sys.executable, "-m", "eventhub.cli", "run"]


def environment(database_url: str, instance: Path, port: int, mail_url: str = "mailbox:") -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("EVENTHUB_")},
        "EVENTHUB_INSTANCE_PATH": str(instance),
        "EVENTHUB_DATABASE_URL": database_url,
        "EVENTHUB_SECRET_KEY": SECRET,
        "EVENTHUB_BASE_URL": f"http://127.0.0.1:{port}",
        "EVENTHUB_PORT": str(port),
        "EVENTHUB_MAIL_URL": mail_url,
        "EVENTHUB_WORKERS": "1",
    }


def until(condition: Callable[[], object], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(each) for each in found]


def worker_of(server: int) -> int | None:
    """The mail worker: the only grandchild."""
    found = [each for child in children(server) for each in children(child)]
    return found[0] if found else None


@contextmanager
def running(database_url: str, instance: Path, mail_url: str = "mailbox:") -> Iterator[subprocess.Popen]:
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - no part of it comes from outside
        COMMAND, cwd=ROOT, env=environment(database_url, instance, port, mail_url)
    )
    try:
        until(lambda: answers(port) and worker_of(process.pid))
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_server_and_worker_end_together(app, database_url, instance, sign):
    with running(database_url, instance) as server:
        family = [*children(server.pid), worker_of(server.pid)]
        server.send_signal(sign)
        assert server.wait(PATIENCE) == 0
        until(lambda: not any(Path(f"/proc/{each}").exists() for each in family))


def test_the_worker_goes_when_the_server_is_killed(app, database_url, instance):
    with running(database_url, instance) as server:
        family = [*children(server.pid), worker_of(server.pid)]
        server.kill()
        until(lambda: not any(Path(f"/proc/{each}").exists() for each in family))


def test_a_worker_killed_in_the_middle_of_a_mail_loses_nothing(
    app, database_url, instance, mail_server: MailServer
):
    numbers = [owe(f"person.{number}@example.org") for number in range(5)]
    mail_server.delay = 0.5
    with running(database_url, instance, mail_server.url) as server:
        until(lambda: mail_server.received)
        killed = worker_of(server.pid)
        os.kill(killed, signal.SIGKILL)
        mail_server.delay = 0
        until(lambda: worker_of(server.pid) not in (None, killed))
        # The mail at hand waits for its claim to run out; all the others are sent by the next worker.
        until(lambda: sum(message(number).status == Delivery.SENT for number in numbers) >= 4)
    assert {message(number).status for number in numbers} <= {Delivery.SENT, Delivery.SENDING}


def test_a_port_that_is_taken_is_said_in_one_sentence(app, database_url, instance):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(  # noqa: S603 - no part of it comes from outside
            COMMAND,
            cwd=ROOT,
            env=environment(database_url, instance, port),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert ended.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in ended.stderr
    assert "EVENTHUB_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_line_as_long_as_http_asks_for_is_answered_by_the_application(app, live_server):
    path = "/api/v1/events?q="
    line = 8000 - len(f"GET {path} HTTP/1.1\r\n")
    answer = requests.get(f"{live_server.url}{path}{'q' * line}", timeout=PATIENCE)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
