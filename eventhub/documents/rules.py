"""Pure decisions about documents: who comes before whom, and who sits where."""

import enum
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from eventhub.delegations.models import Capacity
from eventhub.events.models import Participation, ParticipationRole
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.text.normalise import search_key

Row = TypeVar("Row")
ORGANISES = (ParticipationRole.ORGANISER, ParticipationRole.CO_ORGANISER)
BY_COUNTRY = (OrganizationKind.GOVERNMENT, OrganizationKind.EMBASSY)
LAST = 10**9
"""After everybody whose place is known."""


class Group(enum.StrEnum):
    """Under which heading somebody stands, in the order of a nominal roll (ESCAP, information notes for participants):
    governments by country, institutions, the United Nations, organisations, and the secretariat at the end."""

    GOVERNMENT = "government"
    EU_INSTITUTION = "eu_institution"
    EMBASSY = "embassy"
    UN_AGENCY = "un_agency"
    IGO = "igo"
    NGO = "ngo"
    TRADE_UNION = "trade_union"
    ACADEMIA = "academia"
    PRIVATE = "private"
    MEDIA = "media"
    OTHER = "other"
    SECRETARIAT = "secretariat"


GROUPS = tuple(Group)


def group_of(organization: Organization | None, part: Participation | None) -> Group:
    """``part`` is that of the organization in the event, if it has one."""
    if part and part.role in ORGANISES:
        return Group.SECRETARIAT
    return Group(organization.kind.value) if organization else Group.OTHER


class Rank(NamedTuple):
    """What people are sorted by: the lower, the higher."""

    group: int
    country: str
    precedence: int
    organization: str
    capacity: int
    named: int
    name: str


def rank_of(
    *,
    group: Group,
    country: str,
    part: Participation | None,
    organization: str,
    capacity: Capacity | None,
    named: int | None,
    name: str,
) -> Rank:
    """Governments and embassies by the name of their country in the language of the list; within it, and everywhere
    else, by the precedence that the event gives to organisations; then the head of a delegation first, and the others
    by their capacity in the order in which they were named (``named``)."""
    is_by_country = group in (Group(kind.value) for kind in BY_COUNTRY)
    order = list(Capacity)
    return Rank(
        group=GROUPS.index(group),
        country=search_key(country) if is_by_country else "",
        precedence=part.position if part else LAST,
        organization=search_key(organization),
        capacity=order.index(capacity or Capacity.DELEGATE),
        named=LAST if named is None else named,
        name=search_key(name),
    )


def around_the_chair(people: Sequence[Row]) -> list[Row]:
    """The order of seats from the far left to the far right of the chair: the first sits in the middle, the second at
    the right hand of the first, the third at the left, and so on outwards (diplomatic practice)."""
    right, left = list(people[1::2]), list(people[2::2])
    return [*reversed(left), *people[:1], *right]


def in_rows(people: Sequence[Row], seats: int) -> list[list[Row]]:
    """Rows of ``seats``, the front one first, each around its middle."""
    return [around_the_chair(people[start : start + seats]) for start in range(0, len(people), seats)]


def earns_certificate(attended: int, held: int, needed_percent: int) -> bool:
    """Whether days attended are enough of the days held. Nobody earns one who was never there."""
    return attended > 0 and attended * 100 >= held * needed_percent
