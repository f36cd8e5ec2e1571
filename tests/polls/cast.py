"""Polls, each made with what matters to the test and usual values else."""

import re
from datetime import datetime, timedelta

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.actions import Part, set_participations
from eventhub.events.models import Event, EventStaff, ParticipationRole
from eventhub.organizations.models import OrganizationKind
from eventhub.outbox.models import OutboxMessage
from eventhub.polls import actions
from eventhub.polls.actions import PollDetails
from eventhub.polls.models import Answer, AskedOrganization, DatePoll
from eventhub.polls.rules import focal_points
from tests.calendars.cast import FAR, SHANGHAI, make_draft
from tests.delegations.cast import CHEN_EMAIL, HANA_EMAIL, make_organization
from tests.people import ALICE

YES, IF_NEED_BE, NO = Answer
DAYS = (10, 17, 24)
"""The days of November on which the workshop could begin."""


def span(day: int) -> tuple[datetime, datetime]:
    """Two days of the workshop from a day on."""
    return datetime(FAR, 11, day, 9, tzinfo=SHANGHAI), datetime(FAR, 11, day + 1, 17, tzinfo=SHANGHAI)


def make_asking_draft(slug: str = "workshop", **more) -> Event:
    """A draft in which a ministry and a network of charities take part; Alice's, if she is there."""
    event = make_draft(slug, **more)
    alice = db.session.query(User).filter_by(email=ALICE.email).one_or_none()
    event.staff = [EventStaff(user=alice)] if alice else []
    ministry = make_organization(
        f"ministry-{slug}", OrganizationKind.GOVERNMENT, en="Ministry of Public Security", zh="公安部"
    )
    network = make_organization(f"network-{slug}", OrganizationKind.IGO, en="Network of Charities")
    role = ParticipationRole.PARTICIPANT
    parts = [
        Part(
            organization=ministry,
            role=role,
            focal_point_name="Chen Yu",
            focal_point_email=CHEN_EMAIL,
            quota=2,
        ),
        Part(organization=network, role=role, focal_point_email=HANA_EMAIL),
    ]
    set_participations(event, parts)
    db.session.commit()
    return event


def open_poll(event: Event, *, days=DAYS, language: str = "en", **more) -> DatePoll:
    """Ask the ministry and the network for the days."""
    asked = [(each.organization, language) for each in focal_points(event).values()]
    usual = {"dates": [span(day) for day in days], "asked": asked, "due_at": now() + timedelta(days=7)}
    with transaction():
        return actions.open_poll(event, PollDetails(**{**usual, **more}), now=now())


def answer(asked: AskedOrganization, *answers: Answer, comment: str = "", at: datetime | None = None) -> None:
    """Answers to the dates in their order."""
    with transaction():
        given = {date.id: each for date, each in zip(asked.poll.dates, answers, strict=True)}
        actions.answer(asked, given, comment=comment, now=at or now())


def settle(poll: DatePoll, number: int) -> None:
    with transaction():
        actions.settle(poll, poll.dates[number], now=now())


def latest_link(address: str) -> str:
    """The path of the link in the last mail to an address."""
    mail = (
        db.session.query(OutboxMessage).filter_by(recipient=address).order_by(OutboxMessage.id.desc()).first()
    )
    return re.search(r"https?://[^/]+(/\w\w/polls/[\w-]+/)", mail.body)[1]
