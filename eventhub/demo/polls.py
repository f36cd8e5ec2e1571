"""When shall the conference in Nairobi be? Four organisations are asked, and two have answered."""

from datetime import datetime, timedelta

from eventhub.db import Translated
from eventhub.events.actions import Part, set_participations
from eventhub.events.models import Event
from eventhub.polls import actions
from eventhub.polls.actions import PollDetails
from eventhub.polls.models import Answer
from eventhub.polls.rules import due_by_default, focal_points

CONFERENCE = "nairobi-conference"
WEEKS = (0, 1, 3)
"""How much later than the draft says the conference could be."""
FOCAL_POINTS = (
    ("Tadesse Bekele", "igad.focal.point@example.org", "en"),
    ("Nadia Benali", "au.focal.point@example.org", "fr"),
    ("Sara Lindqvist", "unhcr.focal.point@example.org", "en"),
    ("Layla Mansour", "unicef.focal.point@example.org", "ar"),
)
ANSWERS = (
    ((Answer.ACCEPTED, Answer.ACCEPTED, Answer.DECLINED), "In the third week our own council meets."),
    ((Answer.DECLINED, Answer.ACCEPTED, Answer.TENTATIVE), ""),
)


def poll_for_a_date(events: list[Event], *, at: datetime) -> None:
    """Nothing when the conference was there before."""
    event = next((each for each in events if each.slug == CONFERENCE and each.starts_at > at), None)
    if event is None:
        return
    contacts = dict(zip(focal_points(event), FOCAL_POINTS, strict=False))
    nobody = ("", "", "")
    set_participations(
        event,
        [
            Part(
                organization=each.organization,
                role=each.role,
                quota=each.quota,
                focal_point_name=contacts.get(each.organization_id, nobody)[0],
                focal_point_email=contacts.get(each.organization_id, nobody)[1],
            )
            for each in event.participations
        ],
    )
    dates = [
        (event.local_start + timedelta(weeks=each), event.local_end + timedelta(weeks=each)) for each in WEEKS
    ]
    asked = [
        (each.organization, contacts[number][2])
        for number, each in focal_points(event).items()
        if number in contacts
    ]
    details = PollDetails(
        dates=dates,
        asked=asked,
        due_at=due_by_default([event.starts_at], at),
        message=Translated(
            en="The venue is free on all three dates.",
            fr="Le lieu est libre aux trois dates.",
            ar="المكان متاح في المواعيد الثلاثة جميعها.",
        ),
    )
    poll = actions.open_poll(event, details, now=at)
    for organization, (answers, comment) in zip(poll.asked, ANSWERS, strict=False):
        given = {date.id: answer for date, answer in zip(poll.dates, answers, strict=True)}
        actions.answer(organization, given, comment=comment, now=at)
