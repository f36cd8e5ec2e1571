"""What calendar tests are about, each made with what matters to the test and usual values else."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar

from eventhub.agenda.models import Material, Session, SessionKind, Speaker
from eventhub.agenda.signals import agenda_changed
from eventhub.db import Translated, db
from eventhub.events import actions
from eventhub.events.actions import EventDetails
from eventhub.events.models import Event, EventKind, Topic
from eventhub.organizations.models import Office, Organization, OrganizationKind
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding
from tests.mailings.worker import write_notices

SHANGHAI = ZoneInfo("Asia/Shanghai")
FAR = 2090
"""A year that is coming whenever the tests run."""


def kept(row):
    db.session.add(row)
    db.session.flush()
    return row


def make_office(slug: str = "beijing", **names: str) -> Office:
    found = db.session.query(Office).filter_by(slug=slug).one_or_none()
    name = Translated(names or {"en": "Liaison Office in China", "fr": "Bureau de liaison en Chine"})
    return found or kept(Office(slug=slug, name=name, city=Translated()))


def make_funder() -> Organization:
    kind = OrganizationKind.EU_INSTITUTION
    return kept(
        Organization(slug="eu", kind=kind, name=Translated(en="European Union"), acronym=Translated())
    )


def make_programme(slug: str = "dialogue", funder: Organization | None = None) -> Programme:
    programme = Programme(slug=slug, name=Translated(en="Dialogue on migration"), aim=Translated())
    if funder:
        source = FundingSource(
            organization=funder,
            instrument=Translated(),
            statement=Translated(en="Funded by the European Union"),
            disclaimer=Translated(),
        )
        programme.fundings = [ProgrammeFunding(source=source)]
    return kept(programme)


def make_topic(slug: str = "return") -> Topic:
    return kept(Topic(slug=slug, name=Translated(en="Return, readmission")))


def details(**more) -> EventDetails:
    """A workshop of two days in Beijing."""
    usual = {
        "office": more.get("office") or make_office(),
        "kind": EventKind.WORKSHOP,
        "title": Translated(en="Safe migration", fr="Migration sûre", ar="هجرة آمنة", zh="安全移民"),
        "starts_at": datetime(FAR, 11, 3, 9, tzinfo=SHANGHAI),
        "ends_at": datetime(FAR, 11, 4, 17, tzinfo=SHANGHAI),
        "time_zone": "Asia/Shanghai",
        "city": Translated(en="Beijing", fr="Pékin", ar="بيجين", zh="北京"),
        "country": "CN",
    }
    return EventDetails(**{**usual, **more})


def one_day(day: int = 3) -> dict[str, datetime]:
    """Start and end of an event in Beijing that begins and ends on one day."""
    return {
        "starts_at": datetime(FAR, 11, day, 9, tzinfo=SHANGHAI),
        "ends_at": datetime(FAR, 11, day, 17, tzinfo=SHANGHAI),
    }


def make_draft(slug: str = "workshop", **more) -> Event:
    event = actions.create_event(details(**more), slug=slug)
    db.session.commit()
    return event


def make_event(slug: str = "workshop", **more) -> Event:
    event = make_draft(slug, **more)
    actions.publish(event)
    db.session.commit()
    return event


def edit(event: Event, **changes) -> None:
    actions.edit_event(event, replace(EventDetails.of(event), **changes))
    db.session.commit()


def cancel(event: Event) -> None:
    """Cancel it, and let the worker tell its people."""
    actions.cancel(event)
    db.session.commit()
    write_notices()


def add_session(event: Event, hour: int = 10, *, materials: tuple[str, ...] = (), **more) -> Session:
    """An agenda item on the first day of the event."""
    start = event.local_start.replace(hour=hour, minute=0)
    usual = {
        "kind": SessionKind.PANEL,
        "starts_at": start,
        "ends_at": start.replace(minute=45),
        "title": Translated(en="Panel", fr="Table ronde"),
        "abstract": Translated(en="What has been learnt."),
        "speakers": [Speaker(name="Li Wei", title=Translated(en="Head of office"))],
        "materials": [Material(title=Translated(en="Paper"), urls=Translated(en=url)) for url in materials],
    }
    session = kept(Session(event=event, **{**usual, **more}))
    agenda_changed.send(event)
    db.session.commit()
    return session


def entries_in(response) -> dict[str, icalendar.Event]:
    """The entries of a calendar that was answered, by their UID."""
    assert response.status_code == 200
    calendar = icalendar.Calendar.from_ical(response.data)
    return {str(entry["uid"]): entry for entry in calendar.events}
