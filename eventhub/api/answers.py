"""Answers: JSON with a strong ETag, conditional requests, pages of long lists, writes in one transaction."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Response, json, request, url_for
from marshmallow import Schema

from eventhub.api import idempotency
from eventhub.api.errors import NotMatchingError
from eventhub.api.paging import Page
from eventhub.db import db, transaction

MEDIA_TYPE = "application/json"


def content_of(schema: type[Schema], thing: Any) -> bytes:
    """A thing as JSON; the same thing always gives the same bytes."""
    return json.dumps(schema().dump(thing), ensure_ascii=False, sort_keys=False).encode()


def etag_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def shown(
    schema: type[Schema],
    thing: Any,
    *,
    last_modified: datetime | None = None,
    headers: Mapping[str, str] = {},
) -> Response:
    """A thing that was asked for; 304 for who has it already (RFC 9110, section 13)."""
    response = _response(content_of(schema, thing), 200)
    response.headers.extend(headers)
    if last_modified:
        response.last_modified = last_modified.replace(microsecond=0)
    response.make_conditional(request)
    return response


def listed(schema: type[Schema], page: Page) -> Response:
    """A page of a list, with the way to the next one (RFC 8288)."""
    headers = {}
    if page.next:
        address = url_for(
            request.endpoint or "",
            **{**(request.view_args or {}), **request.args.to_dict(), "after": page.next},
        )
        headers["Link"] = f'<{address}>; rel="next"'
    return shown(schema, page, headers=headers)


def written(
    schema: type[Schema],
    change: Callable[[], Any],
    *,
    status: int = 200,
    location: Callable[[Any], str] | None = None,
) -> Response:
    """Make a change in one transaction, and answer with what came of it; the same request again is answered the same.

    ``change`` gives what to show, read before the transaction ends.
    """
    with transaction():
        kept = idempotency.begin()
        if kept and kept.status:
            return _response(kept.content, kept.status, kept.location)
        result = change()
        content = content_of(schema, result)
        address = location(result) if location else ""
        if kept:
            kept.status, kept.location, kept.content = status, address, content
            db.session.flush()
    return _response(content, status, address)


def done(change: Callable[[], Any]) -> Response:
    """Make a change of which there is nothing to show."""
    with transaction():
        kept = idempotency.begin()
        if not (kept and kept.status):
            change()
            if kept:
                kept.status = 204
                db.session.flush()
    return Response(status=204)


def expect_match(schema: type[Schema], thing: Any) -> None:
    """Go on only if the thing is still what the program has seen, where it says what that is (If-Match).

    Raises:
        NotMatchingError
    """
    wanted = request.if_match
    if wanted and not wanted.contains(etag_of(content_of(schema, thing))):
        raise NotMatchingError


def _response(content: bytes, status: int, location: str = "") -> Response:
    response = Response(content, status, content_type=MEDIA_TYPE)
    response.set_etag(etag_of(content))
    if location:
        response.headers["Location"] = location
    return response
