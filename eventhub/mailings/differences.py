"""What is no longer as people were told, in the language in force."""

from dataclasses import dataclass

from flask_babel import gettext as _

from eventhub.events.models import Event
from eventhub.registration.presentation import facts_of


@dataclass(frozen=True)
class Difference:
    """``before`` is empty where nothing was known, or where it need not be repeated."""

    label: str
    before: str
    after: str


def differences(before: Event, after: Event, *, with_link: bool) -> list[Difference]:
    """The facts that read otherwise now; ``with_link``: also the address to join by, for those who may know it."""
    old, new = facts_of(before), facts_of(after)
    pairs = [
        (_("When"), old.when, new.when),
        (_("Time"), old.hours, new.hours),
        (_("Where"), old.where, new.where),
    ]
    found = [Difference(label, was, becomes) for label, was, becomes in pairs if was != becomes and becomes]
    if with_link and after.online_url and before.online_url != after.online_url:
        found.append(Difference(_("Link to join"), "", after.online_url))
    return found
