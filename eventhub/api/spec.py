"""The description of the API (OpenAPI 3.1), made from its routes when somebody first asks for it."""

import re
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from typing import Any

import flask_smorest
from flask import current_app
from flask_smorest.utils import prepare_response

from eventhub.api.area import TAKEN, Area
from eventhub.api.idempotency import HEADER
from eventhub.api.identity import ENTITY_TAGS, PREFIX
from eventhub.api.problems import MEDIA_TYPE, ProblemSchema
from eventhub.web.access import PUBLIC, declared_access

ABOUT = """Events, agendas, registrations, nominations and releases, for programs.

What the public may read needs no token. Everything under `/desk/` acts as the user whose token is sent as
`Authorization: Bearer ehp_…`, by the same rules as the desk, and within the scopes of the token.

Texts are objects with a text for each language. Errors are `application/problem+json` in the language of
`Accept-Language`. Moments are answered with their offset; one that is sent without an offset is by the clocks of the
venue."""


class Description(flask_smorest.Api):
    """Reads routes; answers nothing by itself."""

    ERROR_SCHEMA = ProblemSchema
    spec: Any  # Made by ``init_app``.

    def _register_error_handlers(self) -> None:
        """``web.errors`` and ``Area`` do that."""

    def _register_responses(self) -> None:
        for name, words in [(each.name, each.phrase) for each in HTTPStatus] + [
            ("DEFAULT_ERROR", "An error")
        ]:
            response = {"description": words, "schema": self.ERROR_SCHEMA}
            prepare_response(response, self.spec, MEDIA_TYPE)
            self.spec.components.response(name, response, lazy=True)


def describe(areas: Iterable[Area]) -> dict[str, Any]:
    """The document for these areas; it is the same for every instance."""
    return _describe(tuple(areas))


@cache
def _describe(areas: tuple[Area, ...]) -> dict[str, Any]:
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined] - a LocalProxy
    api = Description(
        spec_kwargs={
            "title": "EventHub",
            "version": "1",
            "openapi_version": "3.1.0",
            "info": {"description": ABOUT, "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"}},
            "servers": [{"url": "/"}],
        }
    )
    api.init_app(app)
    api.spec.components.security_scheme(
        "token", {"type": "http", "scheme": "bearer", "description": "An API token of the desk."}
    )
    for area in areas:
        area.register_views_in_doc(api, app, api.spec, name=area.name, parameters=None)
        api.spec.tag({"name": area.name, "description": area.title})
    document = api.spec.to_dict()
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(f"{PREFIX}/"):
            view = app.view_functions[rule.endpoint]
            media_types = getattr(view, "media_types", ())
            _complete(document, rule, declared_access(view), is_file=bool(media_types))
            _describe_file(document, rule, media_types)
    return document


def _describe_file(document: dict[str, Any], rule: Any, media_types: Iterable[str]) -> None:
    """Say of a file of which types it may be."""
    if media_types:
        for method in rule.methods & {"GET", "POST"}:
            answer = document["paths"][_path_of(rule)][method.lower()]["responses"]["200"]
            answer["content"] = {each.partition(";")[0]: {"schema": {}} for each in media_types}


def _complete(document: dict[str, Any], rule: Any, access: Any, *, is_file: bool) -> None:
    """Say of an operation who may use it, and what all of its kind take. A file is made anew each time."""
    path = document["paths"].get(_path_of(rule))
    for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"} if path else ():
        operation = path[method.lower()]
        operation["operationId"] = rule.endpoint.partition(".")[2]
        operation.setdefault("parameters", [])
        if access != PUBLIC:
            operation["security"] = [{"token": []}]
            said = operation.get("description", "")
            operation["description"] = f"{said}\n\nNeeds the scope `{access.value}`.".strip()
        if method == "POST" and not is_file:
            operation["parameters"].append(
                _header(HEADER, "Makes it safe to send the same again.", r"[!-~]{1,200}")
            )
        if method in ("PUT", "PATCH", "DELETE"):
            operation["parameters"].append(_header("If-Match", "The `ETag` that was read.", ENTITY_TAGS))
        body = operation.get("requestBody", {}).get("content", {})
        if method == "PATCH" and body:
            operation["requestBody"]["content"] = dict.fromkeys(reversed(TAKEN), body[TAKEN[0]])


def _header(name: str, words: str, pattern: str) -> dict[str, Any]:
    schema = {"type": "string", "pattern": f"^{pattern}$"}
    return {"name": name, "in": "header", "required": False, "description": words, "schema": schema}


def _path_of(rule: Any) -> str:
    """The address as OpenAPI writes it."""
    return re.sub(r"<(?:[^<>:]+:)?([^<>]+)>", r"{\1}", rule.rule)
