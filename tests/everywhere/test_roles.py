"""Every route of the desk, asked for by everybody: by each role, and by the organiser of another office."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import GRANTS
from eventhub.blueprints import DESK_PREFIX
from eventhub.db import db, transaction
from eventhub.demo.load import load_demo
from eventhub.events.models import Event
from eventhub.web.access import PUBLIC, declared_access
from tests.people import ALICE, EVE, make_user, sign_in

CHOICE = re.compile(r"<any\((\w+)[^>]*>")
PARAMETER = re.compile(r"<[^>]+>")
OF_EVENTS = ("/desk/events/<slug>/", "/desk/releases/<int:", "/desk/mailbox/<int:")
"""How the addresses of what belongs to one event begin."""
UNCOUNTED = {"user_sessions", "audit_entries"}
"""What asking for a page may add to: none of it is anybody's event."""


def desk_routes(app: Flask) -> Iterator[tuple[str, str, str, object]]:
    """Method, rule, address with the number 1 in each gap, and declared permission."""
    for rule in app.url_map.iter_rules():
        declared = declared_access(app.view_functions[rule.endpoint])
        if rule.rule.startswith(f"{DESK_PREFIX}/") and declared != PUBLIC:
            path = PARAMETER.sub("1", CHOICE.sub(r"\1", rule.rule))
            for method in sorted(rule.methods - {"OPTIONS", "HEAD"}):
                yield method, rule.rule, path, declared


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_refused_every_route_that_it_does_not_hold(app, client, role):
    make_user(ALICE, role)
    sign_in(client, ALICE)
    answers = {
        (method, path): client.open(path, method=method).status_code
        for method, _rule, path, declared in desk_routes(app)
        if declared not in GRANTS[role]
    }
    assert set(answers.values()) <= {403}, {key: code for key, code in answers.items() if code != 403}


@pytest.mark.parametrize("role", list(Role))
def test_no_role_is_refused_a_page_that_it_holds(app, client, role):
    make_user(ALICE, role)
    sign_in(client, ALICE)
    answers = {
        path: client.get(path).status_code
        for method, _rule, path, declared in desk_routes(app)
        if declared in GRANTS[role] and method == "GET"
    }
    assert {path: code for path, code in answers.items() if code in (403, 500)} == {}


def rows() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in db.metadata.sorted_tables
        if table.name not in UNCOUNTED
    }


def test_what_belongs_to_an_event_does_not_exist_for_the_organiser_of_another_office(app, client):
    with transaction():
        load_demo()
    make_user(EVE)
    sign_in(client, EVE)
    slug, before = "beijing-return-readmission", rows()
    assert db.session.scalar(select(Event.id).where(Event.slug == slug))
    answers = {}
    for method, rule, _path, _declared in desk_routes(app):
        if rule.startswith(OF_EVENTS):
            named = CHOICE.sub(r"\1", rule).replace("<slug>", slug)
            path = PARAMETER.sub("1", named)
            answers[method, path] = client.open(path, method=method).status_code
    assert len(answers) > 60
    assert {key: code for key, code in answers.items() if code not in (403, 404)} == {}
    assert rows() == before
