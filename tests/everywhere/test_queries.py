"""No page asks the database the same again for each thing that it shows, and none asks more than its budget."""

from collections import Counter

from flask import Flask, request, request_finished, request_started
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.everywhere.budgets import BUDGETS
from tests.everywhere.walks import browser_of, everything

MOST_ALIKE = 3
"""How often one statement may be sent for a page; a list in the demo has more entries than that."""


class Statements:
    """The most that each page has sent: how many statements, and how often the same one."""

    def __init__(self) -> None:
        self.most: dict[str, int] = {}
        self.alike: dict[str, tuple[int, str]] = {}
        self._sent: list[str] = []

    def begin(self, _app: Flask, **_more: object) -> None:
        self._sent = []

    def note(self, _connection, _cursor, statement: str, *_more) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            self._sent.append(statement)

    def end(self, _app: Flask, **_more: object) -> None:
        page = str(request.endpoint)
        self.most[page] = max(self.most.get(page, 0), len(self._sent))
        for statement, times in Counter(self._sent).most_common(1):
            self.alike[page] = max(self.alike.get(page, (0, "")), (times, statement))


def test_every_page_keeps_to_its_budget_and_none_asks_the_same_again_and_again(demo):
    client, found = browser_of(demo, "admin"), Statements()
    request_started.connect(found.begin, demo)
    request_finished.connect(found.end, demo)
    event.listen(Engine, "before_cursor_execute", found.note)
    try:
        everything(demo, client)
    finally:
        event.remove(Engine, "before_cursor_execute", found.note)
    assert {page: each for page, each in found.alike.items() if each[0] > MOST_ALIKE} == {}
    over = {page: number for page, number in found.most.items() if number > BUDGETS.get(page, 0)}
    assert over == {}
    assert BUDGETS.keys() - found.most.keys() == set()
