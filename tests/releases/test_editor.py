"""The editor of the desk: what a press officer does with a release, and what she cannot do."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventhub.accounts.models import Role
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.events import actions as events
from eventhub.events.actions import EventDetails
from eventhub.releases import actions
from eventhub.releases.models import Release, ReleaseStatus
from eventhub.releases.queries import find_text
from tests.people import EVE, make_user, sign_in
from tests.releases import newsroom


@pytest.fixture
def release(app) -> Release:
    """A draft."""
    return newsroom.make_release(is_published=False)


@pytest.fixture
def bob(client: FlaskClient, release: Release) -> FlaskClient:
    return newsroom.press_officer(client, release.event)


def desk(release: Release, rest: str = "") -> str:
    return f"/desk/releases/{release.id}/{rest}"


def typed(release: Release, language: str, **changes) -> dict[str, str]:
    """What the form of a text holds when it is opened, with changes."""
    text = find_text(release, language)
    return {
        "headline": text.headline,
        "body": text.body,
        "revision": text.updated_at.isoformat(),
        **changes,
    }


def test_release_of_an_event_is_written_by_one_click(client):
    event = newsroom.make_workshop()
    bob = newsroom.press_officer(client, event)
    answer = bob.post(f"/desk/events/{event.slug}/releases/")
    release = db.session.query(Release).one()
    assert (answer.status_code, answer.location) == (303, desk(release))
    assert (release.event_id, release.author.name) == (event.id, "Bob Diallo")


def test_second_click_leads_to_the_release_that_is_there(bob, release):
    answer = bob.post(f"/desk/events/{release.event.slug}/releases/")
    assert (answer.status_code, answer.location) == (303, desk(release))
    assert db.session.query(Release).count() == 1


def test_texts_are_read_side_by_side(bob, release):
    html = bob.get(desk(release)).text
    for text in release.texts:
        assert f'<div class="release-words" lang="{text.language}"' in html
    assert "Facts have changed" not in html


def test_text_is_edited(bob, release):
    answer = bob.post(desk(release, "fr/"), data=typed(release, "fr", headline="Autre titre"))
    assert (answer.status_code, answer.location) == (303, desk(release))
    db.session.expire_all()
    assert find_text(release, "fr").headline == "Autre titre"


def test_text_that_was_only_opened_and_saved_counts_as_unedited(bob, release):
    windows_lines = find_text(release, "fr").body.replace("\n", "\r\n")
    bob.post(desk(release, "fr/"), data=typed(release, "fr", body=windows_lines))
    db.session.expire_all()
    assert not find_text(release, "fr").is_edited


@pytest.mark.parametrize(
    ("field", "value"), [("headline", ""), ("headline", "x" * 301), ("body", " "), ("body", "x" * 20_001)]
)
def test_wrong_text_is_shown_again_with_what_was_typed(bob, release, field, value):
    other = "body" if field == "headline" else "headline"
    answer = bob.post(desk(release, "fr/"), data=typed(release, "fr", **{field: value, other: "Just typed"}))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "Just typed" in answer.text
    db.session.expire_all()
    assert not find_text(release, "fr").is_edited


def test_editor_who_comes_second_loses_nothing(bob, release):
    opened = typed(release, "fr", body="What Bob typed.")
    text = find_text(release, "fr")
    actions.edit_text(
        release, "fr", actions.Wording("Titre d’Alice", "Ce qu’Alice a écrit."), seen=text.updated_at
    )
    db.session.commit()
    answer = bob.post(desk(release, "fr/"), data=opened)
    assert answer.status_code == 422
    assert "What Bob typed." in answer.text
    assert "Ce qu’Alice a écrit." in answer.text
    db.session.expire_all()
    assert find_text(release, "fr").headline == "Titre d’Alice"
    # Having seen both, Bob may save his.
    revision = find_text(release, "fr").updated_at.isoformat()
    assert f'value="{revision}"' in answer.text
    assert bob.post(desk(release, "fr/"), data={**opened, "revision": revision}).status_code == 303


@pytest.mark.parametrize("revision", ["", "yesterday", "2016-11-01"])
def test_form_without_its_revision_saves_nothing(bob, release, revision):
    answer = bob.post(desk(release, "fr/"), data=typed(release, "fr", body="x", revision=revision))
    assert answer.status_code == 422


def test_language_is_added_by_hand(bob, release):
    assert bob.get(desk(release, "ar/")).status_code == 200
    answer = bob.post(desk(release, "ar/"), data={"headline": "عنوان", "body": "نص", "revision": ""})
    assert answer.status_code == 303
    db.session.expire_all()
    assert find_text(release, "ar").headline == "عنوان"


def test_changed_facts_are_marked_and_taken_over(bob, release):
    details = vars(EventDetails.of(release.event))
    events.edit_event(release.event, EventDetails(**{**details, "city": Translated(en="Shanghai")}))
    db.session.commit()
    assert "Facts have changed" in bob.get(desk(release)).text
    assert "Shanghai" in bob.get(desk(release, "en/")).text
    assert bob.post(desk(release, "en/again")).status_code == 303
    db.session.expire_all()
    assert "Shanghai" in find_text(release, "en").body


def test_edited_text_is_written_again_only_with_leave(bob, release):
    bob.post(desk(release, "fr/"), data=typed(release, "fr", headline="Autre titre"))
    answer = bob.post(desk(release, "fr/again"))
    assert answer.status_code == 422
    assert 'id="may_replace_edits-error"' in answer.text
    assert bob.post(desk(release, "fr/again"), data={"may_replace_edits": "y"}).status_code == 303
    db.session.expire_all()
    assert not find_text(release, "fr").is_edited


def test_language_is_added_from_the_facts(bob, release):
    assert bob.post(desk(release, "ru/again")).status_code == 303
    db.session.expire_all()
    assert "3 и 4 ноября в Пекине" in find_text(release, "ru").body


def test_date_sets_the_tense(bob, release):
    assert bob.post(desk(release, "date"), data={"as_of": "2016-11-10"}).status_code == 303
    db.session.expire_all()
    assert "organized" in find_text(release, "en").body


@pytest.mark.parametrize("wrong", ["", "soon", "2016-02-30"])
def test_wrong_date_is_told_beside_the_field(bob, release, wrong):
    answer = bob.post(desk(release, "date"), data={"as_of": wrong})
    assert answer.status_code == 422
    assert 'id="as_of-error"' in answer.text
    assert 'id="embargo_until-error"' not in answer.text


def test_release_is_published_and_withdrawn(bob, release):
    bob.post(desk(release, "publish"))
    assert bob.get(f"/en/releases/{release.slug}/").status_code == 200
    bob.post(desk(release, "withdraw"))
    assert bob.get(f"/en/releases/{release.slug}/").status_code == 404


def test_embargo_is_by_the_clock_at_the_venue(bob, release):
    end = (now() + timedelta(days=1)).astimezone(newsroom.ZONE).replace(second=0, microsecond=0)
    bob.post(desk(release, "publish"), data={"embargo_until": f"{end:%Y-%m-%dT%H:%M}"})
    db.session.expire_all()
    assert release.embargo_until == end
    html = bob.get(desk(release)).text
    assert f"{end:%H:%M}" in html
    assert "See it in the newsroom" not in html


@pytest.mark.parametrize("wrong", ["2016-11-01T10:00", "tomorrow"])
def test_wrong_embargo_is_told_beside_the_field(bob, release, wrong):
    answer = bob.post(desk(release, "publish"), data={"embargo_until": wrong})
    assert answer.status_code == 422
    assert 'id="embargo_until-error"' in answer.text
    assert wrong in answer.text
    db.session.expire_all()
    assert release.status == ReleaseStatus.DRAFT


def test_second_publishing_is_refused_in_place(bob, release):
    bob.post(desk(release, "publish"))
    assert bob.post(desk(release, "publish")).status_code == 422


def test_draft_is_deleted_and_a_published_release_is_not(bob, release):
    bob.post(desk(release, "publish"))
    assert bob.post(desk(release, "delete")).location == desk(release)
    bob.post(desk(release, "withdraw"))
    assert db.session.query(Release).count() == 1


def test_draft_is_deleted(bob, release):
    assert bob.post(desk(release, "delete")).location == "/desk/releases/"
    assert db.session.query(Release).count() == 0


PATHS = ["", "fr/", "fr/en/", "fr/check", "fr/en/check", "fr/again", "date", "publish", "withdraw", "delete"]


@pytest.mark.parametrize("path", PATHS)
def test_release_does_not_exist_for_the_people_of_other_offices(client, release, path):
    make_user(EVE)
    eve = sign_in(client, EVE)
    data = {"as_of": "2016-11-10", "headline": "x", "body": "x"}
    answer = eve.post(desk(release, path), data=data) if path else eve.get(desk(release))
    assert answer.status_code == 404
    assert release.slug not in eve.get("/desk/releases/").text


@pytest.mark.parametrize("path", PATHS[1:])
def test_viewer_reads_and_changes_nothing(client, release, path):
    viewer = newsroom.press_officer(client, release.event, Role.VIEWER)
    html = viewer.get(desk(release)).text
    assert f'action="{desk(release)}' not in html
    assert viewer.post(desk(release, path)).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_visitor_is_asked_to_sign_in(client, release, path):
    answer = client.post(desk(release, path)) if path else client.get(desk(release))
    assert answer.status_code == 302
    assert "/desk/login" in answer.location


def test_list_shows_the_releases_of_my_events(bob, release):
    assert find_text(release, "en").headline in bob.get("/desk/releases/").text


def test_markup_in_a_text_is_shown_and_not_obeyed(bob, release):
    hostile = "<script>alert(1)</script></textarea>"
    bob.post(desk(release, "fr/"), data=typed(release, "fr", headline=hostile, body=hostile))
    for path in ("", "fr/", "en/"):
        html = bob.get(desk(release, path)).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


def typed_beside(release: Release, first: str, second: str, **changes) -> dict[str, str]:
    """What the form of two texts holds, with changes."""
    other = {f"beside-{field}": value for field, value in typed(release, second).items()}
    return {**typed(release, first), **other, **changes}


def test_two_languages_are_edited_beside_each_other_and_kept_together(bob, release):
    html = bob.get(desk(release, "fr/en/")).text
    assert find_text(release, "fr").headline in html
    assert find_text(release, "en").headline in html
    both = typed_beside(
        release, "fr", "en", **{"headline": "Autre titre", "beside-headline": "Another headline"}
    )
    assert bob.post(desk(release, "fr/en/"), data=both).status_code == 303
    db.session.expire_all()
    assert [find_text(release, code).headline for code in ("fr", "en")] == ["Autre titre", "Another headline"]


def test_a_text_that_was_only_beside_gets_no_new_version(bob, release):
    bob.post(desk(release, "fr/en/"), data=typed_beside(release, "fr", "en", headline="Autre titre"))
    db.session.expire_all()
    assert [len(find_text(release, code).versions) for code in ("fr", "en")] == [2, 1]
    assert not find_text(release, "en").is_edited


def test_when_one_of_two_was_changed_meanwhile_neither_is_kept(bob, release):
    opened = typed_beside(release, "fr", "en", **{"headline": "De Bob", "beside-body": "By Bob."})
    newsroom.rewrite(release, "en", actions.Wording("By Alice", "Her words."))
    answer = bob.post(desk(release, "fr/en/"), data=opened)
    assert answer.status_code == 422
    assert 'id="beside-body-error"' in answer.text
    assert all(words in answer.text for words in ("De Bob", "By Bob.", "Her words."))
    db.session.expire_all()
    assert find_text(release, "en").headline == "By Alice"
    assert not find_text(release, "fr").is_edited


def test_what_is_wrong_beside_is_told_beside(bob, release):
    answer = bob.post(
        desk(release, "fr/en/"), data=typed_beside(release, "fr", "en", **{"beside-headline": ""})
    )
    assert answer.status_code == 422
    assert 'id="beside-headline-error"' in answer.text
    assert 'id="headline-error"' not in answer.text


def test_a_language_beside_itself_is_one_text(bob, release):
    assert bob.get(desk(release, "fr/fr/")).text.count("<textarea") == 2


WRONG_DAY = "They meet on 3 and 4 December."


def test_words_are_checked_as_typed_and_not_kept(bob, release):
    answer = bob.post(desk(release, "en/check"), data=typed(release, "en", body=WRONG_DAY))
    assert answer.status_code == 200
    assert WRONG_DAY in answer.text
    assert "do not know these months or days of the week: December" in answer.text
    db.session.expire_all()
    assert not find_text(release, "en").is_edited


def test_a_script_gets_the_findings_alone(bob, release):
    data = typed_beside(release, "fr", "en", **{"beside-body": WRONG_DAY})
    answer = bob.post(desk(release, "fr/en/check"), data=data, headers={"X-Requested-With": "fetch"})
    assert "December" in answer.text
    assert "<textarea" not in answer.text


def test_an_empty_form_has_nothing_to_check(bob, release):
    assert bob.post(desk(release, "en/check"), data={}).status_code == 200
