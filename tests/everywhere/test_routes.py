"""Every route says who may use it, and every link leads to a route."""

import re
from pathlib import Path

from eventhub.blueprints import DESK_PREFIX
from eventhub.web.access import PUBLIC, declared_access

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\b(?:url_for|see_other|absolute_url)\(\s*['\"]([a-z_]+(?:\.[a-z_]+)?)['\"]")
LANGUAGE = re.compile(r"<lang[^>]*>")
CHOICE = re.compile(r"<any\((\w+)[^>]*>")
PARAMETER = re.compile(r"<[^>]+>")
LINKING = sorted([*(ROOT / "templates").rglob("*.*"), *(ROOT / "eventhub").rglob("*.py")])
OPEN_DESK = {
    "accounts.login",
    "accounts.logout",
    "account_links.ask",
    "account_links.use",
    "second_step.show",
    "second_step.passkey",
    "second_step.sign_in",
    "single_sign_on.begin",
    "single_sign_on.come_back",
}
"""All of the desk that may be had without signing in."""


def test_every_route_declares_who_may_use_it(app):
    undeclared = {name for name, view in app.view_functions.items() if declared_access(view) is None}
    assert undeclared == set()


def test_the_desk_is_open_for_nothing_but_signing_in_and_out(app):
    open_routes = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(f"{DESK_PREFIX}/")
        and declared_access(app.view_functions[rule.endpoint]) == PUBLIC
    }
    assert open_routes == OPEN_DESK


def test_who_is_not_signed_in_is_sent_to_sign_in_from_everywhere_in_the_desk(app, client):
    answers = {}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(f"{DESK_PREFIX}/") and rule.endpoint not in OPEN_DESK:
            path = PARAMETER.sub("1", CHOICE.sub(r"\1", LANGUAGE.sub("en", rule.rule)))
            for method in rule.methods - {"OPTIONS"}:
                answer = client.open(path, method=method)
                answers[method, path] = answer.status_code, answer.headers.get("Location", "").split("?")[0]
    assert set(answers.values()) == {(302, f"{DESK_PREFIX}/login")}, answers


def test_every_link_leads_to_a_route(app):
    astray = {}
    for path in LINKING:
        linked = set(LINK.findall(path.read_text()))
        if linked - set(app.view_functions):
            astray[path.relative_to(ROOT).as_posix()] = linked - set(app.view_functions)
    assert astray == {}
