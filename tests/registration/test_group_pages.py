"""Registering several people on the public page, and what whoever did it does by the link of the group."""

import io
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event, EventStaff
from eventhub.formats import xlsx
from eventhub.formats.cells import Column, Sheet
from eventhub.outbox.models import OutboxMessage
from eventhub.questions.models import QuestionKind
from eventhub.registration.details import DeskDetails
from eventhub.registration.models import Answer, ConsentPurpose, Group, Registration, RegistrationStatus
from eventhub.registration.queries import desk_of
from tests.people import ALICE
from tests.questions.cast import category, question, section
from tests.registration.cast import cancel, mails_to, make_workshop, person, register
from tests.registration.test_groups import TOGETHER, together
from tests.registration.test_race import post

PAGE = "/en/events/workshop/register/group/"


def sheet_of(*numbers: int, **more: str) -> dict[str, str]:
    """The page filled in for these people."""
    fields = {
        "contact_name": "Salma Nasser",
        "contact_email": "salma@example.org",
        "organization": "Ministry of Justice",
        "agrees": "y",
        "form_key": "a form's own key",
        "do": "send",
    }
    for place, number in enumerate(numbers):
        fields |= {f"p{place}-name": person(number).name, f"p{place}-email": person(number).email}
    return fields | more


@pytest.fixture
def workshop(app) -> Event:
    return make_workshop(capacity=5, desk=TOGETHER)


def names_on(page) -> list[str]:
    return re.findall(r'name="p\d+-name"[^>]* value="([^"]+)"', page.text)


def test_several_people_are_registered_on_one_page_and_it_leads_to_that_of_the_group(client, workshop):
    assert PAGE in client.get("/en/events/workshop/register/").text
    assert client.get(PAGE).text.count('id="p0-name"') == 1
    answer = client.post(PAGE, data=sheet_of(0, 1))
    group = db.session.query(Group).one()
    assert (answer.status_code, answer.location) == (303, f"/en/registrations/groups/{group.token}/")
    page = client.get(answer.location).text
    assert all(each.name in page and each.token not in page for each in group.members)
    first = group.members[0]
    assert (first.organization_name, first.consents[0].purpose) == (
        "Ministry of Justice",
        ConsentPurpose.PARTICIPATION,
    )
    assert first.consents[0].notice is not None
    own = client.get(f"/en/registrations/{first.token}/").text
    assert ("Registered by" in own, group.token in own) == (True, False)
    mail = db.session.query(OutboxMessage).filter_by(recipient=first.email).one()
    assert "Salma Nasser has registered you" in mail.body
    assert b"BEGIN:VCALENDAR" in mail.content or b"text/calendar" in mail.content


def test_without_the_leave_of_the_organiser_there_is_no_such_page(client):
    make_workshop()
    assert "register/group" not in client.get("/en/events/workshop/register/").text
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, data=sheet_of(0, 1)).status_code == 404


def test_one_more_and_one_less_keep_what_was_typed_and_store_nothing(client, workshop):
    page = client.post(PAGE, data=sheet_of(0, 1, do="more"))
    assert (page.status_code, names_on(page)) == (200, [person(0).name, person(1).name])
    assert 'id="p2-name"' in page.text
    page = client.post(PAGE, data=sheet_of(0, 1, do="drop-0"))
    assert (names_on(page), 'value="Salma Nasser"' in page.text) == ([person(1).name], True)
    assert db.session.query(Registration).count() == 0


def test_what_is_wrong_is_said_beside_its_field_and_nobody_is_registered(client, workshop):
    wrong = sheet_of(0, 1) | {"p1-email": "nobody"}
    page = client.post(PAGE, data=wrong)
    assert (page.status_code, 'id="p1-email-error"' in page.text) == (422, True)
    # On a phone the field is far below what one sees first.
    assert re.search(r'<a href="#p1-email">Person 2 – E-mail address: ', page.text)
    twice = sheet_of(0, 0)
    assert 'id="p1-email-error"' in client.post(PAGE, data=twice).text
    assert 'id="agrees-error"' in client.post(PAGE, data=sheet_of(0, agrees="")).text
    assert db.session.query(Registration).count() == 0


