"""The guided new workshop, from nothing to published."""

from itertools import pairwise

import pytest

from eventhub.agenda.queries import agenda_of
from eventhub.db import Translated, db
from eventhub.events.guide import STEPS
from eventhub.events.models import Event, EventStatus
from eventhub.programmes.actions import set_programme_fundings
from eventhub.programmes.models import FundingRole
from eventhub.registration.queries import desk_of
from eventhub.releases.queries import releases_of_event
from tests.calendars.cast import FAR, make_office
from tests.desk.cast import BASICS, draft_of_alice, event_of_alice
from tests.desk.forms import changed, fields_of, filled
from tests.organizations.cast import make_organization
from tests.programmes.cast import make_programme, make_source

AT = "/desk/events/workshop/"
SLUG = "workshop-on-reintegration"
BAD_REGISTRATION = [
    ({"capacity": "0"}, "Write a number of places from 1 on"),
    ({"closes_at": "9999-01-01T00:00"}, "Write a year from 1950 to 2100."),
    ({"closes_at": "soon"}, "Not a valid datetime value."),
    ({"opens_at": f"{FAR}-11-02T00:00", "closes_at": f"{FAR}-11-01T00:00"}, "It closes before it opens."),
    ({"closes_at": f"{FAR}-11-09T00:00"}, "The event is over by then."),
]


@pytest.fixture
def directory(app) -> dict[str, int]:
    """What an office has in its directory: the number of each."""
    programme = make_programme()
    set_programme_fundings(
        programme, [(make_source(statement=Translated(en="Funded by the Union")), FundingRole.SOLE)]
    )
    numbers = {"office": make_office().id, "programme": programme.id}
    for name in ("Health", "Labour"):
        numbers[name] = make_organization(f"Ministry of {name}").id
    return numbers


def walk(client, path: str, **changes):
    """Fill in the form at ``path`` and send it; the address of the next step comes back."""
    answer = client.post(path, data=filled(client, path, **changes))
    assert answer.status_code == 303, answer.text
    return answer.location


def test_from_nothing_to_published_announced_and_open_for_registration(alice, directory):
    office = {"office_id": str(directory["office"]), "time_zone": "Africa/Niamey"}
    basics = {**BASICS, "title-fr": "Atelier sur la réintégration", **office}
    place = alice.post("/desk/events/new", data=basics).location
    content = walk(alice, place, city__en="Niamey", city__fr="Niamey", country="NE")
    who = walk(alice, content, aim__en="to share practice", aim__fr="partager les pratiques")

    fields = changed(filled(alice, who, q="ministry"), rows="chosen", add_as="participant")
    fields.setlist("found", [str(directory["Health"]), str(directory["Labour"])])
    picked = fields_of(alice.post(who, data=fields).text)
    funding = alice.post(who, data=picked).location

    agenda = walk(alice, funding, programme_id=str(directory["programme"]))
    looked = alice.post(agenda, data=filled(alice, f"{agenda}&ready=1"))
    registration = alice.post(agenda, data=fields_of(looked.text)).location

    release = walk(alice, registration, capacity="30", closes_at=f"{FAR}-02-20T18:00", needs_approval="y")
    publish = walk(alice, release)
    assert "Still open" not in alice.get(publish).text
    assert walk(alice, publish) == f"/desk/events/{SLUG}/"

    event = db.session.query(Event).one()
    assert (event.status, event.capacity) == (EventStatus.PUBLISHED, 30)
    assert len(event.participations) == 2
    assert len(agenda_of(event)) > 10
    assert (desk_of(event).needs_approval, desk_of(event).closes_at.hour) == (True, 17)
    [written] = releases_of_event(event)
    assert [text.language for text in written.texts] == ["en", "fr"]
    page = alice.get(f"/en/events/{SLUG}/").text
    assert "Funded by the Union" in page
    assert "Ministry of Labour" in page


def test_every_step_shows_all_steps_and_leads_to_the_next(alice):
    event = draft_of_alice()
    with alice.application.test_request_context():
        urls = [step.url(event.slug) for step in STEPS]
    for url, following in pairwise(urls):
        page = alice.get(url)
        assert page.status_code == 200
        assert page.text.count('class="step step-') == len(STEPS)
        assert f'href="{following}"' in page.text.replace("&amp;", "&")


def test_one_can_leave_after_any_step(alice):
    draft_of_alice()
    path = f"{AT}edit/place/?guided=1"
    assert walk(alice, path, then="leave") == AT


def test_whoever_comes_back_sees_what_is_done(alice):
    event_of_alice(aim=Translated(en="to share"))
    page = alice.get(f"{AT}funding/?guided=1").text
    states = {name: page.count(f"step-{name}") for name in ("done", "current", "todo")}
    assert states == {"done": 4, "current": 1, "todo": 4}


def test_without_the_guide_saving_leads_back_to_the_event(alice):
    draft_of_alice()
    assert walk(alice, f"{AT}edit/place/") == AT


@pytest.mark.parametrize(("wrong", "message"), BAD_REGISTRATION, ids=lambda value: str(value)[:40])
def test_wrong_settings_of_registration_change_nothing(alice, wrong, message):
    event = draft_of_alice(capacity=20)
    path = f"{AT}registration/"
    answer = alice.post(path, data=changed(filled(alice, path), **{"needs_approval": "y", **wrong}))
    assert (answer.status_code, desk_of(event).needs_approval, event.capacity) == (422, False, 20)
    assert message in answer.text


def test_settings_of_registration_that_somebody_else_changed_are_not_overwritten(alice):
    event = draft_of_alice()
    path = f"{AT}registration/"
    second = filled(alice, path, capacity="50")
    alice.post(path, data=filled(alice, path, capacity="20"))
    assert (alice.post(path, data=second).status_code, event.capacity) == (422, 20)


def test_the_release_is_written_once(alice):
    event = draft_of_alice()
    path = f"{AT}release/?guided=1"
    fields = filled(alice, path)
    assert set(fields.getlist("languages")) == set(event.title)
    alice.post(path, data=fields)
    alice.post(path, data=fields)
    assert len(releases_of_event(event)) == 1
    assert "Read and edit it" in alice.get(path).text


def test_a_release_needs_a_language(alice):
    event = draft_of_alice()
    assert alice.post(f"{AT}release/", data={}).status_code == 422
    assert releases_of_event(event) == []
