"""A mailing reaches everybody whom it is for, once, in their language."""

import time
from contextlib import suppress
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.delegations.models import Capacity
from eventhub.mailings import actions
from eventhub.mailings.errors import (
    IncompleteMailingError,
    MailingStatusError,
    NobodyToWriteToError,
    SecondReaderError,
)
from eventhub.mailings.models import Audience, Mailing, MailingRecipient, MailingStatus
from eventhub.mailings.recipients import addressees_of
from eventhub.outbox.delivery import deliver_due
from eventhub.outbox.models import Delivery
from eventhub.outbox.transport import UnreachableError
from eventhub.registration.walk_ins import admit_walk_in
from tests.checkin.cast import FIRST, SECOND, mark
from tests.delegations import cast as delegations
from tests.mailings.cast import draft, mails_of, make_peopled_workshop, parsed, send, write_all
from tests.outbox.cast import send_by
from tests.questions.cast import category
from tests.registration.cast import cancel, person, register


def names(mailing: Mailing) -> list[str]:
    return [each.name for each in addressees_of(mailing)]


def test_each_person_gets_it_in_their_language_or_the_next_that_it_is_written_in(app):
    event = make_peopled_workshop()
    assert send(draft(event)) == 3
    english, french, arab = (parsed(each) for each in mails_of())
    assert english["Subject"] == "Practical matters: Safe migration"
    assert french["Subject"] == "Questions pratiques : Migration sûre"
    assert (arab["Subject"], arab["Content-Language"]) == (english["Subject"], "en")
    assert "Boris 1, apportez votre passeport." in french.get_body(("plain",)).get_content()


def test_the_gaps_hold_what_is_the_persons_own(app):
    event = make_peopled_workshop()
    send(draft(event))
    first = addressees_of(draft(event))[0].registration
    text = parsed(mails_of()[0]).get_body(("plain",)).get_content()
    html = parsed(mails_of()[0]).get_body(("html",)).get_content()
    assert first.reference in text
    assert f"change it (http://localhost/en/registrations/{first.token}/)" in " ".join(text.split())
    assert f'href="http://localhost/en/registrations/{first.token}/"' in html


def test_a_name_is_neither_markup_nor_a_header(app):
    event = make_peopled_workshop()
    register(event, person(3, name="<b>*D*</b>\r\nBcc: eve@example.org"))
    send(draft(event, subject=Translated(en="To {name}")))
    mail = parsed(mails_of()[-1])
    assert (mail["Bcc"], mail["Subject"]) == (None, "To <b>*D*</b> Bcc: eve@example.org")
    assert "&lt;b&gt;*D*&lt;/b&gt; Bcc" in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("segment", "found"),
    [
        ({}, ["Amal 0", "Boris 1", "Carla 2"]),
        ({"statuses": ["cancelled"]}, ["Carla 2"]),
        ({"statuses": ["confirmed", "pending"]}, ["Amal 0", "Boris 1"]),
        ({"languages": ["fr", "ar"]}, ["Boris 1", "Carla 2"]),
        ({"countries": ["CN"]}, []),
        ({"languages": ["fr"], "statuses": ["cancelled"]}, []),
    ],
)
def test_people_are_chosen_by_what_they_are(app, segment, found):
    event = make_peopled_workshop()
    cancel(addressees_of(draft(event))[2].registration)
    assert names(draft(event, **segment)) == found


def test_people_are_chosen_by_organisation_and_by_as_what_they_are_sent(app):
    event = delegations.make_asked_workshop()
    delegation = delegations.ask(event)
    delegations.nominate(delegation, delegations.nominee(0, capacity=Capacity.HEAD), delegations.nominee(1))
    delegations.send(delegation)
    register(event, 5)
    ministry = str(delegation.participation.organization_id)
    assert names(draft(event, organizations=[ministry])) == ["Amal 0", "Boris 1"]
    assert names(draft(event, capacities=["head"])) == ["Amal 0"]


def test_people_are_chosen_by_category(app):
    event = make_peopled_workshop()
    media = category(event)
    register(event, replace(person(5), category=media))
    assert names(draft(event, categories=[str(media.id)])) == [person(5).name]


