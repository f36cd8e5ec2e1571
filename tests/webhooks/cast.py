"""Webhooks of programs, and the worker that calls them."""

from eventhub.db import transaction
from eventhub.webhooks.actions import owe_next
from eventhub.webhooks.delivery import deliver_due
from tests.api.cast import Program
from tests.webhooks.receiver import Receiver

HOOKS = "/desk/webhooks"


def add(program: Program, receiver: Receiver, *kinds: str) -> dict:
    answer = program.post(HOOKS, {"url": receiver.url, "kinds": list(kinds) or ["event"]})
    assert answer.status_code == 201, answer.text
    return answer.json


def work() -> int:
    """What the worker does in one turn."""
    more = True
    while more:
        with transaction():
            more = owe_next()
    return deliver_due()
