"""Webhooks: who is told of what, signed how, and what happens when nobody answers."""

import base64
import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.registration import groups
from eventhub.webhooks.delivery import claim_delivery, deliver_due
from eventhub.webhooks.models import DeliveryStatus, Webhook, WebhookDelivery
from eventhub.webhooks.rules import GIVEN_UP_AFTER, LEASE, headers_of, new_secret, wait_after
from tests.api.cast import faults_of, program_of
from tests.mailings.cast import draft, send
from tests.people import ALICE, EVE, make_user, sign_in
from tests.registration.cast import make_workshop, person, register
from tests.registration.test_groups import TOGETHER, together
from tests.webhooks.cast import HOOKS, add, work
from tests.website.cast import make_event


def make_due() -> None:
    with transaction():
        for each in db.session.query(WebhookDelivery):
            each.due_at = now()


def delivery() -> WebhookDelivery:
    db.session.expire_all()
    return db.session.query(WebhookDelivery).order_by(WebhookDelivery.id.desc()).first()


def test_groups_and_mailings_are_told_without_who_is_in_them(alice, receiver):
    add(alice, receiver, "event", "event:mailing", "registration")
    event = make_workshop(desk=TOGETHER)
    group = together(event, 1, 2)
    with transaction():
        groups.part_group(group, now=now())
    send(draft(event))
    work()
    told = [body.decode() for _headers, body in receiver.received]
    types = {json.loads(each)["type"] for each in told}
    assert {"event:group:part", "event:mailing:send"} <= types
    assert any(each.startswith("registration:") for each in types)
    assert not any(word in each for each in told for word in ("@", person(1).name, person(2).name))


