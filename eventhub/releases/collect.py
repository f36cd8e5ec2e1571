"""The facts of an event, gathered from the database for its release."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from eventhub.db import Translated
from eventhub.events.models import AttendanceMode, Event, ParticipationRole
from eventhub.events.rules import days_of, funding_of
from eventhub.organizations.models import Office, Organization
from eventhub.programmes.models import FundingRole, FundingSource
from eventhub.programmes.models import Programme as ProgrammeRow
from eventhub.releases.facts import Contact, Facts, Funder, Party, Place, Programme, Quote, Speaker
from eventhub.releases.models import Quote as QuoteRow


def facts_of(event: Event, quotes: Iterable[QuoteRow], *, as_of: date) -> Facts:
    """What is known of ``event`` on the day of the release; its related rows should be loaded (``WITH_FACTS``)."""
    days = days_of(event)
    return Facts(
        kind=event.kind.value,
        kind_name=event.kind_name,
        kind_gender=event.kind_gender,
        title=event.title,
        headline=event.headline,
        as_of=as_of,
        start=days[0],
        end=days[-1],
        days=tuple(days) if event.session_days else (),
        training_days=event.duration_days,
        time_zone=event.time_zone,
        place=Place(
            country_iso2=event.country,
            city=event.city,
            venue=event.venue,
            online=event.mode == AttendanceMode.ONLINE,
        ),
        organisers=(_office(event.office), *_parties(event, ParticipationRole.ORGANISER)),
        co_organisers=_parties(event, ParticipationRole.CO_ORGANISER),
        programme=_programme(event.programme) if event.programme else None,
        funders=tuple(_funder(source, role) for source, role in funding_of(event)),
        participants_total=_head_count(event, as_of),
        working_languages=tuple(event.working_languages),
        participants=_parties(event, ParticipationRole.PARTNER, ParticipationRole.PARTICIPANT),
        context=event.context,
        objectives={code: [text] for code, text in event.aim.items()},
        quotes=tuple(_quote(each) for each in quotes),
        contact=_contact(event),
    )


def _head_count(event: Event, as_of: date) -> int | None:
    """How many took part once the event is over; how many are expected is for planning, not for print."""
    if as_of <= event.last_day:
        return None
    return (event.actual_women or 0) + (event.actual_men or 0) or None


def _parties(event: Event, *roles: ParticipationRole) -> tuple[Party, ...]:
    return tuple(_organization(each.organization) for each in event.participations if each.role in roles)


def _organization(row: Organization) -> Party:
    return Party(
        name=row.name,
        article=row.article,
        acronym=row.acronym,
        category=row.kind.value,
        indefinite=row.is_group,
    )


def _office(row: Office) -> Party:
    return Party(name=row.name, article=row.article)


def _programme(row: ProgrammeRow) -> Programme:
    return Programme(
        name=row.name,
        type=row.type.value,
        aim=row.aim,
        implementers=tuple(_organization(each) for each in row.implementers),
    )


def _funder(source: FundingSource, role: FundingRole) -> Funder:
    instrument = (
        Party(name=source.instrument, article=source.instrument_article) if source.instrument else None
    )
    return Funder(
        party=_organization(source.organization),
        instrument=instrument,
        role=role.value,
        statement=source.statement,
    )


def _quote(row: QuoteRow) -> Quote:
    gender = row.speaker_gender.value if row.speaker_gender else None
    return Quote(
        speaker=Speaker(name=row.speaker_name, title=row.speaker_title, gender=gender),
        text=row.text,
        lead_in=row.lead_in,
    )


def _contact(event: Event) -> Contact | None:
    given: dict[str, Any] = {
        "name": event.contact_name,
        "email": event.contact_email or event.office.email,
        "phone": event.contact_phone or event.office.phone,
    }
    return Contact(office=Translated(event.office.name), **given) if any(given.values()) else None
