"""What pages, files and feeds show of a release beyond its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventhub.clock import now
from eventhub.events.acknowledgements import Acknowledgement, acknowledgements_of
from eventhub.releases.labels import KIND_LABELS
from eventhub.releases.models import Release, ReleaseKind, ReleaseText
from eventhub.releases.queries import text_in
from eventhub.releases.rules import is_public
from eventhub.text import dates, languages
from eventhub.text.languages import in_language
from eventhub.web.filters import local_date, local_datetime, paragraphs
from eventhub.web.language import absolute_url, current_language
from eventhub.web.texts import marked

SUMMARY_LENGTH = 280


def acknowledgements(text: ReleaseText) -> list[Acknowledgement]:
    """How the funders of the event are acknowledged in the language of a text."""
    return acknowledgements_of(text.release.event, text.language)


@dataclass(frozen=True)
class CorrectionNote:
    """What readers are told of a correction, in the language of the release, else in ``language``."""

    note: str
    language: str
    at: datetime
    dated: str


def corrections(text: ReleaseText) -> list[CorrectionNote]:
    """The corrections of a release, the latest first."""
    release = text.release
    return [
        CorrectionNote(
            *in_language(each.note, text.language),
            at=each.at,
            dated=local_date(each.at, release.event.time_zone, text.language),
        )
        for each in reversed(release.corrections)
    ]


def kind_label(release: Release) -> str:
    """What a release is called over its headline."""
    is_usual = release.kind == ReleaseKind.ANNOUNCEMENT
    return _("Press release") if is_usual else str(KIND_LABELS[release.kind])


def summary_of(text: ReleaseText) -> str:
    """The first paragraph, cut between words where it is long."""
    first = next(iter(paragraphs(text.body)), "")
    if len(first) <= SUMMARY_LENGTH:
        return first
    return first[:SUMMARY_LENGTH].rpartition(" ")[0].rstrip(",;:–- ") + "…"


def html_of(text: ReleaseText) -> str:
    """The text with what the funders ask to be said, as paragraphs of HTML."""
    said = [*paragraphs(text.body), *(each.statement for each in acknowledgements(text))]
    return "".join(Markup("<p>{}</p>").format(each) for each in said)


def identity_of(text: ReleaseText) -> str:
    """The URN of a release in one language: the same in another is another piece of news (RFC 4287, section 4.2.6)."""
    return uuid5(UUID(text.release.uid), text.language).urn


def dated(text: ReleaseText) -> str:
    """The day on which the release came out, at the venue, in its language; before that, the day of which it is."""
    release = text.release
    if release.published_at is None:
        return dates.date_range([release.as_of], text.language)
    return local_date(release.published_at, release.event.time_zone, text.language)


def restriction(release: Release) -> str:
    """What must be said to whoever gets the text before the public does; empty once it is out."""
    if is_public(release, now()):
        return ""
    if release.embargo_until is not None and release.embargo_until > now():
        until = local_datetime(release.embargo_until, release.event.time_zone)
        return _("Embargo until %(moment)s.", moment=until)
    return _("Not for publication: this release is not out yet.")


def address_of(release: Release, language: str) -> str:
    """The public URL of a release in one language."""
    return absolute_url("releases.show", slug=release.slug, language=language)


def other_languages(release: Release, shown: ReleaseText) -> list[languages.Language]:
    """The languages in which the release can be read besides that of ``shown``, in the order of the site."""
    written = {text.language for text in release.texts if text.headline} - {shown.language}
    return [each for each in languages.LANGUAGES if each.code in written]


def release_cards(releases: Sequence[Release]) -> list[dict[str, Any]]:
    """Arguments of the macro ``release_card``, in the language of the page or the next that a release has."""
    return [_card(release) for release in releases]


def _card(release: Release) -> dict[str, Any]:
    text = text_in(release, current_language())
    published = release.published_at or release.created_at
    return {
        "href": url_for("releases.show", slug=release.slug),
        "headline": marked({text.language: text.headline}),
        "date": local_date(published, release.event.time_zone),
        "datetime": published.isoformat(),
        "place": marked(release.event.office.name),
        "summary": marked({text.language: summary_of(text)}),
    }


def article_markup(release: Release, text: ReleaseText) -> dict[str, Any]:
    """The release as a schema.org NewsArticle."""
    event = release.event
    published = release.published_at or release.created_at
    office = {
        "@type": "Organization",
        "name": in_language(event.office.name, text.language)[0],
        "url": absolute_url("organizations.office", slug=event.office.slug, language=text.language),
    }
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.headline,
        "description": summary_of(text),
        "inLanguage": text.language,
        "datePublished": published.isoformat(),
        "dateModified": text.changed_at.isoformat(),
        "articleBody": text.body,
        "url": address_of(release, text.language),
        "mainEntityOfPage": address_of(release, text.language),
        "author": office,
        "publisher": office,
        "about": {
            "@type": "Event",
            "name": in_language(event.title, text.language)[0],
            "startDate": event.local_start.isoformat(),
            "endDate": event.local_end.isoformat(),
            "url": absolute_url("events.show", slug=event.slug, language=text.language),
        },
    }
