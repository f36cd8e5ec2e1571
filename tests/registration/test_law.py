"""The law of places, whatever happens in whatever order: none is given twice, and nobody is passed over."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.errors import DomainError
from eventhub.events.models import Event
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.models import Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.queries import desk_of
from tests.calendars.cast import edit
from tests.registration.cast import make_workshop, person

PEOPLE = range(6)
deeds = st.one_of(
    st.tuples(st.just("register"), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from(["confirm", "decline", "cancel"]), st.sampled_from(PEOPLE)),
    st.tuples(st.just("capacity"), st.one_of(st.none(), st.integers(0, 4))),
    st.tuples(st.just("desk"), st.tuples(st.booleans(), st.booleans())),
)


def do(event: Event, deed: str, value) -> None:
    """One deed in a transaction of its own; a refusal changes nothing."""
    try:
        if deed == "capacity":
            edit(event, capacity=value)
        elif deed == "desk":
            approval, waiting_list = value
            with transaction():
                actions.set_desk(event, DeskDetails(needs_approval=approval, has_waiting_list=waiting_list))
        else:
            with transaction():
                _do_with_person(event, deed, value)
    except DomainError:
        db.session.rollback()


def _do_with_person(event: Event, deed: str, number: int) -> None:
    if deed == "register":
        actions.register(event, person(number), language="en", now=now())
        return
    found = db.session.query(Registration).filter_by(event_id=event.id, email=person(number).email).first()
    if found:
        getattr(actions, deed)(found, now=now())


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(capacity=st.one_of(st.none(), st.integers(0, 3)), happens=st.lists(deeds, max_size=14))
def test_places_taken_are_people_confirmed_and_never_more_than_there_are(app, capacity, happens):
    for each in db.session.query(Event).all():
        db.session.delete(each)
    db.session.commit()
    event = make_workshop(capacity=capacity)
    confirmed_before = 0
    for deed, value in happens:
        do(event, deed, value)
        confirmed = _with(event, RegistrationStatus.CONFIRMED)
        assert desk_of(event).taken == len(confirmed)
        assert event.capacity is None or len(confirmed) <= max(event.capacity, confirmed_before)
        # A free place and somebody who waits for it are never there together.
        waiting = _with(event, RegistrationStatus.WAITLISTED)
        assert not waiting or (event.capacity is not None and len(confirmed) >= event.capacity)
        confirmed_before = len(confirmed)


def _with(event: Event, status: RegistrationStatus) -> list[Registration]:
    return db.session.query(Registration).filter_by(event_id=event.id, status=status).all()


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(leaves=st.lists(st.sampled_from(PEOPLE), max_size=8), capacity=st.integers(1, 3))
def test_who_waits_longer_never_comes_after_who_waits_less(app, leaves, capacity):
    db.session.query(Event).delete()
    db.session.commit()
    event = make_workshop(capacity=capacity)
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
