"""The law of places, whatever happens in whatever order: none is given twice, and nobody is passed over."""

from collections import Counter
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
from eventhub.registration import actions, groups
from eventhub.registration.actions import DeskDetails
from eventhub.registration.exemptions import exempt, register_exempted
from eventhub.registration.models import Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.moving import move
from eventhub.registration.offers import accept, accept_group, lapse_next_offer
from eventhub.registration.queries import desk_of
from eventhub.registration.rules import WITH_PLACE
from eventhub.tokens import new_token
from tests.calendars.cast import edit
from tests.questions.cast import category
from tests.registration.cast import SECRETARY, make_workshop, person

PEOPLE = range(6)
people = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True)
deeds = st.one_of(
    st.tuples(st.just("group"), people),
    st.tuples(
        st.sampled_from(
            [
                "confirm_group",
                "decline_group",
                "cancel_group",
                "accept_group",
                "keep",
                "pass",
                "part",
                "swap",
                "move",
            ]
        ),
        st.sampled_from(PEOPLE),
    ),
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
            details = DeskDetails(
                needs_approval=approval, has_waiting_list=waiting_list, offer_hours=hours, group_size=5
            )
            with transaction():
                actions.set_desk(event, details)
        elif deed == "media":
            with transaction():
                change_category(media_of(event), CategoryDetails(name=Translated(en="Media"), capacity=value))
        elif deed == "lapse":
            lapse_all(event)
        elif deed == "group":
            register_all(event, value)
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
    if deed == "move":
        if found:
            move(found, media_of(event), now=now())
        return
    if deed in GROUP_DEEDS:
        if found and found.group:
            GROUP_DEEDS[deed](found)
        return
    if found and deed == "accept":
        accept(found, at=now())
    elif found and deed == "assist":
        name = f"Assistant of {number}"
        email = f"assistant.{number}@example.org"
        actions.register_assistant(found, name=name, email=email, language="en", now=now())
    elif found:
        getattr(actions, deed)(found, now=now())


GROUP_DEEDS = {
    "confirm_group": lambda found: groups.confirm_group(found.group, now=now()),
    "decline_group": lambda found: groups.decline_group(found.group, now=now()),
    "cancel_group": lambda found: groups.cancel_group(found.group, now=now()),
    "accept_group": lambda found: accept_group(found.group, at=now()),
    "keep": lambda found: groups.keep_places(found.group, keeps=True, now=now()),
    "pass": lambda found: groups.keep_places(found.group, keeps=False, now=now()),
    "part": lambda found: groups.part_group(found.group, now=now()),
    "swap": lambda found: groups.replace_member(found, person(20 + found.id), now=now()),
}


def register_all(event: Event, numbers: list[int]) -> None:
    """Register these people together: in the category of the first of them."""
    category = media_of(event) if numbers[0] >= IN_MEDIA else None
    details = [replace(person(number), category=category) for number in numbers]
    with transaction():
        groups.register_group(event, SECRETARY, details, category=category, now=now(), token=new_token())


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
    event = make_workshop(capacity=capacity, desk=DeskDetails(group_size=5))
    media = category(event, "Media", capacity=1)
    before = {None: 0, media: 0}
    for deed, value in happens:
        do(event, deed, value)
        limits = {None: event.capacity, media: media.capacity}
        taken = {each: len(counted(event, each)) for each in limits}
        assert (desk_of(event).taken, media.taken) == (taken[None], taken[media])
        assert all(limit is None or taken[each] <= max(limit, before[each]) for each, limit in limits.items())
        _nobody_waits_for_places_that_are_free(event, limits, taken)
        _assistants_come_with_their_people(event)
        before = taken


def _nobody_waits_for_places_that_are_free(event: Event, limits: dict, taken: dict) -> None:
    """But for groups for which there are too few, and for those behind a group for which places are kept."""
    free = {each: limit - taken[each] for each, limit in limits.items() if limit is not None}
    for members in _lines(event):
        needs = Counter({None: len(members)}) + Counter(each.category for each in members if each.category)
        fits = all(needs[each] <= left for each, left in free.items() if needs[each])
        assert not fits
        if members[0].group and members[0].group.keeps_places:
            free = {each: left - needs[each] for each, left in free.items()}


def _lines(event: Event) -> list[list[Registration]]:
    """Those who wait, each with those who wait as one with them, in the order of the line."""
    found: dict = {}
    for each in sorted(
        _with(event, RegistrationStatus.WAITLISTED), key=lambda one: (one.waiting_since, one.id)
    ):
        together = each.group is not None and each.group.is_together
        found.setdefault((each.waiting_since, each.group_id) if together else each.id, []).append(each)
    return list(found.values())


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
