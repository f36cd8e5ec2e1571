"""Which public pages there are, for search engines (sitemaps.org protocol 0.9, with Google's hreflang links)."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from sqlalchemy import null, select

from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event, Participation, Topic
from eventhub.events.queries import is_listed
from eventhub.organizations.models import Office, Organization
from eventhub.programmes.models import Programme
from eventhub.releases.models import Release
from eventhub.releases.queries import is_out
from eventhub.text.languages import CODES
from eventhub.web.language import absolute_url

PAGES_PER_FILE = 2_000
"""A file may list 50 000 addresses and weigh 50 MB; every page stands in it once for each language, with the others."""

ENTRANCES = ("website.home", "events.index", "releases.index", "calendars.index")
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

Page = tuple[str, dict[str, str], datetime | None]
"""Endpoint, what its address takes besides the language, and when the page last changed, if that is known."""


def all_pages() -> list[Page]:
    """Every public page once, whatever its languages; unlisted events and what has no events of its own stay out."""
    involved = select(Participation.organization_id).join(Participation.event).where(is_listed())
    rows = (
        ("events.show", select(Event.slug, Event.revised_at).where(is_listed()).order_by(Event.id)),
        (
            "releases.show",
            select(Release.slug, Release.revised_at)
            .join(Release.event)
            .where(is_out(now()), is_listed())
            .order_by(Release.id),
        ),
        ("programmes.show", select(Programme.slug, Programme.updated_at).order_by(Programme.id)),
        (
            "organizations.show",
            select(Organization.slug, Organization.updated_at)
            .where(Organization.id.in_(involved))
            .order_by(Organization.id),
        ),
        ("organizations.office", select(Office.slug, Office.updated_at).order_by(Office.id)),
        ("topics.show", select(Topic.slug, null()).order_by(Topic.id)),
    )
    entrances: list[Page] = [(endpoint, {}, None) for endpoint in ENTRANCES]
    return entrances + [
        (endpoint, {"slug": slug}, changed_at)
        for endpoint, query in rows
        for slug, changed_at in db.session.execute(query)
    ]


def files_needed(pages: Sequence[Page]) -> int:
    return max(1, math.ceil(len(pages) / PAGES_PER_FILE))


def part_of(pages: Sequence[Page], number: int) -> Sequence[Page]:
    """The pages of the file of that number, counted from one."""
    return pages[(number - 1) * PAGES_PER_FILE : number * PAGES_PER_FILE]


def write_pages(pages: Iterable[Page]) -> str:
    """A sitemap: each page in each language, with links to all of them."""
    entries = "".join(_entries(*page) for page in pages)
    return _document(f'<urlset xmlns="{NAMESPACE}" xmlns:xhtml="{XHTML}">\n{entries}</urlset>')


def write_index(addresses: Iterable[str]) -> str:
    """An index of sitemaps."""
    entries = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return _document(f'<sitemapindex xmlns="{NAMESPACE}">\n{entries}</sitemapindex>')


def _entries(endpoint: str, values: dict[str, Any], changed_at: datetime | None) -> str:
    addresses = {code: absolute_url(endpoint, **values, language=code) for code in CODES}
    changed = f"<lastmod>{changed_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed_at else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in addresses.items()
    )
    return "".join(
        f"<url><loc>{escape(address)}</loc>{changed}{links}</url>\n" for address in addresses.values()
    )


def _document(root: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'
