"""The newsroom as a feed: which releases, in one language, and what of each."""

from datetime import UTC, datetime

from flask_babel import gettext as _

from eventhub.formats.feeds import Feed, Item
from eventhub.releases.models import ReleaseText
from eventhub.releases.newsroom import NewsQuery
from eventhub.releases.presentation import address_of, html_of, identity_of, summary_of
from eventhub.releases.queries import newsroom_changed_at, released_in
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Atom asks for a moment of change even of a feed that never held anything."""


def newsroom_feed(suffix: str, language: str, news: NewsQuery) -> Feed:
    """The latest releases of a part of the newsroom that have a text in ``language``.

    ``suffix`` is the last part of the feed's own address.
    """
    return Feed(
        title=" · ".join(["EventHub", _("Newsroom"), *news.titles]),
        description=_("Press releases about workshops, trainings and conferences."),
        language=language,
        home_url=absolute_url("releases.index", language=language, **news.values),
        self_url=absolute_url("releases.feed", suffix=suffix, language=language, **news.values),
        updated=newsroom_changed_at(news.wanted) or NEVER,
        author="EventHub",
        items=[_item(text) for text in released_in(language, news.wanted)],
    )


def _item(text: ReleaseText) -> Item:
    release = text.release
    return Item(
        id=identity_of(text),
        url=address_of(release, text.language),
        title=text.headline,
        summary=summary_of(text),
        html=html_of(text),
        published=release.published_at or release.created_at,
        updated=text.changed_at,
        language=text.language,
        author=in_language(release.event.office.name, text.language)[0],
    )
