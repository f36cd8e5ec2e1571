"""The form builder at the desk."""

import pytest

from eventhub.accounts.models import User
from eventhub.db import Translated, db, transaction
from eventhub.events.models import Event, EventStaff
from eventhub.questions import actions
from eventhub.questions.copying import copy_form
from eventhub.questions.models import Category, Privacy, Question, QuestionKind, Section
from eventhub.questions.queries import sections_of
from eventhub.questions.rules import questions_of
from tests.people import ALICE
from tests.questions.cast import CHOICE, YES_NO, category, question, section
from tests.registration.cast import make_workshop

FORM = "/desk/events/workshop/form/"
TWO_ANSWERS = {"options-0-label-en": "Data", "options-1-label-en": "Law"}


@pytest.fixture
def workshop(app, alice) -> Event:
    event = make_workshop()
    event.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    return event


def labels(event: Event) -> list[str]:
    db.session.expire_all()
    return [each.label["en"] for each in questions_of(sections_of(event))]


def test_an_outsider_learns_and_changes_nothing(eve, workshop):
    asked = question(section(workshop))
    assert eve.get(FORM).status_code == 404
    assert eve.get(f"{FORM}questions/{asked.id}/").status_code == 404
    assert eve.post(f"{FORM}questions/{asked.id}/delete").status_code == 404
    assert labels(workshop) == ["Why?"]


def test_parts_of_another_event_are_not_reached_by_way_of_one_s_own(alice, workshop):
    strange = question(section(make_workshop("another")))
    assert alice.get(f"{FORM}questions/{strange.id}/").status_code == 404
    assert alice.post(f"{FORM}questions/{strange.id}/up").status_code == 404
    assert alice.get(f"{FORM}sections/{strange.section_id}/").status_code == 404


