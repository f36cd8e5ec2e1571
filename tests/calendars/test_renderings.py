"""The same calendars in JSON."""

import json

import pytest

from tests.calendars.cast import add_session, edit, entries_in, make_event, one_day

FORMS = {"jcal": "application/calendar+json", "jscalendar": "application/jscalendar+json"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["/en/calendars/all", "/en/events/workshop", "/en/events/workshop/agenda"])
def test_every_address_has_its_forms_and_they_say_the_same(client, form, path):
    event = make_event()
    add_session(event)
    answer = client.get(f"{path}.{form}")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == (
        FORMS[form],
        "public, max-age=300, must-revalidate",
    )
    read = json.loads(answer.data)
    if form == "jscalendar":
        found = {each["uid"] for each in read["entries"]}
        assert read["source"] == f"http://localhost{path}.{form}"
    else:
        found = {p[3] for each in read[2] if each[0] == "vevent" for p in each[1] if p[0] == "uid"}
    assert found == set(entries_in(client.get(f"{path}.ics")))
    etag = answer.headers["ETag"]
    assert client.get(f"{path}.{form}", headers={"If-None-Match": etag}).status_code == 304


def test_a_move_reaches_them_at_once(client):
    event = make_event(**one_day())
    client.get("/en/calendars/all.jscalendar")
    edit(event, **one_day(day=10))
    (entry,) = client.get("/en/calendars/all.jscalendar?alarm=30").get_json(force=True)["entries"]
    assert entry["start"] == "2090-11-10T09:00:00"
    assert entry["alerts"]["1"]["trigger"]["offset"] == "-PT30M"
