"""What a person may ask for: all that is known of them, and that it be forgotten."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine

from eventhub.db import db, transaction
from eventhub.events.models import Event
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.questions.actions import add_standard
from eventhub.questions.models import QuestionKind
from eventhub.registration.models import Answer, AnswerFile, Registration, RegistrationStatus
from eventhub.registration.queries import desk_of
from tests.people import DINA
from tests.questions.cast import question, section
from tests.registration.cast import make_workshop, register
from tests.registration.test_answers import PDF, a_file, send

SECRETS = (DINA.name, DINA.email, "Wheelchair", "Rabat Bar", "+961 1 234", "Because I want to")


@pytest.fixture
def workshop(app) -> Event:
    return make_workshop(capacity=1)


@pytest.fixture
def own(client, workshop) -> str:
    """The page of Dina, who has told much."""
    with transaction():
        gender = add_standard(workshop, "gender")
    within = section(workshop)
    why, cv = question(within, "Why?"), question(within, "CV", QuestionKind.FILE)
    answers = {f"q{why.id}": SECRETS[5], f"q{gender.id}": str(gender.options[0].id), f"q{cv.id}": a_file(PDF)}
    told = {"needs": SECRETS[2], "organization": SECRETS[3], "phone": SECRETS[4]}
    return send(client, workshop, **told, **answers).location


def everything_in_the_database() -> str:
    """All values of all rows, as the application reads them."""
    found = []
    for mapper in db.Model.registry.mappers:
        for row in db.session.query(mapper.class_):
            found += [str(getattr(row, attribute.key)) for attribute in mapper.column_attrs]
    return "\n".join(found)


def test_a_copy_holds_all_that_is_known(client, own):
    with zipfile.ZipFile(io.BytesIO(client.get(f"{own}data.zip").data)) as archive:
        data = json.loads(archive.read("data.json"))
        [file] = [each for each in archive.namelist() if each.startswith("files/")]
        assert archive.read(file) == PDF
    text = json.dumps(data, ensure_ascii=False)
    assert all(each in text for each in SECRETS)
    assert {"question": "Gender", "answer": "Woman"} in data["answers"]
    assert [each["subject"] for each in data["mails"]] == ["Your place is confirmed: Safe migration"]
    assert data["history"][0]["what"] == "registration:status:register"


def test_nobody_is_erased_without_a_tick_or_by_following_a_link(client, own):
    assert client.get(f"{own}erase").status_code == 405
    assert client.post(f"{own}erase").location == f"{own}data/"
    assert client.get(own).status_code == 200


def test_who_asks_for_it_is_forgotten_everywhere_and_the_place_goes_to_the_next(client, own, workshop):
    waiting = register(workshop, 1)
    answer = client.post(f"{own}erase", data={"is_sure": "y"})
    assert client.get(answer.location).status_code == 200
    assert client.get(own).status_code == client.get(f"{own}data.zip").status_code == 404
    db.session.expire_all()
    left = everything_in_the_database()
    assert [each for each in SECRETS if each in left] == []
    gone = db.session.query(Registration).filter(Registration.id != waiting.id).one()
    assert (gone.status, waiting.status) == (RegistrationStatus.CANCELLED, RegistrationStatus.CONFIRMED)
    assert desk_of(workshop).taken == 1
    assert db.session.query(AnswerFile).count() == 0
    assert [each.question.standard for each in db.session.query(Answer)] == ["gender"]


def test_after_the_event_the_figures_stay(client, own, workshop):
    with time_machine.travel(workshop.ends_at + timedelta(days=1), tick=False):
        client.post(f"{own}erase", data={"is_sure": "y"})
    assert db.session.query(Registration).one().status == RegistrationStatus.CONFIRMED
    assert desk_of(workshop).taken == 1


def test_of_mails_that_went_out_stays_only_that_there_was_one(client, own):
    sent = db.session.query(OutboxMessage).one()
    sent.status = Delivery.SENT
    db.session.commit()
    client.post(f"{own}erase", data={"is_sure": "y"})
    db.session.expire_all()
    assert (sent.kind, sent.recipient, sent.body) == ("registration_confirmed", "erased.invalid", "")


def test_the_same_person_may_come_back_as_somebody_new(client, own, workshop):
    client.post(f"{own}erase", data={"is_sure": "y"})
    assert send(client, workshop).status_code == 303
    assert db.session.query(Registration).count() == 2
