"""The law of kept places: whatever happens in whatever order, each place is counted once."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.delegations import actions
from eventhub.delegations.models import Delegation
from eventhub.delegations.rules import places_used
from eventhub.errors import DomainError
from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.registration import actions as registrations
from eventhub.registration.models import Registration, RegistrationStatus
from tests.calendars.cast import edit
from tests.delegations.cast import make_asked_workshop, nominee, taken
from tests.registration.cast import person

PEOPLE = st.integers(0, 4)
deeds = st.one_of(
    st.tuples(st.sampled_from(["ask", "send", "release", "keep", "call_off"]), st.integers(0, 1)),
    st.tuples(st.sampled_from(["nominate", "withdraw"]), PEOPLE),
    st.tuples(st.sampled_from(["register", "confirm", "decline", "cancel"]), PEOPLE),
    st.tuples(st.just("capacity"), st.one_of(st.none(), st.integers(0, 5))),
    st.tuples(st.just("quota"), st.one_of(st.none(), st.integers(1, 3))),
)


def do(event: Event, deed: str, value) -> None:
    """One deed in a transaction of its own; a refusal changes nothing."""
    try:
        if deed == "capacity":
            edit(event, capacity=value)
            return
        with transaction():
            _do(event, deed, value)
    except DomainError:
        db.session.rollback()


def _do(event: Event, deed: str, value) -> None:
    if deed == "quota":
        event.participations[0].quota = value
    elif deed == "ask":
        part = event.participations[value]
        if not db.session.query(Delegation).filter_by(participation_id=part.id).first():
            actions.ask(part, language="en", due_at=event.starts_at, now=now())
    elif deed == "register":
        registrations.register(event, person(value), language="en", now=now())
    elif deed in ("confirm", "decline", "cancel"):
        found = db.session.query(Registration).filter_by(email=person(value).email).first()
        if found:
            getattr(registrations, deed)(found, now=now())
    else:
        _do_with_list(event, deed, value)


def _do_with_list(event: Event, deed: str, value: int) -> None:
    """The ministry names even numbers, the network odd ones, and both the number 4."""
    for place, part in enumerate(event.participations):
        delegation = db.session.query(Delegation).filter_by(participation_id=part.id).first()
        if delegation is None or (deed in ("nominate", "withdraw") and value % 2 != place and value != 4):
            continue
        if deed == "nominate":
            actions.nominate(delegation, [nominee(value)], now=now())
        elif deed == "withdraw":
            for each in [each for each in delegation.nominees if each.email == nominee(value).email]:
                actions.withdraw(each, now=now())
        elif value == place:
            verb = {"send": "send_list", "release": "release_places", "keep": "keep_quota"}.get(deed, deed)
            getattr(actions, verb)(delegation, now=now())


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(capacity=st.one_of(st.none(), st.integers(0, 5)), happens=st.lists(deeds, max_size=16))
def test_places_taken_are_those_kept_and_those_of_people_on_their_own(app, capacity, happens):
    _clear()
    event = make_asked_workshop(capacity=capacity)
    before = 0
    for deed, value in happens:
        do(event, deed, value)
        lists = db.session.query(Delegation).all()
        confirmed = db.session.query(Registration).filter_by(status=RegistrationStatus.CONFIRMED).all()
        on_their_own = [each for each in confirmed if not each.place_is_held]
        assert taken(event) == len(on_their_own) + sum(each.held for each in lists)
        assert event.capacity is None or taken(event) <= max(event.capacity, before)
        for each in lists:
            assert places_used(each) <= each.held
        assert sum(map(places_used, lists)) == len(confirmed) - len(on_their_own)
        before = taken(event)


def _clear() -> None:
    for model in (Delegation, Event, Organization):
        for each in db.session.query(model).all():
            db.session.delete(each)
        db.session.commit()