def test_what_happens_is_told_signed_and_once(alice, receiver):
    make_event("before")
    hook = add(alice, receiver)
    event = make_event("workshop")
    assert work() > 0
    assert work() == 0
    types = [json.loads(body)["type"] for _headers, body in receiver.received]
    assert types[-1] == "event:status:publish"
    assert all(json.loads(body)["data"]["event"] == "workshop" for _headers, body in receiver.received)
    headers, body = receiver.received[-1]
    assert json.loads(body)["data"]["place"] == f"/api/v1/desk/events/{event.slug}"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(hook["secret"].removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    [last, *_others] = alice.get(f"{HOOKS}/{hook['id']}/deliveries").json["items"]
    assert (last["status"], last["answer"], last["attempts"]) == ("delivered", 204, 1)
    assert hook["secret"] not in alice.get(f"{HOOKS}/{hook['id']}").text


def test_the_signature_is_that_of_the_specification():
    # The example of the reference implementations of Standard Webhooks.
    headers = headers_of(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        datetime.fromtimestamp(1614265330, UTC),
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert len(base64.b64decode(new_secret().removeprefix("whsec_"))) == 24


def test_nobody_is_told_of_what_they_may_not_read(client, alice, receiver):
    reader = program_of(client, ALICE, Permission.DESK_USE)
    eve = program_of(client, EVE, works=False)
    for program in (reader, eve):
        add(program, receiver, "event", "registration")
    register(make_workshop())
    work()
    told = {json.loads(body)["data"]["kind"] for _headers, body in receiver.received}
    assert told == {"events"}
    owners = {each.webhook.user.email for each in db.session.query(WebhookDelivery)}
    assert owners == {ALICE.email}
    assert "example.org" not in str(receiver.received)


def test_a_message_that_was_not_taken_is_sent_again_the_same(alice, receiver):
    add(alice, receiver)
    receiver.status = 500
    make_event("workshop")
    work()
    first = delivery()
    assert (first.status, first.answer, first.attempts) == (DeliveryStatus.QUEUED, 500, 1)
    assert first.due_at > now()
    receiver.status = 200
    make_due()
    work()
    assert (delivery().status, delivery().attempts) == (DeliveryStatus.DELIVERED, 2)
    sent = {headers["webhook-id"]: body for headers, body in receiver.received}
    assert len(sent) == len(receiver.received) // 2
    assert db.session.query(Webhook).one().failing_since is None


def test_after_the_last_try_a_message_is_given_up(alice, receiver):
    hook = add(alice, receiver)
    alice.post(f"{HOOKS}/{hook['id']}/ping")
    receiver.status = 503
    tries = 0
    while delivery().status == DeliveryStatus.QUEUED:
        make_due()
        tries += deliver_due()
    assert (tries, delivery().status) == (10, DeliveryStatus.FAILED)
    assert wait_after(9) == timedelta(days=1)
    assert wait_after(10) is None


def test_an_address_that_fails_for_days_or_is_gone_is_called_no_more(alice, receiver):
    hook = add(alice, receiver)
    path = f"{HOOKS}/{hook['id']}"
    for status, failing_since in ((500, now() - GIVEN_UP_AFTER), (410, None)):
        receiver.status = status
        with transaction():
            row = db.session.query(Webhook).one()
            row.is_active, row.failing_since = True, failing_since
        alice.post(f"{path}/ping")
        make_due()
        deliver_due()
        assert alice.get(path).json["is_active"] is False
    make_event("missed")
    assert alice.patch(path, {"is_active": True}).json["failing_since"] is None
    assert not db.session.query(WebhookDelivery).filter(WebhookDelivery.action != "ping").count()


def test_of_two_workers_one_sends_and_a_dead_one_leaves_its_message(app_on_each_database, alice, receiver):
    hook = add(alice, receiver)
    alice.post(f"{HOOKS}/{hook['id']}/ping")
    number = delivery().id
    db.session.rollback()

    def claim(_worker: int):
        with app_on_each_database.app_context():
            return claim_delivery(number)

    with ThreadPoolExecutor(4) as pool:
        claims = list(pool.map(claim, range(4)))
    assert sum(each is not None for each in claims) == 1
    assert deliver_due() == 0
    with transaction():
        assert delivery().due_at <= now() + LEASE
        delivery().due_at = now()
    assert deliver_due() == 1
    assert delivery().status == DeliveryStatus.DELIVERED


def test_an_address_inside_the_network_is_never_called(app, client, receiver):
    alice = program_of(client, ALICE)
    hook = add(alice, receiver)
    alice.post(f"{HOOKS}/{hook['id']}/ping")
    deliver_due()
    assert receiver.received == []
    assert delivery().error == "AddressRefused"


@pytest.mark.parametrize(
    ("pointer", "wrong"),
    [
        ("/url", {"url": "ftp://example.org"}),
        ("/url", {"url": ""}),
        ("/kinds", {"kinds": []}),
        ("/kinds/0", {"kinds": ["everything"]}),
    ],
)
def test_a_webhook_that_makes_no_sense_is_refused(alice, pointer, wrong):
    answer = alice.post(HOOKS, {"url": "https://example.org/hook", "kinds": ["event"], **wrong})
    assert pointer in faults_of(answer), answer.text


def test_webhooks_of_others_do_not_exist(client, alice, receiver):
    hook = add(alice, receiver)
    eve = program_of(client, EVE)
    assert eve.get(HOOKS).json["items"] == []
    for method, suffix, body in (
        ("GET", "", None),
        ("PATCH", "", {"is_active": False}),
        ("DELETE", "", None),
        ("POST", "/ping", {}),
        ("GET", "/deliveries", None),
    ):
        assert eve.ask(method, f"{HOOKS}/{hook['id']}{suffix}", body).status_code == 404
    assert alice.delete(f"{HOOKS}/{hook['id']}").status_code == 204


def test_the_desk_shows_the_secret_once_and_how_deliveries_went(app, client, receiver):
    make_user(ALICE)
    browser = sign_in(client, ALICE)
    made = browser.post("/desk/account/webhooks/", data={"url": receiver.url, "kinds": ["event"]})
    assert "whsec_" in made.text
    number = db.session.query(Webhook).one().id
    path = f"/desk/account/webhooks/{number}/"
    assert browser.post(f"{path}ping").status_code == 303
    deliver_due()
    page = browser.get(path).text
    assert "whsec_" not in page
    assert "AddressRefused" in page
    changed = {"url": receiver.url, "kinds": ["release"], "is_active": "y"}
    assert browser.post(path, data=changed).status_code == 303
    assert browser.post(path, data={**changed, "kinds": []}).status_code == 422
    assert db.session.query(Webhook).one().kinds == ["release"]
    assert browser.post(f"{path}delete").status_code == 303
    assert browser.get(path).status_code == 404
