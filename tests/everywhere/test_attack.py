"""A short attack: everything that an administrator, a focal point and a participant can reach in the demo is asked for,
sent without its token, sent with what no field is for, and asked for by somebody else.

On SQLite. With ATTACK=full (``make attack``, which takes its minutes) every payload goes to every form as well.
"""

import hashlib
import os
import re

import pytest
from sqlalchemy import func, select

from eventhub.db import db
from eventhub.delegations.models import Delegation
from eventhub.events.models import Event
from eventhub.registration.models import Registration
from tests.crawler import TOKEN, Walk, walk, with_payload
from tests.everywhere.walks import WORKSHOP, browser_of, everything

MARKUP = "<x7 onload=alert(1)>"
PAYLOADS = {
    "nothing": "",
    "markup": f"\"'>{MARKUP}</textarea></script>",
    "templates": "{{ 1333 * 7 }}{% raw %}${1333*7}#{1333*7}%(name)s{0.__class__}",
    "database": "1'); DROP TABLE users; -- \\",
    "lines": "first\r\nBcc: eve@example.org\r\n\r\nEND:VEVENT\u2028x",
    "nul": "a\x00b\x1bc",
    "direction": "\u202egnp.exe\u2066\ud7ff\U000e0001",
    "year 9999": "9999-12-31T23:59",
    "year 0": "0000-00-00",
    "gap of a clock": "2026-03-29T02:30",
    "number": "999999999999999999999999",
    "negative": "-1",
    "not a number": "NaN",
    "formula": '=HYPERLINK("https://evil.example";"x")',
    "path": "../../../../etc/passwd%00",
    "address": "http://127.0.0.1:1/ javascript:alert(1)",
    "longer than a line": "x" * 5_000,
    "long": "x" * 900_000,
}
FULL = os.environ.get("ATTACK") == "full"
ENDS_THE_SESSION = re.compile(r"/(logout|sessions/\d+/end|sessions/end|password|again|language)$|/factors/")
"""Forms after which the rest would be asked of somebody who is not signed in any more."""
TAKES_AWAY = re.compile(
    r"/(delete|remove|cancel|call-off|withdraw|decline|release|close|revoke|end|reset|drop|send-back|stop|complete"
    r"|postpone|dates|undo|redo|standard|erase|publish)(/|$)"
)
"""Forms after which something is not there any more, or cannot be changed."""
APART = {"site_state", "user_sessions"}
"""What says when somebody was there: not what people keep here."""
OF_ONE = re.compile(r"(?<!staff)/\d+(/|$)|/[\w-]{40,}")
"""Numbers and tokens of things that belong to one event or person. Users, of whom staff consists, are everybody's."""
WITHOUT_COOKIES = ("/api/", "/caldav")
"""What reads no cookie needs no token."""
GAP = re.compile(r"<any\((?P<choice>\w+)[^>]*>|<(?P<language>lang)[^>]*>|<[^>]+>")
ANSWERED = "9331"
"""What 1333 * 7 would be if anything worked it out."""


def contents() -> dict[str, str]:
    """A digest of the rows of each table."""
    db.session.rollback()
    return {
        table.name: hashlib.sha256(
            repr(db.session.execute(select(table).order_by(*table.primary_key)).all()).encode()
        ).hexdigest()
        for table in db.metadata.sorted_tables
        if table.name not in APART
    }


def changed_since(before: dict[str, str]) -> set[str]:
    """Tables that are not as they were."""
    after = contents()
    return {name for name in before if before[name] != after[name]}


def without_token(values: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: value for name, value in values.items() if name != TOKEN}


def filled(gap: re.Match) -> str:
    """What stands in a gap of a rule: a choice, a language, else a 1."""
    return gap["choice"] or ("en" if gap["language"] else "1")


