"""Links by mail: for whom they are, how often they work, and that nobody learns who has an account."""

import re
from datetime import timedelta

import pytest

from eventhub.accounts import actions
from eventhub.accounts.errors import LinkGoneError
from eventhub.accounts.links import answer_next_request, send_link, use_link
from eventhub.accounts.models import LinkPurpose, LinkRequest, MailedLink, Role, User
from eventhub.accounts.rules import FREE_TRIES, INVITATION_LIFETIME, LINK_LIFETIME, LINKS_AT_ONCE, Gate
from eventhub.db import db, transaction
from eventhub.outbox.delivery import deliver_due
from eventhub.outbox.models import Delivery, OutboxMessage
from tests.databases import config_for
from tests.people import ALICE, BOB, EVE, PASSWORD, make_user, sign_in

NEW = "another fine password"
ACCOUNT = "/desk/account/"


def work() -> None:
    """What the worker does about requests."""
    more = True
    while more:
        with transaction():
            more = answer_next_request()


def mails() -> list[OutboxMessage]:
    return db.session.query(OutboxMessage).order_by(OutboxMessage.id).all()


def link_in(mail: OutboxMessage) -> str:
    return re.search(r"http://localhost(/desk/login/by-link/\S+)", mail.body)[1]


def ask(client, wanted="link", email=ALICE.email):
    answer = client.post(f"/desk/login/{wanted}", data={"email": email})
    work()
    return answer


def test_a_link_signs_its_reader_in_by_a_button(client):
    make_user(ALICE)
    assert ask(client).location == "/desk/login"
    link = link_in(mails()[0])
    # A program that looks into mails opens the page as well.
    for _ in range(2):
        assert client.get(link).status_code == 200
        assert client.get(ACCOUNT).status_code == 302
    assert client.post(link).location == "/desk/"
    assert client.get(ACCOUNT).status_code == 200


def test_a_link_works_once(app, client):
    make_user(ALICE)
    ask(client)
    link = link_in(mails()[0])
    client.post(link)
    other = app.test_client()
    assert (other.get(link).status_code, other.post(link).status_code) == (410, 410)
    assert other.get(ACCOUNT).status_code == 302


def test_of_two_who_use_a_link_one_is_too_late(app_on_each_database):
    user = make_user(ALICE)
    with transaction():
        send_link(user, LinkPurpose.SIGN_IN)
    token = link_in(mails()[0]).rpartition("/")[2]
    with transaction():
        use_link(token)
        with pytest.raises(LinkGoneError):
            use_link(token)


@pytest.mark.parametrize(
    ("wanted", "lifetime"),
    [("link", LINK_LIFETIME), ("password", LINK_LIFETIME), ("invite", INVITATION_LIFETIME)],
)
def test_a_link_grows_old(client, wanted, lifetime):
    user = make_user(ALICE)
    if wanted == "invite":
        with transaction():
            send_link(user, LinkPurpose.INVITATION)
    else:
        ask(client, wanted)
    [stored] = db.session.query(MailedLink).all()
    stored.expires_at -= lifetime - timedelta(minutes=1)
    db.session.commit()
    assert client.get(link_in(mails()[0])).status_code == 200
    stored.expires_at -= timedelta(minutes=1)
    db.session.commit()
    assert client.get(link_in(mails()[0])).status_code == 410


def test_the_answer_is_the_same_and_takes_the_same_way_for_an_unknown_address(client, count_queries):
    make_user(ALICE)
    ways = []
    for email in (ALICE.email, EVE.email):
        with count_queries() as sent:
            answer = client.post("/desk/login/link", data={"email": email})
        assert answer.location == "/desk/login"
        assert "If there is an account with this address" in client.get("/desk/login").text
        ways.append([each.split()[0:4] for each in sent])
    # The first one from an address begins its count.
    client.post("/desk/login/link", data={"email": EVE.email})
    assert ways[0][-1] == ways[1][-1]
    work()
    assert [mail.recipient for mail in mails()] == [ALICE.email]


def test_a_closed_account_gets_no_link(client):
    user = make_user(ALICE)
    user.is_active = False
    db.session.commit()
    ask(client)
    assert (mails(), db.session.query(LinkRequest).count()) == ([], 0)


def test_closing_an_account_makes_its_links_useless(client):
    user = make_user(ALICE)
    ask(client)
    user.is_active = False
    db.session.commit()
    assert client.post(link_in(mails()[0])).status_code == 410


