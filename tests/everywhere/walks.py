"""Walks over all that people can reach in the demo."""

from flask import Flask
from sqlalchemy import select

from eventhub.db import db
from eventhub.delegations.models import Delegation
from eventhub.demo.load import PASSWORD
from eventhub.registration.models import Registration, RegistrationStatus
from tests.crawler import Walk, walk

WORKSHOP = "beijing-return-readmission"


def browser_of(app: Flask, name: str):
    client = app.test_client()
    answer = client.post("/desk/login", data={"email": f"{name}@example.org", "password": PASSWORD})
    assert answer.status_code == 303
    return client


def links_of_people() -> list[str]:
    """The first page behind a secret link, of a focal point and of a participant."""
    focal = db.session.scalars(select(Delegation).order_by(Delegation.id)).first()
    person = db.session.scalars(
        select(Registration).where(Registration.status == RegistrationStatus.CONFIRMED)
    ).first()
    assert focal
    assert person
    return [f"/en/delegations/{focal.token}/", f"/en/registrations/{person.token}/"]


def everything(app: Flask, client, **keywords) -> Walk:
    return walk(client, ["/desk/", f"/desk/events/{WORKSHOP}/", "/en/", *links_of_people()], **keywords)
