"""Quotes: written down for an event, found again in the library, taken from there for another one."""

import pytest

from eventhub.releases.queries import quotes_of
from tests.people import EVE, make_user, sign_in
from tests.releases import newsroom


@pytest.fixture
def release(app):
    """A draft."""
    return newsroom.make_release(is_published=False)


@pytest.fixture
def bob(client, release):
    return newsroom.press_officer(client, release.event)


def test_quote_is_added_changed_and_removed(bob, release):
    address = f"/desk/events/{release.event.slug}/quotes/"
    said = {"speaker_name": "Ana", "speaker_gender": "f", "text-fr": "Bravo.", "speaker_title-fr": "ministre"}
    assert bob.post(f"{address}new", data=said).status_code == 303
    quote = quotes_of(release.event)[-1]
    assert (quote.speaker_gender, quote.text, quote.position) == ("f", {"fr": "Bravo."}, 2)
    assert bob.post(f"{address}{quote.id}", data={**said, "text-fr": "Merci."}).status_code == 303
    assert "Merci." in bob.get(address).text
    assert "Facts have changed" in bob.get(f"/desk/releases/{release.id}/").text
    assert bob.post(f"{address}{quote.id}/remove").status_code == 303
    assert len(quotes_of(release.event)) == 1


@pytest.mark.parametrize("missing", ["speaker_name", "text-fr"])
def test_incomplete_quote_is_shown_again(bob, release, missing):
    said = {"speaker_name": "Ana", "text-fr": "Bravo.", "lead_in-fr": "Just typed", missing: ""}
    answer = bob.post(f"/desk/events/{release.event.slug}/quotes/new", data=said)
    assert answer.status_code == 422
    assert "Just typed" in answer.text
    assert "field-error" in answer.text


def test_quote_of_another_event_is_not_found(bob, release):
    another = newsroom.make_another(release.event)
    quote = quotes_of(release.event)[0]
    assert bob.get(f"/desk/events/{another.slug}/quotes/{quote.id}").status_code == 404


def library(bob, rest: str = "") -> str:
    return bob.get(f"/desk/quotes/{rest}").text


SAID = {
    "speaker_gender": "f",
    "speaker_name": "Ana Núñez",
    "speaker_title-es": "ministra",
    "text-es": "Avanzamos juntos.",
}


@pytest.fixture
def said(bob, release):
    """A quote of another event of the same office."""
    another = newsroom.make_another(release.event)
    answer = bob.post(f"/desk/events/{another.slug}/quotes/new", data={**SAID, "approved_by": "Ana Núñez"})
    assert answer.status_code == 303, answer.text
    return quotes_of(another)[0]


@pytest.mark.parametrize("typed", ["nunez", "AVANZAMOS ana", "ministra"])
def test_quotes_of_all_events_are_found_by_speaker_and_words(bob, said, typed):
    html = library(bob, f"?q={typed}")
    assert "Avanzamos juntos." in html
    assert "Pär Liljert" not in html


def test_a_word_that_nobody_said_finds_nothing(bob, said):
    assert "No quote fits" in library(bob, "?q=nobody")


def test_a_changed_quote_is_found_by_its_new_words(bob, said):
    data = {**SAID, "text-es": "Seguimos."}
    bob.post(f"/desk/events/{said.event.slug}/quotes/{said.id}", data=data)
    assert "Seguimos." in library(bob, "?q=seguimos")


def test_a_quote_is_taken_from_another_event_without_its_agreement(bob, release, said):
    listed = bob.get(f"/desk/events/{release.event.slug}/quotes/library").text
    take = f"/desk/events/{release.event.slug}/quotes/from/{said.id}"
    assert take in listed
    form = bob.get(take).text
    assert all(words in form for words in ("Avanzamos juntos.", "ministra", "Ana Núñez"))
    assert 'name="approved_by" type="text" value=""' in form
    assert bob.post(take, data={**SAID, "text-es": "Avanzamos en Pekín."}).status_code == 303
    taken = quotes_of(release.event)[-1]
    assert (taken.text, taken.approved_by) == ({"es": "Avanzamos en Pekín."}, "")
    assert quotes_of(said.event)[0].text == {"es": "Avanzamos juntos."}


def test_the_library_of_others_is_closed(client, release):
    quote = quotes_of(release.event)[0]
    make_user(EVE)
    eve = sign_in(client, EVE)
    assert "Pär Liljert" not in eve.get("/desk/quotes/").text
    mine = newsroom.make_another(release.event)
    assert eve.get(f"/desk/events/{mine.slug}/quotes/from/{quote.id}").status_code == 404
