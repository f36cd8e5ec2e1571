"""Who may use a route: declared beside its view, checked before the view runs; undeclared means nobody."""

import enum
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, has_request_context, request
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from eventhub.extensions import login_manager

View = TypeVar("View", bound=Callable)

MARK = "declared_access"
PUBLIC = "public"


def public(view: View) -> View:
    """Anyone may use this route."""
    setattr(view, MARK, PUBLIC)
    return view


def requires(permission: enum.StrEnum) -> Callable[[View], View]:
    """Only a signed-in user who holds ``permission`` may use this route."""

    def declare(view: View) -> View:
        setattr(view, MARK, permission)
        return view

    return declare


def declared_access(view: Callable) -> Any:
    """What the view declares: PUBLIC, a permission, or None."""
    return getattr(view, MARK, None)


def asked_permission() -> Any:
    """The permission that the route at hand requires; None outside of one, or where it requires none."""
    if not has_request_context() or request.endpoint is None:
        return None
    declared = declared_access(current_app.view_functions[request.endpoint])
    return None if declared == PUBLIC else declared


def init_app(app: Flask, may: Callable[[Any, Any], bool]) -> None:
    """Check every request against the declaration of its route; ``may(user, permission)`` decides."""
    public(app.view_functions["static"])
    app.jinja_env.globals["may"] = may

    def check():
        if request.endpoint is None:
            return None
        declared = declared_access(current_app.view_functions[request.endpoint])
        if declared == PUBLIC:
            return None
        if declared is not None and not current_user.is_authenticated:
            return login_manager.unauthorized()
        if declared is None or not may(current_user, declared):
            raise Forbidden
        return None

    app.before_request(check)
