"""What belongs to one event, by the API: its agenda as a whole, its form, polls, quotes, roles, certificates, files."""

from datetime import timedelta

import pytest

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import db
from eventhub.questions.models import Privacy
from tests.api.cast import Program, faults_of, program_of, user_of
from tests.calendars.cast import FAR
from tests.checkin.cast import FIRST, SECOND, mark
from tests.delegations.cast import ask, make_asked_workshop
from tests.people import ALICE, BOB, EVE
from tests.polls.cast import make_asking_draft
from tests.questions.cast import question, section
from tests.registration.cast import make_workshop, register
from tests.website.cast import make_office

PATH = "/desk/events/workshop"
AGENDA = f"{PATH}/agenda"
ITEM = {
    "kind": "panel",
    "title": {"en": "Reception"},
    "room": "Hall A",
    "starts_at": f"{FAR}-11-03T10:00",
    "ends_at": f"{FAR}-11-03T11:00",
}


@pytest.fixture
def alice(client, app) -> Program:
    return program_of(client, ALICE, role=Role.ADMINISTRATOR)


def starts(answer) -> list[str]:
    return [each["starts_at"][11:16] for each in standing(answer)]


def standing(answer) -> list[dict]:
    """The items that take place: one that was taken out of a published agenda stays as cancelled."""
    assert answer.status_code == 200, answer.text
    return [each for each in answer.json["items"] if not each["cancelled"]]


def test_items_are_moved_copied_taken_back_and_made_room_for(alice):
    make_workshop()
    first = alice.post(AGENDA, ITEM).json["id"]
    added = alice.post(AGENDA, {**ITEM, "makes_room": True, "title": {"en": "Before"}})
    assert added.status_code == 201, added.text
    assert starts(alice.get(AGENDA)) == ["10:00", "11:00"]
    later = alice.post(f"{AGENDA}/{first}/move", {"move": "later", "step": 30})
    assert starts(later) == ["10:00", "11:30"]
    assert list(faults_of(alice.post(f"{AGENDA}/{first}/move", {"move": "later", "step": 7}))) == ["/step"]
    copied = alice.post(f"{AGENDA}/copy-day", {"source": FIRST, "target": SECOND})
    assert len(copied.json["items"]) == 4
    assert len(standing(alice.post(f"{AGENDA}/undo"))) == 2
    assert len(standing(alice.post(f"{AGENDA}/redo"))) == 4
    assert list(faults_of(alice.post(f"{AGENDA}/copy-day", {"source": FIRST, "target": FIRST}))) == [
        "/target"
    ]
    for _step in range(4):
        alice.post(f"{AGENDA}/undo")
    nothing = alice.post(f"{AGENDA}/undo")
    assert (nothing.status_code, nothing.json["code"]) == (409, "nothing_to_undo")


def test_changes_of_the_agenda_are_collected_and_published_once(alice):
    make_workshop()
    alice.post(AGENDA, ITEM)
    assert alice.put(f"{AGENDA}/publication", {"collects": True}).json["collects"]
    alice.post(AGENDA, {**ITEM, "title": {"en": "Closing"}})
    waiting = alice.get(f"{AGENDA}/publication").json
    assert [(each["label"], each["title"]) for each in waiting["changes"]] == [("Added", "Closing")]
    body = {"number": waiting["next_number"], "note": {"en": "A closing."}}
    published = alice.post(f"{AGENDA}/publication/revisions", body)
    assert (published.status_code, published.json["changes"]) == (200, []), published.text
    again = alice.post(f"{AGENDA}/publication/revisions", body)
    assert (again.status_code, again.json["code"]) == (409, "other_revision")


