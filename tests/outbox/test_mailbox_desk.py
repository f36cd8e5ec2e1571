"""The mailbox of the desk: who sees which mails, and what stands in them."""

from dataclasses import replace

import pytest

from eventhub.accounts.models import Role, User
from eventhub.db import db, transaction
from eventhub.events.models import EventStaff
from eventhub.outbox.models import Delivery, OutboxMessage
from tests.calendars.cast import make_event
from tests.outbox.cast import MAIL, owe
from tests.people import ALICE, make_user, sign_in


@pytest.fixture
def alices_mail(app, alice) -> int:
    event = make_event()
    event.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    return owe(about=event)


def test_an_organiser_sees_mails_about_her_events(alice, alices_mail):
    page = alice.get("/desk/mailbox/")
    assert (page.status_code, MAIL.subject in page.text) == (200, True)
    assert "dina@example.org" in alice.get(f"/desk/mailbox/{alices_mail}/").text


def test_an_outsider_sees_none_of_them(eve, alices_mail):
    assert MAIL.subject not in eve.get("/desk/mailbox/").text
    assert eve.get(f"/desk/mailbox/{alices_mail}/").status_code == 404
    assert eve.post(f"/desk/mailbox/{alices_mail}/again").status_code == 404


def test_an_administrator_sees_all_also_those_about_nothing(app, client, alices_mail):
    make_user(replace(ALICE, email="admin@example.org"), Role.ADMINISTRATOR)
    admin = sign_in(client, replace(ALICE, email="admin@example.org"))
    assert admin.get(f"/desk/mailbox/{owe()}/").status_code == 200
    assert admin.get(f"/desk/mailbox/{alices_mail}/").status_code == 200


def test_a_press_officer_has_no_mailbox(app, client):
    make_user(ALICE, Role.PRESS_OFFICER)
    assert sign_in(client, ALICE).get("/desk/mailbox/").status_code == 403


def test_links_can_be_followed_and_nothing_else_is_markup(app, alice, alices_mail):
    with transaction():
        message = db.session.get_one(OutboxMessage, alices_mail)
        message.body = "<b>See</b> http://localhost/en/registrations/abc_-1/ (today).\n"
    page = alice.get(f"/desk/mailbox/{alices_mail}/").text
    link = "http://localhost/en/registrations/abc_-1/"
    assert f'&lt;b&gt;See&lt;/b&gt; <a href="{link}">{link}</a> (today).' in page


def test_a_mail_that_has_failed_can_be_sent_again(app, alice, alices_mail):
    assert "/again" not in alice.get(f"/desk/mailbox/{alices_mail}/").text
    with transaction():
        db.session.get_one(OutboxMessage, alices_mail).status = Delivery.FAILED
    assert "/again" in alice.get(f"/desk/mailbox/{alices_mail}/").text
    assert alice.post(f"/desk/mailbox/{alices_mail}/again").status_code == 303
    assert db.session.get_one(OutboxMessage, alices_mail, populate_existing=True).status == Delivery.QUEUED


def test_the_list_takes_as_many_queries_for_one_mail_as_for_three(alice, alices_mail, count_queries):
    def queries() -> int:
        with count_queries() as sent:
            alice.get("/desk/mailbox/?status=queued")
        return len(sent)

    one = queries()
    message = db.session.get_one(OutboxMessage, alices_mail)
    event = type("Row", (), {"__tablename__": message.subject_kind, "id": message.subject_id})
    owe(about=event)
    owe(about=event)
    assert queries() == one


def test_pages_of_the_mailbox_stay_in_no_cache(alice, alices_mail):
    assert alice.get("/desk/mailbox/").headers["Cache-Control"] == "private, no-store"
