"""What may stand in the place of a number in an address."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""The largest key that a row of the database can have."""


class RowNumber(IntegerConverter):
    """The key of a row; a larger number is an address that does not exist, rather than an error of the database."""

    def __init__(self, map: Map, *args: Any, **keywords: Any) -> None:  # noqa: A002 - its name in Werkzeug
        super().__init__(map, *args, **{"max": LARGEST, **keywords})


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
