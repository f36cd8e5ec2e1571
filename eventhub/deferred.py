"""Large libraries that few requests need: imported when they are first used, so that start and memory are the others'.

The one way round “imports stand at the top of the file”. A library earns it by what it costs every process: see
docs/performance.md.
"""

from importlib import import_module
from typing import Any


class Deferred:
    """Stands for a module by its name, and reads from it what it is asked for. Several threads may ask at once."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)
