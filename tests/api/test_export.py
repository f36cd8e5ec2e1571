"""Everything goes out by the API, for an administrator whose token says so, and nobody brings anything in by it."""

import pytest
from sqlalchemy import select

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from eventhub.accounts.tokens_models import ApiToken
from eventhub.audit.models import AuditEntry
from eventhub.db import db, transaction
from eventhub.db.copying import empty
from eventhub.db.export import lines_of_export, read_export, rows_here, take_in
from tests.api.cast import program_of
from tests.people import ALICE
from tests.registration.cast import DINAS, make_workshop, register

EXPORT = "/desk/export"


@pytest.fixture
def administrator(client):
    return program_of(client, ALICE, Permission.INSTANCE_EXPORT, role=Role.ADMINISTRATOR)


def test_what_is_exported_is_what_the_command_writes_and_an_empty_instance_takes_it_in(app, administrator):
    register(make_workshop(), DINAS)
    answer = administrator.post(EXPORT)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Content-Disposition"] == "attachment; filename=eventhub.json"
    assert answer.headers["Cache-Control"] == "private, no-store"
    export = read_export(answer.data)
    assert export.tables["registrations"][0]["email"] == DINAS.email
    # The acts of asking are in it already.
    assert export.tables == read_export("".join(lines_of_export())).tables
    with transaction():
        empty(db.session.connection())
    take_in(export)
    assert rows_here() == export.count


def test_the_answer_is_made_while_it_is_read(app, administrator):
    assert administrator.post(EXPORT).is_streamed


def test_no_key_is_offered_that_would_have_it_made_only_once(administrator):
    # Each time is another file, and another line in the audit trail.
    parameters = administrator.get("/openapi.json").json["paths"]["/api/v1/desk/export"]["post"]["parameters"]
    assert parameters == []


def test_who_had_it_stands_in_the_audit_trail(app, administrator):
    administrator.post(EXPORT)
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.subject_kind) == ("user:instance:export", "users")
    assert entry.actor_id == entry.subject_id == db.session.scalar(select(ApiToken.user_id))


@pytest.mark.parametrize(
    ("scopes", "role"),
    [
        ([each for each in Permission if each != Permission.INSTANCE_EXPORT], Role.ADMINISTRATOR),
        (list(Permission), Role.ORGANISER),
    ],
)
def test_a_token_without_the_scope_or_of_somebody_else_gets_nothing(client, scopes, role):
    answer = program_of(client, ALICE, *scopes, role=role).post(EXPORT)
    assert (answer.status_code, answer.json["code"]) == (403, "scope")


def test_nothing_is_brought_in_or_fetched_without_leaving_a_trace(administrator):
    assert {administrator.ask(method, EXPORT, {}).status_code for method in ("GET", "PUT")} == {405}
    assert administrator.post("/desk/import", {}).status_code == 404
