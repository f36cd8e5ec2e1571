"""Two organisations of the workshop in Beijing are asked for people, and one has answered."""

from datetime import datetime

from eventhub.delegations import actions
from eventhub.delegations.actions import NomineeDetails
from eventhub.delegations.models import Capacity, Delegation
from eventhub.delegations.rules import ASKED_ROLES, due_by_default
from eventhub.events.actions import Part, set_participations
from eventhub.events.models import Event, Participation

WORKSHOP = "beijing-return-readmission"
PLACES = 3
FOCAL_POINTS = (
    ("Wang Fang", "focal.point@example.org", "zh"),
    ("Liu Yang", "second.focal.point@example.org", "fr"),
)
NOMINEES = (
    NomineeDetails(
        name="Zhang Wei",
        email="zhang.wei@example.org",
        position="Deputy Director-General",
        capacity=Capacity.HEAD,
    ),
    NomineeDetails(name="Li Na", email="li.na@example.org", position="Division Chief"),
    NomineeDetails(name="Chen Jie", email="chen.jie@example.org", is_reserve=True),
)


def ask_for_nominations(events: list[Event], *, at: datetime) -> str:
    """The secret link of an organisation that has not answered yet; empty when the workshop was there before."""
    event = next((each for each in events if each.slug == WORKSHOP and each.starts_at > at), None)
    if event is None:
        return ""
    asked = [
        each for each in event.participations if each.role in ASKED_ROLES and not each.organization.is_group
    ][: len(FOCAL_POINTS)]
    contacts = dict(zip((each.id for each in asked), FOCAL_POINTS, strict=False))
    set_participations(
        event,
        [
            Part(
                organization=each.organization,
                role=each.role,
                quota=PLACES if each.id in contacts else each.quota,
                focal_point_name=contacts[each.id][0] if each.id in contacts else "",
                focal_point_email=contacts[each.id][1] if each.id in contacts else "",
            )
            for each in event.participations
        ],
    )
    first, second = (_ask(each, contacts[each.id][2], event, at) for each in asked)
    actions.begin(first, now=at)
    actions.nominate(first, NOMINEES, now=at)
    actions.send_list(first, now=at)
    return second.token


def _ask(participation: Participation, language: str, event: Event, at: datetime) -> Delegation:
    return actions.ask(participation, language=language, due_at=due_by_default(event, at), now=at)
