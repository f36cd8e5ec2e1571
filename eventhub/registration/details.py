"""What actions are given: everything that a form says, in one piece."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from eventhub.organizations.models import Organization
from eventhub.questions.models import Category
from eventhub.registration.answers import NO_ANSWERS, AnswerDetails
from eventhub.registration.models import ConsentPurpose


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What a person tells of themselves. Names and meanings as in ``models.Registration``."""

    name: str
    organization: Organization | None = None
    organization_name: str = ""
    position: str = ""
    country: str | None = None
    phone: str = ""
    needs: str = ""


@dataclass(frozen=True, kw_only=True)
class RegistrationDetails(PersonDetails):
    """What a person registers with. ``consents`` are the purposes agreed to, each with the sentence that was shown."""

    email: str
    consents: Mapping[ConsentPurpose, str] = field(default_factory=dict)
    notice: str = ""
    """The privacy notice beside them, in the language of the form; empty where none was shown."""
    category: Category | None = None
    answers: AnswerDetails = NO_ANSWERS


@dataclass(frozen=True, kw_only=True)
class DeskDetails:
    """How an event takes registrations. Names and meanings as in ``models.RegistrationDesk``."""

    is_offered: bool = True
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    needs_approval: bool = False
    has_waiting_list: bool = True
    offer_hours: int | None = None
    changes_until: datetime | None = None
    retention_days: int | None = None
    places_per_organization: int | None = None
    group_size: int | None = None
