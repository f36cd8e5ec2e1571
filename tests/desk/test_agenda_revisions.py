"""Publishing an agenda from the desk, and who learns of it."""

import io

import pytest
from pypdf import PdfReader

from eventhub.agenda.published import revisions_of
from eventhub.db import db
from eventhub.outbox.models import OutboxMessage
from eventhub.registration.models import Registration
from tests.calendars.cast import add_session, make_event
from tests.desk.cast import draft_of_alice, event_of_alice
from tests.desk.forms import filled
from tests.mailings.worker import write_notices
from tests.people import DINA
from tests.registration.cast import DINAS, cancel, mails_to, register

AGENDA = "/desk/events/workshop/agenda/"
REVISIONS = f"{AGENDA}revisions/"
PUBLIC = "/ar/events/workshop/agenda"


def collect(browser) -> None:
    assert browser.post(f"{REVISIONS}mode", data={"mode": "collect"}).status_code == 303


def move_to(browser, session, room: str) -> None:
    path = f"{AGENDA}{session.id}/"
    assert browser.post(path, data=filled(browser, path, room=room)).status_code == 303


def pdf_words(browser) -> str:
    pages = PdfReader(io.BytesIO(browser.get(f"{PUBLIC}.pdf").data)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def publish(browser, **more):
    return browser.post(REVISIONS, data=filled(browser, REVISIONS, **more))


def test_a_changed_room_reaches_page_document_feed_and_mail_once_it_is_published(alice, client):
    event = event_of_alice()
    session = add_session(event, room="Hall A")
    dina = register(event, DINAS, language="ar")
    gone = register(event, 1)
    cancel(gone)
    collect(alice)
    move_to(alice, session, "Hall B")
    apps = "/ar/events/workshop/schedule"
    places = (
        f"{PUBLIC}/",
        f"{PUBLIC}.ics",
        f"{PUBLIC}/{session.id}/",
        "/ar/events/workshop/",
        f"{apps}.xml",
        f"{apps}.json",
    )
    assert ["Hall B" in client.get(each).text for each in places] == [False] * len(places)
    assert "HallB" not in pdf_words(client)
    assert publish(alice, note__ar="بسبب المطر", tells_participants="y").location == REVISIONS
    assert ["Hall B" in client.get(each).text for each in places] == [True] * len(places)
    assert "HallB" in pdf_words(client)
    write_notices()
    assert mails_to(DINA.email)[-1] == "agenda_revised"
    assert "agenda_revised" not in mails_to(gone.email)
    mail = db.session.query(OutboxMessage).filter_by(kind="agenda_revised").one()
    for part in ("Hall A", "Hall B", "بسبب المطر", f"http://localhost{PUBLIC}/", dina.name):
        assert part in mail.body


def test_nobody_is_written_to_unless_the_organiser_wants_it(alice):
    event = event_of_alice()
    add_session(event)
    register(event, DINAS)
    publish(alice)
    assert [each.number for each in revisions_of(event)] == [1]
    write_notices()
    assert "agenda_revised" not in mails_to(DINA.email)


def test_the_button_pressed_twice_publishes_and_tells_once(alice):
    event = event_of_alice()
    session = add_session(event)
    register(event, DINAS)
    typed = filled(alice, REVISIONS, tells_participants="y")
    alice.post(REVISIONS, data=typed)
    move_to(alice, session, "Hall B")
    again = alice.post(REVISIONS, data=typed)
    assert again.status_code == 422
    assert "Another revision has been published since you opened this page." in again.text
    write_notices()
    assert mails_to(DINA.email).count("agenda_revised") == 1


def test_the_mail_can_be_looked_at_before_anything_is_published(alice):
    event = event_of_alice()
    add_session(event)
    looked = publish(alice, note__en="Bring a coat", then="preview")
    assert looked.status_code == 200
    for part in (
        "Changes to the agenda: Safe migration",
        "Dear Alice Martin,",
        "Bring a coat",
        "Added: Panel",
    ):
        assert part in looked.text
    assert len(revisions_of(event)) == 0
    assert db.session.query(Registration).count() == 0


def test_the_agenda_of_a_draft_cannot_be_published_before_it(alice):
    add_session(draft_of_alice())
    page = alice.get(REVISIONS).text
    assert "Publish the event first" in page
    assert alice.post(REVISIONS, data={"number": "1"}).status_code == 422


def test_an_organiser_goes_back_to_showing_each_change_at_once(alice, client):
    session = add_session(event_of_alice(), room="Hall A")
    collect(alice)
    move_to(alice, session, "Hall B")
    alice.post(f"{REVISIONS}mode", data={"mode": "at_once"})
    page = client.get(f"{PUBLIC}/").text
    assert "Hall B" in page
    assert "مع تغييرات لاحقة" in page


@pytest.mark.parametrize("path", [REVISIONS, f"{REVISIONS}mode"])
def test_it_is_the_business_of_those_who_look_after_the_event(eve, path):
    make_event()
    assert eve.post(path, data={"number": "1", "mode": "collect"}).status_code == 404
