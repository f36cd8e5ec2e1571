"""From a draft to the public: review, clearance, a funder's agreement, corrections, versions; at the desk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.accounts.models import Role
from eventhub.db import Translated, db
from eventhub.events import actions as events
from eventhub.events.rules import funding_of
from eventhub.releases import actions, clearing
from eventhub.releases.errors import (
    AlreadyAnnouncedError,
    NothingToCorrectError,
    ReleaseStatusError,
    SignOffMissingError,
)
from eventhub.releases.models import ReleaseKind, ReleaseStatus
from eventhub.releases.queries import find_text
from eventhub.releases.rules import fitting_kind, without_sign_off
from eventhub.releases.versions import changes
from eventhub.releases.wording import Wording
from tests.people import EVE, make_user, sign_in
from tests.releases import newsroom


@pytest.fixture
def release(app):
    return newsroom.make_release(is_published=False)


@pytest.fixture
def bob(client, release):
    return newsroom.press_officer(client, release.event)


def edit(release, headline: str = "Another headline") -> None:
    text = find_text(release, "en")
    actions.edit_text(release, "en", Wording(headline, text.working_body), seen=text.updated_at)


def desk(release, path: str = "") -> str:
    return f"/desk/releases/{release.id}/{path}"


def the_funder(release):
    [(source, _role)] = funding_of(release.event)
    return source


def test_the_way_to_the_public_is_written_down_step_by_step(bob, release):
    for step, note in (
        ("submit", "Please look."),
        ("send-back", "The date?"),
        ("submit", ""),
        ("clear", "Good."),
    ):
        assert bob.post(desk(release, step), data={"note": note}).status_code == 303
    assert bob.post(desk(release, "publish")).status_code == 303
    db.session.expire_all()
    assert [(each.status.value, each.note, each.user.name) for each in release.steps] == [
        ("in_review", "Please look.", "Bob Diallo"),
        ("draft", "The date?", "Bob Diallo"),
        ("in_review", "", "Bob Diallo"),
        ("cleared", "Good.", "Bob Diallo"),
        ("published", "", "Bob Diallo"),
    ]
    page = bob.get(desk(release)).text
    assert "Sent to review" in page
    assert "Please look." in page


@pytest.mark.parametrize("step", [clearing.submit, clearing.clear, clearing.send_back])
def test_what_is_out_is_neither_reviewed_nor_cleared(app, release, step):
    actions.publish(release)
    with pytest.raises(ReleaseStatusError):
        step(release)


def test_whoever_publishes_clears(app, release):
    actions.publish(release)
    assert [each.status for each in release.steps] == [ReleaseStatus.CLEARED, ReleaseStatus.PUBLISHED]


def test_a_changed_text_has_to_be_cleared_again(app, release):
    clearing.clear(release)
    edit(release)
    assert release.status == ReleaseStatus.DRAFT


def test_a_note_that_is_too_long_stands_beside_its_field_and_changes_nothing(bob, release):
    answer = bob.post(desk(release, "submit"), data={"note": "x" * 1001})
    assert answer.status_code == 422
    assert 'id="note-submit-error"' in answer.text
    assert release.status == ReleaseStatus.DRAFT


def test_a_funder_who_wants_to_see_it_has_to_agree_first(bob, release):
    source = the_funder(release)
    source.needs_sign_off = True
    db.session.commit()
    answer = bob.post(desk(release, "publish"))
    assert answer.status_code == 422
    assert "A funder has to agree" in answer.text
    wrong = bob.post(desk(release, "sign-offs"), data={"source_id": str(source.id), "given_by": ""})
    assert 'id="given_by-error"' in wrong.text
    agreed = {"source_id": str(source.id), "given_by": "Ana Ruiz, by mail of 3 March"}
    assert bob.post(desk(release, "sign-offs"), data=agreed).status_code == 303
    assert "Ana Ruiz, by mail of 3 March" in bob.get(desk(release)).text
    assert bob.post(desk(release, "publish")).status_code == 303


def test_a_funder_has_agreed_to_the_text_as_it_stood(app, release):
    source = the_funder(release)
    source.needs_sign_off = True
    clearing.sign_off(release, source, "Ana Ruiz")
    assert without_sign_off(release) == []
    edit(release)
    assert without_sign_off(release) == [source]
    with pytest.raises(SignOffMissingError):
        actions.publish(release)


def test_what_is_out_stays_out_until_its_correction_is_published(bob, release):
    actions.publish(release)
    db.session.commit()
    before = find_text(release, "en").headline
    address = f"/en/releases/{release.slug}/"
    edit(release)
    db.session.commit()
    assert before in bob.get(address).text
    assert "What is out differs" in bob.get(desk(release)).text
    assert "Another headline" in bob.get(desk(release, "en/")).text
    assert bob.post(desk(release, "correct"), data={"note-en": ""}).status_code == 422
    assert bob.post(desk(release, "correct"), data={"note-en": "The headline was wrong."}).status_code == 303
    page = bob.get(address).text
    assert "Another headline" in page
    assert "The headline was wrong." in page
    assert before not in page


def test_changes_of_what_is_out_can_be_dropped(bob, release):
    actions.publish(release)
    edit(release)
    db.session.commit()
    assert bob.post(desk(release, "drop")).status_code == 303
    db.session.expire_all()
    assert not find_text(release, "en").is_pending


def test_nothing_changed_is_nothing_to_correct(app, release):
    actions.publish(release)
    with pytest.raises(NothingToCorrectError):
        clearing.publish_correction(release, Translated(en="Nothing"))


def test_a_language_added_to_what_is_out_waits_for_the_correction(client, release):
    actions.publish(release)
    actions.write_again(release, "ru")
    db.session.commit()
    assert 'lang="en"' in client.get(f"/ru/releases/{release.slug}/").text
    clearing.publish_correction(release, Translated(en="Now in Russian."))
    db.session.commit()
    assert 'class="release-sheet" lang="ru"' in client.get(f"/ru/releases/{release.slug}/").text


def test_every_change_leaves_a_version_that_can_be_restored(bob, release):
    first = find_text(release, "en").headline
    edit(release)
    db.session.commit()
    page = bob.get(desk(release, "en/versions/")).text
    assert "Version 2" in page
    assert "<del>" in page
    assert bob.post(desk(release, "en/versions/1/restore")).status_code == 303
    db.session.expire_all()
    assert find_text(release, "en").headline == first
    assert [each.number for each in find_text(release, "en").versions] == [1, 2, 3]
    assert bob.post(desk(release, "en/versions/9/restore")).status_code == 404


@given(st.text(), st.text())
def test_the_difference_of_two_texts_holds_both(before, after):
    found = changes(before, after)
    assert "".join(each.same + each.gone for each in found) == before
    assert "".join(each.same + each.come for each in found) == after


def test_an_event_has_one_release_for_each_occasion_but_any_number_of_corrections(app, release):
    event = release.event
    actions.publish(release)
    outcome = actions.write_release(event, ["en"], kind=ReleaseKind.OUTCOME)
    assert "concludes" in find_text(outcome, "en").headline
    with pytest.raises(AlreadyAnnouncedError):
        actions.write_release(event, ["en"], kind=ReleaseKind.OUTCOME)
    for _time in range(2):
        correction = actions.write_release(event, ["en"], kind=ReleaseKind.CORRECTION, corrects=release)
        assert find_text(correction, "en").headline.startswith("Correction: China and EU")


def test_a_correction_is_written_as_a_release_from_the_page_of_what_it_corrects(bob, release):
    actions.publish(release)
    db.session.commit()
    answer = bob.post(desk(release, "correction"))
    assert answer.status_code == 303
    assert "This corrects the release" in bob.get(answer.location).text


def test_what_there_is_to_tell_follows_the_event(app, release):
    event = release.event
    assert fitting_kind(event, event.starts_at.replace(year=2015)) == ReleaseKind.ANNOUNCEMENT
    assert fitting_kind(event, event.starts_at) == ReleaseKind.OPENING
    assert fitting_kind(event, event.ends_at) == ReleaseKind.OUTCOME
    events.cancel(event)
    assert fitting_kind(event, event.starts_at) == ReleaseKind.CANCELLATION


@pytest.mark.parametrize(
    "path",
    ["submit", "clear", "send-back", "sign-offs", "correct", "drop", "correction", "en/versions/1/restore"],
)
def test_whoever_does_not_look_after_the_event_finds_no_release(client, release, path):
    make_user(EVE, Role.PRESS_OFFICER)
    assert sign_in(client, EVE).post(desk(release, path)).status_code == 404
