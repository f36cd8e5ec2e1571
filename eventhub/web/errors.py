"""Named errors become HTTP here, and only here."""

import sqlite3
from collections.abc import Callable

import structlog
from flask import Flask, Response, current_app, make_response, render_template, request
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    RequestEntityTooLarge,
    SecurityError,
)

from eventhub.errors import (
    ConflictError,
    DomainError,
    ForbiddenError,
    GoneError,
    NotFoundError,
    UnavailableError,
)
from eventhub.web.security_log import refused

STATUS_OF_FAMILY: tuple[tuple[type[DomainError], int], ...] = (
    (NotFoundError, 404),
    (GoneError, 410),
    (ForbiddenError, 403),
    (ConflictError, 409),
    (UnavailableError, 503),
    (DomainError, 400),
)
WITH_PAGE = {400, 403, 404, 405, 410, 413, 429, 500, 503}
log = structlog.get_logger()


def _page(code: int, message: object = None):
    for prefix, answer in current_app.extensions["error_answers"].items():
        if request.path == prefix or request.path.startswith(f"{prefix}/"):
            return answer(code, message)
    template = f"errors/{code if code in WITH_PAGE else 400 if code < 500 else 500}.html"
    # Without an adapter (the request names a host that is not ours) a page could link nowhere.
    if "." in request.path.rsplit("/", 1)[-1] or request_ctx.url_adapter is None:
        # A calendar client or a feed reader asked: a page of HTML would be taken for data.
        response = make_response(f"{code}\n", code)
        response.headers["Content-Type"] = "text/plain; charset=utf-8"
        return response
    return render_template(template, message=message), code


def _domain_error(error: DomainError):
    code = next(status for family, status in STATUS_OF_FAMILY if isinstance(error, family))
    return _page(code, error.message)


def _http_error(error: HTTPException):
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, (SecurityError, RequestEntityTooLarge)):
        refused("request_refused", reason=type(error).__name__)
    answer = make_response(_page(error.code))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after", "www-authenticate"):
            answer.headers[name] = value
    return answer


def _csrf_error(error: CSRFError):
    refused("form_refused", reason=error.description)
    return _page(400)


def _overtaken(error: IntegrityError):
    """Two wrote the same at the same time, and a constraint of the database settled it: of this one nothing is kept."""
    log.warning(
        "write_refused", path=request.url_rule and request.url_rule.rule, reason=type(error.orig).__name__
    )
    return _page(409, _("Somebody else saved the same at this moment. Go back and send it again."))


def _unreachable(error: OperationalError):
    """The database server is gone, or starts. What SQLite calls by the same name is a fault of ours, or of the disk."""
    if isinstance(error.orig, sqlite3.Error):
        raise error
    # One line for each request that meets it: what the program did at that moment says nothing.
    log.error(
        "database_unreachable",
        path=request.url_rule and request.url_rule.rule,
        reason=type(error.orig).__name__,
    )
    return _page(503)


def _unexpected(error: InternalServerError):
    log.error(
        "request_failed", path=request.url_rule and request.url_rule.rule, exc_info=error.original_exception
    )
    return _page(500)


def answer_under(app: Flask, prefix: str, answer: Callable[[int, object], Response]) -> None:
    """Let ``answer`` write what is wrong with requests to addresses under ``prefix``, from a status and a message."""
    app.extensions["error_answers"][prefix] = answer


def init_app(app: Flask) -> None:
    app.extensions["error_answers"] = {}
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(IntegrityError, _overtaken)
    app.register_error_handler(OperationalError, _unreachable)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _unexpected)
