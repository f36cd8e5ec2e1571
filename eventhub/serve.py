"""Serving: gunicorn from the configuration, with the mail worker as a process beside it."""

import multiprocessing
import signal
import socket
import sys
from threading import Event
from types import FrameType
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from eventhub.app import create_app
from eventhub.config import Config
from eventhub.outbox.worker import run_worker

THREADS = 8
SECONDS_TO_STOP = 10


class Server(BaseApplication):
    """gunicorn, told what to do by a Config in place of a file and a command line."""

    def __init__(self, config: Config) -> None:
        self._config = config
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"{self._config.host}:{self._config.port}",
            "workers": self._config.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "graceful_timeout": SECONDS_TO_STOP,
            "loglevel": "warning",
            "proc_name": "eventhub",
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self._config)


def serve(config: Config, *, with_worker: bool) -> None:
    """Serve until SIGTERM or SIGINT; a port that is taken is said in one sentence, with exit code 1."""
    if not _is_free(config.host, config.port):
        click.echo(
            f"Something else listens on {config.host}:{config.port}. Stop it, or choose another port with "
            "EVENTHUB_PORT and EVENTHUB_BASE_URL.",
            err=True,
        )
        sys.exit(1)
    worker = None
    if with_worker:
        # A fresh interpreter: a forked one would share the database connections of this one.
        worker = multiprocessing.get_context("spawn").Process(target=work, args=(config,), daemon=True)
        worker.start()
    click.echo(f"EventHub listens on {config.base_url} – stop it with Ctrl+C.")
    try:
        Server(config).run()
    finally:
        if worker:
            worker.terminate()
            worker.join(SECONDS_TO_STOP)


def work(config: Config) -> None:
    """Deliver mails until SIGTERM or SIGINT; the mail at hand is finished first."""
    stop = Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    run_worker(create_app(config), stop)


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As gunicorn does: a port that a stopped server has just left is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
