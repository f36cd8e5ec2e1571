"""What defenders want to see, one line of the log each: refusals, failed tries, changes of what opens accounts
(OWASP ASVS 5.0, V16.3). No line holds personal data: users are numbers, other accounts keyed digests, clients networks.
"""

import structlog
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_login import current_user

from eventhub.web.access import PUBLIC, declared_access
from eventhub.web.client import client_network

log = structlog.get_logger()


def refused(event: str, **details: object) -> None:
    """Something was tried that is not to be: a warning. ``event`` is a word or two, such as ``sign_in_failed``."""
    log.warning(f"security.{event}", **_circumstances(), **details)


def told(event: str, **details: object) -> None:
    """Something that was allowed and that defenders want to follow. Commands say themselves what they do."""
    if has_request_context():
        log.info(f"security.{event}", **_circumstances(), **details)


def _circumstances() -> dict[str, object]:
    if not has_request_context():
        return {}
    return {
        "method": request.method,
        "path": request.url_rule and request.url_rule.rule,
        "network": client_network(),
        "user": _user_id(),
    }


def _user_id() -> int | None:
    # Asked of the context: a page that is the same for all has not looked who its reader is.
    return current_user.id if "_login_user" in g and current_user.is_authenticated else None


def init_app(app: Flask) -> None:
    @app.after_request
    def watch(response: Response) -> Response:
        status = response.status_code
        if status == 403 or (status == 401 and request.authorization is not None):
            refused("access_refused", status=status)
        elif status == 404 and _is_for_users() and _user_id() is not None:
            # What is not theirs does not exist for them: many of these from one user are somebody who looks for it.
            told("not_found", status=status)
        return response


def _is_for_users() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return view is not None and declared_access(view) != PUBLIC
