"""Mailings on the desk: written, looked at, read by a colleague, sent."""

import pytest

from eventhub.accounts.models import User
from eventhub.db import db, transaction
from eventhub.events.models import Event, EventStaff
from eventhub.mailings.models import Mailing, MailingStatus
from eventhub.registration.actions import DeskDetails, set_desk
from tests.mailings.cast import draft, mails_of, make_peopled_workshop, parsed, send, write_all
from tests.people import ALICE, BOB
from tests.registration.cast import mails_to, person, register

LIST = "/desk/events/workshop/mailings/"
TYPED = {
    "subject-en": "To {name}",
    "body-en": "See **you** at {venue}: {link}",
    "subject-fr": "Pour {name}",
    "body-fr": "À bientôt",
    "audience": "participants",
    "statuses": ["confirmed", "waitlisted"],
}


@pytest.fixture
def workshop(app, alice, bob) -> Event:
    """Looked after by Alice and Bob."""
    event = make_peopled_workshop()
    users = db.session.query(User).filter(User.email.in_([ALICE.email, BOB.email]))
    event.staff = [EventStaff(user=user) for user in users]
    db.session.commit()
    return event


def write(browser, **more) -> str:
    """Write a mailing by the form; the address of its page comes back."""
    answer = browser.post(f"{LIST}new/", data={**TYPED, **more})
    assert answer.status_code == 303, answer.text
    return answer.location


def test_it_is_written_looked_at_with_real_data_and_sent(alice, workshop):
    page = write(alice)
    shown = alice.get(page).text
    assert all(each in shown for each in ("To Amal 0", "Carla 2"))
    assert "<strong>you</strong>" in shown
    person_key = f"r{mails_key(shown, 'Boris 1')}"
    assert "Pour Boris 1" in alice.get(f"{page}?person={person_key}").text
    assert "To Boris 1" in alice.get(f"{page}?person={person_key}&language=en").text
    assert alice.post(f"{page}send").status_code == 303
    being_sent = alice.get(page).text
    assert ("0 of 3" in being_sent, f"{page}stop" in being_sent) == (True, True)
    write_all()
    assert [each.subject for each in mails_of()] == ["To Amal 0", "Pour Boris 1", "To Carla 2"]
    log = alice.get(page).text
    assert all(f"{name.lower()}@example.org" in log for name in ("amal.0", "boris.1", "carla.2"))
    alice.post(f"{page}send")
    write_all()
    assert len(mails_of()) == 3


def mails_key(page: str, name: str) -> str:
    """The number of a registration, as the choice of the preview has it."""
    return page.split(f">{name}</option>")[0].rpartition('value="r')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"body-fr": "Bonjour {nom}"}, "No such gap: {nom}"),
        ({"subject-en": "{deadline}"}, "No such gap: {deadline}"),
        ({"body-fr": ""}, "Write the subject and the text in this language, or neither."),
        (
            {"subject-en": "", "body-en": "", "subject-fr": "", "body-fr": ""},
            "Fill in at least one language.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(alice, workshop, typed, said):
    answer = alice.post(f"{LIST}new/", data={**TYPED, **typed})
    assert (answer.status_code, said in answer.text, db.session.query(Mailing).count()) == (422, True, 0)
    assert "waitlisted" in answer.text


def test_a_second_pair_of_eyes_is_somebody_elses(alice, bob, workshop):
    page = write(alice, needs_second_reader="y")
    alice.post(f"{page}submit")
    alice.post(f"{page}send")
    assert mails_of() == []
    assert "/send" not in alice.get(page).text
    bob.post(f"{page}send")
    write_all()
    assert len(mails_of()) == 3


def test_whoever_changes_what_was_read_is_its_writer(alice, bob, workshop):
    page = write(alice, needs_second_reader="y")
    alice.post(f"{page}submit")
    bob.post(f"{page}edit/", data={**TYPED, "needs_second_reader": "y"})
    bob.post(f"{page}submit")
    bob.post(f"{page}send")
    assert mails_of() == []
    alice.post(f"{page}send")
    write_all()
    assert len(mails_of()) == 3


def test_what_is_being_sent_is_stopped_before_the_rest_goes(alice, workshop):
    page = write(alice)
    alice.post(f"{page}send")
    answer = alice.post(f"{page}stop", follow_redirects=True)
    assert "3 people have not been written to." in answer.text
    write_all()
    assert mails_of() == []


def test_it_is_scheduled_and_taken_out_again(alice, workshop):
    page = write(alice)
    wrong = alice.post(
        f"{page}schedule", data={"days": "40000", "anchor": "before_start", "at_time": "09:00"}
    )
    assert wrong.status_code == 422
    alice.post(f"{page}schedule", data={"days": "7", "anchor": "before_start", "at_time": "09:00"})
    assert "7 days before the event begins" in alice.get(page).text
    alice.post(f"{page}return")
    assert db.session.query(Mailing).one().status == MailingStatus.DRAFT


def test_an_outsider_learns_of_nothing(eve, workshop):
    number = draft(workshop).id
    for path in ("", "new/", f"{number}/", f"{number}/edit/", "texts/registration_declined/"):
        assert eve.get(LIST + path).status_code == 404, path
    for verb in ("send", "submit", "return", "schedule", "again", "copy", "delete"):
        assert eve.post(f"{LIST}{number}/{verb}").status_code == 404
    assert mails_of() == []


def test_the_page_takes_as_many_queries_for_one_person_as_for_five(alice, workshop, count_queries):
    mailing = draft(workshop)
    send(mailing)

    def queries() -> int:
        with count_queries() as sent:
            alice.get(f"{LIST}{mailing.id}/")
        return len(sent)

    three = queries()
    for number in (3, 4):
        register(workshop, person(number))
    send(again := draft(workshop))
    mailing = again
    assert queries() == three


def test_own_words_stand_in_place_of_the_standard_ones(alice, workshop):
    pending = f"{LIST}texts/registration_pending/"
    typed = {"subject-fr": "Reçu, {name}", "intro-fr": "Nous lisons **tout**. Réf. {reference}"}
    assert alice.post(pending, data=typed).status_code == 303
    with transaction():
        set_desk(db.session.get_one(Event, workshop.id), DeskDetails(needs_approval=True))
    register(workshop, person(4), language="fr")
    register(workshop, person(5), language="en")
    own, standard = (parsed(each) for each in mails_of("registration_pending"))
    assert own["Subject"] == "Reçu, Emma 4"
    assert "<strong>tout</strong>" in own.get_body(("html",)).get_content()
    assert "Reçu" not in standard["Subject"]
    alice.post(f"{pending}reset")
    register(workshop, person(6), language="fr")
    assert "Reçu" not in mails_of("registration_pending")[-1].subject
    assert mails_to("grace.6@example.org") == ["registration_pending"]


def test_there_is_no_other_mail_whose_words_can_be_changed(alice, workshop):
    assert alice.get(f"{LIST}texts/../../layout/").status_code == 404
    assert alice.get(f"{LIST}texts/media_link/").status_code == 404
    assert "No such gap" in alice.post(f"{LIST}texts/registration_declined/", data={"intro-en": "{x}"}).text
