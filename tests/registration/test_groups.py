"""People who are registered together: all get places, or all wait, and are served as one."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.outbox.models import OutboxMessage
from eventhub.questions.models import QuestionKind
from eventhub.registration import actions, group_mails, groups
from eventhub.registration.answers import AnswerDetails
from eventhub.registration.details import DeskDetails
from eventhub.registration.errors import (
    GroupSizeError,
    NoPlaceError,
    NotAdmittedError,
    OfferLapsedError,
    OptionFullError,
    RegistrationStatusError,
)
from eventhub.registration.exemptions import exempt, register_exempted
from eventhub.registration.models import Group, Registration, RegistrationStatus
from eventhub.registration.offers import accept, accept_group, lapse_next_offer
from eventhub.registration.personal_data import data_of, erase
from eventhub.registration.queries import desk_of
from eventhub.registration.rules import Refusal
from eventhub.text.languages import CODES
from eventhub.tokens import new_token
from tests.calendars.cast import edit
from tests.questions.cast import category, question, section
from tests.registration.cast import SECRETARY, cancel, mails_to, make_workshop, person, register, statuses

ROOT = Path(__file__).parents[2]
PENDING, CONFIRMED = RegistrationStatus.PENDING, RegistrationStatus.CONFIRMED
WAITLISTED, OFFERED = RegistrationStatus.WAITLISTED, RegistrationStatus.OFFERED
CANCELLED, DECLINED = RegistrationStatus.CANCELLED, RegistrationStatus.DECLINED
TOGETHER = DeskDetails(group_size=5)


def together(event: Event, *numbers: int, token: str | None = None, into=None, **more) -> Group:
    people = [person(each, category=into, **more) for each in numbers]
    with transaction():
        made = groups.register_group(
            event, SECRETARY, people, category=into, now=now(), token=token or new_token()
        )
    return made.group


def of(group: Group) -> list[RegistrationStatus]:
    return [each.status for each in group.members]


def test_all_of_a_group_get_places_and_a_mail_each_and_the_secretary_one_with_the_link(app):
    event = make_workshop(capacity=3, desk=TOGETHER)
    group = together(event, 0, 1, 2)
    assert (of(group), desk_of(event).taken) == ([CONFIRMED] * 3, 3)
    assert [mails_to(each.email) for each in group.members] == [["registration_confirmed"]] * 3
    assert len({each.token for each in group.members}) == 3
    assert mails_to(SECRETARY.email) == ["group_registered"]


def test_the_same_form_again_is_the_same_group(app):
    event = make_workshop(capacity=9, desk=TOGETHER)
    token = new_token()
    first, second = together(event, 0, 1, token=token), together(event, 0, 1, token=token)
    assert (first.id, db.session.query(Registration).count()) == (second.id, 2)
    assert mails_to(SECRETARY.email) == ["group_registered"]


def test_when_there_are_too_few_places_all_wait_and_those_behind_them_may_come_first(app):
    event = make_workshop(capacity=3, desk=TOGETHER)
    first = register(event, 0)
    group = together(event, 1, 2, 3)
    assert of(group) == [WAITLISTED] * 3
    assert register(event, 4).status == CONFIRMED
    cancel(first)
    assert of(group) == [WAITLISTED] * 3
    edit(event, capacity=4)
    assert (of(group), desk_of(event).taken) == ([CONFIRMED] * 3, 4)
    assert mails_to(SECRETARY.email) == ["group_registered", "group_promoted"]


def test_an_organiser_may_have_places_kept_for_a_group_until_there_are_enough(app):
    event = make_workshop(capacity=2, desk=TOGETHER)
    first = register(event, 0)
    group = together(event, 1, 2)
    with transaction():
        groups.keep_places(group, keeps=True, now=now())
    behind = register(event, 3)
    assert (of(group), behind.status, desk_of(event).taken) == ([WAITLISTED] * 2, WAITLISTED, 1)
    cancel(first)
    assert (of(group), behind.status) == ([CONFIRMED] * 2, WAITLISTED)


def test_places_that_are_not_kept_any_more_go_to_those_behind(app):
    event = make_workshop(capacity=2, desk=TOGETHER)
    register(event, 0)
    group = together(event, 1, 2)
    with transaction():
        groups.keep_places(group, keeps=True, now=now())
    behind = register(event, 3)
    with transaction():
        groups.keep_places(group, keeps=False, now=now())
    assert (of(group), behind.status) == ([WAITLISTED] * 2, CONFIRMED)


def test_a_group_with_fewer_people_fits_sooner(app):
    event = make_workshop(capacity=3, desk=TOGETHER)
    register(event, 0)
    group = together(event, 1, 2, 3)
    cancel(group.members[2])
    assert of(group) == [CONFIRMED, CONFIRMED, CANCELLED]


def test_people_of_a_group_may_wait_one_by_one(app):
    event = make_workshop(capacity=2, desk=TOGETHER)
    register(event, 0)
    group = together(event, 1, 2)
    with transaction():
        groups.part_group(group, now=now())
    assert of(group) == [CONFIRMED, WAITLISTED]


def test_places_are_offered_to_a_group_at_once_and_whoever_registered_it_answers_for_all(app):
    event = make_workshop(capacity=2, desk=DeskDetails(group_size=5, offer_hours=24))
    pair = together(event, 0, 1)
    group = together(event, 2, 3)
    with transaction():
        groups.cancel_group(pair, now=now())
    assert (of(group), desk_of(event).taken) == ([OFFERED] * 2, 2)
    assert mails_to(SECRETARY.email)[-1] == "group_offered"
    assert mails_to(group.members[0].email) == ["registration_waitlisted"]
    with pytest.raises(RegistrationStatusError), transaction():
        accept(group.members[0], at=now())
    for _again in range(2):
        with transaction():
            accept_group(group, at=now())
    assert of(group) == [CONFIRMED] * 2
    assert mails_to(group.members[0].email)[-1] == "registration_confirmed"


def test_an_offer_to_a_group_lapses_and_passes_on_as_one(app):
    event = make_workshop(capacity=2, desk=DeskDetails(group_size=5, offer_hours=24))
    pair, group, behind = together(event, 0, 1), together(event, 2, 3), together(event, 4, 5)
    with transaction():
        groups.cancel_group(pair, now=now())
    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        with pytest.raises(OfferLapsedError), transaction():
            accept_group(group, at=now())
        with transaction():
            lapse_next_offer()
        assert (of(group), of(behind), desk_of(event).taken) == ([CANCELLED] * 2, [OFFERED] * 2, 2)
    assert "group_lapsed" in mails_to(SECRETARY.email)


def test_approval_capacity_of_a_category_and_of_an_organisation_hold_for_all_of_a_group(app):
    event = make_workshop(desk=DeskDetails(group_size=5, places_per_organization=2))
    media = category(event, "Media", capacity=1)
    assert of(together(event, 0, 1, into=media)) == [WAITLISTED] * 2
    ministry = Organization(
        slug="moj", kind="government", name={"en": "Ministry"}, acronym={}, search_text="m"
    )
    db.session.add(ministry)
    db.session.commit()
    with pytest.raises(NotAdmittedError) as refused:
        together(event, 2, 3, 4, organization=ministry)
    assert refused.value.refusal == Refusal.ORGANIZATION_FULL
    assert of(together(event, 2, 3, organization=ministry)) == [CONFIRMED] * 2
    with transaction():
        actions.set_desk(event, DeskDetails(group_size=5, needs_approval=True))
    assert of(together(event, 5, 6)) == [PENDING] * 2


def test_without_a_waiting_list_a_group_that_does_not_fit_is_refused_as_a_whole(app):
    event = make_workshop(capacity=1, desk=DeskDetails(group_size=5, has_waiting_list=False))
    with pytest.raises(NotAdmittedError) as refused:
        together(event, 0, 1)
    assert refused.value.refusal == Refusal.TOO_FEW
    assert (statuses(event), mails_to(SECRETARY.email)) == ({}, [])


def test_no_more_are_registered_together_than_the_event_takes_and_none_where_it_takes_no_groups(app):
    event = make_workshop(desk=TOGETHER)
    with pytest.raises(GroupSizeError):
        together(event, 0, 1, 2, 3, 4, 5)
    group = together(event, 0, 1, 2, 3, 4)
    with pytest.raises(GroupSizeError), transaction():
        groups.add_to_group(group, [person(5)], now=now())
    with transaction():
        actions.set_desk(event, DeskDetails())
    with pytest.raises(NotAdmittedError):
        together(event, 6, 7)


def test_who_has_registered_before_stays_as_they_are_and_outside_the_group(app):
    event = make_workshop(desk=TOGETHER)
    register(event, person(0, position="Judge"))
    with transaction():
        made = groups.register_group(
            event, SECRETARY, [person(0), person(1)], category=None, now=now(), token=new_token()
        )
    assert [each.name for each in made.known] == [person(0).name]
    assert [each.name for each in made.group.members] == [person(1).name]
    assert db.session.query(Registration).filter_by(email=person(0).email).one().position == "Judge"
    with transaction():
        made = groups.register_group(
            event, SECRETARY, [person(0)], category=None, now=now(), token=new_token()
        )
    assert (made.group, db.session.query(Group).count()) == (None, 1)


def test_an_answer_without_a_place_left_names_the_person_and_nobody_is_registered(app):
    event = make_workshop(desk=TOGETHER)
    visit = question(section(event), "Which visit?", QuestionKind.CHOICE, [("Port", 1), "School"])
    port = AnswerDetails({visit.id: str(visit.options[0].id)}, with_options=frozenset({visit.id}))
    with pytest.raises(OptionFullError) as refused:
        together(event, 0, 1, answers=port)
    assert refused.value.person == 1
    assert statuses(event) == {}


def test_who_is_added_later_waits_from_then_on(app):
    event = make_workshop(capacity=1, desk=TOGETHER)
    first = register(event, 0)
    group = together(event, 1)
    between = register(event, 2)
    with transaction():
        groups.add_to_group(group, [person(3)], now=now())
    assert mails_to(SECRETARY.email) == ["group_registered", "group_grown"]
    cancel(first)
    assert of(group) == [CONFIRMED, WAITLISTED]
    cancel(group.members[0])
    assert (between.status, of(group)[1]) == (CONFIRMED, WAITLISTED)


def test_a_replaced_person_hands_the_place_on_and_both_are_told(app):
    event = make_workshop(capacity=2, desk=TOGETHER)
    group = together(event, 0, 1)
    waiting = register(event, 2)
    with transaction():
        groups.replace_member(group.members[0], person(3), now=now())
    assert of(group) == [CANCELLED, CONFIRMED, CONFIRMED]
    assert (waiting.status, desk_of(event).taken) == (WAITLISTED, 2)
    assert mails_to(person(0).email)[-1] == "registration_cancelled"
    assert mails_to(person(3).email) == ["registration_confirmed"]
    with transaction():
        assert groups.replace_member(group.members[1], person(2), now=now()) is None
    assert of(group) == [CANCELLED, CONFIRMED, CONFIRMED]


def test_where_organisers_decide_they_decide_on_the_new_person_too(app):
    event = make_workshop(capacity=2, desk=DeskDetails(group_size=5, needs_approval=True))
    group = together(event, 0, 1)
    with transaction():
        groups.confirm_group(group, now=now())
    with transaction():
        new = groups.replace_member(group.members[0], person(3), now=now())
    assert (new.status, desk_of(event).taken) == (PENDING, 1)


def test_organisers_accept_put_on_the_waiting_list_and_decline_a_group_as_one(app):
    event = make_workshop(capacity=2, desk=DeskDetails(group_size=5, needs_approval=True))
    first, second, third = together(event, 0, 1), together(event, 2, 3), together(event, 4, 5)
    for group in (first, second):
        with transaction():
            groups.confirm_group(group, now=now())
    with transaction():
        groups.decline_group(third, now=now())
    assert (of(first), of(second), of(third)) == ([CONFIRMED] * 2, [WAITLISTED] * 2, [DECLINED] * 2)
    with pytest.raises(NoPlaceError), transaction():
        groups.confirm_group(second, now=now())
    with transaction():
        groups.cancel_group(first, now=now())
    assert (of(second), desk_of(event).taken) == ([CONFIRMED] * 2, 2)


def test_who_is_let_in_alone_leaves_the_others_of_the_group_waiting_as_one(app):
    event = make_workshop(capacity=1, desk=TOGETHER)
    register(event, 0)
    group = together(event, 1, 2, 3)
    with transaction():
        leave = exempt(event, email=person(1).email, language="en", category=None)
    with transaction():
        register_exempted(leave, person(1), language="en", token=new_token(), at=now())
    assert of(group) == [CONFIRMED, WAITLISTED, WAITLISTED]
    edit(event, capacity=3)
    assert of(group) == [CONFIRMED] * 3


def test_with_the_last_of_its_people_a_group_is_forgotten(app):
    event = make_workshop(desk=TOGETHER)
    group = together(event, 0, 1)
    first, second = group.members
    assert data_of(first, "en")["registration"]["registered_by"] == SECRETARY.name
    with transaction():
        erase(first, at=now())
    assert db.session.query(Group).count() == 1
    with transaction():
        erase(second, at=now())
    assert db.session.query(Group).count() == 0


def test_who_registered_a_group_is_forgotten_with_their_own_registration(app):
    event = make_workshop(desk=TOGETHER)
    own = register(event, person(7, name=SECRETARY.name, email=SECRETARY.email))
    group = together(event, 0, 1)
    with transaction():
        erase(own, at=now())
    db.session.refresh(group)
    assert group.contact_email == ""
    cancel(group.members[0])


@pytest.mark.parametrize("language", CODES)
def test_every_mail_about_a_group_is_whole_in_every_language(app, language):
    group = together(make_workshop(desk=TOGETHER), 0, 1)
    group.language = language
    for kind in (path.name for path in (ROOT / "templates/mail").glob("group_*")):
        group_mails.send(kind, group, group.members, until=now())
        mail = db.session.query(OutboxMessage).filter_by(kind=kind).order_by(OutboxMessage.id.desc()).first()
        assert (mail.language, "%(" in mail.body, group.token in mail.body) == (language, False, True)
        assert all(each.name in mail.body for each in group.members)
