"""Answers that several areas give."""

import hashlib
from datetime import datetime
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from flask.globals import request_ctx


def see_other(endpoint: str, **values: Any):
    """303 after a POST: reloading the page that follows sends nothing twice."""
    return redirect(url_for(endpoint, **values), code=303)


def download(content: bytes, *, filename: str, media_type: str) -> Response:
    """A file to save."""
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response


def cacheable(
    content: bytes, *, media_type: str, last_modified: datetime | None = None, max_age: int = 0
) -> Response:
    """A public document with a strong ETag over its bytes (RFC 9110 section 8.8.3), or 304 for who has it already."""
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    if last_modified:
        response.last_modified = last_modified
    response.cache_control.public = True
    response.cache_control.max_age = max_age
    response.cache_control.must_revalidate = True
    response.make_conditional(request)
    return response


def with_validator(response: Response) -> Response:
    """Let browsers and caches keep a page and ask whether it still stands: a strong ETag over its bytes, or 304.

    Only what is the same for every reader: an answer for which the session was read stays as it is.
    """
    # Asked of the context, because to name ``flask.session`` is to read it.
    session = request_ctx._session
    if response.status_code != 200 or response.mimetype != "text/html" or session is None or session.accessed:
        return response
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
