"""A secretary of the demo registers colleagues for the webinar, together."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime

from eventhub.events.models import Event
from eventhub.questions.queries import offered_categories
from eventhub.registration.actions import set_desk
from eventhub.registration.details import DeskDetails, RegistrationDetails
from eventhub.registration.groups import Contact, register_group
from eventhub.registration.queries import desk_of
from eventhub.tokens import new_token

WEBINAR = "online-media-webinar"
MOST = 10
SECRETARY = Contact(name="Salma Nasser", email="salma.nasser@example.org", language="en")
COLLEAGUES = ("Karim Benali", "Leila Haddad", "Youssef Amrani", "Nadia Cherif", "Samir Toumi")


def register_colleagues(events: Sequence[Event], *, at: datetime) -> None:
    """Switch registering together on, and make one group."""
    event = next((each for each in events if each.slug == WEBINAR and each.starts_at > at), None)
    if event is None:
        return
    desk = desk_of(event)
    details = DeskDetails(**{each.name: getattr(desk, each.name) for each in fields(DeskDetails)})
    set_desk(event, replace(details, group_size=MOST))
    category = next(iter(offered_categories(event)), None)
    people = [
        RegistrationDetails(
            name=name,
            email=f"{name.lower().replace(' ', '.')}@example.org",
            organization_name="Ministry of Information",
            country="MA",
            category=category,
        )
        for name in COLLEAGUES
    ]
    register_group(event, SECRETARY, people, category=category, now=at, token=new_token())
