"""API tokens: made and revoked by their owners, shown once, kept as digests."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eventhub import commands
from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission, may
from eventhub.accounts.queries import find_user_by_email
from eventhub.accounts.tokens_actions import MOST, add_token, note_use
from eventhub.accounts.tokens_models import ApiToken
from eventhub.accounts.tokens_queries import find_token
from eventhub.accounts.tokens_rules import is_api_token, new_api_token
from eventhub.audit.models import AuditEntry
from eventhub.db import db, transaction
from eventhub.tokens import digest
from tests.people import ALICE, BOB, make_user

TOKENS = "/desk/account/tokens/"
TOKEN = re.compile(r"ehp_[A-Za-z0-9]{46}")
SENT = {"name": "Reports, on the file server", "scopes": ["desk:use", "event:edit"], "days": "30"}


def make_token(user, *scopes: Permission, life: timedelta = timedelta(days=9), name: str = "Reports") -> str:
    with transaction():
        return add_token(user, name=name, scopes=scopes or [Permission.DESK_USE], life=life).text


def test_a_token_is_shown_once_and_kept_as_a_digest(alice):
    page = alice.post(TOKENS, data=SENT)
    [shown] = set(TOKEN.findall(page.text))
    kept = db.session.query(ApiToken).one()
    assert (kept.digest, kept.scopes) == (digest(shown), ["desk:use", "event:edit"])
    assert shown not in alice.get(TOKENS).text
    assert kept.start in alice.get(TOKENS).text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert shown not in str([each.changes for each in db.session.query(AuditEntry)])


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["event:everything"]}, {"days": "0"}, {"days": "9999"}]
)
def test_a_form_that_is_wrong_makes_no_token(alice, wrong):
    assert alice.post(TOKENS, data={**SENT, **wrong}).status_code == 422
    assert db.session.query(ApiToken).count() == 0


def test_nobody_is_offered_what_they_may_not(client, alice):
    assert alice.post(TOKENS, data={**SENT, "scopes": ["user:administer"]}).status_code == 422


def test_a_revoked_token_opens_nothing(alice):
    text = TOKEN.search(alice.post(TOKENS, data=SENT).text)[0]
    token = find_token(text)
    assert alice.post(f"{TOKENS}{token.id}/revoke").status_code == 303
    assert find_token(text) is None


def test_nobody_revokes_the_token_of_another(alice, eve):
    text = TOKEN.search(alice.post(TOKENS, data=SENT).text)[0]
    assert eve.post(f"{TOKENS}{find_token(text).id}/revoke").status_code == 404
    assert find_token(text)


def test_a_token_opens_nothing_once_it_has_expired_or_its_account_is_closed(app):
    alice, bob = make_user(ALICE), make_user(BOB)
    assert find_token(make_token(alice, life=timedelta(seconds=-1))) is None
    text = make_token(bob)
    assert find_token(text).user is bob
    bob.is_active = False
    db.session.commit()
    assert find_token(text) is None


def test_a_token_narrows_what_its_user_may_and_widens_nothing(app):
    alice = make_user(ALICE, Role.PRESS_OFFICER)
    alice.scopes = frozenset({Permission.RELEASE_EDIT, Permission.USER_ADMINISTER})
    assert {each for each in Permission if may(alice, each)} == {Permission.RELEASE_EDIT}


def test_only_the_day_of_the_last_use_is_kept_and_written_once(app):
    token = find_token(make_token(make_user(ALICE)))
    assert [note_use(token), note_use(token)] == [True, False]
    db.session.refresh(token)
    assert token.last_used_on
    assert note_use(token) is False


def test_a_user_has_no_more_tokens_than_can_be_looked_over(alice):
    user = find_user_by_email(ALICE.email)
    for number in range(MOST):
        make_token(user, name=str(number))
    assert "Revoke one" in alice.post(TOKENS, data=SENT).text


@given(st.text(max_size=60))
def test_what_is_no_token_is_told_by_its_form(text):
    assert not is_api_token(text)


@given(st.integers(4, 49), st.sampled_from("0aZ"))
def test_a_slip_in_a_token_is_told_by_its_checksum(place, slip):
    token = new_api_token()
    assert is_api_token(token)
    spoilt = token[:place] + slip + token[place + 1 :]
    assert is_api_token(spoilt) == (spoilt == token)


def test_the_command_makes_a_token_and_prints_it(app, monkeypatch):
    make_user(ALICE)
    monkeypatch.setattr(commands, "ready_app", lambda: app)
    arguments = ["add", ALICE.email, "--name", "Reports", "--scope", "desk:use", "--scope", "event:edit"]
    result = CliRunner().invoke(commands.token, [*arguments, "--days", "7"])
    assert result.exit_code == 0, result.output
    assert find_token(result.output.strip()).scopes == ["desk:use", "event:edit"]


@pytest.mark.parametrize(
    "arguments",
    [["nobody@example.org", "--scope", "desk:use"], [ALICE.email], [ALICE.email, "--scope", "everything"]],
)
def test_the_command_refuses_what_makes_no_sense(app, monkeypatch, arguments):
    make_user(ALICE)
    monkeypatch.setattr(commands, "ready_app", lambda: app)
    assert CliRunner().invoke(commands.token, ["add", *arguments, "--name", "Reports"]).exit_code == 2
    assert db.session.query(ApiToken).count() == 0


@pytest.fixture
def typed(app, monkeypatch):
    monkeypatch.setattr(commands, "ready_app", lambda: app)
    return lambda *words: CliRunner().invoke(commands.token, words)


def test_the_commands_list_tokens_without_what_opens_and_revoke_them(app, typed):
    text = make_token(make_user(ALICE))
    make_token(make_user(BOB), name="Figures")
    listed = typed("list").output
    assert [line.split("\t")[2] for line in listed.splitlines()] == [ALICE.email, BOB.email]
    assert text not in listed
    [line] = typed("list", ALICE.email.upper()).output.splitlines()
    assert line.split("\t")[3].startswith("until 2")
    number = line.split("\t")[0]
    assert typed("revoke", number).output == f"Revoked: Reports of {ALICE.email}\n"
    assert find_token(text) is None
    assert typed("revoke", number).exit_code == 2
    assert db.session.query(AuditEntry).filter_by(action="user:token:revoke").count() == 1
