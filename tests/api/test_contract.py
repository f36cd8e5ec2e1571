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
from tests.people import ALICE
from tests.website.cast import make_event, make_organization, make_programme, make_topic

# What no schema can say, such as that an end comes after its start, is refused with 422 (decision record 0015).
ACCEPTED = ["2xx", 401, 403, 404, 409, 412, 422]
EXAMPLES = 1


@pytest.fixture
def described(app):
    """The description of the application, over a database with something of everything in it."""
    make_event(participants=(make_organization(),), topics=(make_topic(),), programme=make_programme())
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


def test_every_operation_keeps_to_the_description(app, described, administrator):
    for found in described.get_all_operations():
        operation = found.ok()
        for mode in MODES:
            try:
                cases = operation.as_strategy(generation_mode=mode)
            except SkipTest:
                # There is nothing to get wrong in it.
                continue

            @settings(
                max_examples=EXAMPLES,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
                derandomize=True,
                deadline=None,
            )
            @given(case=cases)
            def keep_to_it(case):
                # However many examples there are: no answer shall be that it was asked too often.
                app.extensions["api_limiter"].forget()
                case.call_and_validate(headers=administrator)

            keep_to_it()