def test_rooms_interpretation_templates_and_minutes_are_kept(alice):
    make_workshop(working_languages=["en", "fr"])
    item = alice.post(AGENDA, ITEM).json["id"]
    rooms = alice.put(f"{AGENDA}/rooms", {"rooms": [{"name": "Hall A", "capacity": 40}]})
    assert (rooms.status_code, rooms.json["rooms"][0]["capacity"]) == (200, 40), rooms.text
    renamed = {"rooms": [{**rooms.json["rooms"][0], "name": "Hall B"}, {"name": "Hall C"}]}
    assert len(alice.put(f"{AGENDA}/rooms", renamed).json["rooms"]) == 2
    assert alice.get(f"{AGENDA}/{item}").json["room"] == "Hall B"
    twice = alice.put(f"{AGENDA}/rooms", {"rooms": [{"name": "A"}, {"name": "a"}]})
    assert list(faults_of(twice)) == ["/rooms/1/name"]

    spoken = {"rows": [{"item": item, "floor": "en", "into": {"fr": "en"}}]}
    assert alice.put(f"{AGENDA}/interpretation", spoken).status_code == 200
    assert alice.get(f"{AGENDA}/interpretation").json == spoken
    unknown = {"rows": [{"item": item + 1}]}
    assert alice.put(f"{AGENDA}/interpretation", unknown).status_code == 404

    template = alice.post(f"{AGENDA}/templates", {"name": "Two days"})
    assert (template.status_code, template.json["number_of_items"]) == (201, 1)
    one = template.headers["Location"].removeprefix("/api/v1")
    assert len(alice.post(f"{one}/use").json["items"]) == 2
    assert alice.delete(one).status_code == 204

    decided = {"text": {"en": "Said."}, "decisions": [{"text": {"en": "Do it."}, "due_on": f"{FAR}-12-01"}]}
    assert alice.put(f"{AGENDA}/{item}/minutes", decided).json["decisions"][0]["due_on"] == f"{FAR}-12-01"
    assert alice.post(f"{AGENDA}/minutes/publish").json["is_published"]
    assert not alice.post(f"{AGENDA}/minutes/withdraw").json["is_published"]
    nobody = {"decisions": [{"text": {"en": "Do it."}, "organization": "nobody"}]}
    assert list(faults_of(alice.put(f"{AGENDA}/{item}/minutes", nobody))) == ["/decisions/0/organization"]


def test_the_form_is_built_and_answered(alice):
    event = make_workshop()
    category = alice.post(f"{PATH}/form/categories", {"name": {"en": "Media"}, "capacity": 3}).json
    assert (
        alice.patch(f"{PATH}/form/categories/{category['id']}", {"capacity": None}).json["capacity"] is None
    )
    part = alice.post(f"{PATH}/form/sections", {"title": {"en": "Travel"}}).json["id"]
    questions = f"{PATH}/form/sections/{part}/questions"
    rows = [{"label": {"en": "Bus"}, "places": 2}, {"label": {"en": "Train"}}]
    made = alice.post(questions, {"kind": "choice", "label": {"en": "How?"}, "options": rows})
    assert made.status_code == 201, made.text
    assert "/kind" in faults_of(alice.post(questions, {"kind": "choice", "label": {"en": "Why?"}}))
    bus = str(made.json["options"][0]["id"])
    depends = {"shown_if_id": made.json["id"], "shown_if_values": [bus]}
    second = alice.post(questions, {"kind": "text", "label": {"en": "From where?"}, **depends})
    assert (second.status_code, second.json["shown_if_values"]) == (201, [bus]), second.text
    one = made.headers["Location"].removeprefix("/api/v1")
    assert alice.patch(one, {"help": {"en": "To Beijing"}}).json["options"] == made.json["options"]
    whole = alice.post(f"{PATH}/form/standard", {"names": ["gender"]}).json
    assert [len(each["questions"]) for each in whole["sections"]] == [3]
    assert alice.post(f"{PATH}/form/questions/{second.json['id']}/up").status_code == 422

    person = f"{PATH}/registrations/{register(event).id}"
    answered = [{"question": made.json["id"], "value": bus}, {"question": second.json["id"], "value": "Gare"}]
    assert alice.patch(f"{person}/answers", {"answers": answered}).json == {"answers": answered}
    gone = alice.patch(f"{person}/answers", {"answers": [{"question": made.json["id"], "value": None}]})
    assert gone.json == {"answers": []}
    for wrong in ({"question": 999, "value": "x"}, {"question": made.json["id"], "value": "999"}):
        assert faults_of(alice.patch(f"{person}/answers", {"answers": [wrong]}))
    assert alice.delete(one).status_code == 204


def test_what_was_told_in_confidence_is_for_whom_the_token_allows_it(client, alice):
    event = make_workshop()
    asked = question(section(event), "Passport number?", privacy=Privacy.SENSITIVE)
    person = f"{PATH}/registrations/{register(event).id}"
    told = {"answers": [{"question": asked.id, "value": "E123"}]}
    assert alice.patch(f"{person}/answers", told).json == told
    registrar = program_of(client, BOB, Permission.REGISTRATION_VIEW, Permission.REGISTRATION_DECIDE)
    assert registrar.get(f"{person}/answers").json == {"answers": []}
    assert registrar.patch(f"{person}/answers", told).status_code == 422
    assert "E123" in alice.get(f"{PATH}/registrations.csv").text
    assert "E123" not in registrar.get(f"{PATH}/registrations.csv").text


