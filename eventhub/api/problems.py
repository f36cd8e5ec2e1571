"""Errors as ``application/problem+json`` (RFC 9457), in the language of the request."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, json
from flask_babel import gettext as _
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from eventhub.api.errors import Fault, InvalidError, NotMatchingError, TooManyRequestsError
from eventhub.errors import (
    ConflictError,
    DomainError,
    ForbiddenError,
    GoneError,
    NotFoundError,
    UnavailableError,
)

MEDIA_TYPE = "application/problem+json"
STATUS_OF: tuple[tuple[type[DomainError], int], ...] = (
    (NotMatchingError, 412),
    (TooManyRequestsError, 429),
    (NotFoundError, 404),
    (GoneError, 410),
    (ForbiddenError, 403),
    (ConflictError, 409),
    (UnavailableError, 503),
    (DomainError, 422),
)


class FaultSchema(Schema):
    detail = fields.String(required=True)
    pointer = fields.String(metadata={"description": "JSON pointer (RFC 6901) into the body."})
    parameter = fields.String(metadata={"description": "Name of a parameter of the query or the path."})


class ProblemSchema(Schema):
    """What went wrong (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String()
    code = fields.String(metadata={"description": "The refusal by name, for programs."})
    missing = fields.List(fields.String(), metadata={"description": "What stands in the way, in words."})
    errors = fields.List(fields.Nested(FaultSchema))


def answer(status: int, detail: object = None, **more: Any) -> Response:
    """A problem; ``more`` are its further members, left out where they are empty."""
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    problem |= {"detail": str(detail) if detail else "", **more}
    content = json.dumps({name: value for name, value in problem.items() if value}, sort_keys=False)
    response = Response(content, status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def of_domain(error: DomainError) -> Response:
    """A refusal in the words of the domain, with its name."""
    status = next(code for family, code in STATUS_OF if isinstance(error, family))
    missing = [str(each) for each in getattr(error, "missing", ())]
    faults = error.faults if isinstance(error, InvalidError) else ()
    return answer(
        status,
        error.message,
        code=_code_of(error),
        missing=missing,
        errors=[
            {name: value for name, value in each._asdict().items() if value is not None} for each in faults
        ],
    )


def of_parser(error: HTTPException) -> Response:
    """What the parser of bodies and queries found."""
    messages = (getattr(error, "data", None) or {}).get("messages", {})
    faults = [fault for place, found in messages.items() for fault in _faults(place, found)]
    if error.code != 422:
        return answer(error.code or 400, _("The body is not valid JSON."))
    return of_domain(InvalidError(faults))


def _faults(place: str, messages: Any) -> Iterator[Fault]:
    for path, detail in spread(messages):
        if place == "json":
            yield Fault(detail, pointer=pointer_of(path))
        else:
            yield Fault(detail, parameter=str(path[0]) if path else place)


def spread(messages: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Messages as forms and schemas nest them, each with the way to its place."""
    if isinstance(messages, Mapping):
        for name, found in messages.items():
            # The schema of bodies as such, and the key or value of a mapping, are no places of their own.
            within = path if name in ("_schema", "key", "value") else (*path, name)
            yield from spread(found, within)
    elif isinstance(messages, (list, tuple)):
        for number, found in enumerate(messages):
            is_row = isinstance(found, (Mapping, list, tuple))
            yield from spread(found, (*path, number) if is_row else path)
    else:
        yield path, str(messages)


def pointer_of(path: tuple[Any, ...]) -> str:
    """RFC 6901, section 3."""
    return "".join("/" + str(each).replace("~", "~0").replace("/", "~1") for each in path)


def _code_of(error: DomainError) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__.removesuffix("Error")).lower()
