"""The facts of an event, gathered from the database for its release."""

from collections.abc import Iterable
from datetime import date

from eventhub.events.models import AttendanceMode, Event, ParticipationRole
from eventhub.events.rules import days_of, funding_of
from eventhub.organizations.models import Office, Organization, PressContact
from eventhub.programmes.models import FundingRole, FundingSource
from eventhub.programmes.models import Programme as ProgrammeRow
from eventhub.releases.facts import Contact, Corrected, Facts, Funder, Party, Place, Programme, Quote, Speaker
from eventhub.releases.models import Quote as QuoteRow
from eventhub.releases.models import Release, ReleaseKind


def facts_of(
    event: Event,
    quotes: Iterable[QuoteRow],
    *,
    as_of: date,
    kind: ReleaseKind = ReleaseKind.ANNOUNCEMENT,
    corrects: Release | None = None,
) -> Facts:
    """What is known of ``event`` on the day of the release; its related rows should be loaded (``WITH_FACTS``).

    A postponement tells the days that no longer stand as those of the event, and the new ones beside them. Who came is
    told once the event is over; how many are expected is for planning, not for print.
    """
    held = days_of(event)
    announced = [date.fromisoformat(day) for day in event.postponed_from]
    is_postponement = kind == ReleaseKind.POSTPONEMENT and bool(announced)
    days = announced if is_postponement else held
    moved = is_postponement and [held[0], held[-1]] != announced
    is_told = kind == ReleaseKind.OUTCOME or as_of > event.last_day
    women, men = (event.actual_women, event.actual_men) if is_told else (None, None)
    return Facts(
        kind=event.kind.value,
        kind_name=event.kind_name,
        kind_gender=event.kind_gender,
        title=event.title,
        headline=event.headline if kind == ReleaseKind.ANNOUNCEMENT else {},
        as_of=as_of,
        start=days[0],
        end=days[-1],
        days=tuple(days) if event.session_days and not is_postponement else (),
        training_days=event.duration_days,
        time_zone=event.time_zone,
        place=Place(
            country_iso2=event.country,
            city=event.city,
            venue=event.venue,
            online=event.mode != AttendanceMode.ON_SITE,
        ),
        organisers=(_office(event.office), *_parties(event, ParticipationRole.ORGANISER)),
        co_organisers=_parties(event, ParticipationRole.CO_ORGANISER),
        programme=_programme(event.programme) if event.programme else None,
        funders=tuple(_funder(source, role) for source, role in funding_of(event)),
        participants_total=(women or 0) + (men or 0) or None,
        participants_women=women,
        participants_men=men,
        working_languages=tuple(event.working_languages),
        participants=_parties(event, ParticipationRole.PARTNER, ParticipationRole.PARTICIPANT),
        context=event.context,
        objectives={code: [text] for code, text in event.aim.items()},
        quotes=tuple(_quote(each) for each in quotes),
        contact=_contact(event),
        press_contacts=tuple(_press_contact(each) for each in event.office.press_contacts),
        start_time=event.local_start.time(),
        outcomes=event.outcomes,
        postponed_to=tuple(held) if moved else (),
        reason=event.status_reason,
        media=event.media_arrangements,
        corrects=_corrected(corrects) if corrects else None,
        boilerplate=event.office.boilerplate,
    )


def _corrected(release: Release) -> Corrected:
    """What is right says whoever writes the correction: the texts of the release do not know it."""
    day = (release.published_at or release.created_at).astimezone(release.event.zone).date()
    headlines = {text.language: text.headline for text in release.texts}
    return Corrected(headline=headlines, date=day, text={})


def _parties(event: Event, *roles: ParticipationRole) -> tuple[Party, ...]:
    return tuple(_organization(each.organization) for each in event.participations if each.role in roles)


def _organization(row: Organization) -> Party:
    return Party(
        name=row.name,
        article=row.article,
        genitive=row.genitive,
        instrumental=row.instrumental,
        acronym=row.acronym,
        category=row.kind.value,
        indefinite=row.is_group,
    )


def _office(row: Office) -> Party:
    return Party(name=row.name, article=row.article, genitive=row.genitive, instrumental=row.instrumental)


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
    """Whom the event names itself; an office without press contacts is asked at its own address."""
    asked = bool(event.contact_name or event.contact_email or event.contact_phone)
    if event.office.press_contacts and not asked:
        return None
    email, phone = event.contact_email or event.office.email, event.contact_phone or event.office.phone
    if not asked and not email and not phone:
        return None
    return Contact(name=event.contact_name, office=event.office.name, email=email, phone=phone)


def _press_contact(row: PressContact) -> Contact:
    return Contact(
        name=row.name,
        office=row.office.name,
        email=row.email,
        phone=row.phone,
        languages=tuple(row.languages),
    )
