"""The second step: codes that work once, codes on paper, roles that cannot do without, and who may take it away."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from pyotp.totp import TOTP

from eventhub.accounts import factors
from eventhub.accounts.errors import WrongCodeError
from eventhub.accounts.factors_models import Authenticator, RecoveryCode
from eventhub.accounts.factors_rules import RECOVERY_CODES, SECOND_STEP_SECONDS, TOTP_STEP
from eventhub.accounts.links import send_link
from eventhub.accounts.models import LinkPurpose, Role, User, UserSession
from eventhub.accounts.permissions import roles_with_second_factor
from eventhub.accounts.rules import FREE_TRIES, Gate
from eventhub.app import create_app
from eventhub.audit.models import AuditEntry
from eventhub.clock import now
from eventhub.config import ConfigError
from eventhub.db import db, transaction
from eventhub.outbox.models import OutboxMessage
from tests.clients import Visitor
from tests.databases import config_for
from tests.people import ALICE, BOB, PASSWORD, make_user, sign_in

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ACCOUNT, SECOND = "/desk/account/", "/desk/login/second"


def code(steps: int = 0) -> str:
    """What the app shows, now or some half minutes from now."""
    return TOTP(SECRET).at(now() + timedelta(seconds=TOTP_STEP * steps))


def give_app(user: User) -> list[str]:
    """Set an app up, as of a minute ago; the recovery codes come back."""
    with transaction():
        db.session.add(
            Authenticator(user_id=user.id, secret=SECRET, last_step=int(now().timestamp()) // TOTP_STEP - 2)
        )
        return factors.renew_recovery_codes(user)


@pytest.fixture
def user(app) -> User:
    return make_user(ALICE)


@pytest.fixture
def paper(user) -> list[str]:
    return give_app(user)


@pytest.fixture
def halfway(client, paper):
    """A browser in which the password has been right."""
    answer = client.post(
        "/desk/login",
        data={"email": ALICE.email, "password": PASSWORD},
        query_string={"next": "/desk/topics/"},
    )
    assert answer.location == SECOND
    return client


def test_the_password_alone_opens_nothing(halfway):
    assert halfway.get(ACCOUNT).status_code == 302


def test_a_code_of_the_app_leads_on_to_where_one_was_going(halfway):
    assert halfway.post(SECOND, data={"code": code()}).location == "/desk/topics/"
    assert halfway.get(ACCOUNT).status_code == 200


def test_blanks_in_a_code_do_not_matter(halfway):
    typed = f" {code()[:3]} {code()[3:]} "
    assert halfway.post(SECOND, data={"code": typed}).status_code == 303


@pytest.mark.parametrize("wrong", ["000000", "12345", "", "A" * 16, "٠٠٠٠٠٠"])
def test_a_wrong_code_opens_nothing(halfway, wrong):
    assert halfway.post(SECOND, data={"code": wrong}).status_code == 422
    assert halfway.get(ACCOUNT).status_code == 302


def test_a_code_works_once(app_on_each_database):
    user = make_user(ALICE)
    give_app(user)
    shown = code()
    with transaction():
        factors.check_code(user, shown)
        for again in (shown, code(-1)):
            with pytest.raises(WrongCodeError):
                factors.check_code(user, again)


@pytest.mark.parametrize(("steps", "counts"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_wrong_by_half_a_minute(user, steps, counts):
    found = factors.matching_step(SECRET, code(steps), now())
    assert (found is not None) == counts


def test_a_code_on_paper_works_once_and_its_owner_is_told(app, halfway, paper):
    assert halfway.post(SECOND, data={"code": paper[0].lower()}).status_code == 303
    assert db.session.query(RecoveryCode).count() == RECOVERY_CODES - 1
    assert "One of the recovery codes was used" in db.session.query(OutboxMessage).one().body
    other = app.test_client()
    other.post("/desk/login", data={"email": ALICE.email, "password": PASSWORD})
    assert other.post(SECOND, data={"code": paper[0]}).status_code == 422


def test_guessing_at_codes_has_to_wait(halfway):
    for _ in range(FREE_TRIES[Gate.FACTOR]):
        assert halfway.post(SECOND, data={"code": "000000"}).status_code == 422
    assert "Too many tries" in halfway.post(SECOND, data={"code": code()}).text


def test_the_first_step_does_not_last_for_ever(halfway):
    with halfway.session_transaction() as session:
        session["halfway"]["since"] -= SECOND_STEP_SECONDS + 1
        session.modified = True
    assert halfway.post(SECOND, data={"code": code()}).location == "/desk/login"


def test_nobody_comes_to_the_second_step_without_the_first(client, paper):
    assert client.get(SECOND).location == "/desk/login"
    assert client.post(SECOND, data={"code": code()}).location == "/desk/login"


def test_neither_the_secret_nor_the_codes_can_be_read_in_the_database(paper):
    rows = [*db.session.connection().exec_driver_sql("SELECT secret FROM authenticators")]
    rows += [*db.session.connection().exec_driver_sql("SELECT digest FROM recovery_codes")]
    stored = str(rows)
    assert SECRET not in stored
    assert not any(each in stored or each.replace("-", "") in stored for each in paper)


class TestSettingItUp:
    def test_an_app_that_shows_the_right_code_is_asked_for_from_then_on(self, app, alice):
        page = alice.get("/desk/account/factors/app").text
        secret = re.search(r'<code dir="ltr">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
        answer = alice.post("/desk/account/factors/app", data={"code": TOTP(secret).now()})
        assert len(re.findall(r"<code>[0-9A-Z-]{34}</code>", answer.text)) == RECOVERY_CODES
        assert alice.get(ACCOUNT).status_code == 200
        answer = app.test_client().post("/desk/login", data={"email": ALICE.email, "password": PASSWORD})
        assert answer.location == SECOND

    def test_an_app_that_does_not_show_it_changes_nothing(self, alice):
        alice.get("/desk/account/factors/app")
        assert alice.post("/desk/account/factors/app", data={"code": "000000"}).status_code == 422
        assert db.session.query(Authenticator).count() == 0

    def test_the_picture_holds_the_key_and_comes_with_the_page(self, alice):
        assert 'src="data:image/svg+xml' in alice.get("/desk/account/factors/app").text

    @pytest.mark.parametrize("path", ["app", "app/remove", "codes", "passkeys/new", "passkeys/1/remove"])
    def test_is_not_for_whoever_finds_the_browser_open(self, alice, path):
        session = db.session.query(UserSession).one()
        session.confirmed_at -= timedelta(hours=1)
        db.session.commit()
        answer = alice.post(f"/desk/account/factors/{path}")
        assert urlsplit(answer.location).path == "/desk/account/confirm"

    def test_removing_it_is_told_by_mail(self, app, alice):
        give_app(db.session.query(User).one())
        alice.post("/desk/account/factors/app/remove")
        assert "The app with codes was removed." in db.session.query(OutboxMessage).one().body
        sign_in(app.test_client(), ALICE)


class TestARoleThatNeedsIt:
    @pytest.fixture
    def app(self, database_url, instance):
        config = config_for(database_url, instance, second_factor_roles=("organiser",))
        app = create_app(config)
        app.testing = True
        app.config["WTF_CSRF_ENABLED"] = False
        app.test_client_class = Visitor
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()

    def test_leads_to_setting_it_up_before_anything_else(self, alice):
        for method, path in (
            ("GET", "/desk/"),
            ("POST", "/desk/events/new"),
            ("GET", "/desk/organizations/"),
        ):
            assert alice.open(path, method=method).location == "/desk/account/factors/"
        assert alice.get("/desk/account/factors/").status_code == 200

    def test_opens_the_desk_once_it_is_set_up(self, alice):
        page = alice.get("/desk/account/factors/app").text
        secret = re.search(r'<code dir="ltr">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
        alice.post("/desk/account/factors/app", data={"code": TOTP(secret).now()})
        assert alice.get("/desk/").status_code == 200

    def test_leaves_other_roles_alone(self, client):
        make_user(BOB, Role.VIEWER)
        assert sign_in(client, BOB).get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("base_url", "named", "roles"),
    [
        ("https://events.example.org", (), set(Role)),
        ("https://events.example.org", ("none",), set()),
        ("https://events.example.org", ("administrator", "organiser"), {Role.ADMINISTRATOR, Role.ORGANISER}),
        ("http://localhost", (), set()),
        ("http://localhost", ("all",), set(Role)),
    ],
)
def test_everybody_needs_it_where_the_instance_is_reached_by_tls_unless_it_says_otherwise(
    tmp_path, base_url, named, roles
):
    config = replace(config_for("sqlite://", tmp_path, second_factor_roles=named), base_url=base_url)
    assert set(roles_with_second_factor(config)) == roles


@pytest.mark.parametrize("named", [("none", "administrator"), ("all", "viewer")])
def test_all_and_none_stand_alone(tmp_path, named):
    with pytest.raises(ConfigError, match="names no role"):
        create_app(config_for("sqlite://", tmp_path, second_factor_roles=named))


def test_an_instance_that_names_an_unknown_role_does_not_start(tmp_path):
    with pytest.raises(ConfigError, match="emperor"):
        create_app(config_for("sqlite://", tmp_path, second_factor_roles=("emperor",)))


def test_an_administrator_takes_it_from_who_has_lost_all_and_signs_them_out(app, user, paper):
    make_user(BOB, Role.ADMINISTRATOR)
    bob = sign_in(app.test_client(), BOB)
    assert f"/desk/users/{user.id}/factors/remove" in bob.get(f"/desk/users/{user.id}/").text
    refused = bob.post(f"/desk/users/{user.id}/factors/remove", data={"proof": "a mail"})
    assert (refused.status_code, factors.factors_of(user).are_there) == (422, True)
    bob.post(f"/desk/users/{user.id}/factors/remove", data={"proof": "call"})
    assert factors.factors_of(user).are_there is False
    entry = db.session.query(AuditEntry).filter_by(action="user:factors:remove").one()
    assert entry.changes == {"proof": ["", "call"]}
    assert "An administrator removed the second step." in db.session.query(OutboxMessage).one().body
    sign_in(app.test_client(), ALICE)


def test_a_link_by_mail_is_the_first_step_only(client, paper, user):
    with transaction():
        send_link(user, LinkPurpose.SIGN_IN)
    link = re.search(r"(/desk/login/by-link/\S+)", db.session.query(OutboxMessage).one().body)[1]
    assert client.post(link).location == SECOND
    assert client.get(ACCOUNT).status_code == 302
