"""What the garbage collector is told: the classes and functions that stay for ever are none of its business."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 10_000
"""Objects more than before, after which the young ones are looked at. Answering one request makes a few thousand."""


@contextmanager
def growing() -> Iterator[None]:
    """While modules are imported, nothing becomes garbage: looking for it is a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """Take what is there now for permanent: it is not looked at again, and so stays shared between processes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
