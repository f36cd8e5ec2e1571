"""Programs that act for the cast by tokens."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from eventhub.accounts.models import Role, User
from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import find_user_by_email
from eventhub.accounts.tokens_actions import add_token
from eventhub.db import db, transaction
from eventhub.organizations.actions import add_member
from eventhub.organizations.models import Office
from tests.people import Person, make_user
from tests.website.cast import make_office

API = "/api/v1"


class Program:
    """Asks the API with a token, and reads the answers as JSON."""

    def __init__(self, client: FlaskClient, token: str = "") -> None:
        self._client = client
        self.token = token

    def ask(self, method: str, path: str, json: Any = None, **headers: str):
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            given["Authorization"] = f"Bearer {self.token}"
        return self._client.open(f"{API}{path}", method=method, json=json, headers=given)

    def get(self, path: str, **headers: str):
        return self.ask("GET", path, **headers)

    def post(self, path: str, json: Any = None, **headers: str):
        return self.ask("POST", path, {} if json is None else json, **headers)

    def patch(self, path: str, json: Any, **headers: str):
        return self.ask("PATCH", path, json, **headers)

    def put(self, path: str, json: Any, **headers: str):
        return self.ask("PUT", path, json, **headers)

    def delete(self, path: str, **headers: str):
        return self.ask("DELETE", path, **headers)


def user_of(person: Person, role: Role = Role.ORGANISER, office: Office | None = None) -> User:
    """The account of ``person``, made where there is none; who works in ``office`` looks after its events."""
    user = find_user_by_email(person.email) or make_user(person, role)
    if office is not None:
        add_member(office, user)
        db.session.commit()
    return user


def program_of(
    client: FlaskClient,
    person: Person,
    *scopes: Permission,
    role: Role = Role.ORGANISER,
    works: bool = True,
    office: str = "beijing",
) -> Program:
    """A program that may do ``scopes``, or all that the person may, who ``works`` in an office."""
    user = user_of(person, role, make_office(office) if works else None)
    with transaction():
        made = add_token(user, name="test", scopes=scopes or list(Permission), life=timedelta(hours=1))
        text = made.text
    return Program(client, text)


def faults_of(answer) -> dict[str, str]:
    """What a problem says, by the place that it is about."""
    assert answer.content_type == "application/problem+json", answer.text
    return {
        each.get("pointer") or each.get("parameter") or "": each["detail"]
        for each in answer.json.get("errors", [])
    }
