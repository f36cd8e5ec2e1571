"""What a search finds after the directory has changed."""

from dataclasses import replace

from eventhub.db import Translated, db
from eventhub.events.actions import Part, set_participations
from eventhub.events.models import ParticipationRole
from eventhub.organizations.actions import OrganizationDetails, edit_organization
from tests.calendars.cast import make_event
from tests.organizations.cast import make_organization


def test_an_event_is_found_by_the_new_name_of_who_takes_part(client):
    ministry = make_organization("Ministry of the Interior")
    event = make_event()
    set_participations(event, [Part(organization=ministry, role=ParticipationRole.PARTICIPANT)])
    renamed = replace(OrganizationDetails.of(ministry), name=Translated(en="Home Office"))
    edit_organization(ministry, renamed)
    db.session.commit()
    assert "Safe migration" in client.get("/en/events/?q=home+office").text
    assert "Safe migration" not in client.get("/en/events/?q=interior").text
