"""What the doctor says of an instance, and whether it is right."""

from dataclasses import replace

import pytest

from eventhub.accounts.models import Role
from eventhub.app import create_app
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.maintenance.doctor import LATE, Verdict, examine, way_to_database
from eventhub.outbox.models import Delivery, OutboxMessage
from tests.databases import KINDS, config_for
from tests.people import ALICE, make_user
from tests.servers import free_port, serving_sign_on


def said(app) -> dict[str, tuple[Verdict, str]]:
    return {about: (verdict, words) for verdict, about, words in examine(app)}


@pytest.fixture(params=KINDS)
def database(request):
    with request.getfixturevalue(f"{request.param}_databases").fresh() as url:
        yield url


@pytest.fixture
def admit(database, instance):
    """Make an instance to look at, with settings of its own; its connections are closed in the end."""
    admitted = []

    def make(**settings):
        app = create_app(replace(config_for(database, instance), **settings))
        admitted.append(app)
        return app

    yield make
    for app in admitted:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def patient(admit):
    """An instance with an administrator, and its context."""
    app = admit()
    with app.app_context():
        make_user(ALICE, Role.ADMINISTRATOR)
        yield app


def test_nothing_is_wrong_with_a_new_instance(patient):
    assert {verdict for verdict, _words in said(patient).values()} <= {Verdict.GOOD, Verdict.NOTE}


def test_a_database_that_is_not_there_is_said_once_and_nothing_after_it(instance):
    app = create_app(config_for(f"sqlite:///{instance / 'none.sqlite3'}", instance))
    found = said(app)
    with app.app_context():
        db.engine.dispose()
    assert found["database"][0] == Verdict.WRONG
    assert "eventhub init" in found["database"][1]
    assert "waiting mails" not in found


def test_tables_of_another_version(patient):
    with db.engine.begin() as connection:
        newest = connection.scalar(db.text("SELECT version_num FROM alembic_version"))
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    verdict, words = said(patient)["database"]
    assert verdict == Verdict.WRONG
    assert "0001" in words
    assert "eventhub init" in words
    with db.engine.begin() as connection:
        connection.execute(db.text("UPDATE alembic_version SET version_num = :newest"), {"newest": newest})


def test_a_damaged_file(sqlite_databases, instance):
    with sqlite_databases.fresh() as url:
        path = url.removeprefix("sqlite:///")
        with open(path, "r+b") as stream:
            stream.seek(4096 * 3)
            stream.write(b"\xff" * 4096 * 20)
        app = create_app(config_for(url, instance))
        assert said(app)["database"][0] == Verdict.WRONG
        with app.app_context():
            db.engine.dispose()


def owed_mail(**changes) -> None:
    with transaction():
        db.session.add(
            OutboxMessage(
                message_id="one@example.org",
                kind="registration_confirmed",
                language="en",
                recipient="ana@example.org",
                subject="S",
                body="B",
                content=b"C",
                **changes,
            )
        )


def test_mails_that_nobody_sends(patient):
    owed_mail(due_at=now() - LATE * 2)
    verdict, words = said(patient)["waiting mails"]
    assert verdict == Verdict.WRONG
    assert "eventhub worker" in words
    assert "ana@" not in words


def test_mails_that_were_refused(patient):
    owed_mail(status=Delivery.FAILED)
    assert said(patient)["refused mails"][0] == Verdict.WARNING


def test_a_mail_server_that_does_not_answer(admit):
    verdict, words = said(admit(mail_url=f"smtp://127.0.0.1:{free_port()}"))["mail"]
    assert verdict == Verdict.WRONG
    assert "none is lost" in words


def test_a_mail_server_that_does(admit, mail_server):
    assert said(admit(mail_url=mail_server.url))["mail"][0] == Verdict.GOOD
    assert mail_server.received == []


def test_secrets_that_others_may_read(patient, instance):
    secret = instance / ".env"
    secret.touch(mode=0o644)
    secret.chmod(0o644)
    verdict, words = said(patient)["permissions"]
    assert verdict == Verdict.WARNING
    assert "chmod 600 .env" in words


def test_an_instance_without_an_administrator(admit):
    assert said(admit())["accounts"][0] == Verdict.WARNING


def test_an_address_without_encryption(admit):
    assert said(admit(base_url="http://events.example.org"))["address"][0] == Verdict.WARNING


def test_a_provider_of_single_sign_on_is_asked(admit, tmp_path):
    known = {"oidc_client_id": "eventhub", "oidc_client_secret": "of no use to anybody"}
    with serving_sign_on(tmp_path) as provider:
        app = admit(oidc_issuer=provider.url, **known)
        assert said(app)["single sign-on"][0] == Verdict.GOOD
    verdict, words = said(app)["single sign-on"]
    assert verdict == Verdict.WRONG
    assert "UnreachableError" in words


@pytest.mark.parametrize(
    ("url", "is_warned_of"),
    [
        ("sqlite:////srv/eventhub.sqlite3", False),
        ("postgresql://eventhub@localhost/eventhub", False),
        ("postgresql:///eventhub?host=/run/postgresql", False),
        ("postgresql://eventhub@db.example.org/eventhub", True),
        ("postgresql://eventhub@db.example.org/eventhub?sslmode=prefer", True),
        ("postgresql://eventhub@db.example.org/eventhub?sslmode=verify-full", False),
    ],
)
def test_a_database_on_another_machine_should_be_reached_encrypted(url, is_warned_of):
    assert [each.verdict for each in way_to_database(url)] == [Verdict.WARNING] * is_warned_of
