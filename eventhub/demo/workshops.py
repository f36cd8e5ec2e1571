"""The events of the demo, with agenda, topics and quotes, brought to the state that the file gives them."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from eventhub.accounts.models import User
from eventhub.agenda.models import Session, SessionKind, Speaker, SpeakerRole
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.demo.calendar import DemoCalendar, is_consecutive
from eventhub.demo.registry import Registry
from eventhub.demo.source import demo_data, joined, supplement, translated
from eventhub.events import actions
from eventhub.events.actions import EventDetails, Part
from eventhub.events.models import AttendanceMode, Event, EventKind, EventStatus, ParticipationRole, Topic
from eventhub.programmes.models import FundingRole
from eventhub.releases.models import Quote, SpeakerGender

SESSION_KINDS = {"group": SessionKind.GROUP_WORK}
CAPACITY = {
    "01_beijing_return_readmission": 40,
    "13_niamey_reintegration": 16,
    "20_online_media_webinar": None,
}
"""Places where they are not those of the people expected: Niamey is full, so that its waiting list shows."""


def slug_of(event_id: str) -> str:
    return event_id.split("_", 1)[1].replace("_", "-")


def load_topics() -> dict[str, list[Topic]]:
    """The topics, by the id of the events that are about them."""
    of_event: dict[str, list[Topic]] = {}
    for slug, each in supplement()["topics"].items():
        topic = db.session.scalar(select(Topic).where(Topic.slug == slug))
        if topic is None:
            topic = Topic(slug=slug, name=translated(each["name"]))
            db.session.add(topic)
        for event_id in each["events"]:
            of_event.setdefault(event_id, []).append(topic)
    db.session.flush()
    return of_event


def load_events(registry: Registry, calendar: DemoCalendar, organiser: User) -> list[Event]:
    """Make the events that are not there yet; those made come back."""
    topics = load_topics()
    made = []
    for given in demo_data()["events"]:
        if db.session.scalar(select(Event.id).where(Event.slug == slug_of(given["id"]))) is None:
            made.append(_make_event(given, registry, calendar, topics.get(given["id"], []), organiser))
    return made


def _make_event(
    given: dict[str, Any], registry: Registry, calendar: DemoCalendar, topics: list[Topic], organiser: User
) -> Event:
    # A postponed event begins at the dates that were announced first and is then moved, as it happened.
    announced = given.get("postponed_from")
    details = _details(given, registry, calendar.days(announced or given["days"]))
    event = actions.create_event(details, staff=_staff(given, organiser), slug=slug_of(given["id"]))
    actions.set_topics(event, topics)
    actions.set_participations(
        event,
        [
            Part(
                organization=registry.organizations[each["organisation_id"]],
                role=ParticipationRole.PARTICIPANT,
            )
            for each in sorted(given["participating_organisations"], key=lambda each: each["order"])
        ],
    )
    _set_fundings(event, given, registry)
    _add_agenda(event, given, calendar)
    _add_quote(event, given)
    _bring_to_status(event, given, registry, calendar)
    return event


def _staff(given: dict[str, Any], organiser: User) -> list[User]:
    """The demo's organiser looks after the workshop of the seed and those that take place soonest."""
    own = {
        "01_beijing_return_readmission",
        "13_niamey_reintegration",
        "20_online_media_webinar",
        "11_nairobi_conference",
    }
    return [organiser] if given["id"] in own else []


