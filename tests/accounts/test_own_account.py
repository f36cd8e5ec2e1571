"""Everybody who signs in looks after their own name, language and password."""

import pytest

from eventhub.accounts.actions import change_user
from eventhub.accounts.errors import LastAdministratorError
from eventhub.accounts.models import Role, User
from eventhub.db import db
from tests.people import ALICE, BOB, PASSWORD, make_user, sign_in

NEW = "another fine password"


def change_password(browser, present=PASSWORD, new=NEW, again=NEW):
    return browser.post("/desk/account/password", data={"present": present, "new": new, "again": again})


def test_name_and_language_are_changed(alice):
    answer = alice.post("/desk/account/", data={"name": "Alice M.", "language": "fr"})
    user = db.session.query(User).one()
    assert (answer.status_code, user.name, user.language) == (303, "Alice M.", "fr")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"language": "xx"}])
def test_a_wrong_form_changes_nothing(alice, wrong):
    answer = alice.post("/desk/account/", data={"name": "Alice M.", "language": "fr"} | wrong)
    user = db.session.query(User).one()
    assert (answer.status_code, user.name, user.language) == (422, ALICE.name, "en")


def test_nobody_gives_themselves_another_role(alice):
    alice.post("/desk/account/", data={"name": "Alice", "language": "en", "role": "administrator"})
    assert db.session.query(User.role).scalar() == Role.ORGANISER


def test_a_new_password_keeps_this_session_and_ends_the_others(app, alice):
    telephone = sign_in(app.test_client(), ALICE)
    assert change_password(alice).status_code == 303
    assert (alice.get("/desk/account/").status_code, telephone.get("/desk/account/").status_code) == (
        200,
        302,
    )
    answer = app.test_client().post("/desk/login", data={"email": ALICE.email, "password": NEW})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"present": "a guess at it"}, "This is not your present password."),
        ({"new": "short", "again": "short"}, "Use at least 12 characters."),
        ({"again": "another fine passwort"}, "The two do not match."),
    ],
)
def test_a_wrong_form_keeps_the_password(app, alice, wrong, message):
    answer = change_password(alice, **wrong)
    assert (answer.status_code, message in answer.text) == (422, True)
    sign_in(app.test_client(), ALICE)


def test_blanks_belong_to_a_password(app, alice):
    spaced = "  words with blanks  "
    change_password(alice, new=spaced, again=spaced)
    for typed, status in ((spaced, 303), (spaced.strip(), 422)):
        answer = app.test_client().post("/desk/login", data={"email": ALICE.email, "password": typed})
        assert answer.status_code == status


def test_signing_out_everywhere_ends_this_session_too(app, alice):
    telephone = sign_in(app.test_client(), ALICE)
    assert alice.post("/desk/account/sessions/end").location == "/desk/login"
    assert (alice.get("/desk/account/").status_code, telephone.get("/desk/account/").status_code) == (
        302,
        302,
    )


def test_the_last_administrator_stays(app_on_each_database):
    first, second = make_user(ALICE, Role.ADMINISTRATOR), make_user(BOB, Role.ADMINISTRATOR)
    keep = {"language": "en", "is_active": True}
    change_user(second, name="Bob", role=Role.ORGANISER, by=first, **keep)
    with pytest.raises(LastAdministratorError):
        change_user(first, name="Alice", role=Role.VIEWER, by=second, **keep)
    with pytest.raises(LastAdministratorError):
        change_user(first, name="Alice", role=Role.ADMINISTRATOR, language="en", is_active=False)
    assert first.role == Role.ADMINISTRATOR
    assert first.is_active
