"""What several tests of the public site begin with."""

from collections.abc import Iterator

import pytest
import time_machine

from eventhub.clock import now


@pytest.fixture
def early_in_a_minute() -> Iterator[None]:
    """With each minute of the clock all that was kept is made anew: no test begins shortly before that."""
    with time_machine.travel(now().replace(second=1), tick=True):
        yield
