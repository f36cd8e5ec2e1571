"""Who takes part, in the order of protocol: what lists, sheets, badges, plates and seating are made of."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.db import db
from eventhub.delegations.labels import CAPACITY_LABELS
from eventhub.delegations.models import Capacity, Nominee
from eventhub.documents.rules import Group, Rank, group_of, rank_of
from eventhub.events.models import Event, Participation, ParticipationRole
from eventhub.registration.models import ConsentPurpose, Registration, RegistrationStatus
from eventhub.registration.presentation import organization_of
from eventhub.text.countries import country_name
from eventhub.text.languages import in_language
from eventhub.web.language import current_language


@dataclass(frozen=True)
class Participant:
    """Somebody who has a place, in the words of the language in force."""

    registration: Registration
    group: Group
    rank: Rank
    organization: str
    country: str
    role: str
    """What stands on the badge: the category, else the part that the person takes."""
    tone: int
    """Number of the colour of that role."""
    capacity: str
    """As what a delegation sends them; empty for the others."""

    @property
    def name(self) -> str:
        return self.registration.name

    @property
    def is_public(self) -> bool:
        """Agreed to stand in the list that participants receive."""
        return any(
            each.purpose == ConsentPurpose.PARTICIPANT_LIST and each.withdrawn_at is None
            for each in self.registration.consents
        )


def roll_of(event: Event) -> list[Participant]:
    """Everybody with a confirmed place, in the order of protocol."""
    people = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.status == RegistrationStatus.CONFIRMED)
        .options(
            joinedload(Registration.organization),
            joinedload(Registration.category),
            selectinload(Registration.consents),
        )
    ).all()
    nominees = _nominees_of(event)
    parts = {each.organization_id: each for each in reversed(event.participations)}
    found = [
        _participant(each, parts.get(each.organization_id or 0), nominees.get(each.id)) for each in people
    ]
    return sorted(found, key=lambda each: each.rank)


def _nominees_of(event: Event) -> dict[int, Nominee]:
    found = db.session.scalars(
        select(Nominee)
        .join(Nominee.registration)
        .where(Registration.event_id == event.id, Nominee.is_reserve.is_(False))
    )
    return {each.registration_id: each for each in found if each.registration_id}


def _participant(
    registration: Registration, part: Participation | None, nominee: Nominee | None
) -> Participant:
    organization, name = registration.organization, organization_of(registration)
    code = registration.country or (organization.country if organization else None)
    # A government stands under its own country, wherever its delegate lives.
    country = (
        country_name(organization.country, current_language())
        if organization and organization.country
        else ""
    )
    group = group_of(organization, part)
    role, tone = _role(registration, group, part, nominee)
    return Participant(
        registration=registration,
        group=group,
        rank=rank_of(
            group=group,
            country=country,
            part=part,
            organization=name,
            capacity=nominee.capacity if nominee else None,
            named=nominee.id if nominee else None,
            name=registration.name,
        ),
        organization=name,
        country=country_name(code, current_language()) if code else "",
        role=role,
        tone=tone,
        capacity=str(CAPACITY_LABELS[nominee.capacity]) if nominee else "",
    )


def _role(
    registration: Registration, group: Group, part: Participation | None, nominee: Nominee | None
) -> tuple[str, int]:
    category = registration.category
    if category:
        words = in_language(category.name, current_language())[0] or category.key
        return words, category.position % 6
    if group == Group.SECRETARIAT:
        return _("Organiser"), 1
    observes = (part and part.role == ParticipationRole.OBSERVER) or (
        nominee and nominee.capacity == Capacity.OBSERVER
    )
    if observes:
        return _("Observer"), 2
    return (_("Media"), 3) if group == Group.MEDIA else (_("Participant"), 0)
