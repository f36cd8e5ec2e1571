"""What the list of registrations and the page of one have in common."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.questions.models import Privacy, Question
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.rules import ACTIVE, MAY_BE_CONFIRMED, MAY_BE_DECLINED


def verbs_of(event: Event) -> dict:
    return {
        "may_decide": may_with(current_user, Permission.REGISTRATION_DECIDE, event),
        "confirmable": MAY_BE_CONFIRMED,
        "declinable": MAY_BE_DECLINED,
        "active": ACTIVE,
    }


def may_see_sensitive(event: Event) -> bool:
    return may_with(current_user, Permission.REGISTRATION_SENSITIVE, event)


def visible(event: Event, questions: Sequence[Question]) -> list[Question]:
    """Those whose answers this user may see."""
    may_see_all = may_see_sensitive(event)
    return [each for each in questions if may_see_all or each.privacy != Privacy.SENSITIVE]


def outcome_of(registration: Registration) -> str:
    words = {
        RegistrationStatus.CONFIRMED: _("%(name)s has a place.", name=registration.name),
        RegistrationStatus.WAITLISTED: _(
            "All places are taken: %(name)s is on the waiting list.", name=registration.name
        ),
        RegistrationStatus.DECLINED: _("%(name)s has been declined.", name=registration.name),
        RegistrationStatus.CANCELLED: _("The registration of %(name)s is cancelled.", name=registration.name),
    }
    return f"{words[registration.status]} {_('A mail is on its way.')}"