def _details(given: dict[str, Any], registry: Registry, days: list) -> EventDetails:
    more = supplement()["events"].get(given["id"], {})
    special = supplement()["kind_names"].get(given["kind"])
    place, contact, expected = given["place"], given["contact"], given["expected_participants"]
    actual = given["actual_participants"] or {}
    zone = ZoneInfo(given["time_zone"])
    agenda = given["agenda"]
    venue = place["venue"]
    total = (expected["women"] or 0) + (expected["men"] or 0)
    return EventDetails(
        office=registry.offices[given["organising_office"]["en"]],
        programme=registry.programmes.get(given["programme_id"]),
        kind=EventKind(special["kind"] if special else given["kind"]),
        kind_name=translated(special["name"]) if special else Translated(),
        kind_gender=special["gender"] if special else {},
        title=translated(given["title"]),
        headline=translated(given.get("headline"), more.get("headline")),
        aim=joined(given["objectives"]),
        context=translated(joined(given["context"]), more.get("context")),
        sdg_targets=given["sdg_targets"],
        starts_at=_moment(days[0], agenda[0]["start"], zone),
        ends_at=_moment(days[-1], agenda[-1]["end"], zone),
        time_zone=given["time_zone"],
        session_days=[] if is_consecutive(days) else [day.isoformat() for day in days],
        duration_days=None,
        mode=AttendanceMode(given["mode"]),
        venue=Translated({given["release_language"]: venue}) if venue else Translated(),
        city=translated(place["city"]),
        country=place["country_iso2"],
        working_languages=given["working_languages"],
        capacity=CAPACITY.get(given["id"], total or None),
        expected_women=expected["women"],
        expected_men=expected["men"],
        actual_women=actual.get("women"),
        actual_men=actual.get("men"),
        contact_name=contact["name"],
        contact_email=contact["email"],
        contact_phone=contact["phone"],
    )


def _moment(day: Any, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone)


def _set_fundings(event: Event, given: dict[str, Any], registry: Registry) -> None:
    """Own funding only where it differs from that of the programme."""
    inherited = [each.source for each in event.programme.fundings] if event.programme else []
    sources = [registry.funding[code] for code in given["funder_ids"]]
    if sources != inherited:
        role = FundingRole.SOLE if len(sources) == 1 else FundingRole.CO_FUNDER
        actions.set_fundings(event, [(each, role) for each in sources], replaces_programme_funding=True)


def _add_agenda(event: Event, given: dict[str, Any], calendar: DemoCalendar) -> None:
    for item in given["agenda"]:
        day = calendar.moved(item["date"])
        if given.get("postponed_from"):
            # The agenda of the file lies on the new dates.
            day = event.first_day + (day - calendar.moved(given["start_date"]))
        session = Session(
            event=event,
            kind=SESSION_KINDS.get(item["kind"]) or SessionKind(item["kind"]),
            starts_at=_moment(day, item["start"], event.zone),
            ends_at=_moment(day, item["end"], event.zone),
            title=translated(item["title"]),
        )
        session.speakers = _speakers(item["speaker_role"])
        db.session.add(session)
    db.session.flush()


def _speakers(functions: str | None) -> list[Speaker]:
    known = supplement()["speaker_functions"]
    named = [each.strip() for each in (functions or "").split(";") if each.strip()]
    return [
        Speaker(
            role=SpeakerRole(known[each]["role"]), title=translated(known[each]["title"]), position=position
        )
        for position, each in enumerate(named, start=1)
    ]


def _add_quote(event: Event, given: dict[str, Any]) -> None:
    quote = given["quote"]
    if not quote:
        return
    more = supplement()["events"].get(given["id"], {}).get("quote", {})
    db.session.add(
        Quote(
            event=event,
            speaker_name=quote["speaker"]["name"],
            approved_by=quote["speaker"]["name"],
            approved_at=now(),
            speaker_title=translated(quote["speaker"]["title"], more.get("title")),
            speaker_gender=SpeakerGender(quote["speaker"]["sex"]) if quote["speaker"].get("sex") else None,
            lead_in=translated(quote.get("lead_in"), more.get("lead_in")),
            text=translated(quote["text"], more.get("text")),
        )
    )


def _bring_to_status(event: Event, given: dict[str, Any], registry: Registry, calendar: DemoCalendar) -> None:
    status = EventStatus(given["status"])
    if status == EventStatus.DRAFT:
        return
    actions.publish(event)
    if status == EventStatus.CANCELLED:
        actions.cancel(event)
    elif status == EventStatus.POSTPONED:
        actions.postpone(event)
        shift = calendar.moved(given["start_date"]) - event.first_day
        for session in db.session.scalars(select(Session).where(Session.event_id == event.id)):
            session.starts_at, session.ends_at = session.starts_at + shift, session.ends_at + shift
        actions.edit_event(event, _details(given, registry, calendar.days(given["days"])))
    elif status == EventStatus.COMPLETED or event.ends_at < now():
        actions.complete(event)