@pytest.mark.parametrize("kind", ["workbook", "pasted"])
def test_people_of_a_table_are_put_on_the_page_to_be_looked_over(client, workshop, kind):
    rows = [["Nom", "Adresse électronique"], ["Farid", "farid@example.org"], ["Grace", "grace@example.org"]]
    data: dict = sheet_of(0, do="table")
    if kind == "workbook":
        content = xlsx.workbook(
            [Sheet("People", [Column(each) for each in rows[0]], rows[1:])], created=now()
        )
        data["file"] = (io.BytesIO(content), "people.xlsx")
    else:
        data["text"] = "\n".join("\t".join(row) for row in rows)
    page = client.post(PAGE, data=data, content_type="multipart/form-data")
    assert (page.status_code, names_on(page)) == (200, [person(0).name, "Farid", "Grace"])
    assert db.session.query(Registration).count() == 0


def test_a_table_that_cannot_be_taken_is_refused_with_why(client, workshop):
    def errors(**sent) -> str:
        page = client.post(PAGE, data=sheet_of(0, do="table") | sent, content_type="multipart/form-data")
        assert page.status_code == 422
        return page.text

    assert "no table that can be read" in errors(file=(io.BytesIO(b"PK\x03\x04 no workbook"), "a.xlsx"))
    assert "There is nobody in this table." in errors(text="")
    assert "At most 5 people" in errors(text="\n".join(f"A\ta{each}@example.org" for each in range(5)))
    assert 'id="p1-email-error"' in errors(text="Farid\tnobody")


def test_everybody_is_asked_the_questions_of_the_category_but_for_files(client):
    event = make_workshop(desk=TOGETHER)
    media, _other = category(event, "Media"), category(event, "Speakers")
    about = section(event, category=media)
    why = question(about, "Why?", is_required=True)
    question(about, "Your card?", QuestionKind.FILE, is_required=True)
    assert client.get(PAGE).location == "/en/events/workshop/register/"
    page = f"/en/events/workshop/register/as/{media.key}/group/"
    assert page in client.get("/en/events/workshop/register/").text
    sent = sheet_of(0, 1) | {f"p0-q{why.id}": "To write"}
    refused = client.post(page, data=sent)
    assert (refused.status_code, f'id="p1-q{why.id}-error"' in refused.text) == (422, True)
    assert client.post(page, data=sent | {f"p1-q{why.id}": "To film"}).status_code == 303
    assert [each.category for each in db.session.query(Registration)] == [media, media]
    assert {each.value for each in db.session.query(Answer)} == {"To write", "To film"}


def test_who_is_known_is_named_and_the_address_of_nobody_else_is_given_away(client, workshop):
    register(workshop, 0)
    answer = client.post(PAGE, data=sheet_of(0, 1))
    assert person(0).name in client.get(answer.location).text
    assert mails_to(person(0).email)[0] == "registration_confirmed"
    answer = client.post(PAGE, data=sheet_of(0, form_key="another"))
    assert answer.location == "/en/events/workshop/register/sent/"


def test_by_the_link_people_are_added_replaced_withdrawn_and_all_cancelled(client, workshop):
    group = together(workshop, 0, 1)
    page = f"/en/registrations/groups/{group.token}/"
    new = {"name": "Farid", "email": "farid@example.org", "agrees": "y"}
    assert client.post(f"{page}people/new/", data=new | {"agrees": ""}).status_code == 422
    assert client.post(f"{page}people/new/", data=new).location == page
    first = group.members[0]
    other = {"name": "Grace", "email": "grace@example.org", "agrees": "y"}
    assert first.name in client.get(f"{page}people/{first.id}/replace/").text
    assert client.post(f"{page}people/{first.id}/replace/", data=other).location == page
    client.post(f"{page}people/{group.members[1].id}/withdraw")
    db.session.expire_all()
    assert [(each.name, each.status.value) for each in group.members] == [
        (person(0).name, "cancelled"),
        (person(1).name, "cancelled"),
        ("Farid", "confirmed"),
        ("Grace", "confirmed"),
    ]
    stranger = register(workshop, 7)
    assert client.post(f"{page}people/{stranger.id}/withdraw").status_code == 404
    assert client.get(f"{page}cancel").status_code == 405
    client.post(f"{page}cancel")
    assert desk_of(workshop).taken == 1
    assert client.get("/en/registrations/groups/unknown/").status_code == 404


