"""Which passwords are taken, wherever one is chosen: long ones that nobody would try first. No rules about kinds of
characters, and nothing is asked of another machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.accounts.errors import LeakedPasswordError, OwnWordsError
from eventhub.accounts.models import Role
from eventhub.accounts.passwords import check_password
from eventhub.accounts.rules import OWN_CHARACTERS, is_made_of, words_of_context
from tests.people import ALICE, BOB, PASSWORD, make_user, sign_in

LEAKED = "qwertyuiop12"


def check(password: str) -> None:
    check_password(password, name=ALICE.name, email="a.martin@oim-example.org")


@pytest.mark.parametrize(
    "password",
    [LEAKED, "Password1234", "correcthorsebatterystaple", "IlOvEyOu1234", "aaaaaaaaaaaa", "123456789012"],
)
def test_a_password_that_has_leaked_is_refused(app, password):
    with pytest.raises(LeakedPasswordError):
        check(password)


@pytest.mark.parametrize(
    "password",
    [
        "Alice-Martin-2026!",
        "Martin, A. Martin",
        "oim-example.org",
        "EventHub EventHub",
        "Workshop2026!!",
    ],
)
def test_a_password_of_the_words_of_its_context_is_refused(app, password):
    with pytest.raises(OwnWordsError):
        check(password)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "Alice reads on Sundays",
        "zzxqv kkwp 77",
        "会议室的窗户朝着东边开着",
        "  words with blanks  ",
    ],
)
def test_any_other_one_is_taken_whatever_it_is_written_with(app, password):
    check(password)


@given(st.text(alphabet="abcdefghij0123456789 -ßéЖ中", min_size=12, max_size=40))
def test_a_password_without_a_word_of_the_context_is_its_persons_own(password):
    words = words_of_context("Umut Tutku", "umut@tutku.example")
    own = sum(each.isalnum() for each in password.casefold())
    assert is_made_of(password, words) == (own < OWN_CHARACTERS)


class TestWhereOneIsChosen:
    def test_by_its_owner(self, alice):
        answer = alice.post(
            "/desk/account/password", data={"present": PASSWORD, "new": LEAKED, "again": LEAKED}
        )
        assert (answer.status_code, "has leaked" in answer.text) == (422, True)

    def test_by_an_administrator_for_a_new_account_and_for_an_old_one(self, app):
        user = make_user(BOB)
        make_user(ALICE, Role.ADMINISTRATOR)
        browser = sign_in(app.test_client(), ALICE)
        given = {
            "name": "Bob",
            "role": "viewer",
            "language": "en",
            "is_active": "y",
            "password": "bob-example-org",
        }
        old = browser.post(f"/desk/users/{user.id}/", data=given)
        new = browser.post("/desk/users/new", data={**given, "email": "bob@example.net", "password": LEAKED})
        assert (old.status_code, "mostly your name" in old.text) == (422, True)
        assert (new.status_code, "has leaked" in new.text) == (422, True)
