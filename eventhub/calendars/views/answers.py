"""Calendars over HTTP, to clients that ask again for years."""

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
    response = _encoded(document)
    response.headers["Content-Type"] = media_type
    response.headers.set("Content-Disposition", "inline", filename=filename)
    response.vary.add("Accept-Encoding")
    if document.last_modified:
        response.last_modified = document.last_modified
    response.make_conditional(request)
    return response


def _encoded(document: Document) -> Response:
    if len(document.content) < WORTH_COMPRESSING or request.accept_encodings.quality("gzip") <= 0:
        response = make_response(document.content)
        response.set_etag(document.etag)
        return response
    response = make_response(document.compressed)
    response.headers["Content-Encoding"] = "gzip"
    response.set_etag(f"{document.etag}-gzip")
    return response
