"""Moving somebody to another category. What they have answered is kept; places count where they are now."""

from collections.abc import Sequence
from datetime import datetime

from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.questions.models import Category
from eventhub.questions.queries import offered_categories
from eventhub.registration import mails
from eventhub.registration.errors import NoPlaceError, RegistrationStatusError
from eventhub.registration.models import ChangeRequest, Registration
from eventhub.registration.places import change_category, fill_places
from eventhub.registration.rules import ACTIVE, may_change, takes_counted_place
from eventhub.registration.steps import hold_for_change


def move(registration: Registration, category: Category, *, now: datetime) -> None:
    """Let somebody take part in another way; whoever waits keeps their turn.

    Raises:
        NoPlaceError: the category has no place left; nothing has changed.
        RegistrationStatusError: the registration has ended, or is of this category, or the event is over.
    """
    desk = hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status", "category_id", "category"])
    before = registration.category
    if registration.status not in ACTIVE or before == category:
        raise RegistrationStatusError
    if takes_counted_place(registration) and not change_category(before, category):
        raise NoPlaceError
    registration.category = category
    db.session.flush()
    keys = [before.key if before else "", category.key]
    record("registration:category:move", registration, changes={"category": keys})
    mails.send("category_changed", registration, before=before, after=category)
    fill_places(desk, registration.event, now=now)


def open_to(registration: Registration, at: datetime) -> Sequence[Category]:
    """The categories to which somebody may ask to be moved."""
    if registration.status not in ACTIVE or not may_change(registration.event, at):
        return []
    offered = offered_categories(registration.event)
    return [each for each in offered if each.lets_move and each.id != registration.category_id]


def ask_to_move(registration: Registration, category: Category, *, now: datetime) -> None:
    """Put the wish before the organisers, beside what else the person asks to be changed.

    Raises:
        RegistrationStatusError: it is not open to them.
    """
    hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status", "category_id"])
    if category not in open_to(registration, now):
        raise RegistrationStatusError
    found = db.session.get(ChangeRequest, registration.id, populate_existing=True)
    request = found or ChangeRequest(registration=registration, answers={})
    request.details = {**(found.details if found else {}), "category": category.id}
    request.created_at = now
    db.session.add(request)
    db.session.flush()
    record("registration:change:ask", registration)
