"""Releases as entries of a list: what ``components/cards.html`` shows."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from eventhub.releases.models import Release
from eventhub.releases.presentation import summary_of
from eventhub.releases.queries import text_in
from eventhub.text.languages import in_language
from eventhub.web.filters import local_date
from eventhub.web.language import current_language


def release_cards(releases: Sequence[Release]) -> list[dict[str, Any]]:
    """Arguments of the macro ``release_card``, in the language of the page or the next that a release has."""
    return [_card(release) for release in releases]


def _card(release: Release) -> dict[str, Any]:
    language = current_language()
    text = text_in(release, language)
    published = release.published_at or release.created_at
    return {
        "href": url_for("releases.show", slug=release.slug),
        "headline": text.headline,
        "date": local_date(published, release.event.time_zone),
        "datetime": published.isoformat(),
        "place": in_language(release.event.office.name, language)[0],
        "summary": summary_of(text),
        "language": "" if text.language == language else text.language,
    }