def test_an_organiser_asks_a_question_with_answers_to_choose_from(alice, workshop):
    made = section(workshop)
    sent = {
        "label-en": "Which group?",
        "label-fr": "Quel groupe ?",
        "kind": "choice",
        "is_required": "y",
        "privacy": "plain",
        "options-0-label-en": "Data",
        "options-0-places": "12",
        "options-1-label-en": "Law",
        "options-2-label-en": "",
    }
    answer = alice.post(f"{FORM}sections/{made.id}/questions/new", data=sent)
    assert (answer.status_code, answer.location) == (303, FORM)
    found = db.session.query(Question).one()
    assert (found.kind, found.privacy, found.is_required) == (QuestionKind.CHOICE, Privacy.PLAIN, True)
    assert [(each.label["en"], each.places) for each in found.options] == [("Data", 12), ("Law", None)]
    page = alice.get(FORM).text
    assert "Data – 12 places are left." in page
    assert "Quel groupe ?" in alice.get(f"{FORM}?preview=fr").text
    assert 'dir="rtl"' in alice.get(f"{FORM}?preview=ar").text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"label-en": ""}, "Fill in at least one language."),
        ({"kind": "choice"}, "Write at least two answers"),
        ({"minimum": "5", "maximum": "2"}, "This is less than the least."),
        ({"maximum": "-5"}, "Write a number from 1 to 20000."),
        ({"kind": "long_text", "maximum": "20001"}, "Write a number from 1 to 20000."),
        ({"kind": "date", "earliest": "2026-05-02", "latest": "2026-05-01"}, "This is before the first day."),
        ({"kind": "choices", "minimum": "3", **TWO_ANSWERS}, "There are fewer answers to choose from."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_asked(alice, workshop, wrong, words):
    sent = {"label-en": "Why?", "kind": "text", "privacy": "plain", **wrong}
    answer = alice.post(f"{FORM}sections/{section(workshop).id}/questions/new", data=sent)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert labels(workshop) == []


@pytest.mark.parametrize(("least", "most"), [(400, None), (None, -5), (3, 2), (30_000, 40_000)])
@pytest.mark.parametrize("kind", [QuestionKind.TEXT, QuestionKind.LONG_TEXT])
def test_lengths_that_no_text_can_have_do_not_cost_the_page_of_registering(
    client, workshop, kind, least, most
):
    question(section(workshop), "Why so long?", kind, minimum=least, maximum=most)
    page = client.get("/en/events/workshop/register/")
    assert (page.status_code, "Why so long?" in page.text) == (200, True)


def test_a_question_is_shown_while_it_is_written_in_each_of_its_languages_and_not_kept(alice, workshop):
    typed = {
        "label-en": "Which group?",
        "label-ar": "أي مجموعة؟",
        "kind": "choices",
        "minimum": "many",
        "privacy": "plain",
        **TWO_ANSWERS,
    }
    address = f"{FORM}sections/{section(workshop).id}/questions/new"
    assert "data-preview" in alice.get(address).text
    answer = alice.post(address, data=typed | {"preview": "1"})
    assert answer.status_code == 200
    shown = answer.text.partition("data-preview")[2]
    assert ("Which group?" in shown, "أي مجموعة؟" in shown, 'dir="rtl"' in shown) == (True, True, True)
    assert shown.count('type="checkbox"') == 4
    assert "Quel" not in shown
    assert labels(workshop) == []


def test_a_question_that_is_asked_already_stands_as_it_was_until_it_is_saved(alice, workshop):
    asked = question(section(workshop))
    address = f"{FORM}questions/{asked.id}/"
    assert "Why?" in alice.get(address).text.partition("data-preview")[2]
    typed = {"label-en": "Why not?", "kind": "text", "privacy": "plain", "preview": "1"}
    assert "Why not?" in alice.post(address, data=typed).text.partition("data-preview")[2]
    assert labels(workshop) == ["Why?"]


def test_a_question_with_answers_to_choose_from_is_opened_and_saved_as_it_was(alice, workshop):
    asked = question(section(workshop), "Which?", CHOICE, options=[("Data", 12), "Law"])
    numbers = [each.id for each in asked.options]
    address = f"{FORM}questions/{asked.id}/"
    page = alice.get(address)
    assert page.status_code == 200
    assert page.text.partition("data-preview")[2].count("<option") == 3
    typed = {f"options-{row}-number": str(number) for row, number in enumerate(numbers)}
    sent = {"label-en": "Which?", "kind": "choice", "privacy": "plain", **TWO_ANSWERS, **typed}
    assert alice.post(address, data=sent).status_code == 303
    db.session.expire_all()
    assert [each.id for each in db.session.get(Question, asked.id).options] == numbers


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x"])
def test_the_number_of_an_answer_that_no_answer_has_is_that_of_a_new_one(alice, workshop, number):
    sent = {
        "label-en": "Which?",
        "kind": "choice",
        "privacy": "plain",
        **TWO_ANSWERS,
        "options-0-number": number,
    }
    answer = alice.post(f"{FORM}sections/{section(workshop).id}/questions/new", data=sent)
    assert (answer.status_code, labels(workshop)) == (303, ["Which?"])


def test_a_button_adds_a_row_of_answers_and_saves_nothing(alice, workshop):
    sent = {"label-en": "Which?", "kind": "choice", "privacy": "plain", "options-0-label-en": "A"}
    answer = alice.post(
        f"{FORM}sections/{section(workshop).id}/questions/new", data=sent | {"rows": "options:add"}
    )
    assert (answer.status_code, "options-1-label-en" in answer.text) == (200, True)
    assert labels(workshop) == []


def test_questions_move_by_buttons_also_into_the_next_section(alice, workshop):
    first, second = section(workshop), section(workshop, title=Translated(en="Travel"))
    asked = [question(first, "One"), question(first, "Two"), question(second, "Three")]
    alice.post(f"{FORM}questions/{asked[0].id}/down")
    assert labels(workshop) == ["Two", "One", "Three"]
    alice.post(f"{FORM}questions/{asked[0].id}/down")
    assert db.session.get(Question, asked[0].id).section_id == second.id
    alice.post(f"{FORM}sections/{second.id}/up")
    assert labels(workshop) == ["One", "Three", "Two"]


def test_a_question_never_comes_before_the_one_on_which_it_depends(alice, workshop):
    made = section(workshop)
    deciding = question(made, "Do you fly?", YES_NO)
    depends = question(made, "Which flight?", shown_if_id=deciding.id, shown_if_values=["yes"])
    answer = alice.post(f"{FORM}questions/{depends.id}/up", follow_redirects=True)
    assert "depend only on one that comes before it" in answer.text
    assert labels(workshop) == ["Do you fly?", "Which flight?"]
    page = alice.get(f"{FORM}questions/{depends.id}/").text
    assert f'value="{deciding.id}:yes"' in page
    alice.post(f"{FORM}questions/{deciding.id}/delete")
    db.session.expire_all()
    assert db.session.query(Question).one().shown_if_id is None


def test_one_click_asks_a_standard_question_in_all_languages_once(alice, workshop):
    for _again in range(2):
        alice.post(f"{FORM}standard", data={"name": ["gender", "arrival"]})
    gender, arrival = db.session.query(Question).order_by(Question.id)
    assert set(gender.label) == {"en", "fr", "es", "ar", "zh", "ru"}
    assert [each.key for each in gender.options] == ["female", "male", "other", "undisclosed"]
    assert (gender.open_until, arrival.open_until) == (None, workshop.starts_at)


def test_an_answer_that_somebody_has_chosen_is_not_taken_away(alice, workshop):
    asked = question(section(workshop), "Which?", CHOICE, ["A", "B"])
    asked.options[0].taken = 1
    db.session.commit()
    sent = {"label-en": "Which?", "kind": "text", "privacy": "plain"}
    answer = alice.post(f"{FORM}questions/{asked.id}/", data=sent)
    assert (answer.status_code, "Somebody has chosen this answer" in answer.text) == (422, True)
    assert len(asked.options) == 2


def test_a_category_has_an_address_of_its_own(alice, workshop):
    sent = {
        "name-en": "Media",
        "name-ar": "الإعلام",
        "capacity": "5",
        "needs_approval": "y",
        "is_offered": "y",
    }
    for _again in range(2):
        assert alice.post(f"{FORM}categories/new", data=sent).status_code == 303
    assert [each.key for each in db.session.query(Category).order_by(Category.id)] == ["media", "media-2"]
    assert "0 of 5 places taken" in alice.get(FORM).text


def test_a_form_is_copied_with_its_conditions(workshop):
    media = category(workshop)
    made = section(workshop, category=media)
    which = question(made, "Which?", CHOICE, ["A", "B"])
    chosen = str(which.options[1].id)
    question(made, "Why B?", shown_if_id=which.id, shown_if_values=[chosen])
    another = make_workshop("another")
    with transaction():
        copy_form(workshop, another)
    copied = questions_of(sections_of(another))
    assert [each.label["en"] for each in copied] == ["Which?", "Why B?"]
    assert copied[1].shown_if_id == copied[0].id
    assert copied[1].shown_if_values == [str(copied[0].options[1].id)]
    assert db.session.query(Section).filter_by(event_id=another.id).one().category.event_id == another.id


def test_deleting_a_section_deletes_its_questions(workshop):
    made = section(workshop)
    question(made)
    with transaction():
        actions.delete_section(made)
    assert db.session.query(Question).count() == 0
