"""Somebody who listens, and whose program asks to be called."""

from dataclasses import replace

import pytest

from tests.api.cast import Program, program_of
from tests.people import ALICE
from tests.webhooks.receiver import receiving


@pytest.fixture
def receiver():
    with receiving() as running:
        yield running


@pytest.fixture
def alice(app, client) -> Program:
    # Receivers of tests are on this machine, which is no public server.
    app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], outgoing_loopback=True)
    return program_of(client, ALICE)
