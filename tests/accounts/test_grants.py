"""The table of who may do what, spelt out: a change to it must be meant."""

import pytest
from flask_login import AnonymousUserMixin

from eventhub.accounts.models import Role, User
from eventhub.accounts.permissions import GRANTS, Permission, may
from tests.people import ALICE, make_user, sign_in

VIEWER = {"desk:use"}
CHECKIN = VIEWER | {"checkin:use"}
REGISTRAR = CHECKIN | {"registration:view", "registration:decide", "registration:sensitive", "outbox:view"}
FINANCE = VIEWER | {"event:fund", "funding:edit"}
CLEARING_OFFICER = VIEWER | {"release:clear"}
PRESS_OFFICER = CLEARING_OFFICER | {"release:edit", "release:publish", "media:list"}
ORGANISER = PRESS_OFFICER | REGISTRAR | FINANCE | {"event:edit", "registry:edit"}
ADMINISTRATOR = ORGANISER | {"event:edit:all", "office:edit", "user:administer", "instance:export"}


@pytest.mark.parametrize(
    ("role", "granted"),
    [
        (Role.VIEWER, VIEWER),
        (Role.CHECKIN, CHECKIN),
        (Role.REGISTRAR, REGISTRAR),
        (Role.FINANCE, FINANCE),
        (Role.CLEARING_OFFICER, CLEARING_OFFICER),
        (Role.PRESS_OFFICER, PRESS_OFFICER),
        (Role.ORGANISER, ORGANISER),
        (Role.ADMINISTRATOR, ADMINISTRATOR),
    ],
)
def test_a_role_may_exactly_this(role, granted):
    assert GRANTS[role] == granted


def test_every_permission_is_granted_to_somebody():
    assert set().union(*GRANTS.values()) == set(Permission)


def test_a_visitor_may_nothing():
    assert not any(may(AnonymousUserMixin(), each) for each in Permission)


def test_a_closed_account_may_nothing():
    closed = User(role=Role.ADMINISTRATOR, is_active=False)
    assert not any(may(closed, each) for each in Permission)


PAGES = {
    "/desk/account/": VIEWER,
    "/desk/organizations/": VIEWER,
    "/desk/offices/": VIEWER,
    "/desk/programmes/": VIEWER,
    "/desk/funding/": VIEWER,
    "/desk/topics/": VIEWER,
    "/desk/organizations/new": "registry:edit",
    "/desk/programmes/new": "registry:edit",
    "/desk/funding/new": "funding:edit",
    "/desk/topics/new": "registry:edit",
    "/desk/offices/new": "office:edit",
    "/desk/media/": "media:list",
    "/desk/users/": "user:administer",
    "/desk/users/new": "user:administer",
}


@pytest.mark.parametrize("role", list(Role))
def test_pages_of_the_directory_open_to_whom_the_table_says(client, role):
    make_user(ALICE, role)
    sign_in(client, ALICE)
    opened = {path for path in PAGES if client.get(path).status_code == 200}
    assert opened == {path for path, needed in PAGES.items() if needed == VIEWER or needed in GRANTS[role]}
    refused = set(PAGES) - opened
    assert {client.post(path).status_code for path in refused} <= {403, 405}


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_sent_to_sign_in(client, path):
    assert client.get(path).location.startswith("/desk/login?next=")
