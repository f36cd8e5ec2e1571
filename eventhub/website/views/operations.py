"""What machines ask for: sitemap, robots.txt, security.txt, and whether the instance is well."""

import hmac
from datetime import timedelta
from email.utils import parseaddr

from flask import Blueprint, Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy.exc import SQLAlchemyError

from eventhub.clock import now
from eventhub.db.schema import is_ready
from eventhub.text.languages import CODES
from eventhub.web.access import public
from eventhub.web.language import absolute_url
from eventhub.web.responses import cacheable
from eventhub.website import sitemap
from eventhub.website.metrics import figures

blueprint = Blueprint("operations", __name__)

# Addresses that hold a secret, or are for people who have signed in. Feeds and calendars are open to all.
CLOSED_TO_ROBOTS = ("/desk", "/*/registrations/", "/*/delegations/", "/*/polls/", "/calendars/private/")
SECURITY_TXT_LIFETIME = timedelta(days=364)
"""RFC 9116 section 2.5.5 recommends less than a year."""


@blueprint.route("/sitemap.xml")
@public
def sitemap_file():
    pages = sitemap.all_pages()
    count = sitemap.files_needed(pages)
    if count == 1:
        return _xml(sitemap.write_pages(pages))
    parts = range(1, count + 1)
    return _xml(
        sitemap.write_index(absolute_url("operations.sitemap_part", number=number) for number in parts)
    )


@blueprint.route("/sitemap-<int(min=1, max=99999):number>.xml")
@public
def sitemap_part(number: int):
    pages = sitemap.all_pages()
    if number > sitemap.files_needed(pages):
        abort(404)
    return _xml(sitemap.write_pages(sitemap.part_of(pages, number)))


def _xml(text: str) -> Response:
    return cacheable(text.encode(), media_type="application/xml; charset=utf-8")


@blueprint.route("/robots.txt")
@public
def robots():
    lines = (
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS),
        "",
        f"Sitemap: {absolute_url('operations.sitemap_file')}",
    )
    return _plain(lines)


@blueprint.route("/.well-known/security.txt")
@public
def security():
    """RFC 9116. The contact is the address that the instance sends its mails from."""
    contact = parseaddr(current_app.config["EVENTHUB"].mail_from)[1]
    expires = (now() + SECURITY_TXT_LIFETIME).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: mailto:{contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(CODES)}",
        f"Canonical: {absolute_url('operations.security')}",
    )
    return _plain(lines)


@blueprint.route("/healthz")
@public
def alive():
    """The process answers."""
    return _plain(["ok"])


@blueprint.route("/readyz")
@public
def ready():
    """The database is there, with its tables: requests may be sent here."""
    try:
        is_there = is_ready(current_app._get_current_object())  # type: ignore[attr-defined] - a LocalProxy
    except SQLAlchemyError:
        is_there = False
    return _plain(["ready"]) if is_there else (_plain(["The database cannot be used."]), 503)


@blueprint.route("/metrics")
@public
def metrics():
    """Figures for Prometheus. They are nobody's business outside: a token opens them, or being on this machine."""
    if not _may_read_metrics(current_app.config["EVENTHUB"].metrics_token):
        abort(404)
    response = Response(figures(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    response.cache_control.no_store = True
    return response


def _may_read_metrics(token: str) -> bool:
    if token:
        given = request.authorization.token if request.authorization else None
        return hmac.compare_digest((given or "").encode(), token.encode())
    # What a proxy hands on comes from elsewhere, though its own address is of this machine.
    is_forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via"))
    return not is_forwarded and request.remote_addr in ("127.0.0.1", "::1")


def _plain(lines) -> Response:
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