def test_a_poll_is_opened_followed_and_settled(alice):
    make_asking_draft()
    dates = [{"starts_at": f"{FAR}-11-{day}T09:00", "ends_at": f"{FAR}-11-{day}T17:00"} for day in (10, 17)]
    body = {
        "dates": dates,
        "due_at": (now() + timedelta(days=7)).isoformat(timespec="seconds"),
        "organizations": [{"organization": "ministry-workshop", "language": "fr"}],
    }
    assert "/dates/1/starts_at" in faults_of(alice.post(f"{PATH}/polls", {**body, "dates": dates[:1] * 2}))
    nobody = {**body, "organizations": [{"organization": "nobody"}]}
    assert "/organizations/0/organization" in faults_of(alice.post(f"{PATH}/polls", nobody))
    made = alice.post(f"{PATH}/polls", body)
    assert (made.status_code, made.json["organizations"][0]["language"]) == (201, "fr"), made.text
    one = made.headers["Location"].removeprefix("/api/v1")
    assert faults_of(alice.post(f"{one}/extend", {"due_at": "2001-01-01T00:00"})) != {}
    later = (now() + timedelta(days=9)).isoformat(timespec="seconds")
    assert alice.post(f"{one}/extend", {"due_at": later}).status_code == 200
    assert alice.post(f"{one}/close").json["status"] == "closed"
    settled = alice.post(f"{one}/dates/{made.json['dates'][1]['id']}/settle")
    assert settled.status_code == 200, settled.text
    assert alice.get(PATH).json["starts_at"].startswith(f"{FAR}-11-17T09:00")
    assert alice.post(f"{one}/withdraw").status_code == 409


def test_a_quote_is_noted_changed_and_found_again(alice):
    make_workshop()
    said = {"speaker_name": "Li Wei", "text": {"en": "We agree."}, "approved_by": "Li Wei"}
    made = alice.post(f"{PATH}/quotes", said)
    assert (made.status_code, bool(made.json["approved_at"])) == (201, True), made.text
    one = made.headers["Location"].removeprefix("/api/v1")
    assert alice.patch(one, {"text": {"en": "We do not."}}).json["approved_by"] == ""
    assert [each["id"] for each in alice.get("/desk/quotes?q=wei").json["items"]] == [made.json["id"]]
    assert alice.get("/desk/quotes?q=nobody").json["items"] == []
    assert alice.delete(one).status_code == 204


def test_roles_are_given_for_an_event_and_it_is_shared_and_an_edition(client, alice):
    make_workshop()
    make_workshop("earlier")
    bob = user_of(BOB)
    given = alice.post(f"{PATH}/roles/grants", {"user": bob.id, "role": "registrar"})
    assert given.status_code == 200, given.text
    [grant] = given.json["grants"]
    assert program_of(client, BOB, works=False).get(f"{PATH}/registrations").status_code == 200
    assert alice.delete(f"{PATH}/roles/grants/{grant['id']}").status_code == 204
    assert list(faults_of(alice.post(f"{PATH}/roles/grants", {"user": 999, "role": "viewer"}))) == ["/user"]
    above = alice.post(f"{PATH}/roles/grants", {"user": bob.id, "role": "administrator"})
    assert list(faults_of(above)) == ["/role"]
    make_office("hanoi")
    db.session.commit()
    shared = alice.put(f"{PATH}/roles/shares/hanoi", {"role": "viewer"}).json["shares"]
    assert shared == [{"office": "hanoi", "role": "viewer"}]
    assert alice.delete(f"{PATH}/roles/shares/hanoi").status_code == 204

    begun = alice.put("/desk/events/earlier/series", {"begins": True, "name": {"en": "Dialogue"}}).json
    assert alice.put(f"{PATH}/series", {"series": begun["series"]}).json == begun
    assert list(faults_of(alice.put(f"{PATH}/series", {"series": "nothing"}))) == ["/series"]
    assert alice.put(f"{PATH}/series", {"series": None}).json["series"] is None

    everywhere = alice.post(f"/desk/users/{bob.id}/roles", {"role": "viewer", "scope": "everywhere"}).json
    assert [each["scope"] for each in everywhere["items"]] == ["everywhere"]
    lost = {"role": "viewer", "scope": "office", "of": "nowhere"}
    assert list(faults_of(alice.post(f"/desk/users/{bob.id}/roles", lost))) == ["/of"]
    assert alice.delete(f"/desk/users/{bob.id}/roles/{everywhere['items'][0]['id']}").status_code == 204


