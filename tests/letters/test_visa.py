"""The letter with which somebody asks for a visa: asked for by people, issued or declined, looked up by embassies."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from eventhub.audit.models import AuditEntry
from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.delegations.models import Delegation
from eventhub.events import actions as events
from eventhub.events.models import Event
from eventhub.letters import actions
from eventhub.letters.errors import LetterDecidedError
from eventhub.letters.models import Costs, VisaLetter, VisaLetterStatus
from eventhub.letters.rules import KEPT_AFTER
from eventhub.letters.visa import reference_of, slug_of
from eventhub.outbox.models import OutboxMessage
from eventhub.questions.models import QuestionKind
from eventhub.registration.answers import AnswerDetails, write_answers
from eventhub.registration.models import Registration
from eventhub.registration.personal_data import data_of, erase
from eventhub.text.languages import CODES
from tests.delegations.cast import ask as ask_organization
from tests.delegations.cast import make_asked_workshop
from tests.desk.cast import give
from tests.letters.cast import DETAILS, drawn, give_paper, words_of_file
from tests.people import ALICE
from tests.questions.cast import question, section
from tests.registration.cast import DINAS, cancel, mails_to, register

DESK = "/desk/events/workshop/letters/"


@pytest.fixture
def event(app, alice):
    return give(make_asked_workshop(), ALICE)


@pytest.fixture
def dina(event):
    return register(event, DINAS, language="fr")


def form(event: Event, **more) -> dict:
    usual = {
        "passport-surname": "HADDAD",
        "passport-given_names": "Dina Leila",
        "passport-number": "K1234567",
        "passport-nationality": "LB",
        "passport-born_on": "1984-05-17",
        "passport-expires_on": f"{event.last_day.year + 1}-01-31",
        "embassy": "Embassy of China",
        "embassy_city": "Beirut",
        "arrives_on": (event.first_day - timedelta(days=1)).isoformat(),
        "leaves_on": (event.last_day + timedelta(days=1)).isoformat(),
        "language": "en",
    }
    return usual | more


def own(registration: Registration, path: str = "", language: str = "fr") -> str:
    return f"/{language}/registrations/{registration.token}/letters/{path}"


def ask(client, dina, **more):
    return client.post(own(dina, "visa/", "en"), data=form(dina.event, **more))


def only() -> VisaLetter:
    db.session.rollback()
    return db.session.query(VisaLetter).one()


def issue(letter: VisaLetter, costs: Costs = Costs.ORGANISERS) -> VisaLetter:
    with transaction():
        actions.issue(db.session.get_one(VisaLetter, letter.id), costs, now=now())
    return only()


def checked(client, letter: VisaLetter, code: str | None = None):
    query = {"code": code or letter.check_code}
    return client.get(f"/en/letters/{slug_of(letter.reference)}/", query_string=query)


def test_from_asking_to_the_embassy(alice, client, event, dina):
    give_paper(event.office, DETAILS, emblem=drawn(), signature=drawn("red"))
    assert ask(client, dina).status_code == 303
    assert "K1234567" in alice.get(f"{DESK}{only().id}/").text
    assert "1 invitation letter is asked for" in alice.get("/desk/").text
    assert "Dina Haddad" in alice.get(DESK).text
    answer = alice.post(f"{DESK}{only().id}/issue", data={"costs": "organisers"}, follow_redirects=True)
    assert "The letter is issued" in answer.text
    letter = only()
    assert mails_to(dina.email)[-1] == "visa_letter_issued"
    mail = db.session.query(OutboxMessage).filter_by(kind="visa_letter_issued").one()
    assert mail.language == "fr"
    assert own(dina) in mail.body
    assert "K1234567" not in mail.body
    assert letter.reference in client.get(own(dina)).text
    for suffix in ("pdf", "docx"):
        words = words_of_file(client.get(own(dina, f"visa.{suffix}")).data, suffix)
        for said in (
            "Dina Leila HADDAD", "K1234567", "Lebanon", "Embassy of China", "Beirut", "Safe migration",
            "Mission in China", "Amina Rossi", letter.reference, letter.check_code, "bears the costs of travel",
        ):  # fmt: skip
            assert said in words
    shown = checked(client, letter).text
    assert "genuine and valid" in shown
    assert "Dina Leila HADDAD" in shown
    assert "K1234567" not in shown
    assert dina.email not in shown


@pytest.mark.parametrize("costs", Costs)
@pytest.mark.parametrize("language", CODES)
def test_it_is_written_in_the_language_of_the_embassy(client, event, dina, language, costs):
    ask(client, dina, language=language)
    issue(only(), costs)
    words = words_of_file(client.get(own(dina, "visa.docx")).data, "docx")
    assert "%(" not in words
    assert "HADDAD" in words
    assert client.get(own(dina, "visa.pdf")).data.startswith(b"%PDF-")


def test_it_has_the_next_number_of_the_letters_of_the_event(client, event, dina):
    first = ask_organization(event)
    ask(client, dina)
    letter = issue(only())
    again = ask_organization(db.session.get_one(Event, event.id), 1)
    numbers = [first.reference, letter.reference, again.reference]
    assert [each[-3:] for each in numbers] == ["-01", "-02", "-03"]
    assert db.session.query(Delegation).count() == 2
    assert reference_of(slug_of(letter.reference)) == letter.reference


def test_the_form_begins_with_what_was_told_before(client, event, dina):
    asked = question(section(event), "Your passport", QuestionKind.PASSPORT)
    passport = {"surname": "HADDAD", "given_names": "Dina", "number": "K7654321", "nationality": "LB",
                "born_on": "1984-05-17", "expires_on": "2099-01-01"}  # fmt: skip
    with transaction():
        registration = db.session.get_one(Registration, dina.id)
        write_answers(registration, AnswerDetails(values={asked.id: passport}))
    page = client.get(own(dina, "visa/")).text
    for value in ("K7654321", "1984-05-17", "2099-01-01", (event.first_day - timedelta(days=1)).isoformat()):
        assert f'value="{value}"' in page
    assert '<option selected value="fr">' in page
    ask(client, dina, embassy="Consulate of China")
    assert 'value="Consulate of China"' in client.get(own(dina, "visa/")).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"passport-number": ""}, "Please answer this."),
        ({"embassy": ""}, "This field is required."),
        ({"embassy": "see www.example.org"}, "without the address of a website"),
        ({"arrives_on": "1999-01-01"}, "Arrive in the month before the event"),
        ({"leaves_on": "2099-01-01"}, "Leave during the event"),
        ({"passport-expires_on": str(date.today())}, "valid until you leave"),  # noqa: DTZ011 - far before it
        ({"language": "xx"}, "Not a valid choice"),
    ],
)
def test_a_wrong_form_is_given_back_as_typed_and_asks_for_nothing(client, dina, wrong, said):
    answer = ask(client, dina, **wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Beirut"' in answer.text
    assert db.session.query(VisaLetter).count() == 0


def test_who_has_no_place_gets_no_letter(client, event, dina):
    cancel(dina)
    assert "people who have a place" in ask(client, dina).text
    assert client.get(own(dina, "confirmation.pdf")).status_code == 404
    assert db.session.query(VisaLetter).count() == 0


def test_what_is_asked_is_changed_until_somebody_decides(client, dina):
    ask(client, dina)
    ask(client, dina, embassy_city="Damascus")
    assert only().details["embassy_city"] == "Damascus"
    issue(only())
    assert "decided on this letter meanwhile" in ask(client, dina, embassy_city="Amman").text
    assert only().details["embassy_city"] == "Damascus"


def test_a_letter_that_is_declined_says_why_and_another_may_be_asked_for(alice, client, event, dina):
    ask(client, dina)
    page = f"{DESK}{only().id}/"
    assert alice.post(f"{page}decline", data={"reason": ""}).status_code == 422
    alice.post(f"{page}decline", data={"reason": "The passport is not readable."})
    assert only().status == VisaLetterStatus.DECLINED
    mail = db.session.query(OutboxMessage).filter_by(kind="visa_letter_declined").one()
    assert "The passport is not readable." in mail.body
    assert "The passport is not readable." in client.get(own(dina)).text
    assert client.get(own(dina, "visa.pdf")).status_code == 404
    assert ask(client, dina).status_code == 303
    assert (
        "decided on this letter"
        in alice.post(f"{page}issue", data={"costs": "own"}, follow_redirects=True).text
    )


def test_a_withdrawn_letter_is_said_to_be(alice, client, event, dina):
    ask(client, dina)
    letter = issue(only())
    alice.post(f"{DESK}{letter.id}/withdraw", data={"reason": "Sent by mistake."})
    assert "organisers have withdrawn it" in checked(client, only()).text
    assert client.get(own(dina, "visa.pdf")).status_code == 404
    assert mails_to(dina.email)[-1] == "visa_letter_withdrawn"


def test_only_number_and_code_together_tell_anything(client, dina):
    ask(client, dina)
    letter = issue(only())
    address = f"/en/letters/{slug_of(letter.reference)}/"
    answers = [
        client.get(address),
        checked(client, letter, "23456789"),
        client.get("/en/letters/2090-1-01/?code=A"),
    ]
    assert [each.status_code for each in answers] == [200, 404, 404]
    assert not any("HADDAD" in each.text or "Safe migration" in each.text for each in answers)


def test_a_letter_holds_as_long_as_the_registration_and_the_event(client, event, dina):
    ask(client, dina)
    letter = issue(only())
    moved = db.session.get_one(Event, event.id)
    moved.starts_at, moved.ends_at = (each + timedelta(days=7) for each in (moved.starts_at, moved.ends_at))
    db.session.commit()
    assert "other dates since" in checked(client, letter).text
    cancel(db.session.get_one(Registration, dina.id))
    assert "no longer registered" in checked(client, only()).text
    with transaction():
        events.cancel(db.session.get_one(Event, event.id))
    assert "the event has been cancelled" in checked(client, only()).text


def test_a_letter_that_was_issued_does_not_change_afterwards(client, event, dina):
    ask(client, dina)
    issue(only())
    before = client.get(own(dina, "visa.pdf")).data
    changed = db.session.get_one(Event, event.id)
    changed.title, changed.office.name = Translated(en="Another title"), Translated(en="Another office")
    db.session.commit()
    assert client.get(own(dina, "visa.pdf")).data == before


def test_the_passport_is_encrypted_and_neither_trail_nor_mail_names_it(client, dina):
    ask(client, dina)
    issue(only())
    for column in ("details", "words"):
        raw = db.session.execute(text(f"SELECT {column} FROM visa_letters")).scalar_one()  # noqa: S608 - our own
        assert "K1234567" not in raw
        assert "HADDAD" not in raw
    trail = [(each.action, str(each.changes)) for each in db.session.query(AuditEntry)]
    assert [action for action, _ in trail if "visa_letter" in action] == [
        "registration:visa_letter:ask",
        "registration:visa_letter:issue",
    ]
    assert not any("K1234567" in changes or "HADDAD" in changes for _, changes in trail)


def test_the_passport_is_forgotten_some_time_after_the_event_and_the_number_stays(client, event, dina):
    ask(client, dina)
    letter = issue(only())
    assert not forget()
    moved = db.session.get_one(Event, event.id)
    moved.ends_at = now() - KEPT_AFTER
    moved.starts_at = moved.ends_at - timedelta(days=1)
    db.session.commit()
    assert forget()
    assert not forget()
    assert (only().details, only().words, only().reference) == (None, None, letter.reference)
    assert client.get(own(dina, "visa.pdf")).status_code == 404
    assert "The event is over" in checked(client, letter).text


def forget() -> bool:
    with transaction():
        return actions.forget_next_passport()


def test_a_person_s_data_tell_of_it_and_it_goes_with_the_person(client, dina):
    ask(client, dina)
    letter = issue(only())
    slug, code = slug_of(letter.reference), letter.check_code
    [told] = data_of(db.session.get_one(Registration, dina.id), "en")["visa_letters"]
    assert (told["number"], told["details"]["number"]) == (letter.reference, "K1234567")
    with transaction():
        erase(db.session.get_one(Registration, dina.id), at=now())
    assert db.session.query(VisaLetter).count() == 0
    assert client.get(f"/en/letters/{slug}/?code={code}").status_code == 404


def test_letters_are_for_those_who_look_after_the_event(eve, client, event, dina):
    ask(client, dina)
    page = f"{DESK}{only().id}/"
    assert [eve.get(each).status_code for each in (DESK, page, f"{page}letter.pdf")] == [404] * 3
    for what, data in (("issue", {"costs": "own"}), ("decline", {"reason": "No"})):
        assert eve.post(f"{page}{what}", data=data).status_code == 404
    assert only().status == VisaLetterStatus.ASKED


def test_a_draft_is_seen_before_it_is_issued(alice, client, event, dina):
    ask(client, dina)
    page = f"{DESK}{only().id}/"
    words = words_of_file(alice.get(f"{page}letter.docx").data, "docx")
    assert "Draft" in words
    assert "K1234567" in words
    assert only().reference is None
    assert alice.post(f"{page}issue", data={"costs": ""}).status_code == 422


def test_of_two_who_decide_at_once_one_does(app_on_each_database, client, event, dina):
    ask(client, dina)
    letter_id, together, done = only().id, Barrier(3), []

    def press(deciding) -> None:
        with app_on_each_database.test_request_context("/en/"):
            together.wait()
            try:
                with transaction():
                    deciding(db.session.get_one(VisaLetter, letter_id))
                done.append(deciding)
            except LetterDecidedError:
                pass
            db.session.remove()

    deciding = [
        lambda letter: actions.issue(letter, Costs.OWN, now=now()),
        lambda letter: actions.issue(letter, Costs.ORGANISERS, now=now()),
        lambda letter: actions.decline(letter, "No", now=now()),
    ]
    threads = [Thread(target=press, args=(each,)) for each in deciding]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(done) == 1


@pytest.mark.parametrize("language", CODES)
def test_a_confirmation_says_who_has_a_place_at_what(client, dina, language):
    words = words_of_file(client.get(own(dina, "confirmation.docx", language)).data, "docx")
    for said in ("Dina Haddad", dina.reference):
        assert said in words
    assert client.get(own(dina, "confirmation.pdf", language)).data.startswith(b"%PDF-")


def test_who_said_that_they_need_a_letter_is_named_until_they_ask(alice, client, event, dina):
    asked = question(section(event), "Do you need a letter?", QuestionKind.YES_NO, standard="visa_letter")
    with transaction():
        registration = db.session.get_one(Registration, dina.id)
        write_answers(registration, AnswerDetails(values={asked.id: "yes"}))
    assert "have not asked for one" in alice.get(DESK).text
    ask(client, dina)
    assert "have not asked for one" not in alice.get(DESK).text
