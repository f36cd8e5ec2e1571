"""Calendars over HTTP, to clients that ask again for years."""

from http import HTTPStatus

from flask import Response, make_response, request

from eventhub.calendars.documents import Document

COLOR = "teal"
"""Of a calendar, where its reader has chosen none: the accent of the site, by a name of CSS."""
WORTH_COMPRESSING = 1000
"""Bytes."""


def answer(document: Document, filename: str, media_type: str) -> Response:
    """The calendar, compressed for whom that suits, or 304 for who has it already.

    Each encoding has a strong ETag of its own (RFC 9110, section 8.8.3.3). Clients that name a file after what they
    opened find ``filename``.
    """
    is_compressed = document.length >= WORTH_COMPRESSING and request.accept_encodings.quality("gzip") > 0
    response = make_response(b"")
    response.set_etag(f"{document.etag}-gzip" if is_compressed else document.etag)
    if is_compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Type"] = media_type
    response.headers.set("Content-Disposition", "inline", filename=filename)
    response.vary.add("Accept-Encoding")
    if document.last_modified:
        response.last_modified = document.last_modified
    response.make_conditional(request)
    if response.status_code == HTTPStatus.OK:
        # Not before it is known that it will be sent: to compress takes longer than all the rest.
        response.set_data(document.compressed if is_compressed else document.content)
    return response