def test_asking_for_pages_changes_nothing_and_no_form_is_taken_without_its_token(demo):
    client = browser_of(demo, "admin")
    before = contents()
    seen = everything(demo, client)
    assert len(seen.answers) > 120
    assert len(seen.forms) > 60
    assert {address: code for address, code in seen.answers.items() if code >= 500} == {}
    assert changed_since(before) == set()

    demo.config["WTF_CSRF_ENABLED"] = True
    sent = {form.action: without_token(form.values) for form in seen.forms.values()}
    # What no page of the demo happens to show is sent as well, with a 1 in each gap.
    for rule in demo.url_map.iter_rules():
        if "POST" in rule.methods and not rule.rule.startswith(WITHOUT_COOKIES):
            sent.setdefault(GAP.sub(filled, rule.rule), {})
    answers = {address: client.post(address, data=values).status_code for address, values in sent.items()}
    assert {address: code for address, code in answers.items() if code not in (400, 404, 405)} == {}
    assert changed_since(before) == set()


@pytest.mark.skipif(not FULL, reason="takes minutes: ATTACK=full")
def test_whatever_is_typed_into_a_form_fails_nowhere_and_becomes_markup_nowhere(demo):
    client = browser_of(demo, "admin")
    # As in a server: an error is an answer, and the next form is tried all the same.
    demo.testing = False
    forms = [
        each for path, each in everything(demo, client).forms.items() if not ENDS_THE_SESSION.search(path)
    ]
    # What takes something away comes last: until then there is something to write to.
    forms.sort(key=lambda each: bool(TAKES_AWAY.search(each.path)))
    broken = {}
    for form in forms:
        sent = []
        for name, payload in PAYLOADS.items():
            for data in with_payload(form, payload):
                # A button without fields is pressed once.
                if data in sent:
                    continue
                sent.append(data)
                answer = client.post(form.action, data=data)
                is_markup = MARKUP in answer.text or (ANSWERED in answer.text and name == "templates")
                if answer.status_code >= 500 or is_markup:
                    broken[form.path, name] = answer.status_code
    assert broken == {}

    def look(address: str, text: str) -> None:
        if MARKUP in text or ANSWERED in text:
            broken[address, "shown"] = 200

    # What was stored is shown again.
    again = everything(demo, client, look=look)
    assert {address: code for address, code in again.answers.items() if code >= 500} | broken == {}


def swapped(seen: Walk, mine: str, theirs: str) -> set[str]:
    """Addresses below ``mine`` that have a number or a name of their own, as if they were below ``theirs``."""
    below = {path.removeprefix(mine) for path in seen.addresses if path.startswith(mine)}
    return {theirs + rest for rest in below if OF_ONE.search(rest)}


def refusals(client, paths: set[str]) -> dict[tuple[str, str], int]:
    """What is answered to asking for these and to sending them, where it is no refusal."""
    answers = {
        (method, path): client.open(path, method=method).status_code
        for path in paths
        for method in ("GET", "POST")
    }
    return {key: code for key, code in answers.items() if code not in (403, 404, 405, 410)}


def test_what_belongs_to_one_event_is_not_found_under_the_name_of_another(demo):
    own = browser_of(demo, "organiser")
    mine, other = f"/desk/events/{WORKSHOP}/", browser_of(demo, "colleague")
    hers = next(
        slug
        for slug in db.session.scalars(select(Event.slug).where(Event.slug != WORKSHOP))
        if other.get(f"/desk/events/{slug}/").status_code == 200
        and own.get(f"/desk/events/{slug}/").status_code == 404
    )
    paths = swapped(walk(own, [mine], within=mine), mine, f"/desk/events/{hers}/")
    before = contents()
    assert len(paths) > 20
    assert refusals(other, paths) == {}
    assert changed_since(before) == set()


def test_what_belongs_to_one_secret_link_is_not_found_behind_another(demo):
    client, before = demo.test_client(), contents()
    delegations = db.session.scalars(select(Delegation.token).limit(6)).all()
    # One of each event: what can be chosen at one event is no choice at another.
    people = db.session.scalars(select(func.min(Registration.token)).group_by(Registration.event_id)).all()
    for area, tokens in (("delegations", delegations), ("registrations", people)):
        links = [f"/en/{area}/{token}/" for token in tokens]
        for mine, theirs in zip(links, [*links[1:], links[0]], strict=True):
            paths = swapped(walk(client, [mine], within=mine), mine, theirs)
            assert refusals(client, paths) == {}
    assert changed_since(before) == set()
