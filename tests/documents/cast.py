"""Who sits in the room: people of several kinds of organisations."""

from itertools import count

from eventhub.db import Translated, db
from eventhub.delegations.models import Capacity, Delegation, Nominee
from eventhub.events.models import Event, Participation, ParticipationRole
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.registration.models import ConsentPurpose, Registration
from eventhub.text.slugs import slugify
from tests.calendars.cast import FAR, kept, make_funder, make_programme
from tests.registration.cast import make_workshop, person, register

_numbers = count()
CONSENTS = {ConsentPurpose.PARTICIPATION: "I agree.", ConsentPurpose.PARTICIPANT_LIST: "In the list."}


def make_room() -> Event:
    """A workshop that the European Union funds, for which nobody has registered."""
    return make_workshop(programme=make_programme(funder=make_funder()))


def make_organization(
    slug: str,
    kind: OrganizationKind = OrganizationKind.GOVERNMENT,
    country: str | None = None,
    *,
    event: Event | None = None,
    role: ParticipationRole = ParticipationRole.PARTICIPANT,
    position: int = 0,
) -> Organization:
    organization = kept(
        Organization(
            slug=slug, kind=kind, country=country, name=Translated(en=slug.title()), acronym=Translated()
        )
    )
    if event:
        kept(Participation(event=event, organization=organization, role=role, position=position))
    db.session.commit()
    return organization


def seat(event: Event, name: str, organization: Organization | None = None, **more) -> Registration:
    """Somebody with a place who agreed to stand in the list."""
    address = slugify(name)[:40] or f"person-{next(_numbers)}"
    email = f"{address}@example.org"
    usual = {"name": name, "email": email, "organization": organization, "consents": CONSENTS}
    return register(event, person(**{**usual, **more}))


def send_as(registration: Registration, capacity: Capacity) -> None:
    """Let the organisation of somebody have named them in this capacity."""
    participation = (
        db.session.query(Participation).filter_by(organization_id=registration.organization_id).one()
    )
    delegation = db.session.query(Delegation).filter_by(participation_id=participation.id).one_or_none()
    if delegation is None:
        due_at = registration.event.starts_at
        reference = f"{FAR}/{participation.id}"
        delegation = kept(
            Delegation(participation=participation, reference=reference, language="en", due_at=due_at)
        )
    kept(
        Nominee(
            delegation=delegation,
            name=registration.name,
            email=registration.email,
            email_key=registration.email_key,
            capacity=capacity,
            registration=registration,
        )
    )
    db.session.commit()
