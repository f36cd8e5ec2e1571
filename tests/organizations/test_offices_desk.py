"""Offices, and the people who work in them, as an administrator keeps them."""

import pytest

from eventhub.accounts.models import Role, User
from eventhub.accounts.queries import find_user_by_email
from eventhub.audit.queries import history_of
from eventhub.db import Translated, db
from eventhub.organizations.models import Office, OfficeMember
from eventhub.organizations.queries import members_of, office_tree
from tests.organizations.cast import make_office, make_organization
from tests.people import ALICE, BOB, EVE, make_user, sign_in

LIST, NEW = "/desk/offices/", "/desk/offices/new"
FORM = {
    "name-en": "Liaison Office in China",
    "name-fr": "Bureau de liaison en Chine",
    "article-en": "the",
    "article-fr": "le",
    "article-es": "?",
    "city-en": "Beijing",
    "country": "CN",
    "time_zone": "Asia/Shanghai",
    "languages": ["en", "zh"],
    "email": "office@example.org",
    "phone": "+86 10 0000 0000",
    "organization": "",
    "parent_id": "",
}


@pytest.fixture
def administrator(client):
    make_user(ALICE, Role.ADMINISTRATOR)
    return sign_in(client, ALICE)


def test_an_office_is_opened_with_all_that_was_entered(administrator):
    iom = make_organization("International Organization for Migration", None, acronym=Translated(en="IOM"))
    top = make_office("Headquarters")
    answer = administrator.post(NEW, data=FORM | {"organization": "IOM", "parent_id": str(top.id)})
    office = db.session.query(Office).filter_by(slug="liaison-office-in-china").one()
    assert answer.location == "/desk/offices/liaison-office-in-china/"
    assert (office.organization_id, office.parent_id) == (iom.id, top.id)
    assert (office.country, office.time_zone, office.languages) == ("CN", "Asia/Shanghai", ["en", "zh"])
    assert (office.email, office.phone) == ("office@example.org", "+86 10 0000 0000")
    assert "… avec le soutien du Bureau de liaison en Chine …" in administrator.get(answer.location).text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name-en": "", "name-fr": ""}, "Fill in at least one language."),
        ({"time_zone": "Beijing"}, "This is not a time zone."),
        ({"time_zone": ""}, "This field is required"),
        ({"email": "office"}, "Invalid email address"),
        ({"languages": ["xx"]}, "valid choice"),
        ({"parent_id": "99"}, "Not a valid choice"),
        ({"organization": "Nobody"}, "Nothing of this name is known."),
    ],
)
def test_a_wrong_form_is_given_back_as_typed_and_opens_nothing(administrator, wrong, message):
    answer = administrator.post(NEW, data=FORM | wrong)
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="+86 10 0000 0000"' in answer.text
    assert db.session.query(Office).count() == 0


def test_the_trail_tells_that_the_contact_changed_and_not_what_it_was(administrator):
    administrator.post(NEW, data=FORM)
    administrator.post(
        f"{LIST}liaison-office-in-china/", data=FORM | {"email": "new@example.org", "country": ""}
    )
    entry = history_of(db.session.query(Office).one())[0]
    assert entry.changes == {"country": ["CN", None], "email": ["…", "…"]}


def test_nothing_reports_to_itself(administrator):
    top = make_office("Headquarters")
    below = make_office("Regional Office", parent=top)
    own = administrator.post(f"{LIST}{top.slug}/", data=FORM | {"parent_id": str(top.id)})
    circle = administrator.post(f"{LIST}{top.slug}/", data=FORM | {"parent_id": str(below.id)})
    assert (own.status_code, circle.status_code) == (422, 422)
    assert "under itself" in circle.text
    assert top.parent_id is None


def test_people_come_and_go(administrator):
    office, bob = make_office(), make_user(BOB)
    members = f"{LIST}{office.slug}/members"
    for _twice in range(2):
        assert administrator.post(members, data={"user_id": bob.id}).status_code == 303
    assert [user.email for user in members_of(office)] == [BOB.email]
    for _twice in range(2):
        assert administrator.post(f"{members}/{bob.id}/remove").status_code == 303
    assert members_of(office) == []
    assert [entry.action for entry in history_of(office)] == [
        "office:member:remove",
        "office:member:add",
        "office:details:create",
    ]


