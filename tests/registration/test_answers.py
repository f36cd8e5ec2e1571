"""What people answer: asked, checked, kept in confidence, counted."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from eventhub.accounts.models import Role, User
from eventhub.accounts.permissions import GRANTS, Permission
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.models import Event, EventStaff
from eventhub.questions.actions import CategoryDetails, add_standard, change_category
from eventhub.questions.models import Option, Privacy, Question, QuestionKind, TextFormat
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.answer_queries import answers_of
from eventhub.registration.errors import OptionFullError
from eventhub.registration.models import Answer, AnswerFile, Registration, RegistrationStatus
from tests.people import ALICE, DINA
from tests.questions.cast import CHOICE, YES_NO, category, question, section
from tests.registration.cast import cancel, make_workshop, person, register
from tests.registration.test_public_pages import FILLED, PAGE

PDF = b"%PDF-1.7\n1 0 obj"
LIST = "/desk/events/workshop/registrations/"


@pytest.fixture
def workshop(app) -> Event:
    return make_workshop(capacity=3)


def send(client, event: Event, email: str = DINA.email, page: str = PAGE, **answers):
    """Register by the form; ``answers`` by name of the field."""
    filled = FILLED | {"email": email, "form_key": f"form of {email}"} | answers
    return client.post(page, data=filled, content_type="multipart/form-data")


def kept(email: str = DINA.email) -> dict[str, object]:
    """What somebody answered, by label of the question."""
    db.session.expire_all()
    registration = db.session.query(Registration).filter_by(email=email).one()
    return {
        db.session.get_one(Question, number).label["en"]: value
        for number, value in answers_of(registration).items()
    }


def option(asked: Question, label: str) -> Option:
    return next(each for each in asked.options if each.label["en"] == label)


def test_a_required_answer_is_demanded_and_what_was_answered_is_kept(client, workshop):
    asked = question(section(workshop), "Which ministry?", is_required=True)
    answer = send(client, workshop)
    assert (answer.status_code, "Please answer this." in answer.text) == (422, True)
    send(client, workshop, **{f"q{asked.id}": "Justice"})
    assert kept() == {"Which ministry?": "Justice"}


@pytest.mark.parametrize(
    ("kind", "limits", "wrong", "good", "value"),
    [
        (QuestionKind.NUMBER, {"minimum": 1, "maximum": 5}, "6", "5", 5),
        (QuestionKind.NUMBER, {"is_required": True}, "many", "0", 0),
        (QuestionKind.TEXT, {"minimum": 3}, "ab", "abc", "abc"),
        (QuestionKind.TEXT, {"text_format": TextFormat.EMAIL}, "nobody", "a@example.org", "a@example.org"),
        (
            QuestionKind.TEXT,
            {"text_format": TextFormat.WEB},
            "javascript:x",
            "https://a.org/",
            "https://a.org/",
        ),
        (QuestionKind.TEXT, {"text_format": TextFormat.DIGITS, "minimum": 4}, "123", "١٢ 34", "1234"),
        (QuestionKind.TEXT, {"text_format": TextFormat.CODE}, "AB_1", "AB/1-2", "AB/1-2"),
        (QuestionKind.DATE, {"earliest": now().date()}, "2001-01-01", "2099-05-04", "2099-05-04"),
        (QuestionKind.COUNTRY, {}, "XX", "MA", "MA"),
        (QuestionKind.PHONE, {}, "call me", "+212 5 37", "+212 5 37"),
        (QuestionKind.YES_NO, {}, "perhaps", "no", "no"),
    ],
)
def test_every_kind_of_answer_is_checked_and_kept_as_what_it_is(
    client, workshop, kind, limits, wrong, good, value
):
    asked = question(section(workshop), "Asked", kind, **limits)
    assert send(client, workshop, **{f"q{asked.id}": wrong}).status_code == 422
    assert send(client, workshop, **{f"q{asked.id}": good}).status_code == 303
    assert kept() == {"Asked": value}


def test_what_depends_on_another_answer_is_demanded_only_then(client, workshop):
    made = section(workshop)
    flies = question(made, "Do you fly?", YES_NO, is_required=True)
    flight = question(made, "Which flight?", is_required=True, shown_if_id=flies.id, shown_if_values=["yes"])
    assert send(client, workshop, **{f"q{flies.id}": "yes"}).status_code == 422
    send(client, workshop, **{f"q{flies.id}": "no", f"q{flight.id}": "smuggled in"})
    assert kept() == {"Do you fly?": "no"}


def test_several_choices_are_at_least_and_at_most_as_many(client, workshop):
    asked = question(section(workshop), "Which?", QuestionKind.CHOICES, ["A", "B", "C"], minimum=2, maximum=2)
    numbers = [str(each.id) for each in asked.options]
    name = f"q{asked.id}"
    assert send(client, workshop, **{name: numbers[:1]}).status_code == 422
    assert send(client, workshop, **{name: numbers}).status_code == 422
    assert send(client, workshop, **{name: numbers[1:]}).status_code == 303
    assert kept() == {"Which?": numbers[1:]}


@pytest.mark.parametrize("kind", [QuestionKind.CHOICES, CHOICE])
def test_what_no_option_is_and_an_option_of_another_question_are_no_answer(client, desk, workshop, kind):
    asked = question(section(workshop), "Which?", kind, ["A", "B"])
    other = option(question(section(workshop), "Which visit?", CHOICE, [("Port", 1)]), "Port")
    for forged in ([str(other.id)], ["", str(other.id)], [" ", "no number"]):
        answer = send(client, workshop, **{f"q{asked.id}": forged})
        # Of one choice, what comes first is the answer: none.
        assert answer.status_code == (303 if kind == CHOICE and not forged[0].strip() else 422)
    db.session.expire_all()
    assert other.taken == 0


def test_organisers_may_send_an_empty_choice(client, desk, workshop):
    asked = question(section(workshop), "Which?", QuestionKind.CHOICES, ["A", "B"])
    send(client, workshop, **{f"q{asked.id}": [str(option(asked, "A").id)]})
    one = db.session.query(Registration).one().id
    assert desk.post(f"{LIST}{one}/answers/", data={f"q{asked.id}": ""}).status_code == 303
    assert kept() == {}


def test_an_answer_with_places_is_given_to_as_many_as_there_are(client, workshop):
    asked = question(section(workshop), "Which visit?", CHOICE, [("Port", 1), "School"], is_required=True)
    port, school = (str(option(asked, each).id) for each in ("Port", "School"))
    name = f"q{asked.id}"
    assert send(client, workshop, "a@example.org", **{name: port}).status_code == 303
    full = send(client, workshop, "b@example.org", **{name: port})
    assert (full.status_code, "Choose another one." in full.text) == (409, True)
    assert db.session.query(Registration).count() == 1
    assert "Port (no place left)" in client.get(PAGE).text
    assert send(client, workshop, "b@example.org", **{name: school}).status_code == 303
    cancel(db.session.query(Registration).filter_by(email="a@example.org").one())
    assert option(asked, "Port").taken == 0


def test_who_holds_a_full_answer_may_change_other_things_and_the_answer(client, workshop):
    asked = question(section(workshop), "Which visit?", CHOICE, [("Port", 1), "School"], is_required=True)
    port, school = (str(option(asked, each).id) for each in ("Port", "School"))
    own = send(client, workshop, **{f"q{asked.id}": port}).location
    for chosen, taken in ((port, 1), (school, 0), (port, 1)):
        answer = client.post(f"{own}change/", data={"name": "Dina", f"q{asked.id}": chosen})
        assert answer.status_code == 303
        db.session.expire_all()
        assert option(asked, "Port").taken == taken


def test_somebody_declined_gets_back_only_what_is_still_to_be_had(client, workshop):
    with transaction():
        actions.set_desk(workshop, DeskDetails(needs_approval=True))
    asked = question(section(workshop), "Which visit?", CHOICE, [("Port", 1), "School"])
    name, port = f"q{asked.id}", str(option(asked, "Port").id)
    send(client, workshop, "a@example.org", **{name: port})
    first = db.session.query(Registration).one()
    with transaction():
        actions.decline(first, now=now())
    send(client, workshop, "b@example.org", **{name: port})
    with pytest.raises(OptionFullError), transaction():
        actions.confirm(first, now=now())
    cancel(db.session.query(Registration).filter_by(email="b@example.org").one())
    with transaction():
        actions.confirm(first, now=now())
    assert (first.status, option(asked, "Port").taken) == (RegistrationStatus.CONFIRMED, 1)


def test_answers_are_unreadable_in_the_database(client, workshop):
    asked = question(section(workshop), "Passport?", privacy=Privacy.SENSITIVE)
    send(client, workshop, **{f"q{asked.id}": "X1234567"})
    assert "X1234567" not in db.session.execute(text("SELECT value FROM answers")).scalar_one()


def test_a_passport_is_all_or_nothing(client, workshop):
    asked = question(section(workshop), "Passport", QuestionKind.PASSPORT)
    whole = {
        "surname": "HADDAD",
        "given_names": "DINA",
        "number": "X1",
        "nationality": "LB",
        "born_on": "1980-01-02",
        "expires_on": "2099-01-02",
    }
    part = {f"q{asked.id}-number": "X1"}
    assert send(client, workshop, **part).status_code == 422
    assert (
        send(client, workshop, **{f"q{asked.id}-{key}": each for key, each in whole.items()}).status_code
        == 303
    )
    assert kept() == {"Passport": whole}
    own = f"/en/registrations/{db.session.query(Registration).one().token}/"
    assert 'value="1980-01-02"' in client.get(f"{own}change/").text


def a_file(content: bytes, name: str = "passport.pdf") -> tuple:
    return io.BytesIO(content), name


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 a Word file", b"<script>alert(1)</script>", b"", b"MZ\x90", b"\x89PNG\r\n\x1a\n<script>"],
)
def test_a_file_is_known_by_its_content_whatever_its_name_says(client, workshop, content):
    asked = question(section(workshop), "Your CV", QuestionKind.FILE)
    answer = send(client, workshop, **{f"q{asked.id}": a_file(content)})
    assert (answer.status_code, "This file is none of these" in answer.text) == (422, True)
    assert db.session.query(AnswerFile).count() == 0


def test_a_file_of_megabytes_is_refused_in_words(client, workshop):
    asked = question(section(workshop), "Your CV", QuestionKind.FILE)
    large = FileStorage(io.BytesIO(PDF + bytes(5 * 2**20)), "CV.pdf")
    filled = FILLED | {f"q{asked.id}": large}
    # Encoded here, since the client leaves a file of its own open when it encodes much.
    boundary, body = encode_multipart(filled)
    kind = f'multipart/form-data; boundary="{boundary}"'
    answer = client.post(PAGE, data=body, content_type=kind)
    assert (answer.status_code, "larger than 5 MB" in answer.text) == (422, True)


def test_a_file_is_given_to_save_under_a_harmless_name_and_kept_until_another_comes(client, workshop):
    asked = question(section(workshop), "Your CV", QuestionKind.FILE, is_required=True)
    assert send(client, workshop).status_code == 422
    own = send(client, workshop, **{f"q{asked.id}": a_file(PDF, "../../etc/CV.exe")}).location
    assert PDF not in db.session.execute(text("SELECT content FROM answer_files")).scalar_one()
    for sent in ({}, {f"q{asked.id}": a_file(b"%PDF-2.0", "new.pdf")}):
        answer = client.post(
            f"{own}change/", data={"name": "Dina", **sent}, content_type="multipart/form-data"
        )
        assert answer.status_code == 303
        given = client.get(f"{own}files/{asked.id}")
        assert given.headers["Content-Disposition"] == f"attachment; filename={'new' if sent else 'CV'}.pdf"
        assert (given.data, given.mimetype) == (b"%PDF-2.0" if sent else PDF, "application/pdf")
    assert client.get("/en/registrations/unknown/files/1").status_code == 404


def test_a_category_has_its_own_questions_places_and_approval(client, workshop):
    media = category(workshop, "Media", capacity=1)
    speakers = category(workshop, "Speakers", needs_approval=True)
    hidden = category(workshop, "Staff", is_offered=False)
    outlet = question(section(workshop, category=media), "For whom do you report?", is_required=True)
    choice = client.get(PAGE).text
    assert ("Media" in choice, "Speakers" in choice, "Staff" in choice) == (True, True, False)
    assert client.get(f"{PAGE}as/{hidden.key}/").status_code == 404
    answers = {f"q{outlet.id}": "Radio"}
    for email in ("a@example.org", "b@example.org"):
        assert send(client, workshop, email, f"{PAGE}as/{media.key}/", **answers).status_code == 303
    assert send(client, workshop, "c@example.org", f"{PAGE}as/{speakers.key}/").status_code == 303
    db.session.expire_all()
    found = db.session.query(Registration).order_by(Registration.id)
    assert [each.status.value for each in found] == ["confirmed", "waitlisted", "pending"]
    assert media.taken == 1


def test_the_place_of_a_category_goes_to_the_next_of_it_and_is_passed_over_by_others(app, workshop):
    media = category(workshop, "Media", capacity=1)
    reporter = {"category": media}
    first, second = (register(workshop, replace(person(number), **reporter)) for number in range(2))
    other = register(workshop, person(2))
    assert (second.status, other.status) == (RegistrationStatus.WAITLISTED, RegistrationStatus.CONFIRMED)
    cancel(first)
    assert (second.status, media.taken) == (RegistrationStatus.CONFIRMED, 1)


def test_more_places_for_a_category_go_to_those_who_wait_for_them(app, workshop):
    media = category(workshop, "Media", capacity=0)
    waiting = register(workshop, replace(person(0), category=media))
    with transaction():
        change_category(media, CategoryDetails(name=media.name, capacity=1))
    assert waiting.status == RegistrationStatus.CONFIRMED


def test_questions_are_asked_later_on_the_person_s_own_page_until_their_day(client, workshop):
    until = now() + timedelta(days=1)
    asked = question(section(workshop), "When do you arrive?", is_required=True, open_until=until)
    assert "When do you arrive?" not in client.get(PAGE).text
    own = send(client, workshop).location
    assert "We need some more answers from you." in client.get(own).text
    assert client.post(f"{own}questions/", data={}).status_code == 422
    assert client.post(f"{own}questions/", data={f"q{asked.id}": "Monday"}).location == own
    page = client.get(own).text
    assert ("Monday" in page, "We need some more" in page) == (True, False)
    asked.open_until = now() - timedelta(minutes=1)
    db.session.commit()
    client.post(f"{own}questions/", data={f"q{asked.id}": "Friday"})
    assert kept() == {"When do you arrive?": "Monday"}


@pytest.fixture
def desk(alice, workshop):
    workshop.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    return alice


def test_the_desk_shows_answers_exports_and_counts_them(client, desk, workshop):
    with transaction():
        asked = add_standard(workshop, "gender")
    woman = str(next(each.id for each in asked.options if each.key == "female"))
    send(client, workshop, **{f"q{asked.id}": woman})
    one = db.session.query(Registration).one().id
    assert "Woman" in desk.get(f"{LIST}{one}/").text
    rows = CalamineWorkbook.from_filelike(io.BytesIO(desk.get(f"{LIST[:-1]}.xlsx").data)).get_sheet_by_index(
        0
    )
    assert (rows.to_python()[0][-1], rows.to_python()[1][-1]) == ("Gender", "Woman")
    assert "100 %" in desk.get(f"{LIST}figures/").text


def test_organisers_answer_for_themselves_what_the_person_is_not_asked(client, desk, workshop):
    note = question(section(workshop), "Flight paid?", is_internal=True, is_required=True)
    own = send(client, workshop).location
    one = db.session.query(Registration).one().id
    assert "Flight paid?" in desk.get(f"{LIST}{one}/answers/").text
    desk.post(f"{LIST}{one}/answers/", data={f"q{note.id}": "By us"})
    assert kept() == {"Flight paid?": "By us"}
    assert "By us" not in client.get(own).text
    assert "By us" in desk.get(f"{LIST}{one}/").text


def test_what_is_sensitive_is_shown_exported_and_given_to_those_allowed_alone(
    client, desk, workshop, monkeypatch
):
    cv = question(section(workshop), "Passport copy", QuestionKind.FILE, privacy=Privacy.SENSITIVE)
    send(client, workshop, needs="Wheelchair", **{f"q{cv.id}": a_file(PDF)})
    one = db.session.query(Registration).one().id
    paths = (f"{LIST}{one}/", f"{LIST[:-1]}.csv", f"{LIST}{one}/answers/")
    assert desk.get(f"{LIST}{one}/files/{cv.id}").data == PDF
    assert "Wheelchair" in desk.get(paths[0]).text
    fewer = GRANTS[Role.ORGANISER] - {Permission.REGISTRATION_SENSITIVE}
    monkeypatch.setitem(GRANTS, Role.ORGANISER, fewer)
    for path in paths:
        page = desk.get(path).get_data(as_text=True)
        assert "Passport copy" not in page
        assert "Wheelchair" not in page
    assert desk.get(f"{LIST}{one}/files/{cv.id}").status_code == 404


def test_deleting_an_event_deletes_its_form_and_what_was_answered(client, workshop):
    asked = question(section(workshop, category=category(workshop)), "Why?")
    send(client, workshop, **{f"q{asked.id}": "Because"})
    assert db.session.query(Answer).count() == 1
    with transaction():
        db.session.delete(db.session.get_one(Event, workshop.id))
    assert db.session.query(Answer).count() == db.session.query(Question).count() == 0
