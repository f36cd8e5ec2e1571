"""A file of facts: read, checked against the schema and against itself, every problem told at once in plain words."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from eventhub.releases.facts import Facts
from eventhub.text.countries import is_country
from eventhub.text.zones import is_zone

LONGEST_EVENT_DAYS = 366

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_TYPES = {
    "object": "a group of fields { }",
    "array": "a list [ ]",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
}
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_FORMATS = {
    "time": "a time of the clock written HH:MM",
    "date": "a date of the calendar written YYYY-MM-DD",
    "email": "an e-mail address",
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field; the path (``quotes[0].speaker.name``) is empty for the file as a whole."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class FactsError(Exception):
    """The facts cannot be used; ``problems`` lists every reason."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def load(path: str | Path) -> Facts:
    """The facts in a JSON file. Raises FactsError, also when there is no such file or it is not JSON."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsError([Problem("", "the file is not text in UTF-8")]) from error
    except OSError as error:
        raise FactsError([Problem("", f"the file cannot be read: {error.strerror}")]) from error
    return parse(text)


def parse(text: str) -> Facts:
    """The facts in a JSON text. Raises FactsError."""
    repeated: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in items]
        repeated.extend(sorted({name for name in names if names.count(name) > 1}))
        return dict(items)

    try:
        data = json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FactsError([Problem("", f"the file is not JSON: {error.msg} at {place}")]) from error
    except (RecursionError, ValueError) as error:
        raise FactsError(
            [Problem("", "the file is not JSON that can be read: it is nested too deep or too long")]
        ) from error
    if repeated:
        raise FactsError([Problem(name, "is given more than once in one place") for name in repeated])
    return from_data(data)


def from_data(data: Any) -> Facts:
    """The facts in data that JSON yields. Raises FactsError."""
    problems = list(dict.fromkeys(_schema_problems(data))) or list(_contradictions(data))
    if problems:
        raise FactsError(problems)
    return Facts.from_dict(data)


_formats = FormatChecker(formats=())


@_formats.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(_DATE.fullmatch(value) and date.fromisoformat(value))


@_formats.checks("time")
def _is_time(value: object) -> bool:
    return not isinstance(value, str) or bool(_TIME.fullmatch(value))


@_formats.checks("email")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files("eventhub.releases").joinpath("facts.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=_formats)


def _schema_problems(data: Any) -> Iterator[Problem]:
    for error in sorted(
        _validator().iter_errors(data), key=lambda error: list(map(str, error.absolute_path))
    ):
        yield from _in_plain_words(error)


def _in_plain_words(error: ValidationError) -> Iterator[Problem]:
    field = _path(error)
    if error.validator == "required":
        missing = [name for name in _expected(error) if name not in _given(error)]
        yield from (Problem(f"{field}.{name}".lstrip("."), "is missing") for name in missing)
    elif error.validator == "additionalProperties":
        unknown = sorted(set(_given(error)) - set(_schema_of(error).get("properties", {})))
        yield from (Problem(f"{field}.{name}".lstrip("."), "is not a field of the facts") for name in unknown)
    elif "propertyNames" in error.absolute_schema_path:
        yield Problem(field, f"{_shown(_given(error))} is not a language: use {_one_of(_expected(error))}")
    else:
        say = _WORDS.get(str(error.validator), lambda error: error.message)
        yield Problem(field, say(error))


# jsonschema declares these as "value or not set yet"; they are set in every error that it yields.
def _expected(error: ValidationError) -> Any:
    return error.validator_value


def _given(error: ValidationError) -> Any:
    return error.instance


def _schema_of(error: ValidationError) -> Any:
    return error.schema


_WORDS: dict[str, Callable[[ValidationError], str]] = {
    "enum": lambda error: f"{_shown(_given(error))} is not one of {_one_of(_expected(error))}",
    "type": lambda error: f"must be {_TYPES[_expected(error)]}",
    "format": lambda error: f"{_shown(_given(error))} is not {_FORMATS[_expected(error)]}",
    "pattern": lambda error: (
        f"{_shown(_given(error))} is not a country code of two capital letters, such as CN"
    ),
    "minLength": lambda _: "is empty",
    "minItems": lambda _: "must have at least one entry",
    "uniqueItems": lambda _: "names something twice",
    "minimum": lambda error: f"must be at least {_expected(error)}",
}


def _path(error: ValidationError) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    return "".join(parts).lstrip(".")


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


def _one_of(values: list[str]) -> str:
    return ", ".join(values[:-1]) + f" or {values[-1]}"


def _contradictions(data: Mapping[str, Any]) -> Iterator[Problem]:
    """What a schema cannot say: dates in order, codes that exist, names that have letters."""
    yield from _date_problems(data)
    if not is_zone(data["time_zone"]):
        yield Problem("time_zone", f"{_shown(data['time_zone'])} is not a time zone, such as Asia/Shanghai")
    codes = {"place.country_iso2": data["place"]["country_iso2"]}
    codes |= {
        f"participant_countries[{n}]": code for n, code in enumerate(data.get("participant_countries", ()))
    }
    yield from (
        Problem(field, f"{_shown(code)} is not the code of a country (ISO 3166-1)")
        for field, code in codes.items()
        if not is_country(code)
    )
    yield from _nameless(data, "")


def _date_problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    start, end = date.fromisoformat(data["start"]), date.fromisoformat(data["end"])
    if end < start:
        yield Problem("end", f"{end} is before start ({start})")
    elif (end - start).days >= LONGEST_EVENT_DAYS:
        yield Problem("end", f"{end} is more than a year after start ({start})")
    for number, day in enumerate(data.get("days", ())):
        if not start <= date.fromisoformat(day) <= end:
            yield Problem(f"days[{number}]", f"{day} is not between start ({start}) and end ({end})")


def _nameless(value: Any, path: str) -> Iterator[Problem]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _nameless(item, f"{path}[{number}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            here = f"{path}.{name}".lstrip(".")
            if (
                name in ("name", "title")
                and isinstance(item, dict)
                and not any(map(str.strip, item.values()))
            ):
                yield Problem(here, "has no text in any language")
            yield from _nameless(item, here)
