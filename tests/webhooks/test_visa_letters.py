"""Programs are told how it stands with letters for visas, and never what stands in a passport."""

import json

from eventhub.clock import now
from eventhub.db import transaction
from eventhub.letters import actions
from eventhub.letters.models import Costs, VisaLetter
from tests.letters.test_visa import ask, form, only
from tests.registration.cast import DINAS, make_workshop, register
from tests.webhooks.cast import add, work

ANOTHER_PASSPORT = "Z7654321"
REASON = "The ministry has written to the embassy itself"


def decide(verb, *said) -> VisaLetter:
    with transaction():
        letter = only()
        verb(letter, *said, now=now())
    return letter


def test_each_step_is_told_and_nothing_of_the_person_the_passport_or_the_letter(client, alice, receiver):
    add(alice, receiver, "registration:visa_letter")
    dina = register(make_workshop(), DINAS)
    ask(client, dina)
    ask(client, dina, **{"passport-number": ANOTHER_PASSPORT})
    issued = decide(actions.issue, Costs.ORGANISERS)
    # Too short a word stands anywhere by chance: languages, countries.
    typed = {each for each in form(dina.event).values() if len(each) > 2}
    secrets = {
        *typed, ANOTHER_PASSPORT, REASON, issued.reference, issued.check_code, dina.token, dina.email, "Dina",
    }  # fmt: skip
    decide(actions.withdraw, REASON)
    work()
    told = [body.decode() for _headers, body in receiver.received]
    steps = [json.loads(each)["type"].removeprefix("registration:visa_letter:") for each in told]
    assert steps == ["ask", "change", "issue", "withdraw"]
    assert [word for word in secrets if word in str(receiver.received)] == []


def test_they_lead_to_the_registration_by_whose_number_the_letter_is_found(client, alice, receiver):
    add(alice, receiver, "registration:visa_letter")
    dina = register(make_workshop(), DINAS)
    ask(client, dina)
    work()
    [(_headers, body)] = receiver.received
    data = json.loads(body)["data"]
    assert data["place"].endswith(f"/desk/events/workshop/registrations/{dina.id}")
    [letter] = alice.get(f"/desk/events/{data['event']}/letters").json["items"]
    assert (letter["registration"], letter["status"]) == (data["id"], "asked")
