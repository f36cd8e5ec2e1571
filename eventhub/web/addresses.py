"""Addresses: what may stand in the place of a number, and when they learn to be written."""

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter, Map, Rule

from eventhub.text.numbers import LARGEST


class RowNumber(IntegerConverter):
    """The key of a row; a larger number is an address that does not exist, rather than an error of the database."""

    def __init__(self, map: Map, *args: Any, **keywords: Any) -> None:  # noqa: A002 - its name in Werkzeug
        super().__init__(map, *args, **{"max": LARGEST, **keywords})

    def to_python(self, value: str) -> int:
        try:
            return super().to_python(value)
        except ValueError:
            # Of one that is too large, Werkzeug would say that the method is not allowed where another one has the
            # same address; one of thousands of digits is none that Python reads.
            raise NotFound from None


class LateRule(Rule):
    """An address that compiles how it is written when a link to it is first wanted.

    There are hundreds, most processes link to few of them, and compiling them all took a third of a second of each
    start. Reading addresses is not touched; were Werkzeug to rename the method, everything would work as before.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(super()._compile_builder)

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            return compiled(append_unknown)(rule, **values)

        return build


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
