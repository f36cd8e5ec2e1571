"""The law of places, whatever happens in whatever order: none is given twice, and nobody is passed over."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.errors import DomainError
from eventhub.events.models import Event
from eventhub.questions.actions import CategoryDetails, change_category
from eventhub.questions.models import Category
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.exemptions import exempt, register_exempted
from eventhub.registration.models import Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.offers import accept, lapse_next_offer
from eventhub.registration.queries import desk_of
from eventhub.registration.rules import WITH_PLACE
from eventhub.tokens import new_token
from tests.calendars.cast import edit
from tests.questions.cast import category
from tests.registration.cast import make_workshop, person

PEOPLE = range(6)
deeds = st.one_of(
    st.tuples(st.just("register"), st.sampled_from(PEOPLE)),
    st.tuples(
        st.sampled_from(["confirm", "decline", "cancel", "accept", "assist", "exempt"]),
        st.sampled_from(PEOPLE),
    ),
    st.tuples(st.just("capacity"), st.one_of(st.none(), st.integers(0, 4))),
    st.tuples(st.just("media"), st.one_of(st.none(), st.integers(0, 2))),
    st.tuples(st.just("desk"), st.tuples(st.booleans(), st.booleans(), st.sampled_from([None, 24]))),
    st.tuples(st.just("lapse"), st.none()),
)
IN_MEDIA = 3
"""People from this number on register in a category of their own."""


def do(event: Event, deed: str, value) -> None:
    """One deed in a transaction of its own; a refusal changes nothing."""
    try:
        if deed == "capacity":
            edit(event, capacity=value)
        elif deed == "desk":
            approval, waiting_list, hours = value
            details = DeskDetails(needs_approval=approval, has_waiting_list=waiting_list, offer_hours=hours)
            with transaction():
                actions.set_desk(event, details)
        elif deed == "media":
            with transaction():
                change_category(media_of(event), CategoryDetails(name=Translated(en="Media"), capacity=value))
        elif deed == "lapse":
            lapse_all(event)
        else:
            with transaction():
                _do_with_person(event, deed, value)
    except DomainError:
        db.session.rollback()


def _do_with_person(event: Event, deed: str, number: int) -> None:
    details = replace(person(number), category=media_of(event) if number >= IN_MEDIA else None)
    if deed == "register":
        actions.register(event, details, language="en", now=now())
        return
    if deed == "exempt":
        leave = exempt(event, email=details.email, language="en", category=details.category)
        register_exempted(leave, details, language="en", token=new_token(), at=now())
        return
    found = db.session.query(Registration).filter_by(event_id=event.id, email=person(number).email).first()
    if found and deed == "accept":
        accept(found, at=now())
    elif found and deed == "assist":
        name = f"Assistant of {number}"
        email = f"assistant.{number}@example.org"
        actions.register_assistant(found, name=name, email=email, language="en", now=now())
    elif found:
        getattr(actions, deed)(found, now=now())


def media_of(event: Event) -> Category:
    return db.session.query(Category).filter_by(event_id=event.id).one()


def lapse_all(event: Event) -> None:
    """Let the time of all offers that stand now be over."""
    for each in _with(event, RegistrationStatus.OFFERED):
        each.offered_until = now() - timedelta(seconds=1)
    db.session.commit()
    more = True
    while more:
        with transaction():
            more = lapse_next_offer()


def counted(event: Event, category: Category | None = None) -> list[Registration]:
    """Those who take one of the places."""
    found = _with(event, *WITH_PLACE)
    return [each for each in found if not each.is_extra and (category is None or each.category == category)]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(capacity=st.one_of(st.none(), st.integers(0, 3)), happens=st.lists(deeds, max_size=14))
def test_places_taken_are_people_confirmed_and_never_more_than_there_are(app, capacity, happens):
    for each in db.session.query(Event).all():
        db.session.delete(each)
    db.session.commit()
    event = make_workshop(capacity=capacity)
    media = category(event, "Media", capacity=1)
    before = {None: 0, media: 0}
    for deed, value in happens:
        do(event, deed, value)
        limits = {None: event.capacity, media: media.capacity}
        taken = {each: len(counted(event, each)) for each in limits}
        assert (desk_of(event).taken, media.taken) == (taken[None], taken[media])
        full = {each for each, limit in limits.items() if limit is not None and taken[each] >= limit}
        assert all(limit is None or taken[each] <= max(limit, before[each]) for each, limit in limits.items())
        # A free place and somebody who waits for it are never there together.
        waiting = _with(event, RegistrationStatus.WAITLISTED)
        assert all(None in full or each.category in full - {None} for each in waiting)
        _assistants_come_with_their_people(event)
        before = taken


def _assistants_come_with_their_people(event: Event) -> None:
    for each in _with(event, RegistrationStatus.CONFIRMED):
        assert each.assists is None or each.assists.status == RegistrationStatus.CONFIRMED


def _with(event: Event, *statuses: RegistrationStatus) -> list[Registration]:
    found = db.session.query(Registration).filter_by(event_id=event.id)
    return found.filter(Registration.status.in_(statuses)).all()


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(leaves=st.lists(st.sampled_from(PEOPLE), max_size=8), capacity=st.integers(1, 3))
def test_who_waits_longer_never_comes_after_who_waits_less(app, leaves, capacity):
    db.session.query(Event).delete()
    db.session.commit()
    event = make_workshop(capacity=capacity)
    category(event, "Media")
    for number in PEOPLE:
        do(event, "register", number)
    line = [person(number).email for number in PEOPLE]
    for number in leaves:
        do(event, "cancel", number)
        gone = person(number).email
        line = [email for email in line if email != gone]
        confirmed = {each.email for each in _with(event, RegistrationStatus.CONFIRMED)}
        assert confirmed == set(line[:capacity])
    assert db.session.query(RegistrationDesk).filter_by(event_id=event.id).one().taken == len(line[:capacity])
