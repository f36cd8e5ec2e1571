"""What is told to those who keep memory: the garbage collector of Python, and malloc of the C library."""

import contextlib
import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 10_000
"""Objects more than before, after which the young ones are looked at. Answering one request makes a few thousand."""

ARENAS = 2
M_ARENA_MAX = -8
"""In malloc.h of glibc; see mallopt(3)."""


@contextmanager
def growing() -> Iterator[None]:
    """While modules are imported, nothing becomes garbage: looking for it is a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """Take what is there now for permanent: it is not looked at again, and so stays shared between processes.

    What comes later shares few arenas. glibc would give each thread one of its own, so that none need wait for
    another, and keep what each once needed; threads of Python wait for each other anyway.
    """
    # Not every C library has it.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
