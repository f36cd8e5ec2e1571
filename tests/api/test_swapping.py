"""No number, no slug and no token of one office opens anything of another: each operation on an event is tried.

Bodies are such as the description allows (schemathesis), so that it is not they that are refused.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from eventhub.db import db
from tests.api.cast import program_of
from tests.api.full import NOT_A_NUMBER, make_full_workshop
from tests.people import EVE
from tests.website.cast import make_event, make_office

NOT_OF_ONE_EVENT = {*NOT_A_NUMBER, "user_id"}
SHARED = ("/desk/offices/", "/desk/organizations/", "/desk/programmes/", "/desk/topics/", "/desk/users/")
"""Things of the directory, which are everybody's, and users, who are for administrators."""


class Tried(NamedTuple):
    operation: str
    status: int


@pytest.fixture
def slugs(app) -> tuple[str, str]:
    """A workshop of Beijing with one of everything, and an empty one of Hanoi."""
    beijing = make_full_workshop()
    hanoi = make_event("hanoi-workshop", office=make_office("hanoi"))
    db.session.commit()
    return beijing.slug, hanoi.slug


@pytest.fixture
def eve(client, slugs) -> dict[str, str]:
    """A program that may do whatever an organiser may, in the office of Hanoi."""
    program = program_of(client, EVE, office="hanoi")
    db.session.remove()
    return {"Authorization": f"Bearer {program.token}"}


def tries(
    app, headers: dict[str, str], is_meant: Callable[[str, set[str]], bool], slug: str
) -> Iterator[Tried]:
    """How each operation answers that ``is_meant`` by its address and what that names, about the event ``slug`` and
    things of the number 1."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    for found in described.get_all_operations():
        operation = found.ok()
        names = {each.name for each in operation.path_parameters}
        if operation.path.startswith("/api/v1/desk/") and is_meant(operation.path, names):
            yield Tried(operation.label, _answer(app, operation, names, headers, slug))


def _answer(app, operation: Any, names: set[str], headers: dict[str, str], slug: str) -> int:
    answered = []

    @settings(
        max_examples=1,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        deadline=None,
    )
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask_once(case):
        app.extensions["api_limiter"].forget()
        numbers = dict.fromkeys(names - NOT_OF_ONE_EVENT, 1)
        own = {"slug": slug} if "slug" in names else {}
        case.path_parameters = {**(case.path_parameters or {}), **numbers, **own}
        case.headers = {}
        answered.append(case.call(headers=headers).status_code)

    ask_once()
    return answered[0]


def open_doors(found: Iterator[Tried]) -> list[Tried]:
    """What was not refused: 422 speaks of the body alone, before anything is looked for."""
    return [each for each in found if each.status not in (403, 404, 422)]


def test_no_operation_opens_an_event_of_another_office(app, slugs, eve):
    beijing, _hanoi = slugs
    found = list(tries(app, eve, lambda path, _names: "/desk/events/{slug}" in path, beijing))
    assert len(found) > 120
    assert open_doors(iter(found)) == []
    # Bodies that the description allows come far enough to be refused for whose the event is.
    assert sum(each.status == 404 for each in found) > 0.8 * len(found)


def test_no_number_of_another_event_opens_anything_by_way_of_an_own_one(app, slugs, eve):
    _beijing, hanoi = slugs

    def names_something(path: str, names: set[str]) -> bool:
        return "/desk/events/{slug}" in path and bool(names - NOT_OF_ONE_EVENT)

    found = list(tries(app, eve, names_something, hanoi))
    assert len(found) > 50
    assert open_doors(iter(found)) == []
    assert sum(each.status == 404 for each in found) > 0.8 * len(found)


def test_no_number_opens_a_release_a_webhook_or_a_mail_of_others(app, slugs, eve):
    def is_apart(path: str, names: set[str]) -> bool:
        return (
            bool(names)
            and "/desk/events/" not in path
            and not path.removeprefix("/api/v1").startswith(SHARED)
        )

    is_shared = {"/api/v1/desk/funding/{source_id}", "/api/v1/desk/media-contacts/{contact_id}"}
    found = list(tries(app, eve, lambda path, names: is_apart(path, names) and path not in is_shared, ""))
    assert len(found) > 20
    assert open_doors(iter(found)) == []
