"""Things that the tests of the public site are about, each made with what matters to the test and usual values else."""

from datetime import datetime
from zoneinfo import ZoneInfo

from eventhub.agenda.models import Session, SessionKind
from eventhub.db import Translated, db
from eventhub.events import actions
from eventhub.events.actions import EventDetails, Part
from eventhub.events.models import Event, EventKind, EventStatus, ParticipationRole, Topic, Visibility
from eventhub.organizations.models import Office, Organization, OrganizationKind
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding
from eventhub.text.normalise import indexed_terms

BEIJING = ZoneInfo("Asia/Shanghai")
FAR = 2090
"""A year that is coming whenever the tests run."""


def kept(row):
    db.session.add(row)
    db.session.flush()
    return row


def make_office(slug: str = "beijing") -> Office:
    found = db.session.query(Office).filter_by(slug=slug).one_or_none()
    return found or kept(
        Office(slug=slug, name=Translated(en="IOM Liaison Office in China"), city=Translated())
    )


def make_organization(slug: str = "mps", **names: str) -> Organization:
    name = Translated(names or {"en": "Ministry of Public Security", "zh": "公安部"})
    return kept(
        Organization(
            slug=slug,
            kind=OrganizationKind.GOVERNMENT,
            country="CN",
            name=name,
            acronym=Translated(),
            search_text=indexed_terms(" ".join(name.values())),
        )
    )


def make_topic(slug: str = "return") -> Topic:
    return kept(Topic(slug=slug, name=Translated(en="Return and readmission")))


def make_programme(slug: str = "mmsp") -> Programme:
    funder = kept(
        Organization(
            slug=f"{slug}-funder",
            kind=OrganizationKind.EU_INSTITUTION,
            name=Translated(en="European Union", fr="Union européenne"),
            acronym=Translated(en="EU", fr="UE"),
        )
    )
    source = FundingSource(
        organization=funder,
        instrument=Translated(en="Partnership Instrument"),
        statement=Translated(en="Funded by the European Union"),
        disclaimer=Translated(),
        emblem="eu",
    )
    return kept(
        Programme(
            slug=slug,
            name=Translated(en="Migration and Mobility Support Project"),
            aim=Translated(en="support the dialogue"),
            fundings=[ProgrammeFunding(source=source)],
        )
    )


def make_event(
    slug: str = "beijing-workshop",
    *,
    title: Translated | None = None,
    start: datetime = datetime(FAR, 11, 3, 8, 30, tzinfo=BEIJING),
    end: datetime = datetime(FAR, 11, 4, 17, 0, tzinfo=BEIJING),
    status: EventStatus = EventStatus.PUBLISHED,
    visibility: Visibility = Visibility.PUBLIC,
    participants: tuple[Organization, ...] = (),
    topics: tuple[Topic, ...] = (),
    **more,
) -> Event:
    """A workshop in Beijing, brought to its status by the verbs that a person would use."""
    details = EventDetails(
        **{
            "office": make_office(),
            "kind": EventKind.WORKSHOP,
            "title": title or Translated(en="Return and readmission", ar="العودة وإعادة القبول"),
            "starts_at": start,
            "ends_at": end,
            "time_zone": "Asia/Shanghai",
            "city": Translated(en="Beijing", ar="بيجين", zh="北京"),
            "country": "CN",
            "visibility": visibility,
            "working_languages": ["fr", "zh"],
            **more,
        }
    )
    event = actions.create_event(details, slug=slug)
    actions.set_topics(event, list(topics))
    actions.set_participations(
        event, [Part(organization=each, role=ParticipationRole.PARTICIPANT) for each in participants]
    )
    if status != EventStatus.DRAFT:
        actions.publish(event)
    verb = {
        EventStatus.CANCELLED: actions.cancel,
        EventStatus.POSTPONED: actions.postpone,
        EventStatus.COMPLETED: actions.complete,
    }.get(status)
    if verb:
        verb(event)
    db.session.commit()
    return event


def add_session(event: Event, start: datetime, end: datetime, **more) -> Session:
    session = kept(
        Session(
            event_id=event.id,
            starts_at=start,
            ends_at=end,
            **{
                "kind": SessionKind.PLENARY,
                "title": Translated(en="EU return policy"),
                "abstract": Translated(),
                **more,
            },
        )
    )
    db.session.commit()
    return session
