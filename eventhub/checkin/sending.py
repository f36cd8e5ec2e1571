"""What telephones send after they have noted it: a list of acts, each answered for itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventhub.checkin import actions
from eventhub.checkin.actions import Done, Press
from eventhub.checkin.errors import NotAdmittedAtDoorError, OccasionNotFoundError, UnknownTicketError
from eventhub.checkin.models import Act
from eventhub.checkin.queries import get_by_code, get_occasion
from eventhub.checkin.rules import done_at
from eventhub.events.models import Event
from eventhub.registration.errors import NoPlaceError, RegistrationStatusError

MOST_ACTS = 200
"""In one message; what is left comes in the next."""
WALK_IN = "walk_in"
KINDS = (*(act.value for act in Act), WALK_IN)
_LONGEST = {
    "client_id": 64,
    "code": 64,
    "occasion": 24,
    "desk": 60,
    "name": 200,
    "organization": 200,
    "email": 254,
}
REFUSALS = (
    NotAdmittedAtDoorError,
    OccasionNotFoundError,
    UnknownTicketError,
    NoPlaceError,
    RegistrationStatusError,
)


class MalformedActError(ValueError):
    """This is no act that a page of ours would send."""


@dataclass(frozen=True)
class SentAct:
    """An act as it was sent. ``code`` is a ticket or a reference; a walk-in has a name instead."""

    kind: str
    client_id: str
    occasion: str
    press: Press
    code: str
    name: str
    organization: str
    email: str
    beyond_capacity: bool


def read_act(data: Any, now: datetime) -> SentAct:
    """One act of a message.

    Raises:
        MalformedActError
    """
    if not isinstance(data, dict) or data.get("kind") not in KINDS:
        raise MalformedActError
    texts = {name: data.get(name, "") for name in _LONGEST}
    if any(not isinstance(text, str) or len(text) > _LONGEST[name] for name, text in texts.items()):
        raise MalformedActError
    waited = data.get("waited", 0)
    if not texts["client_id"] or not isinstance(waited, int | float) or waited != waited:
        raise MalformedActError
    press = Press(client_id=texts["client_id"], done_at=done_at(now, waited), desk=texts["desk"].strip())
    return SentAct(
        kind=data["kind"],
        client_id=texts["client_id"],
        occasion=texts["occasion"],
        press=press,
        code=texts["code"],
        name=texts["name"],
        organization=texts["organization"],
        email=texts["email"],
        beyond_capacity=data.get("beyond_capacity") is True,
    )


def carry_out(event: Event, sent: SentAct) -> Done:
    """Mark whoever the code names; walk-ins have a form of their own.

    Raises:
        any of ``REFUSALS``
    """
    occasion = get_occasion(event, sent.occasion)
    return actions.mark(get_by_code(event, sent.code), occasion, Act(sent.kind), sent.press)