def test_nobody_fills_a_mailbox_of_somebody_else(client):
    make_user(ALICE)
    for _ in range(LINKS_AT_ONCE + 2):
        ask(client)
    assert len(mails()) == LINKS_AT_ONCE


def test_one_address_asks_for_so_many_mails_and_no_more(client):
    for number in range(FREE_TRIES[Gate.MAIL]):
        assert client.post("/desk/login/link", data={"email": f"n{number}@example.org"}).status_code == 303
    assert client.post("/desk/login/link", data={"email": ALICE.email}).status_code == 429


def test_a_new_password_is_chosen_by_link_and_ends_all_sessions_and_other_links(app, client):
    make_user(ALICE)
    telephone = sign_in(app.test_client(), ALICE)
    ask(client, "password")
    ask(client, "link")
    reset, other = map(link_in, mails())
    assert client.post(reset, data={"new": NEW, "again": "typed wrongly"}).status_code == 422
    assert client.post(reset, data={"new": NEW, "again": NEW}).status_code == 303
    assert (client.get(ACCOUNT).status_code, telephone.get(ACCOUNT).status_code) == (200, 302)
    assert telephone.get(other).status_code == 410
    answer = telephone.post("/desk/login", data={"email": ALICE.email, "password": NEW})
    assert answer.status_code == 303


def test_a_link_for_signing_in_changes_no_password(client):
    before = make_user(ALICE).password_hash
    ask(client)
    client.post(link_in(mails()[0]), data={"new": NEW, "again": NEW})
    assert db.session.query(User.password_hash).scalar() == before


@pytest.mark.parametrize("path", ["/desk/login/link", "/desk/login/by-link/x"])
def test_pages_with_links_are_kept_and_indexed_by_nobody(client, path):
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


class TestInvitations:
    @pytest.fixture
    def administrator(self, app):
        make_user(ALICE, Role.ADMINISTRATOR)
        return sign_in(app.test_client(), ALICE)

    @pytest.fixture
    def invited(self, administrator) -> OutboxMessage:
        fields = {
            "email": BOB.email,
            "name": BOB.name,
            "role": "press_officer",
            "language": "fr",
            "password": "",
        }
        assert administrator.post("/desk/users/new", data=fields).status_code == 303
        return mails()[0]

    def test_the_invited_choose_their_own_password_and_come_in_with_their_role(self, client, invited):
        assert invited.language == "fr"
        link = link_in(invited)
        assert client.post(link, data={"new": NEW, "again": NEW}).location == "/desk/"
        user = db.session.query(User).filter_by(email=BOB.email).one()
        assert user.role == Role.PRESS_OFFICER
        assert actions.has_password(user, NEW)

    def test_nobody_signs_in_before(self, client, invited):
        for password in ("", PASSWORD, " "):
            answer = client.post("/desk/login", data={"email": BOB.email, "password": password})
            assert answer.status_code == 422

    def test_another_one_can_be_sent_until_a_password_is_chosen(self, client, administrator, invited):
        user_id = db.session.query(User.id).filter_by(email=BOB.email).scalar()
        again = f"/desk/users/{user_id}/invite"
        assert again in administrator.get(f"/desk/users/{user_id}/").text
        administrator.post(again)
        assert len(mails()) == 2
        client.post(link_in(mails()[1]), data={"new": NEW, "again": NEW})
        administrator.post(again)
        assert len(mails()) == 2


class TestTheMailOfALink:
    """Whoever reads it can open the account: it is for its reader alone."""

    @pytest.fixture
    def sent(self, app, mail_server, instance):
        make_user(ALICE)
        make_user(BOB, Role.ADMINISTRATOR)
        ask(app.test_client())
        app.config["EVENTHUB"] = config_for(
            app.config["EVENTHUB"].database_url, instance, mail_url=mail_server.url
        )
        return mails()[0]

    def test_is_forgotten_when_it_has_gone_out(self, sent, mail_server):
        assert deliver_due() == 1
        db.session.refresh(sent)
        assert (sent.status, sent.body, sent.content) == (Delivery.SENT, "", b"")
        assert "by-link" in mail_server.messages()[0].get_body(("plain",)).get_content()

    def test_is_shown_to_no_administrator(self, app, sent):
        bob = sign_in(app.test_client(), BOB)
        link = link_in(sent)
        page = bob.get(f"/desk/mailbox/{sent.id}/").text
        assert link not in page
        assert "Only the person it was written to may see it." in page

    def test_is_stored_as_a_digest_only(self, sent):
        token = link_in(sent).rpartition("/")[2]
        assert db.session.query(MailedLink.digest).scalar() != token
