"""A text changed by hand survives a change of the facts, at the desk."""

import re
from datetime import timedelta

import pytest

from eventhub.db import db
from eventhub.events import actions as events
from eventhub.events.actions import EventDetails
from eventhub.releases import actions
from eventhub.releases.queries import find_text
from eventhub.releases.wording import Wording
from tests.releases import newsroom

OWN_WORDS = {
    "en": "Coffee will be served.",
    "fr": "Le café sera servi.",
    "es": "Se servirá café.",
}
NEW_DATES = {
    "en": "on 3 and 4 December",
    "fr": "les 3 et 4 décembre",
    "es": "los días 3 y 4 de diciembre",
}


@pytest.fixture
def release(app):
    return newsroom.make_release(is_published=False)


@pytest.fixture
def bob(client, release):
    return newsroom.press_officer(client, release.event)


def address(release, code: str = "en") -> str:
    return f"/desk/releases/{release.id}/{code}/update"


def move(event, days: int = 30) -> None:
    details = vars(EventDetails.of(event))
    moved = {name: details[name] + timedelta(days=days) for name in ("starts_at", "ends_at")}
    events.edit_event(event, EventDetails(**{**details, **moved}))
    db.session.commit()


def edit(release, code: str, wording: Wording) -> None:
    text = find_text(release, code)
    actions.edit_text(release, code, wording, seen=text.updated_at if text else None)
    db.session.commit()


def hidden(html: str) -> dict[str, str]:
    return {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', html)[1] for name in ("seen", "said")}


@pytest.mark.parametrize("code", OWN_WORDS)
def test_an_edited_text_takes_the_new_dates_and_keeps_the_edit(bob, release, code):
    text = find_text(release, code)
    edit(release, code, Wording(text.headline, f"{text.body}\n\n{OWN_WORDS[code]}"))
    move(release.event)
    page = bob.get(address(release, code)).text
    assert NEW_DATES[code] in page
    assert bob.post(address(release, code), data=hidden(page)).status_code == 303
    db.session.expire_all()
    text = find_text(release, code)
    assert NEW_DATES[code] in text.body
    assert text.body.endswith(OWN_WORDS[code])
    assert "Facts have changed" not in bob.get(f"/desk/releases/{release.id}/{code}/").text


def with_own_date(release) -> None:
    text = find_text(release, "en")
    edit(release, "en", Wording(text.headline, text.body.replace("on 3 and 4 November", "early next month")))
    move(release.event)


@pytest.mark.parametrize(
    ("decision", "stands", "is_gone"),
    [
        ({"decisions-0-choice": "mine"}, "early next month", "December"),
        ({"decisions-0-choice": "theirs"}, "on 3 and 4 December", "early next month"),
        ({"decisions-0-choice": "own", "decisions-0-own": "It is soon."}, "It is soon.", "early next month"),
    ],
)
def test_a_passage_that_both_changed_is_decided_by_a_person(bob, release, decision, stands, is_gone):
    with_own_date(release)
    page = bob.get(address(release)).text
    assert "early next month" in page
    assert "on 3 and 4 December" in page
    assert bob.post(address(release), data=hidden(page) | decision).status_code == 303
    db.session.expire_all()
    assert stands in find_text(release, "en").body
    assert is_gone not in find_text(release, "en").body


@pytest.mark.parametrize("decision", [{}, {"decisions-0-choice": "own", "decisions-0-own": " "}])
def test_without_a_decision_nothing_changes(bob, release, decision):
    with_own_date(release)
    page = bob.get(address(release)).text
    answer = bob.post(address(release), data=hidden(page) | decision)
    assert answer.status_code == 422
    db.session.expire_all()
    assert "early next month" in find_text(release, "en").body


def test_a_text_that_somebody_changed_meanwhile_is_looked_at_again(bob, release):
    move(release.event)
    before = hidden(bob.get(address(release)).text)
    edit(release, "en", Wording("Another headline", find_text(release, "en").body))
    answer = bob.post(address(release), data=before)
    assert answer.status_code == 422
    assert "have changed meanwhile" in answer.text
    assert find_text(release, "en").headline == "Another headline"


def test_facts_that_change_once_more_are_looked_at_again(bob, release):
    move(release.event)
    before = hidden(bob.get(address(release)).text)
    move(release.event, days=1)
    assert bob.post(address(release), data=before).status_code == 422


def test_a_language_without_text_cannot_be_brought_up_to_date(bob, release):
    assert bob.get(address(release, "ru")).status_code == 404


def test_the_editor_names_what_each_sentence_rests_on_and_where_it_is_entered(bob, release):
    text = find_text(release, "en")
    edit(
        release,
        "en",
        Wording(text.headline, text.body.replace("workshop", "seminar", 1) + "\n\nEntirely new words."),
    )
    html = bob.get(f"/desk/releases/{release.id}/en/").text
    sentences = html[html.index("release-sentences") :]
    lede = sentences[sentences.index("two-day seminar") :]
    assert f"/desk/events/{release.event.slug}/organizations/" in lede[: lede.index("</li>")]
    own = sentences[sentences.index("Entirely new words.") :]
    assert "Written by hand" in own[: own.index("</li>")]
