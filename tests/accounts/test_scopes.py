"""Roles that hold for one office, programme or event: exactly there, and for nothing else."""

import pytest

from eventhub.accounts import roles
from eventhub.accounts.models import Grant, Role, ScopeKind, User
from eventhub.accounts.permissions import BEYOND_A_SCOPE, Permission, granted_by, may
from eventhub.accounts.roles import Scope
from eventhub.db import db, transaction
from eventhub.events.actions import delete_draft
from eventhub.events.models import Event, EventShare, EventStaff
from eventhub.events.permissions import looked_after_by, may_with
from eventhub.organizations.models import Office, OfficeMember
from eventhub.programmes.models import Programme
from tests.calendars.cast import make_event
from tests.people import ALICE, BOB, EVE, make_user, sign_in

EDIT, SEE, LIST = Permission.EVENT_EDIT, Permission.DESK_USE, Permission.REGISTRATION_VIEW


def kept(row):
    db.session.add(row)
    db.session.commit()
    return row


@pytest.fixture
def event(app) -> Event:
    """An event of a country office, which stands below a regional one."""
    event = make_event("beijing")
    event.office.parent = kept(Office(slug="region", name={"en": "Region"}, city={}))
    event.programme = kept(Programme(slug="dialogue", name={"en": "Dialogue"}))
    db.session.commit()
    return event


@pytest.fixture
def other(event) -> Event:
    """An event of another office and programme."""
    other = make_event("elsewhere")
    other.office = kept(Office(slug="elsewhere", name={"en": "Elsewhere"}, city={}))
    db.session.commit()
    return other


@pytest.fixture
def viewer(app) -> User:
    return make_user(BOB, Role.VIEWER)


def give(user: User, role: Role, kind: ScopeKind, number: int = 0) -> None:
    roles.give_role(user, role, Scope(kind, number))
    db.session.commit()


def events_of(user: User, permission: Permission) -> set[str]:
    return set(db.session.scalars(db.select(Event.slug).where(looked_after_by(user, permission))))


def test_without_anything_nobody_sees_any_event(event, viewer):
    assert events_of(viewer, SEE) == set()


@pytest.mark.parametrize(
    ("kind", "number_of"),
    [
        (ScopeKind.EVENT, lambda event: event.id),
        (ScopeKind.PROGRAMME, lambda event: event.programme_id),
        (ScopeKind.OFFICE, lambda event: event.office_id),
        (ScopeKind.OFFICE_TREE, lambda event: event.office_id),
        (ScopeKind.OFFICE_TREE, lambda event: event.office.parent_id),
    ],
    ids=["event", "programme", "office", "office with those below", "office above"],
)
def test_a_role_holds_where_it_was_given(event, other, viewer, kind, number_of):
    give(viewer, Role.REGISTRAR, kind, number_of(event))
    assert [events_of(viewer, each) for each in (SEE, LIST, EDIT)] == [{"beijing"}, {"beijing"}, set()]


def test_a_role_of_one_office_alone_does_not_hold_for_those_below(event, viewer):
    give(viewer, Role.REGISTRAR, ScopeKind.OFFICE, event.office.parent_id)
    assert events_of(viewer, SEE) == set()


def test_a_role_held_everywhere_holds_for_every_event(event, other, viewer):
    give(viewer, Role.CLEARING_OFFICER, ScopeKind.EVERYWHERE)
    assert events_of(viewer, Permission.RELEASE_CLEAR) == {"beijing", "elsewhere"}
    assert events_of(viewer, Permission.RELEASE_PUBLISH) == set()


def test_offices_below_each_other_in_a_circle_are_read_to_an_end(event, viewer):
    event.office.parent.parent = event.office
    db.session.commit()
    give(viewer, Role.VIEWER, ScopeKind.OFFICE_TREE, event.office_id)
    assert events_of(viewer, SEE) == {"beijing"}


def test_the_own_role_holds_in_the_own_offices_and_as_staff_as_before(event, other):
    alice, bob = make_user(ALICE), make_user(BOB, Role.PRESS_OFFICER)
    kept(OfficeMember(office_id=event.office_id, user_id=alice.id))
    kept(EventStaff(event_id=event.id, user_id=bob.id))
    assert [events_of(alice, each) for each in (SEE, EDIT)] == [{"beijing"}, {"beijing"}]
    assert [events_of(bob, each) for each in (SEE, EDIT)] == [{"beijing"}, set()]


def test_a_role_for_one_event_opens_nothing_that_all_offices_share(event, viewer):
    give(viewer, Role.ADMINISTRATOR, ScopeKind.EVENT, event.id)
    assert {each for each in Permission if may(viewer, each)} == set(Permission) - BEYOND_A_SCOPE


@pytest.mark.parametrize("role", list(Role))
def test_a_smaller_scope_never_grants_more(role):
    everywhere = granted_by(role, ScopeKind.EVERYWHERE)
    assert all(granted_by(role, kind) <= everywhere for kind in ScopeKind)


