"""Serving: gunicorn from the configuration, with the mail worker beside it.

The process that was started is gunicorn's; its children are the server processes and a guard, whose one child is the
mail worker. The guard starts another worker when one dies, and ends with the server, however that ends.
"""

import contextlib
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import Any

import click
import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication

from eventhub import heap
from eventhub.accounts.links import answer_next_request
from eventhub.audit.chain import seal_next
from eventhub.config import Config
from eventhub.db.files import forget_unreferenced
from eventhub.delegations.actions import remind_next_late
from eventhub.letters.actions import forget_next_passport
from eventhub.mailings.actions import send_next_due
from eventhub.mailings.batches import write_next_batch
from eventhub.mailings.notice_batches import write_next_notices
from eventhub.mailings.notices import tell_next_change
from eventhub.medialist.actions import send_next_release
from eventhub.outbox.worker import Seldom, run_worker
from eventhub.polls.actions import forget_next_over
from eventhub.registration.offers import lapse_next_offer
from eventhub.registration.retention import forget_next_due
from eventhub.webhooks.changes import forget_old_changes
from eventhub.webhooks.delivery import run_deliveries

THREADS = 8
BACKLOG = 1024
SECONDS_TO_STOP = 10
"""What is being answered, or delivered, has this time to end by itself."""
LONGEST_LINE = 8190
"""Bytes from method to version; 8000 at least are asked for (RFC 9112, section 3), and gunicorn can read no more."""
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only an empty file is kept there, by which gunicorn sees signs of life

HOUR = 3600.0
CHORES = (
    answer_next_request,
    seal_next,
    lapse_next_offer,
    send_next_release,
    send_next_due,
    write_next_batch,
    tell_next_change,
    write_next_notices,
    remind_next_late,
    Seldom(forget_next_due, every=HOUR),
    Seldom(forget_next_over, every=HOUR),
    Seldom(forget_next_passport, every=HOUR),
    Seldom(forget_old_changes, every=HOUR),
    Seldom(forget_unreferenced, every=HOUR),
)
"""What the worker looks after besides the mails that are owed already."""

log = structlog.get_logger()


class Server(BaseApplication):
    """gunicorn, told what to do by a Config in place of a file and a command line."""

    def __init__(self, app: Flask, listener: socket.socket, on_exit: Callable[[], None]) -> None:
        self._app, config = app, _config_of(app)
        self._settings: dict[str, Any] = {
            "bind": f"fd://{listener.fileno()}",
            "workers": config.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            # Loaded once, then shared between the processes.
            "preload_app": True,
            "graceful_timeout": SECONDS_TO_STOP,
            "limit_request_line": LONGEST_LINE,
            "loglevel": "warning",
            "proc_name": "eventhub",
            # Proxies are believed by ``web.security`` alone, and as many as the configuration says.
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "on_exit": lambda _server: on_exit(),
        }
        if SHARED_MEMORY.is_dir():
            # On a disk that is busy, signs of life could come too late.
            self._settings["worker_tmp_dir"] = str(SHARED_MEMORY)
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def serve(app: Flask, *, with_worker: bool) -> None:
    """Serve until SIGTERM or SIGINT; a port that is taken is said in one sentence, with exit code 1.

    The processes are forks of this one and share what it has loaded: ``app`` must hold no connection.
    """
    config = _config_of(app)
    listener = _listen(config)
    heap.settle()
    end_worker = _no_worker
    if with_worker:
        guard = _in_child(lambda: _keep_working(app))
        end_worker = partial(_end, guard)
    click.echo(f"EventHub listens on {config.base_url} – stop it with Ctrl+C.")
    # Not in a ``finally``: the server processes, which are forks of this one, leave by the same way.
    Server(app, listener, end_worker).run()


def _config_of(app: Flask) -> Config:
    return app.config["EVENTHUB"]


def work(app: Flask) -> None:
    """Deliver mails and call webhooks until SIGTERM or SIGINT; what is at hand is finished first."""
    stop = _stop_on_signals()
    # An address that answers slowly must hold no mail up.
    caller = Thread(target=run_deliveries, args=(app, stop), name="webhooks")
    caller.start()
    run_worker(app, stop, CHORES)
    caller.join()


def _no_worker() -> None:
    """Nothing runs beside the server."""


def _listen(config: Config) -> socket.socket:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # A port that a stopped server has just left is free.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((config.host, config.port))
        listener.listen(BACKLOG)
    except OSError as error:
        click.echo(
            f"EventHub cannot listen on {config.host}:{config.port} ({error.strerror}). Stop what listens there, or "
            "choose another port with EVENTHUB_PORT and EVENTHUB_BASE_URL.",
            err=True,
        )
        sys.exit(1)
    return listener


def _keep_working(app: Flask) -> None:
    """Keep one mail worker running until told to stop, or until the server is gone without a word."""
    server, stop = os.getppid(), _stop_on_signals()
    while not stop.is_set():
        worker = _in_child(lambda: work(app))
        while not stop.wait(1) and not _has_ended(worker):
            if os.getppid() != server:
                stop.set()
        if stop.is_set():
            _end(worker)
        else:
            log.error("mail_worker_died", process=worker)


def _stop_on_signals() -> Event:
    stop = Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    return stop


def _in_child(task: Callable[[], None]) -> int:
    """Do ``task`` in a process of its own, whose number comes back."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        task()
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        # Never back up into what the parent was doing.
        os._exit(code)


def _end(process: int) -> None:
    """Ask a child to end; after a while, make it."""
    deadline = time.monotonic() + SECONDS_TO_STOP + 2
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)
        while not _has_ended(process):
            if time.monotonic() > deadline:
                os.kill(process, signal.SIGKILL)
            time.sleep(0.05)


def _has_ended(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        # gunicorn collects all children of its process.
        return True
