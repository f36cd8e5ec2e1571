"""The ticket of a participant: what its code says, who gets it, and where it is found."""

import pytest
import segno

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.models import AttendanceMode
from eventhub.outbox.models import OutboxMessage
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from tests.registration.cast import DINAS, make_workshop, register


@pytest.fixture
def dina(app):
    return register(make_workshop(), DINAS, language="ar")


def address(registration, suffix="png"):
    return f"/en/registrations/{registration.token}/ticket.{suffix}"


def test_the_code_names_the_ticket_and_not_the_secret_link(client, dina, tmp_path):
    answer = client.get(address(dina))
    expected = tmp_path / "expected.png"
    segno.make_qr(dina.ticket, error="m").save(expected, scale=10, border=4)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/png", expected.read_bytes())
    assert dina.token not in dina.ticket
    assert len({dina.ticket, dina.token, dina.reference}) == 3


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_sheet_to_print_is_a_pdf_in_each_script(client, dina, language):
    answer = client.get(f"/{language}/registrations/{dina.token}/ticket.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-")


def test_nothing_keeps_a_ticket_on_its_way(client, dina):
    headers = client.get(address(dina)).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "no-referrer"


def test_whoever_has_no_place_has_no_ticket(client, app):
    waiting = register(make_workshop(desk=DeskDetails(needs_approval=True)), DINAS)
    assert client.get(address(waiting)).status_code == 404
    with transaction():
        actions.confirm(waiting, now=now())
    assert client.get(address(waiting)).status_code == 200
    with transaction():
        actions.cancel(waiting, now=now())
    assert client.get(address(waiting, "pdf")).status_code == 404


def test_an_event_without_a_door_has_no_tickets(client, app):
    registration = register(make_workshop(mode=AttendanceMode.ONLINE), DINAS)
    assert client.get(address(registration)).status_code == 404
    assert "ticket.p" not in client.get(f"/en/registrations/{registration.token}/").text


def test_page_and_confirmation_lead_to_the_ticket(client, dina):
    assert address(dina).replace("/en/", "/ar/") in client.get(f"/ar/registrations/{dina.token}/").text
    mail = db.session.query(OutboxMessage).filter_by(kind="registration_confirmed").one()
    assert address(dina, "pdf").replace("/en/", "/ar/") in mail.body