class TestPages:
    """A role for one event opens no page of another one."""

    @pytest.fixture
    def bob(self, app, event, other, viewer):
        give(viewer, Role.ORGANISER, ScopeKind.EVENT, event.id)
        give(viewer, Role.VIEWER, ScopeKind.EVENT, other.id)
        return sign_in(app.test_client(), BOB)

    def test_the_route_decides_which_role_counts(self, bob):
        assert bob.get("/desk/events/beijing/edit/").status_code == 200
        assert bob.get("/desk/events/elsewhere/").status_code == 200
        for method in ("GET", "POST"):
            assert bob.open("/desk/events/elsewhere/edit/", method=method).status_code == 404
        assert bob.get("/desk/events/elsewhere/registrations/").status_code == 404
        assert bob.get("/desk/events/elsewhere/registrations.csv").status_code == 404

    def test_a_page_offers_what_one_may_there(self, bob):
        assert "/desk/events/beijing/registrations/" in bob.get("/desk/events/beijing/").text
        assert "/desk/events/elsewhere/edit" not in bob.get("/desk/events/elsewhere/").text

    @pytest.mark.parametrize("page", ["quotes/", "quotes/library", "agenda/minutes"])
    def test_a_role_for_one_event_offers_no_button_on_the_pages_of_another(self, bob, page):
        assert "quotes/new" not in bob.get(f"/desk/events/elsewhere/{page}").text
        assert "minutes/publish" not in bob.get(f"/desk/events/elsewhere/{page}").text

    def test_who_looks_after_one_event_begins_no_other(self, bob):
        assert bob.post("/desk/events/beijing/duplicate").status_code == 403
        assert (
            '<option value="'
            not in bob.get("/desk/events/new").text.partition('name="office_id"')[2].partition("</select>")[0]
        )


class TestSharing:
    """Another office helps with one event: no more than the share and the own role there allow."""

    @pytest.fixture
    def shared(self, event, other):
        kept(EventShare(event_id=event.id, office_id=other.office_id, role=Role.REGISTRAR))
        return event

    @pytest.mark.parametrize(
        ("role", "may_list"), [(Role.ORGANISER, True), (Role.VIEWER, False), (Role.PRESS_OFFICER, False)]
    )
    def test_both_roles_count(self, shared, other, role, may_list):
        user = make_user(EVE, role)
        kept(OfficeMember(office_id=other.office_id, user_id=user.id))
        assert may_with(user, SEE, shared)
        assert may_with(user, LIST, shared) == may_list
        assert not may_with(user, EDIT, shared)

    def test_holds_for_that_office_alone(self, shared):
        assert events_of(make_user(EVE), SEE) == set()


class TestGiving:
    @pytest.fixture
    def alice(self, app, event):
        user = make_user(ALICE)
        kept(OfficeMember(office_id=event.office_id, user_id=user.id))
        return sign_in(app.test_client(), ALICE)

    def test_an_organiser_gives_a_colleague_a_role_for_the_event_and_takes_it(self, alice, event, viewer):
        answer = alice.post("/desk/events/beijing/roles/", data={"user_id": viewer.id, "role": "checkin"})
        assert answer.status_code == 303
        assert may_with(viewer, Permission.CHECKIN_USE, event)
        grant = db.session.query(Grant).one()
        assert BOB.name in alice.get("/desk/events/beijing/roles/").text
        alice.post(f"/desk/events/beijing/roles/{grant.id}/remove")
        assert db.session.query(Grant).count() == 0

    def test_nobody_gives_more_than_they_may(self, alice, viewer):
        fields = {"user_id": viewer.id, "role": "administrator"}
        assert alice.post("/desk/events/beijing/roles/", data=fields).status_code == 422
        assert (
            alice.post(
                "/desk/events/beijing/shares/", data={"office_id": 1, "role": "administrator"}
            ).status_code
            == 422
        )
        assert db.session.query(Grant).count() == 0

    def test_a_grant_is_taken_at_its_own_event_only(self, alice, event, other, viewer):
        give(viewer, Role.VIEWER, ScopeKind.EVENT, other.id)
        grant = db.session.query(Grant).one()
        assert alice.post(f"/desk/events/beijing/roles/{grant.id}/remove").status_code == 404

    def test_an_event_is_shared_and_not_any_more(self, alice, event, other):
        fields = {"office_id": other.office_id, "role": "registrar"}
        assert alice.post("/desk/events/beijing/shares/", data=fields).status_code == 303
        assert "Elsewhere" in alice.get("/desk/events/beijing/roles/").text
        alice.post(f"/desk/events/beijing/shares/{other.office_id}/remove")
        assert db.session.query(EventShare).count() == 0

    def test_an_administrator_gives_a_role_for_an_office_and_takes_it(self, app, event, viewer):
        make_user(EVE, Role.ADMINISTRATOR)
        eve = sign_in(app.test_client(), EVE)
        page = f"/desk/users/{viewer.id}/roles/"
        fields = {"role": "registrar", "scope": f"office_tree:{event.office.parent_id}"}
        assert eve.post(page, data=fields).status_code == 303
        assert may_with(viewer, LIST, event)
        assert "Region and the offices below" in eve.get(page).text
        eve.post(f"{page}{db.session.query(Grant).one().id}/remove")
        assert not may_with(viewer, LIST, event)

    @pytest.mark.parametrize("scope", ["", "event:1", "galaxy:1", "office:x", "office:999"])
    def test_a_made_up_scope_is_refused(self, app, event, viewer, scope):
        make_user(EVE, Role.ADMINISTRATOR)
        eve = sign_in(app.test_client(), EVE)
        answer = eve.post(f"/desk/users/{viewer.id}/roles/", data={"role": "registrar", "scope": scope})
        assert (answer.status_code, db.session.query(Grant).count()) == (422, 0)


def test_a_role_goes_with_its_event(event, viewer):
    event.status = "draft"
    give(viewer, Role.ORGANISER, ScopeKind.EVENT, event.id)
    with transaction():
        delete_draft(event)
    assert db.session.query(Grant).count() == 0
