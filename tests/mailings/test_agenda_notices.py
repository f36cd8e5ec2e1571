"""A revision of the agenda is told to those without a place whom it concerns: once, with the difference."""

import pytest

from eventhub.agenda.models import Session, Speaker
from eventhub.agenda.revisions import next_number, publish_revision
from eventhub.db import Translated, db, transaction
from eventhub.events.models import Event
from eventhub.outbox.models import OutboxMessage
from tests.calendars.cast import add_session, edit
from tests.delegations.cast import ask, make_asked_workshop
from tests.desk.cast import give
from tests.desk.forms import filled
from tests.mailings.worker import write_notices
from tests.people import ALICE
from tests.registration.cast import register

LI, NUR = "li.wei@example.org", "nur@example.org"


@pytest.fixture
def workshop(app) -> Event:
    return make_asked_workshop()


def spoken_in(event: Event, hour: int, *addresses: str, title: str) -> Session:
    speakers = [Speaker(name=each.partition("@")[0], title=Translated(), email=each) for each in addresses]
    return add_session(event, hour, title=Translated(en=title), speakers=speakers)


def publish(event: Event, *, tells: bool = True) -> None:
    with transaction():
        publish_revision(
            event,
            number=next_number(event),
            by=None,
            note=Translated(en="Because of the rain"),
            tells_participants=tells,
        )
    write_notices()


def move(session: Session, room: str) -> None:
    session.room = room
    db.session.commit()


def told() -> dict[tuple[str, str], OutboxMessage]:
    found = db.session.query(OutboxMessage).filter(OutboxMessage.kind.contains("agenda_revised")).all()
    by_person = {(each.kind, each.recipient): each for each in found}
    assert len(by_person) == len(found)
    return by_person


def test_focal_points_are_told_of_all_and_speakers_of_their_own_items(workshop):
    ask(workshop, language="fr")
    first = spoken_in(workshop, 10, LI, title="Return")
    second = spoken_in(workshop, 12, NUR, LI.upper(), title="Readmission")
    third = spoken_in(workshop, 14, "chen@example.org", title="Closing")
    publish(workshop, tells=False)
    for session in (first, second):
        move(session, "Hall B")
    publish(workshop)
    found = told()
    focal_point = workshop.participations[0].focal_point_email
    assert set(found) == {
        ("delegation_agenda_revised", focal_point),
        ("speaker_agenda_revised", LI),
        ("speaker_agenda_revised", NUR),
    }
    assert third.title["en"] not in found["delegation_agenda_revised", focal_point].body
    for title, by_whom in {"Return": (True, True, False), "Readmission": (True, True, True)}.items():
        assert tuple(title in each.body for each in found.values()) == by_whom
    mail = found["speaker_agenda_revised", NUR]
    for part in ("Hall B", "Because of the rain", "revision 2", "/en/events/workshop/agenda/"):
        assert part in mail.body
    assert found["delegation_agenda_revised", focal_point].language == "fr"


def test_nobody_hears_of_it_unless_the_organiser_wants_it(workshop):
    ask(workshop)
    spoken_in(workshop, 10, LI, title="Return")
    publish(workshop, tells=False)
    assert told() == {}


def test_who_has_a_place_is_told_as_such_and_once(workshop):
    person = register(workshop, 0)
    workshop.participations[0].focal_point_email = person.email
    db.session.commit()
    ask(workshop)
    spoken_in(workshop, 10, person.email, title="Return")
    publish(workshop)
    assert [kind for kind, address in told() if address == person.email] == ["agenda_revised"]


def test_a_speaker_reads_a_language_in_which_the_event_works(workshop):
    edit(workshop, working_languages=["pt", "es", "en"])
    spoken_in(workshop, 10, LI, title="Return")
    publish(workshop)
    assert told()["speaker_agenda_revised", LI].language == "es"


def test_the_address_of_a_speaker_is_on_the_desk_only(alice, client, workshop):
    give(workshop, ALICE)
    session = spoken_in(workshop, 10, LI, title="Return")
    path = f"/desk/events/workshop/agenda/{session.id}/"
    assert alice.post(path, data=filled(alice, path, **{"speakers-0-email": "no address"})).status_code == 422
    alice.post(path, data=filled(alice, path, **{"speakers-0-email": NUR}))
    publish(workshop)
    assert [each.email for each in session.speakers] == [NUR]
    public = "/en/events/workshop"
    for address in (f"{public}/", f"{public}/agenda/", f"{public}/agenda.ics", f"{public}/schedule.json"):
        assert NUR not in client.get(address).text
