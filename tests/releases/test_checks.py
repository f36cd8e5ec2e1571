"""What a press officer is told to look at before a release goes out."""

import pytest

from eventhub.releases.queries import find_text
from eventhub.releases.wording import Wording
from tests.releases import newsroom


@pytest.fixture
def release(app):
    return newsroom.make_release(is_published=False)


@pytest.fixture
def bob(client, release):
    return newsroom.press_officer(client, release.event)


def page(bob, release) -> str:
    return bob.get(f"/desk/releases/{release.id}/").text


def change(release, before: str, after: str) -> None:
    text = find_text(release, "en")
    newsroom.rewrite(release, "en", Wording(text.headline, text.body.replace(before, after)))


def test_a_language_of_the_event_without_a_text(bob, release):
    assert "title in Русский, the release has no text" in page(bob, release)


def test_a_quote_that_nobody_has_agreed_to(bob, release):
    assert "Nobody has agreed to the quote of" in page(bob, release)


def test_a_number_that_is_not_among_the_facts(bob, release):
    assert "do not know these numbers" not in page(bob, release)
    change(release, "3 and 4 November", "13 and 4 November")
    assert "English: the facts do not know these numbers: 13." in page(bob, release)


def test_words_of_a_quote_that_were_changed(bob, release):
    assert "not those that were given" not in page(bob, release)
    change(release, "“", "“By the way, ")
    assert "English: these quoted words are not those that were given" in page(bob, release)


def test_a_headline_that_is_too_long(bob, release):
    newsroom.rewrite(release, "en", Wording("Long " * 40, find_text(release, "en").body))
    assert "English: the headline is longer" in page(bob, release)


def test_a_duration_that_is_not_the_number_of_days(bob, release):
    assert "Number of days in the texts" not in page(bob, release)
    release.event.duration_days = 3
    assert "Number of days in the texts: 3; days of the event: 2." in page(bob, release)


def test_who_agreed_to_a_quote_is_asked_again_when_the_words_change(bob, release):
    slug, quote = release.event.slug, "/quotes/1"
    form = {"speaker_name": "Pär Liljert", "text-en": "We meet.", "approved_by": "Pär Liljert"}
    bob.post(f"/desk/events/{slug}{quote}", data=form)
    assert "Agreed by Pär Liljert" in bob.get(f"/desk/events/{slug}/quotes/").text
    bob.post(f"/desk/events/{slug}{quote}", data=form | {"text-en": "We meet again."})
    assert "Nobody has agreed" in bob.get(f"/desk/events/{slug}/quotes/").text
