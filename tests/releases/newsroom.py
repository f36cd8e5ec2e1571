"""The workshop in Beijing and its release in a database, and the people of the desk."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient

from eventhub.accounts.models import Role
from eventhub.db import Translated, db
from eventhub.events import actions as events
from eventhub.events.actions import EventDetails, Part
from eventhub.events.models import Event, EventKind, ParticipationRole, Visibility
from eventhub.organizations.models import Office, OfficeMember, Organization, OrganizationKind
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding, ProgrammeType
from eventhub.releases import actions
from eventhub.releases.clearing import publish_correction
from eventhub.releases.models import Release, ReleaseStatus, SpeakerGender
from eventhub.releases.queries import find_text
from eventhub.releases.quotes import QuoteDetails, add_quote
from eventhub.releases.wording import Wording
from tests.people import BOB, make_user, sign_in
from tests.releases.sheets import beijing

ZONE = ZoneInfo("Asia/Shanghai")
AS_OF = date(2016, 11, 1)
STATEMENT = Translated(
    en="Funded by the European Union",
    fr="Financé par l’Union européenne",
    es="Financiado por la Unión Europea",
)


def kept(row):
    db.session.add(row)
    db.session.flush()
    return row


def make_office(slug: str = "china", name: dict | None = None) -> Office:
    name = Translated(name or {"en": f"Office of {slug}"})
    return kept(Office(slug=slug, name=name, city=Translated(), time_zone="Asia/Shanghai"))


def make_organization(slug: str, facts: dict) -> Organization:
    return kept(
        Organization(
            slug=slug,
            kind=OrganizationKind(facts.get("category", "other")),
            name=Translated(facts["name"]),
            article=facts.get("article", {}),
            acronym=Translated(facts.get("acronym", {})),
            is_group=facts.get("indefinite", False),
        )
    )


def make_programme(facts: dict) -> Programme:
    """The programme of a file of facts, with its funder, who asks to be named beside the emblem."""
    funder = facts["funders"][0]
    source = FundingSource(
        organization=make_organization("funder", funder["party"]),
        instrument=Translated(funder["instrument"]["name"]),
        instrument_article=funder["instrument"]["article"],
        statement=STATEMENT,
        disclaimer=Translated(en="Views are those of the authors."),
        emblem="eu",
    )
    return kept(
        Programme(
            slug="mmsp",
            type=ProgrammeType(facts["programme"]["type"]),
            name=Translated(facts["programme"]["name"]),
            aim=Translated(facts["programme"]["aim"]),
            fundings=[ProgrammeFunding(source=source)],
        )
    )


def make_workshop(
    *, is_published: bool = True, visibility: Visibility = Visibility.PUBLIC, **changes
) -> Event:
    """The workshop of the file of facts as an event, by the verbs that a person would use; in the year 2016."""
    facts = beijing()
    contact = facts["contact"]
    details = EventDetails(
        **{
            "office": make_office("china", facts["organisers"][0]["name"]),
            "programme": make_programme(facts),
            "kind": EventKind.WORKSHOP,
            "title": Translated(facts["title"]),
            "headline": Translated(facts["headline"]),
            "context": Translated(facts["context"]),
            "starts_at": datetime(2016, 11, 3, 8, 30, tzinfo=ZONE),
            "ends_at": datetime(2016, 11, 4, 17, 0, tzinfo=ZONE),
            "time_zone": "Asia/Shanghai",
            "city": Translated(facts["place"]["city"]),
            "country": "CN",
            "contact_name": contact["name"],
            "contact_email": contact["email"],
            "contact_phone": contact["phone"],
            "visibility": visibility,
            **changes,
        }
    )
    event = events.create_event(details, slug="beijing-workshop")
    parts = [make_organization(f"part-{n}", each) for n, each in enumerate(facts["participants"])]
    events.set_participations(
        event, [Part(organization=each, role=ParticipationRole.PARTICIPANT) for each in parts]
    )
    for quote in facts["quotes"]:
        add_quote(
            event,
            QuoteDetails(
                speaker_name=quote["speaker"]["name"],
                speaker_title=Translated(quote["speaker"]["title"]),
                speaker_gender=SpeakerGender(quote["speaker"]["gender"]),
                lead_in=Translated(quote["lead_in"]),
                text=Translated(quote["text"]),
                approved_by=quote["speaker"]["name"],
            ),
        )
    if is_published:
        events.publish(event)
    db.session.commit()
    return event


def make_another(event: Event) -> Event:
    """A public event like ``event``, under the same office and programme."""
    another = events.create_event(EventDetails.of(event))
    events.publish(another)
    db.session.commit()
    return another


def make_release(event: Event | None = None, *, is_published: bool = True, **publication) -> Release:
    """The announcement in three languages."""
    release = actions.write_release(event or make_workshop(), ("en", "fr", "es"), as_of=AS_OF)
    if is_published:
        actions.publish(release, **publication)
    db.session.commit()
    return release


def rewrite(release: Release, language: str, wording: Wording) -> None:
    """Change a text by hand; what is out already is corrected."""
    text = find_text(release, language)
    actions.edit_text(release, language, wording, seen=text.updated_at if text else None)
    if release.status == ReleaseStatus.PUBLISHED:
        publish_correction(release, Translated(en="The wording was wrong."))
    db.session.commit()


def press_officer(client: FlaskClient, event: Event, role: Role = Role.PRESS_OFFICER) -> FlaskClient:
    """The browser of Bob, who has a role in the office of ``event`` and is signed in."""
    user = make_user(BOB, role)
    kept(OfficeMember(office_id=event.office_id, user_id=user.id))
    db.session.commit()
    return sign_in(client, BOB)
