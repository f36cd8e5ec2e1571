"""Administrators open, change and close accounts, and cannot shut themselves out."""

import pytest

from eventhub.accounts.models import Role, User
from eventhub.db import db
from tests.people import ALICE, BOB, EVE, PASSWORD, make_user, sign_in

NEW = {
    "email": "Clara@Example.org",
    "name": "Clara Ruiz",
    "role": "press_officer",
    "language": "es",
    "password": "seven quiet rivers",
}


@pytest.fixture
def administrator(client):
    make_user(ALICE, Role.ADMINISTRATOR)
    return sign_in(client, ALICE)


def find(email) -> User:
    return db.session.query(User).filter_by(email=email).one()


def change(browser, user_id, **changes):
    form = {"name": "Bob Diallo", "role": "organiser", "language": "fr", "is_active": "y", **changes}
    return browser.post(
        f"/desk/users/{user_id}/", data={key: value for key, value in form.items() if value is not None}
    )


def test_an_account_is_opened_with_a_password_that_works(app, administrator):
    answer = administrator.post("/desk/users/new", data=NEW)
    clara = find("clara@example.org")
    assert (answer.status_code, answer.location) == (303, f"/desk/users/{clara.id}/")
    assert (clara.name, clara.role, clara.language) == ("Clara Ruiz", Role.PRESS_OFFICER, "es")
    signed_in = app.test_client().post(
        "/desk/login", data={"email": NEW["email"], "password": NEW["password"]}
    )
    assert signed_in.status_code == 303


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"email": ALICE.email.upper()}, "has an account already"),
        ({"email": "clara"}, "Invalid email address"),
        ({"password": "too short"}, "Use at least 12 characters."),
        ({"role": "emperor"}, "Invalid Choice"),
        ({"name": " "}, "This field is required"),
    ],
)
def test_a_wrong_form_is_given_back_as_typed_and_opens_nothing(administrator, wrong, message):
    answer = administrator.post("/desk/users/new", data=NEW | wrong)
    assert answer.status_code == 422
    assert message in answer.text
    assert NEW["password"] not in answer.text
    assert db.session.query(User).count() == 1


def test_an_account_is_changed_and_keeps_its_password(administrator):
    make_user(BOB)
    bob = find(BOB.email)
    before = bob.password_hash
    assert change(administrator, bob.id, name="Robert Diallo", role="viewer").status_code == 303
    assert (bob.name, bob.role, bob.password_hash) == ("Robert Diallo", Role.VIEWER, before)


def test_a_new_password_signs_the_person_out(app, administrator):
    make_user(BOB)
    browser = sign_in(app.test_client(), BOB)
    change(administrator, find(BOB.email).id, password="eight quiet rivers")
    assert browser.get("/desk/account/").status_code == 302


def test_a_closed_account_is_signed_out_and_stays_in_the_list(app, administrator):
    make_user(BOB)
    browser = sign_in(app.test_client(), BOB)
    change(administrator, find(BOB.email).id, is_active=None)
    assert browser.get("/desk/account/").status_code == 302
    assert BOB.name in administrator.get("/desk/users/").text


def test_sessions_are_ended_by_one_button(app, administrator):
    make_user(BOB)
    browser = sign_in(app.test_client(), BOB)
    answer = administrator.post(f"/desk/users/{find(BOB.email).id}/sessions/end")
    assert answer.status_code == 303
    assert browser.get("/desk/account/").status_code == 302


@pytest.mark.parametrize(
    "change_of_self", [{"role": "organiser"}, {"role": "administrator", "is_active": None}]
)
def test_nobody_takes_their_own_key_away(administrator, change_of_self):
    make_user(EVE, Role.ADMINISTRATOR)
    answer = change(administrator, find(ALICE.email).id, **change_of_self)
    assert answer.status_code == 422
    assert "You cannot take the administrator’s role from yourself or close your own account." in answer.text
    assert find(ALICE.email).role == Role.ADMINISTRATOR
    assert find(ALICE.email).is_active


def test_an_administrator_may_change_their_own_name(administrator):
    answer = change(administrator, find(ALICE.email).id, name="Alice M.", role="administrator")
    assert (answer.status_code, find(ALICE.email).name) == (303, "Alice M.")


def test_another_administrator_can_be_demoted(administrator):
    make_user(EVE, Role.ADMINISTRATOR)
    assert change(administrator, find(EVE.email).id, role="viewer").status_code == 303


def test_an_unknown_user_is_not_found(administrator):
    assert administrator.get("/desk/users/99/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(administrator, count_queries):
    def queries():
        with count_queries() as sent:
            administrator.get("/desk/users/")
        return len(sent)

    one = queries()
    for person in (BOB, EVE):
        make_user(person)
    assert queries() == one


def test_the_password_is_never_shown_or_kept(administrator):
    administrator.post("/desk/users/new", data=NEW)
    assert find("clara@example.org").password_hash.startswith("$argon2id$")
    assert PASSWORD not in administrator.get("/desk/users/").text


def test_whoever_is_invited_may_least_unless_a_role_is_chosen(administrator):
    page = administrator.get("/desk/users/new").text
    assert '<option selected value="viewer">' in page