def test_those_who_came_and_those_who_stayed_away_are_thanked_and_asked_apart(app):
    event = make_peopled_workshop()
    first = addressees_of(draft(event))[0].registration
    for day in (FIRST, SECOND):
        mark(first, day=day)
    assert names(draft(event, presences=["came"])) == ["Amal 0"]
    assert names(draft(event, presences=["stayed_away"])) == ["Boris 1", "Carla 2"]
    assert len(names(draft(event, presences=["came", "stayed_away"]))) == 3


def test_whoever_came_without_an_address_is_not_written_to(app):
    event = make_peopled_workshop()
    with transaction():
        admit_walk_in(event, person(4, email=""), language="en", now=now(), beyond_capacity=False)
    assert send(draft(event)) == 3


def test_focal_points_who_have_not_answered_are_written_to_with_their_link(app):
    event = delegations.make_asked_workshop()
    ministry, network = delegations.ask(event), delegations.ask(event, 1)
    delegations.nominate(network, delegations.nominee(0))
    delegations.send(network)
    send(draft(event, audience=Audience.FOCAL_POINTS, unanswered_only=True))
    assert [each.recipient for each in mails_of()] == [delegations.CHEN_EMAIL]
    assert f"/en/delegations/{ministry.token}/" in mails_of()[0].body


def test_six_buttons_pressed_at_once_send_it_once(app_on_each_database):
    app, mailing = app_on_each_database, draft(make_peopled_workshop())
    number, start, refused = mailing.id, Barrier(6), []

    def press() -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    actions.send(db.session.get_one(Mailing, number))
            except MailingStatusError as error:
                refused.append(error)
            db.session.remove()

    db.session.rollback()
    threads = [Thread(target=press) for _button in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    write_all()
    assert (len(refused), len(mails_of())) == (5, 3)
    assert db.session.query(MailingRecipient).count() == 3


def test_nothing_is_sent_to_nobody_or_without_words(app):
    event = make_peopled_workshop()
    nobody = draft(event, countries=["CN"])
    with pytest.raises(NobodyToWriteToError):
        send(nobody)
    db.session.refresh(nobody)
    assert nobody.status == MailingStatus.DRAFT
    with pytest.raises(IncompleteMailingError):
        send(draft(event, body=Translated(ru="Текст")))


def test_what_needs_a_second_reader_is_not_sent_as_a_draft(app):
    mailing = draft(make_peopled_workshop(), needs_second_reader=True)
    with pytest.raises(SecondReaderError):
        send(mailing)


def test_a_mailing_that_has_gone_is_not_changed_or_deleted(app):
    mailing = draft(make_peopled_workshop())
    send(mailing)
    for change in (actions.delete, actions.submit, actions.send_back):
        with pytest.raises(MailingStatusError), transaction():
            change(mailing)
    with transaction():
        again = actions.copy(mailing)
    assert (again.status, again.body) == (MailingStatus.DRAFT, mailing.body)


@pytest.mark.parametrize("mood", [{"refuse_with": "450 4.2.1 busy"}, {"drop": True}, {"delay": 1}])
def test_no_mood_of_the_mail_server_loses_a_mail_or_slows_a_registration(app, mail_server, mood, monkeypatch):
    monkeypatch.setattr("eventhub.outbox.transport.TIMEOUT", 0.3)
    event = make_peopled_workshop()
    for name, value in mood.items():
        setattr(mail_server, name, value)
    send_by(app, mail_server.url)
    send(draft(event))
    worker = Thread(target=_deliver, args=(app,))
    worker.start()
    began = time.monotonic()
    register(event, 7)
    assert time.monotonic() - began < 2
    worker.join()
    assert {each.status for each in mails_of()} <= {Delivery.QUEUED, Delivery.SENDING}


def _deliver(app) -> None:
    with app.app_context():
        with suppress(UnreachableError):
            deliver_due()
        db.session.remove()


def test_the_failed_ones_can_be_sent_again_and_no_other(app, mail_server):
    mailing = draft(make_peopled_workshop())
    send(mailing)
    with transaction():
        for message, status in zip(mails_of(), (Delivery.FAILED, Delivery.SENT, Delivery.SENT), strict=True):
            message.status = status
    with transaction():
        assert actions.send_failed_again(db.session.get_one(Mailing, mailing.id)) == 1
    assert [each.status for each in mails_of()] == [Delivery.QUEUED, Delivery.SENT, Delivery.SENT]
