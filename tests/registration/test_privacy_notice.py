"""What people can read of what happens with their data, before they agree and long after."""

import io
import json
import zipfile

import pytest

from eventhub.accounts.models import Role
from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.db.state import tables_read
from eventhub.organizations.actions import delete_office
from eventhub.organizations.notices import publish_notice, versions_of
from eventhub.outbox.models import OutboxMessage
from eventhub.questions.actions import add_standard
from eventhub.questions.queries import sections_of
from eventhub.registration import privacy
from eventhub.registration.actions import DeskDetails, set_desk
from eventhub.registration.details import RegistrationDetails
from eventhub.registration.models import Registration, ShownNotice
from eventhub.registration.privacy import notice_of, remembered_notice
from eventhub.registration.walk_ins import admit_walk_in
from tests.organizations.cast import make_office, make_organization
from tests.people import ALICE, make_user, sign_in
from tests.questions.cast import question, section
from tests.registration.cast import make_workshop
from tests.registration.test_answers import send


@pytest.fixture
def workshop(app):
    return make_workshop(desk=DeskDetails(retention_days=90))


def read(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_form_leads_to_a_notice_made_of_the_facts_of_the_event(client, workshop):
    with transaction():
        add_standard(workshop, "passport")
    question(section(workshop), "Which group?")
    assert '/en/events/workshop/privacy/"' in read(client, "/en/events/workshop/register/")
    page = read(client, "/en/events/workshop/privacy/")
    assert "90 days after the event, all that names you is erased" in page
    assert "To prepare and evaluate this event: Which group?." in page
    [confidential] = [line for line in page.split("<p>") if line.startswith("In confidence")]
    assert "Your passport" in confidential


def test_an_event_without_a_day_of_erasure_says_so(client, app):
    make_workshop("open-end")
    assert "have set no day for this event" in read(client, "/en/events/open-end/privacy/")


def test_what_somebody_read_stays_with_the_consent_when_the_notice_changes(client, workshop):
    with transaction():
        publish_notice(workshop.office, Translated(en="Legal basis: our <mandate>."))
    own = send(client, workshop).location
    with transaction():
        publish_notice(workshop.office, Translated(en="Another basis."))
    then, now = read(client, f"{own}privacy/"), read(client, "/en/events/workshop/privacy/")
    assert all(each in then for each in ("our &lt;mandate&gt;.", "Version 1"))
    assert all(each in now for each in ("Another basis.", "Version 2"))
    assert "Another" not in then
    assert "mandate" not in now
    with zipfile.ZipFile(io.BytesIO(client.get(f"{own}data.zip").data)) as archive:
        [consent] = json.loads(archive.read("data.json"))["consents"]
    assert "Legal basis: our <mandate>." in consent["privacy_notice"]


def test_what_many_read_is_kept_once_for_each_language(client, workshop):
    send(client, workshop)
    send(client, workshop, email="other@example.org")
    assert db.session.query(Registration).count() == 2
    assert db.session.query(ShownNotice).count() == 1


@pytest.fixture
def asking(app_on_each_database):
    """A workshop that asks something, of an office that belongs to an organization."""
    event = make_workshop(desk=DeskDetails(retention_days=90))
    agency = make_organization("An agency")
    with transaction():
        event.office.organization = agency
    question(section(event), "Which group?")
    return event


CHANGES = {
    "the words of the office": (
        lambda event: publish_notice(event.office, Translated(en="Our mandate.")),
        "Our mandate.",
    ),
    "the name of the office": (
        lambda event: setattr(event.office, "name", Translated(en="Another office")),
        "Another office",
    ),
    "the name of its organization": (
        lambda event: setattr(event.office.organization, "name", Translated(en="Another agency")),
        "Another agency",
    ),
    "whom to ask": (
        lambda event: (
            setattr(event.office, "email", ""),
            setattr(event, "contact_email", "ask@example.org"),
        ),
        "ask@example.org",
    ),
    "a question": (
        lambda event: setattr(sections_of(event)[0].questions[0], "label", Translated(en="Which hotel?")),
        "Which hotel?",
    ),
    "how long data are kept": (
        lambda event: set_desk(event, DeskDetails(retention_days=30)),
        "30 days after",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_kept_of_a_notice_follows_what_it_says(asking, change):
    act, says = CHANGES[change]
    assert says not in remembered_notice(asking, sections_of(asking))
    with transaction():
        act(asking)
    assert says in remembered_notice(asking, sections_of(asking))
    assert (
        remembered_notice(asking, sections_of(asking))
        == notice_of(asking.office, asking, sections_of(asking)).text
    )


def test_no_table_is_read_for_a_notice_of_which_no_change_is_noticed(asking):
    db.session.expire_all()
    with tables_read() as tables:
        remembered_notice(asking, [])
    # Days of retention are part of the key.
    assert tables - {"registration_desks"} == privacy.REMEMBERED.tables


def test_an_office_publishes_versions_and_saving_the_same_again_is_none(client, app):
    make_user(ALICE, Role.ADMINISTRATOR)
    office = make_office()
    administrator, path = sign_in(app.test_client(), ALICE), f"/desk/offices/{office.slug}/privacy"
    for text in ("First.", "First.", "Second.", ""):
        assert administrator.post(path, data={"text-en": text}).status_code == 303
    assert [(each.version, each.text.get("en")) for each in versions_of(office)] == [
        (3, None),
        (2, "Second."),
        (1, "First."),
    ]
    assert "Second." in read(administrator, path)
    assert "In the words of the office" not in read(client, f"/en/offices/{office.slug}/privacy/")


def test_words_in_another_language_say_in_which(client, app):
    office = make_office()
    with transaction():
        publish_notice(office, Translated(fr="Base juridique : notre mandat."))
    page = read(client, f"/en/offices/{office.slug}/privacy/")
    assert '<span lang="fr" dir="ltr">Base juridique : notre mandat.</span>' in page


def test_an_office_goes_with_its_notices(app):
    office = make_office()
    with transaction():
        publish_notice(office, Translated(en="Ours."))
        delete_office(office)
    assert versions_of(office) == []


class TestPeopleWhoDidNotRegisterThemselves:
    """They learn in the first mail what is known of them, from whom, and what happens with it (GDPR, article 14)."""

    @pytest.fixture
    def own(self, workshop) -> str:
        with transaction():
            details = RegistrationDetails(name="Dina Haddad", email="dina@example.org")
            made = admit_walk_in(workshop, details, language="en", now=now())
        return f"/en/registrations/{made.token}/"

    def test_their_first_mail_leads_to_the_notice(self, client, own):
        mail = db.session.query(OutboxMessage).one()
        assert f"Privacy notice:\nhttp://localhost{own}privacy/" in mail.body
        page = read(client, f"{own}privacy/")
        assert "or the organisers entered you themselves, from them" in page
        assert "90 days after the event, all that names you is erased" in page

    def test_their_own_page_leads_to_the_notice_and_says_that_they_agreed_to_nothing(self, client, own):
        page = read(client, own)
        assert f'href="{own}privacy/"' in page
        assert "Your consent" not in page
        assert db.session.query(Registration).one().consents == []