def test_certificates_are_issued_to_those_who_came_and_revoked(alice):
    registration = register(make_workshop())
    assert alice.patch(f"{PATH}/certificates", {"needed_percent": 50}).json["needed_percent"] == 50
    assert alice.post(f"{PATH}/certificates/issue").json["certificates"] == []
    assert alice.get(f"{PATH}/certificates.pdf").status_code == 404
    mark(registration)
    [made] = alice.post(f"{PATH}/certificates/issue").json["certificates"]
    assert (made["days_attended"], made["days_held"]) == (1, 2)
    pdf = alice.get(f"{PATH}/certificates.pdf")
    assert (pdf.content_type, pdf.data[:4]) == ("application/pdf", b"%PDF")
    assert alice.post(f"{PATH}/certificates/{made['id']}/revoke").json["revoked_at"]
    assert alice.post(f"{PATH}/certificates/{made['id']}/revoke").status_code == 409


def test_files_are_fetched(alice):
    event = make_asked_workshop()
    delegation = ask(event)
    register(event)
    for path, kind in {
        "registrations.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "documents/participants.docx?language=fr": "application/vnd.openxmlformats-officedocument."
        "wordprocessingml.document",
        f"delegations/{delegation.id}/letter.pdf": "application/pdf",
        "reliefweb.json": "application/json",
    }.items():
        found = alice.get(f"{PATH}/{path}")
        assert (found.status_code, found.content_type) == (200, kind), path
        assert found.headers["Content-Disposition"].startswith("attachment")
        assert found.headers["Cache-Control"] == "private, no-store"
    assert alice.get(f"{PATH}/documents/badges.xlsx").status_code == 404
    assert [each["action"] for each in alice.get(f"{PATH}/history?limit=1").json["items"]] == [
        "event:details:create"
    ]


def test_somebody_may_register_in_spite_of_all_and_gets_the_link_again(alice):
    event = make_workshop()
    made = alice.post(f"{PATH}/registrations/exceptions", {"email": "late@example.org", "language": "fr"})
    assert (made.status_code, made.json["used_at"]) == (201, None), made.text
    assert len(alice.get(f"{PATH}/registrations/exceptions").json["items"]) == 1
    one = f"{PATH}/registrations/{register(event).id}"
    assert alice.post(f"{one}/link").status_code == 200
    assert alice.post(f"{one}/change/approve").status_code == 404
    assert alice.get(f"{PATH}/registrations/changes").json == {"items": []}
    alice.patch(f"{PATH}/registration", {"retention_days": 30})
    assert [each["count"] for each in alice.get(f"{PATH}/registrations/retention").json["items"]] == [1]


CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20260101T000000Z
DTSTART:{FAR}0302T090000Z
DTEND:{FAR}0302T170000Z
SUMMARY:Round table
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_of_others_becomes_drafts_once(alice):
    make_office()
    db.session.commit()
    body = {"text": CALENDAR, "office": "beijing", "kind": "meeting", "language": "en"}
    made = alice.post("/desk/calendar/import", body)
    assert (made.status_code, made.json) == (200, {"items": ["round-table"]}), made.text
    assert alice.post("/desk/calendar/import", body).json == {"items": []}
    assert alice.post("/desk/calendar/import", {**body, "text": "nothing"}).status_code == 422


def test_the_media_list_and_users_are_looked_after(client, alice):
    invited = {"name": "Eva", "email": "eva@press.example.org", "languages": ["fr"]}
    assert alice.post("/desk/media-contacts", invited).status_code == 204
    [contact] = alice.get("/desk/media-contacts").json["items"]
    assert (contact["email"], contact["confirmed_at"]) == ("eva@press.example.org", None)
    assert alice.delete(f"/desk/media-contacts/{contact['id']}").status_code == 204
    bob = user_of(BOB).id
    for verb in ("invite", "sessions/end"):
        assert alice.post(f"/desk/users/{bob}/{verb}").status_code == 200
    reader = program_of(client, EVE, Permission.DESK_USE)
    told = [each["kind"] for each in reader.get("/changes").json["items"]]
    assert "media_contacts" not in told
    assert "media_contacts" in [each["kind"] for each in alice.get("/changes").json["items"]]
    assert alice.get("/desk/messages/addresses").json == {"items": []}
