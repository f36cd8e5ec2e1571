"""The audit trail cannot be rewritten unnoticed, and what it tells of a person can be erased all the same."""

import csv
import io
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update

from eventhub.audit import chain
from eventhub.audit.actions import record
from eventhub.audit.models import AuditEntry, AuditHead
from eventhub.db import db, transaction
from eventhub.maintenance.doctor import Verdict, examine
from tests.people import ALICE, EVE, make_user, sign_in


def act(number: int = 1) -> None:
    user = make_user(ALICE) if db.session.query(AuditEntry).count() == 0 else None
    for each in range(number - (user is not None)):
        record("test:line:write", _Subject(), changes={"title": [each, {"en": "Ж"}]})
    db.session.commit()


class _Subject:
    __tablename__ = "tests"
    id = 7


def seal() -> None:
    more = True
    while more:
        with transaction():
            more = chain.seal_next()


def faults() -> list[str]:
    db.session.expire_all()
    return list(chain.faults_of_chain())


def tamper(statement) -> None:
    with transaction():
        db.session.execute(statement)


def line(position: int):
    return AuditEntry.position == position


@pytest.fixture
def sealed(app):
    act(5)
    seal()


def test_a_trail_that_nobody_touched_is_whole(app_on_each_database):
    assert faults() == []
    act(5)
    assert faults() == []
    seal()
    act(2)
    seal()
    assert (faults(), chain.sealed_and_erased()) == ([], (7, 0))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            update(AuditEntry).where(line(3)).values(action="test:line:other"),
            "line 3 was changed, or one before it",
        ),
        (update(AuditEntry).where(line(3)).values(subject_id=8), "line 3 was changed, or one before it"),
        (None, "line 3 was changed, or one before it"),
        (
            update(AuditEntry).where(line(3)).values(changes={"title": [0, 1]}),
            "line 3 tells something else than when it was sealed",
        ),
        (
            update(AuditEntry).where(line(3)).values(actor_id=1),
            "line 3 tells something else than when it was sealed",
        ),
        (
            update(AuditEntry).where(line(3)).values(told="0" * 64, salt=""),
            "line 3 was changed, or one before it",
        ),
        (delete(AuditEntry).where(line(3)), "line 3 is missing"),
        (delete(AuditEntry).where(AuditEntry.position >= 4), "lines after 3 are missing"),
        (delete(AuditHead), "lines after 5 are missing"),
    ],
    ids=[
        "what",
        "to what",
        "when",
        "before and after",
        "who",
        "digest",
        "one out",
        "the last ones out",
        "head",
    ],
)
def test_what_was_changed_is_found(sealed, statement, said):
    if statement is None:
        moved = db.session.query(AuditEntry).filter(line(3)).one().at.replace(year=2001)
        statement = update(AuditEntry).where(line(3)).values(at=moved)
    tamper(statement)
    assert faults() == [said]


def test_the_doctor_says_so(app, sealed):
    def verdicts():
        return [each.verdict for each in examine(app) if each.about == "audit trail"]

    assert verdicts() == [Verdict.GOOD]
    tamper(delete(AuditEntry).where(line(2)))
    assert verdicts() == [Verdict.WRONG]


def test_what_the_lines_about_a_person_tell_is_erased_without_a_break(sealed):
    with transaction():
        chain.erase_told_about(_Subject())
    assert (faults(), chain.sealed_and_erased()) == ([], (5, 4))
    assert all(
        (entry.changes, entry.origin, entry.actor_id) == ({}, "", None)
        for entry in db.session.query(AuditEntry).filter_by(subject_kind="tests")
    )


def test_two_workers_make_one_chain(app_on_each_database):
    app = app_on_each_database
    act(30)

    def work():
        with app.app_context():
            seal()
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    seal()
    assert (faults(), chain.sealed_and_erased()) == ([], (30, 0))


changes = st.dictionaries(
    st.text(max_size=5), st.lists(st.none() | st.integers() | st.text(max_size=5), max_size=2)
)


@given(changes, changes, st.text(max_size=5), st.none() | st.integers())
def test_other_contents_have_another_digest(one, other, salt, actor):
    same = chain.told_digest(salt, actor, "", one) == chain.told_digest(salt, actor, "", other)
    assert same == (one == other)


def test_a_line_says_roughly_from_where(client):
    make_user(ALICE)
    client.post(
        "/desk/login",
        data={"email": ALICE.email, "password": "correct horse battery staple"},
        environ_base={"REMOTE_ADDR": "203.0.113.77"},
    )
    entry = db.session.query(AuditEntry).filter_by(action="user:session:begin").one()
    assert entry.origin == "203.0.113.0/24"


class TestTheFile:
    def test_holds_every_line_for_administrators(self, app):
        make_user(EVE, "administrator")
        eve = sign_in(app.test_client(), EVE)
        act(2)
        rows = list(csv.DictReader(io.StringIO(eve.get("/desk/audit.csv").text.lstrip("\ufeff"))))
        assert len(rows) == db.session.query(AuditEntry).count()
        assert {"user:account:add", "user:session:begin"} <= {row["action"] for row in rows}
        assert [line["action"] for line in eve.get("/desk/audit.json").json["entries"]] == [
            row["action"] for row in rows
        ]

    def test_of_one_event_holds_its_lines(self, alice):
        answer = alice.get("/desk/events/nothing/history.csv")
        assert answer.status_code == 404
