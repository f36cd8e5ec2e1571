"""The cast of the tests. The same people do the same things everywhere, so a test needs no introduction."""

from dataclasses import dataclass

from flask.testing import FlaskClient

from eventhub.accounts.actions import add_user
from eventhub.accounts.models import Role, User
from eventhub.db import db

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    language: str = "en"


ALICE = Person("Alice Martin", "alice@example.org")
"""The organiser."""
BOB = Person("Bob Diallo", "bob@example.org")
"""Her colleague in the same office."""
CHEN = Person("Chen Yu", "chen@example.org", "zh")
"""The focal point of an organization that takes part. No account."""
DINA = Person("Dina Haddad", "dina@example.org", "ar")
"""A participant. No account."""
EVE = Person("Eve Novak", "eve@example.org")
"""The outsider: an organiser of another office, to whom the event of Alice is none of her business."""


def make_user(person: Person, role: Role = Role.ORGANISER) -> User:
    """An account for ``person``, who signs in with PASSWORD."""
    user = add_user(
        email=person.email, name=person.name, password=PASSWORD, role=role, language=person.language
    )
    db.session.commit()
    return user


def sign_in(client: FlaskClient, person: Person) -> FlaskClient:
    """Sign ``person``, who has an account, in by the form of the desk."""
    answer = client.post("/desk/login", data={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return client