def test_places_are_accepted_for_all_on_the_page_of_the_group_alone(client):
    event = make_workshop(capacity=2, desk=DeskDetails(group_size=5, offer_hours=24))
    before = [register(event, number) for number in (6, 7)]
    group = together(event, 0, 1)
    page = f"/en/registrations/groups/{group.token}/"
    assert "waits as one" in client.get(page).text
    for each in before:
        cancel(each)
    own = f"/en/registrations/{group.members[0].token}/"
    assert f"{own}accept" not in client.get(own).text
    assert "2 places are free for your group." in client.get(page).text
    client.post(f"{page}accept")
    db.session.expire_all()
    assert {each.status for each in group.members} == {RegistrationStatus.CONFIRMED}


def test_the_desk_sees_the_group_and_decides_on_it_as_one(alice, workshop):
    workshop.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    list_page = "/desk/events/workshop/registrations/"
    register(workshop, 7)
    group = together(workshop, 0, 1, 2, 3, 4)
    page = f"{list_page}groups/{group.id}/"
    seen = alice.get(list_page).text
    assert ("Group of Salma Nasser" in seen, "A group waits for 5 places at once" in seen) == (True, True)
    assert "Too few are free." in seen
    alice.post(f"{page}keep")
    assert "Free places are kept for the group" in alice.get(page).text
    assert "All places are taken" in alice.post(f"{page}confirm", follow_redirects=True).text
    alice.post(f"{page}decline")
    db.session.expire_all()
    assert {each.status for each in group.members} == {RegistrationStatus.DECLINED}


def test_only_whoever_decides_on_registrations_decides_on_groups(eve, workshop):
    group = together(workshop, 0, 1)
    page = f"/desk/events/workshop/registrations/groups/{group.id}/"
    assert eve.post(f"{page}cancel").status_code in (403, 404)
    assert {each.status for each in group.members} == {RegistrationStatus.CONFIRMED}


def test_the_same_page_six_times_at_once_is_one_group(app_on_each_database):
    app = app_on_each_database
    make_workshop(capacity=5, desk=TOGETHER)
    db.session.commit()
    start = Barrier(6)

    def send(_again: int) -> tuple[int, str]:
        start.wait()
        return post(app, sheet_of(0, 1), PAGE)

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(send, range(6)))
    db.session.rollback()
    assert len(answers) == 1
    assert (db.session.query(Group).count(), db.session.query(Registration).count()) == (1, 2)
    assert db.session.query(OutboxMessage).count() == 3


def test_groups_and_single_people_at_once_never_take_more_places_than_there_are(app_on_each_database):
    app = app_on_each_database
    event = make_workshop(capacity=10, desk=TOGETHER)
    db.session.commit()

    def come(number: int) -> int:
        if number % 2:
            return post(app, sheet_of(number, form_key=f"alone {number}"), PAGE)[0]
        numbers = (number * 10, number * 10 + 1, number * 10 + 2)
        return post(app, sheet_of(*numbers, form_key=f"group {number}"), PAGE)[0]

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(come, range(1, 13))) == {303: 12}
    db.session.rollback()
    confirmed = 0
    for group in db.session.query(Group):
        assert len({each.status for each in group.members}) == 1
        confirmed += sum(each.status == RegistrationStatus.CONFIRMED for each in group.members)
    assert confirmed == desk_of(event).taken <= 10
    # Whoever waits does so because there are too few places for all of them.
    waiting = [
        each for each in db.session.query(Group) if each.members[0].status == RegistrationStatus.WAITLISTED
    ]
    assert all(len(each.members) > 10 - confirmed for each in waiting)
