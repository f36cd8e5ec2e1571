"""Writing, editing, dating and publishing releases, without pages."""

from datetime import date, timedelta

import pytest

from eventhub.audit.queries import history_of
from eventhub.clock import now
from eventhub.db import db
from eventhub.events import actions as events
from eventhub.releases import actions
from eventhub.releases.errors import (
    AlreadyAnnouncedError,
    ChangedMeanwhileError,
    EditedTextError,
    EmbargoOverError,
    NothingToPublishError,
    ReleaseStatusError,
)
from eventhub.releases.models import Release, ReleaseStatus
from eventhub.releases.queries import find_text, text_in
from eventhub.releases.wording import Wording
from tests.releases import newsroom

MINE = Wording("My headline", "My first paragraph.\n\nMy second.")


def edit(release, language, wording=MINE):
    text = find_text(release, language)
    actions.edit_text(release, language, wording, seen=text.updated_at if text else None)


def test_release_is_written_in_the_languages_of_the_title(app):
    event = newsroom.make_workshop()
    release = actions.write_release(event)
    assert {text.language for text in release.texts} == set(event.title)
    assert not any(text.is_edited for text in release.texts)
    assert release.status == ReleaseStatus.DRAFT


def test_event_has_one_announcement(app):
    event = newsroom.make_workshop()
    release = newsroom.make_release(event)
    with pytest.raises(AlreadyAnnouncedError) as refusal:
        actions.write_release(event)
    assert refusal.value.release is release


def test_event_whose_release_was_withdrawn_can_be_announced_again(app):
    event = newsroom.make_workshop()
    release = newsroom.make_release(event)
    actions.withdraw(release)
    again = actions.write_release(event, as_of=newsroom.AS_OF)
    assert again.slug == f"{release.slug}-2"
    with pytest.raises(AlreadyAnnouncedError):
        actions.publish(release)


def test_hand_edits_are_not_written_over(app):
    release = newsroom.make_release(is_published=False)
    edit(release, "fr")
    with pytest.raises(EditedTextError):
        actions.write_again(release, "fr")
    assert find_text(release, "fr").headline == "My headline"


def test_an_edited_headline_alone_counts_as_edited(app):
    release = newsroom.make_release(is_published=False)
    edit(release, "fr", Wording("My headline", find_text(release, "fr").body))
    with pytest.raises(EditedTextError):
        actions.write_again(release, "fr")


def test_hand_edits_are_written_over_when_that_is_wanted(app):
    release = newsroom.make_release(is_published=False)
    before = find_text(release, "fr").body
    edit(release, "fr")
    text = actions.write_again(release, "fr", may_replace_edits=True)
    assert (text.body, text.is_edited) == (before, False)


def test_second_of_two_editors_is_told(app):
    release = newsroom.make_release(is_published=False)
    seen = find_text(release, "fr").updated_at
    actions.edit_text(release, "fr", MINE, seen=seen)
    with pytest.raises(ChangedMeanwhileError):
        actions.edit_text(release, "fr", Wording("Theirs", "Their text."), seen=seen)
    assert find_text(release, "fr").headline == "My headline"


def test_editors_of_two_languages_are_in_nobodys_way(app):
    release = newsroom.make_release(is_published=False)
    seen = find_text(release, "es").updated_at
    edit(release, "fr")
    actions.edit_text(release, "es", MINE, seen=seen)
    assert find_text(release, "es").headline == "My headline"


def test_language_that_cannot_be_written_is_added_by_hand(app):
    release = newsroom.make_release(is_published=False)
    edit(release, "zh", Wording("标题", "正文。"))
    assert text_in(release, "zh").headline == "标题"


def test_date_sets_the_tense_of_texts_that_nobody_edited(app):
    release = newsroom.make_release(is_published=False)
    edit(release, "fr")
    actions.date_release(release, date(2016, 11, 10))
    assert "organized" in find_text(release, "en").body
    assert find_text(release, "fr").body == MINE.body


def test_body_is_kept_as_paragraphs_with_one_blank_line_between():
    typed = Wording.typed(" A headline\nin two lines ", "One.\n  \n\n\nTwo,\nstill two.\n")
    assert typed == Wording("A headline in two lines", "One.\n\nTwo,\nstill two.")


def test_publishing_makes_it_public_now(app):
    before = now()
    release = newsroom.make_release()
    assert before <= release.published_at <= now()
    assert release.embargo_until is None


def test_embargo_is_when_it_comes_out(app):
    end = now() + timedelta(days=1)
    release = newsroom.make_release(embargo_until=end)
    assert release.published_at == release.embargo_until == end
    assert release.changed_at == end
    assert all(text.changed_at == end for text in release.texts)


def test_embargo_in_the_past_is_refused(app):
    release = newsroom.make_release(is_published=False)
    with pytest.raises(EmbargoOverError):
        actions.publish(release, embargo_until=now() - timedelta(minutes=1))
    assert release.status == ReleaseStatus.DRAFT


def test_publishing_again_without_embargo_forgets_the_one_that_was_set(app):
    release = newsroom.make_release(embargo_until=now() + timedelta(days=1))
    actions.withdraw(release)
    actions.publish(release)
    assert release.published_at <= now()
    assert release.embargo_until is None


def test_publishing_again_keeps_the_day_on_which_it_first_came_out(app):
    release = newsroom.make_release()
    first = release.published_at
    actions.withdraw(release)
    actions.publish(release)
    assert release.published_at == first


def test_release_without_text_is_not_published(app):
    release = actions.write_release(newsroom.make_workshop(), languages=[])
    with pytest.raises(NothingToPublishError):
        actions.publish(release)


def test_published_release_is_neither_published_nor_deleted(app):
    release = newsroom.make_release()
    for verb in (actions.publish, actions.delete_draft):
        with pytest.raises(ReleaseStatusError):
            verb(release)


def test_draft_is_deleted_with_its_texts_and_leaves_a_line(app):
    release = newsroom.make_release(is_published=False)
    actions.delete_draft(release)
    assert history_of(release)[0].action == "release:text:delete"
    assert db.session.query(Release).count() == 0


def test_draft_is_not_withdrawn(app):
    with pytest.raises(ReleaseStatusError):
        actions.withdraw(newsroom.make_release(is_published=False))


def test_every_act_leaves_an_audit_line(app):
    release = newsroom.make_release(is_published=False)
    edit(release, "fr")
    actions.write_again(release, "en")
    actions.date_release(release, date(2016, 11, 2))
    actions.publish(release)
    actions.withdraw(release)
    assert [entry.action for entry in reversed(history_of(release))] == [
        "release:text:write",
        "release:text:edit",
        "release:text:rewrite",
        "release:date:set",
        "release:status:publish",
        "release:status:withdraw",
    ]


def test_deleting_the_event_as_a_draft_takes_its_release_along(app):
    event = newsroom.make_workshop(is_published=False)
    newsroom.make_release(event, is_published=False)
    events.delete_draft(event)
    assert db.session.query(Release).count() == 0
