"""The blueprint of an area of the API: its routes, what they take and give, and what all of their answers carry."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Response, current_app, g, request
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, fields
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnprocessableEntity, UnsupportedMediaType

from eventhub.api import problems
from eventhub.api.fields import Body, Choice, Part, Text
from eventhub.api.identity import PREFIX, tell_allowance
from eventhub.errors import DomainError
from eventhub.extensions import csrf
from eventhub.text.languages import CODES
from eventhub.web.access import PUBLIC, declared_access

View = TypeVar("View", bound=Callable[..., Any])

TAKEN = ("application/json", "application/merge-patch+json")


class StrictParser(FlaskParser):
    """Takes nothing that it does not know, and no JSON that is nested beyond all reason."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": RAISE, "query": RAISE}

    def load_json(self, req: Any, schema: Any) -> Any:
        if req.mimetype not in TAKEN:
            raise UnsupportedMediaType
        try:
            return super().load_json(req, schema)
        except RecursionError as error:
            raise BadRequest from error


class LanguageQuery(Body):
    """In which language texts are wanted."""

    language = Choice(
        CODES,
        load_default=None,
        metadata={"description": "Only the text in this language, or the nearest to it, of each text."},
    )


class Area(Blueprint):
    """Public routes are open to pages of any site (CORS), those of the desk to whoever has a token."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(f"api_{name}", __name__, url_prefix=PREFIX, description=description)
        self.title = description
        self.register_error_handler(DomainError, problems.of_domain)
        self.register_error_handler(UnprocessableEntity, problems.of_parser)
        self.register_error_handler(BadRequest, problems.of_parser)
        self.after_request(_finish)
        # No cookie opens anything here, so no other site can make a browser do anything.
        csrf.exempt(self)

    def read(
        self, rule: str, *, gives: type[Schema], takes: type[Schema] | None = None
    ) -> Callable[[View], View]:
        """A route by which something is read."""

        def declare(view: View) -> View:
            answering = self.response(200, gives)(view)
            if takes:
                answering = self.arguments(takes, location="query")(_in_language(answering))
            self.route(rule, methods=["GET"])(_marked(answering, view))
            return view

        return declare

    def download(
        self, rule: str, *media_types: str, takes: type[Schema] | None = None, method: str = "GET"
    ) -> Callable[[View], View]:
        """A route by which a file is fetched, of one of these types; by POST where fetching it leaves a trace."""

        def declare(view: View) -> View:
            answering = self.response(200)(view)
            if takes:
                answering = self.arguments(takes, location="query")(answering)
            vars(answering)["media_types"] = media_types
            self.route(rule, methods=[method])(_marked(answering, view))
            return view

        return declare

    def write(
        self,
        rule: str,
        *,
        method: str = "POST",
        takes: type[Schema] | None = None,
        gives: type[Schema] | None = None,
        status: int = 200,
    ) -> Callable[[View], View]:
        """A route by which something is done; without ``gives`` there is nothing to answer with."""

        def declare(view: View) -> View:
            answering = self.response(status if gives else 204, gives)(view)
            if takes:
                # What a patch does not name stays.
                answering = self.arguments(takes(partial=True) if method == "PATCH" else takes)(answering)
            self.route(rule, methods=[method])(_marked(answering, view))
            return view

        return declare


def _marked(wrapper: Any, view: Any) -> Any:
    wrapper.__doc__ = view.__doc__
    return wrapper


def _in_language(view: View) -> View:
    """Narrow the texts of the answer to the language that the query names."""

    @wraps(view)
    def narrowed(query: dict[str, Any], **values: Any) -> Any:
        g.texts_in = query.get("language")
        return view(query, **values)

    return narrowed  # pyright: ignore - the same, but for what it notes


def _finish(response: Response) -> Response:
    """Public answers may be kept and read by all, those of the desk by nobody else."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and declared_access(view) == PUBLIC:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        response.headers["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if response.status_code == 200 and "Authorization" not in request.headers:
            response.cache_control.public = True
            response.cache_control.max_age = 0
            response.cache_control.must_revalidate = True
    response.headers.setdefault("Cache-Control", "private, no-store")
    return tell_allowance(response)


def page_schema(item: type[Schema], name: str) -> type[Schema]:
    """The schema of a page of a list."""
    return type(
        f"{name}Page",
        (Schema,),
        {"items": fields.List(Part(item), required=True), "next": Text(400, allow_none=True, required=True)},
    )