@pytest.mark.parametrize("user_id", ["", "99", "x"])
def test_only_people_with_an_account_can_be_added(administrator, user_id):
    office = make_office()
    page = administrator.post(
        f"{LIST}{office.slug}/members", data={"user_id": user_id}, follow_redirects=True
    )
    assert "Choose a person from the list." in page.text
    assert db.session.query(OfficeMember).count() == 0


def test_a_closed_account_is_not_offered(administrator):
    office = make_office()
    make_user(BOB).is_active = False
    db.session.commit()
    assert BOB.email not in administrator.get(f"{LIST}{office.slug}/").text


def test_an_office_goes_with_its_members_when_nothing_else_uses_it(administrator):
    office, bob = make_office(), make_user(BOB)
    administrator.post(f"{LIST}{office.slug}/members", data={"user_id": bob.id})
    assert administrator.post(f"{LIST}{office.slug}/delete").location == LIST
    assert (db.session.query(Office).count(), db.session.query(User).count()) == (0, 2)


def test_an_office_with_others_under_it_stays(administrator):
    top = make_office("Headquarters")
    make_office("Regional Office", parent=top)
    page = administrator.post(f"{LIST}{top.slug}/delete", follow_redirects=True)
    assert "This cannot be deleted, since it is used by 1 office." in page.text


def test_the_list_is_a_tree(app):
    top = make_office("Headquarters")
    middle = make_office("Regional Office", parent=top)
    make_office("A Liaison Office", parent=middle)
    make_office("Zonal Office")
    assert [(depth, office.slug) for depth, office in office_tree()] == [
        (0, "headquarters"),
        (1, "regional-office"),
        (2, "a-liaison-office"),
        (0, "zonal-office"),
    ]


def test_an_organiser_reads_and_changes_nothing(app, administrator):
    office = make_office()
    make_user(EVE)
    eve = sign_in(app.test_client(), EVE)
    assert eve.get(LIST).status_code == 200
    number = find_user_by_email(EVE.email).id
    for path in ("new", f"{office.slug}/", f"{office.slug}/delete", f"{office.slug}/members"):
        assert eve.post(LIST + path, data=FORM | {"user_id": number}).status_code == 403
    assert members_of(office) == []


def test_the_list_costs_the_same_for_one_and_for_many(administrator, count_queries):
    def queries():
        with count_queries() as sent:
            administrator.get(LIST)
        return len(sent)

    bob = make_user(BOB)
    administrator.post(f"{LIST}{make_office().slug}/members", data={"user_id": bob.id})
    one = queries()
    for number in range(3):
        office = make_office(f"Office {number}")
        administrator.post(f"{LIST}{office.slug}/members", data={"user_id": bob.id})
    assert queries() == one


def test_what_releases_say_of_an_office_and_its_declined_name_are_kept(administrator):
    declined = {"genitive": "Бюро по связи в Китае", "instrumental": "Бюро по связи в Китае"}
    administrator.post(NEW, data=FORM | declined | {"boilerplate-en": "The Office has worked since 2007."})
    office = db.session.query(Office).one()
    assert (office.genitive, office.boilerplate["en"]) == (
        {"ru": "Бюро по связи в Китае"},
        "The Office has worked since 2007.",
    )
    assert 'value="Бюро по связи в Китае"' in administrator.get(f"/desk/offices/{office.slug}/").text


def test_press_contacts_are_named_and_taken_away(administrator):
    office = make_office()
    at = f"/desk/offices/{office.slug}/"
    wrong = administrator.post(f"{at}press-contacts", data={"press-name": "", "press-email": "nobody"})
    assert wrong.status_code == 422
    assert 'id="press-name-error"' in wrong.text
    assert 'id="press-email-error"' in wrong.text
    person = {"press-name": "Ana Ruiz", "press-email": "ana@example.org", "press-languages": ["es", "en"]}
    assert administrator.post(f"{at}press-contacts", data=person).status_code == 303
    [contact] = office.press_contacts
    assert (contact.name, contact.languages) == ("Ana Ruiz", ["es", "en"])
    assert "Ana Ruiz" in administrator.get(at).text
    administrator.post(f"{at}press-contacts/{contact.id}/remove")
    db.session.expire_all()
    assert office.press_contacts == []


def test_an_office_is_deleted_with_its_press_contacts(administrator):
    office = make_office()
    administrator.post(f"/desk/offices/{office.slug}/press-contacts", data={"press-name": "Ana Ruiz"})
    administrator.post(f"/desk/offices/{office.slug}/delete")
    assert db.session.query(Office).count() == 0
