"""The application keeps to its own description, whatever it is sent: schemathesis, with all of its checks.

A few examples for each operation; by hand, as docs/api.md tells, many more.
"""

from unittest import SkipTest

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from eventhub.accounts.models import Role
from eventhub.db import db
from tests.api.cast import program_of
from tests.api.full import NOT_A_NUMBER, make_full_workshop
from tests.people import ALICE
from tests.website.cast import make_programme, make_topic

# What no schema can say, such as that an end comes after its start, is refused with 422 (decision record 0015).
ACCEPTED = ["2xx", 401, 403, 404, 409, 412, 422]
EXAMPLES = 1


@pytest.fixture
def described(app):
    """The description of the application, over a database with something of everything in it."""
    make_topic()
    make_full_workshop(programme=make_programme())
    config = SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}}}
    )
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)


@pytest.fixture
def administrator(client) -> dict[str, str]:
    """What a program sends that may do everything."""
    program = program_of(client, ALICE, role=Role.ADMINISTRATOR)
    db.session.remove()
    return {"Authorization": f"Bearer {program.token}", "Accept-Encoding": "identity"}


MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
"""What the description allows, and what it does not."""


SLUGS = {
    "offices": "beijing",
    "organizations": "network",
    "programmes": "mmsp",
    "topics": "return",
}
"""Of what there is one, by the part of the address before it; events else."""


def lead_to_what_there_is(case) -> None:
    """An address that names something, so that more is tried than that it is not there."""
    names = set(case.path_parameters or {})
    numbers = dict.fromkeys(names - NOT_A_NUMBER, 1)
    before = case.operation.path.partition("{slug}")[0].rstrip("/").rpartition("/")[2]
    named = {"slug": SLUGS.get(before, "workshop"), "office_slug": "beijing"}
    case.path_parameters = {
        **(case.path_parameters or {}),
        **numbers,
        **{name: each for name, each in named.items() if name in names},
    }


def in_order(described) -> list:
    """First what reads, then what changes, at last what takes away."""
    operations = [found.ok() for found in described.get_all_operations()]
    order = {"get": 0, "delete": 2}
    return sorted(operations, key=lambda each: order.get(each.method.lower(), 1))


def test_every_operation_keeps_to_the_description(app, described, administrator):
    for operation in in_order(described):
        for mode in MODES:
            try:
                cases = operation.as_strategy(generation_mode=mode)
            except SkipTest:
                # There is nothing to get wrong in it.
                continue
            keep_to_it(app, cases, administrator, leads=mode == GenerationMode.POSITIVE)


def keep_to_it(app, cases, headers: dict[str, str], *, leads: bool) -> None:
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        deadline=None,
    )
    @given(case=cases)
    def call(case):
        # However many examples there are: no answer shall be that it was asked too often.
        app.extensions["api_limiter"].forget()
        if leads:
            lead_to_what_there_is(case)
        case.call_and_validate(headers=headers)

    call()
