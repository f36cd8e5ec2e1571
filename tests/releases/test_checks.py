"""What a press officer is told to look at before a release goes out."""

import pytest

from eventhub.db import Translated, db
from eventhub.events.rules import funding_of
from eventhub.releases.actions import publish
from eventhub.releases.models import ReleaseStatus
from eventhub.releases.queries import find_text, quotes_of
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


@pytest.fixture
def unagreed(release):
    """The quote, once nobody has agreed to it."""
    [quote] = quotes_of(release.event)
    quote.approved_by = ""
    db.session.commit()
    return quote


def test_a_quote_that_nobody_has_agreed_to(bob, release, unagreed):
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


def test_who_agreed_to_a_quote_is_asked_again_when_the_words_change(bob, release, unagreed):
    slug, quote = release.event.slug, "/quotes/1"
    form = {"speaker_name": "Pär Liljert", "text-en": "We meet.", "approved_by": "Pär Liljert"}
    bob.post(f"/desk/events/{slug}{quote}", data=form)
    assert "Agreed by Pär Liljert" in bob.get(f"/desk/events/{slug}/quotes/").text
    bob.post(f"/desk/events/{slug}{quote}", data=form | {"text-en": "We meet again."})
    assert "Nobody has agreed" in bob.get(f"/desk/events/{slug}/quotes/").text


def test_a_name_that_the_text_has_lost(bob, release):
    assert "no longer names" not in page(bob, release)
    change(release, "Ministry of Public Security", "Ministry of Security")
    assert "English: the text no longer names Ministry of Public Security" in page(bob, release)


def test_an_acknowledgement_that_is_not_written_in_a_language_of_the_release(bob, release):
    assert "is not written in this language" not in page(bob, release)
    source, _role = funding_of(release.event)[0]
    source.statement = Translated(en="Funded by the European Union")
    db.session.commit()
    assert "Français: the acknowledgement that European Union asks for" in page(bob, release).replace(
        "Union européenne", "European Union"
    )


def test_what_is_serious_stops_publication_until_it_is_overruled_and_the_way_says_so(bob, release, unagreed):
    address = f"/desk/releases/{release.id}/publish"
    answer = bob.post(address)
    assert answer.status_code == 422
    assert "confirm that the release may go out as it is" in answer.text
    assert release.status == ReleaseStatus.DRAFT
    assert bob.post(address, data={"despite_findings": "y"}).status_code == 303
    assert release.status == ReleaseStatus.PUBLISHED
    assert "Nobody has agreed to the quote of Pär Liljert" in release.steps[-1].note


def test_what_is_not_serious_stops_nothing(bob, release):
    assert "title in Русский, the release has no text" in page(bob, release)
    assert bob.post(f"/desk/releases/{release.id}/publish").status_code == 303


def test_owners_are_told_of_a_published_release_whose_facts_have_changed(bob, release):
    told = "Facts have changed since the release went out"
    publish(release)
    release.event.capacity = 12
    db.session.commit()
    assert told not in bob.get("/desk/").text
    release.event.title = Translated({**release.event.title, "en": "Another Title"})
    db.session.commit()
    assert told in bob.get("/desk/").text


def test_the_first_page_asks_as_much_of_the_database_for_one_stale_release_as_for_three(
    bob, release, count_queries
):
    publish(release)

    def queries() -> int:
        with count_queries() as sent:
            assert bob.get("/desk/").status_code == 200
        return len(sent)

    queries()
    one = queries()
    for _each in range(2):
        publish(newsroom.make_release(newsroom.make_another(release.event), is_published=False))
    db.session.commit()
    assert queries() == one


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [("November", "December", "December"), ("3 and 4", "Friday 3 and 4", "Friday")],
)
def test_a_month_or_a_day_of_the_week_that_is_not_among_the_facts(bob, release, before, after, told):
    assert "these months" not in page(bob, release)
    change(release, before, after)
    assert f"English: the facts do not know these months or days of the week: {told}." in page(bob, release)


def test_an_acknowledgement_that_is_typed_into_the_text(bob, release):
    [(source, _role)] = funding_of(release.event)
    assert "comes by itself" not in page(bob, release)
    text = find_text(release, "en")
    newsroom.rewrite(release, "en", Wording(text.headline, f"{text.body}\n\n{source.statement['en']}."))
    assert "stands in the text; it comes by itself" in page(bob, release)
