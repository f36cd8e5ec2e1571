"""Addresses that hold numbers: whatever number is asked for, the answer is a page."""

import re

import pytest

from eventhub.accounts.models import Role
from tests.people import ALICE, make_user, sign_in

_PLACE = re.compile(r"<([^>]+)>")
NUMBERS = ["2147483648", "9223372036854775808", "1" * 400, "1" * 5000]


def is_of_numbers(rule: str) -> bool:
    places = _PLACE.findall(rule)
    return bool(places) and all(each.startswith("int:") for each in places)


@pytest.fixture
def admin(client):
    make_user(ALICE, Role.ADMINISTRATOR)
    return sign_in(client, ALICE)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_no_row_can_have_is_not_found(app, admin, number):
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and is_of_numbers(rule.rule)]
    assert len(rules) > 3
    for rule in rules:
        address = _PLACE.sub(number, rule.rule)
        assert admin.get(address).status_code == 404, address
