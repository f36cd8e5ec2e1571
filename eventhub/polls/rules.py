"""Pure decisions about polls."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.languages import get_official_languages

from eventhub.events.models import Event, EventStatus, Participation
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.polls.models import Answer, AskedOrganization, DatePoll, PollStatus, ProposedDate
from eventhub.text.languages import CODES

POLLED = (EventStatus.DRAFT, EventStatus.POSTPONED)
"""While an event is one of these, its dates are open; calendars call it TENTATIVE."""
RUNNING = (PollStatus.OPEN, PollStatus.CLOSED)
FEWEST_DATES, MOST_DATES = 2, 10
TIME_TO_ANSWER = timedelta(weeks=1)
LINK_LIFE = timedelta(days=30)
"""How long after its poll a link still shows what came of it; then links and comments are deleted."""
REMINDED_AGAIN_AFTER = timedelta(minutes=5)
"""A reminder asked for twice at once is one."""
OF_ONE_COUNTRY = frozenset(
    {
        OrganizationKind.GOVERNMENT,
        OrganizationKind.NGO,
        OrganizationKind.TRADE_UNION,
        OrganizationKind.ACADEMIA,
        OrganizationKind.PRIVATE,
        OrganizationKind.MEDIA,
    }
)
"""Who works in the language of the country where they are; embassies and international bodies need not."""


def may_poll(event: Event) -> bool:
    return event.status in POLLED


def is_running(poll: DatePoll) -> bool:
    return poll.status in RUNNING


def takes_answers(poll: DatePoll, at: datetime) -> bool:
    return poll.status == PollStatus.OPEN and at < poll.due_at


def may_be_picked(date: ProposedDate, at: datetime) -> bool:
    return date.starts_at > at


def expires_at(poll: DatePoll) -> datetime:
    """Until when the links of a poll open it."""
    return (poll.ended_at or poll.due_at) + LINK_LIFE


def due_by_default(starts: Iterable[datetime], at: datetime) -> datetime:
    """A week from now, or when the first of the dates begins if that is sooner; at a full hour."""
    due = min([at + TIME_TO_ANSWER, *(each for each in starts if each > at)])
    return due.replace(minute=0, second=0, microsecond=0)


def language_of(organization: Organization, event: Event) -> str:
    """In which language an organisation is written to, if nobody says otherwise.

    The first official language of its country that the site speaks (CLDR), for a body of one country; else the first
    working language of the event.
    """
    official: tuple[str, ...] = ()
    if organization.country and organization.kind in OF_ONE_COUNTRY:
        official = get_official_languages(organization.country, de_facto=True)
    known = [each for each in (*official, *event.working_languages) if each in CODES]
    return known[0] if known else "en"


def focal_points(event: Event) -> dict[int, Participation]:
    """The participation by which each organisation is reached, by its number.

    One that takes part in several roles is asked once: by the first of them, in the order of precedence, that has an
    address. “Several embassies” cannot be asked.
    """
    found: dict[int, Participation] = {}
    for each in event.participations:
        if each.organization.is_group:
            continue
        known = found.get(each.organization_id)
        if known is None or (each.focal_point_email and not known.focal_point_email):
            found[each.organization_id] = each
    return found


def unanswered(poll: DatePoll) -> list[AskedOrganization]:
    return [each for each in poll.asked if each.answered_at is None]


@dataclass(frozen=True)
class Tally:
    """How a date suits those who were asked: how many say so, and how many have said nothing."""

    accepted: int = 0
    tentative: int = 0
    declined: int = 0
    missing: int = 0

    @property
    def can_come(self) -> int:
        return self.accepted + self.tentative

    @property
    def rank(self) -> tuple[int, int]:
        """The more can come the better; of as many, the more who come gladly."""
        return self.can_come, self.accepted


def tally_of(answers: Iterable[Answer | None]) -> Tally:
    """The answers to one date; None for who has not answered."""
    counted = Counter(answers)
    return Tally(
        accepted=counted[Answer.ACCEPTED],
        tentative=counted[Answer.TENTATIVE],
        declined=counted[Answer.DECLINED],
        missing=counted[None],
    )


def suit_most(tallies: Mapping[int, Tally]) -> set[int]:
    """The dates that suit most, by their number; none as long as nobody can come to any."""
    best = max((each.rank for each in tallies.values()), default=(0, 0))
    return {number for number, each in tallies.items() if each.rank == best and each.can_come}


def answers_of(asked: AskedOrganization) -> dict[int, Answer]:
    """What an organisation answered, by the number of the date."""
    return {each.date_id: each.answer for each in asked.answers}


def tallies_of(poll: DatePoll) -> dict[int, Tally]:
    """The answers to each date, by its number."""
    given = [answers_of(each) for each in poll.asked]
    return {date.id: tally_of(each.get(date.id) for each in given) for date in poll.dates}
