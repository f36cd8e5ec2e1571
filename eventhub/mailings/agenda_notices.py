"""Notices of a revision of the agenda: to people with a place and focal points, of all of it, and to speakers, of their
own items. Nobody is told twice, whatever parts they have.
"""

from collections.abc import Sequence

from sqlalchemy import select

from eventhub.accounts.rules import normalised_email
from eventhub.agenda.differences import Change
from eventhub.agenda.models import Session, Speaker
from eventhub.agenda.published import find_revision
from eventhub.agenda.revision_models import AgendaRevision
from eventhub.db import db
from eventhub.delegations.models import Delegation
from eventhub.delegations.queries import delegations_of
from eventhub.events.models import Event
from eventhub.mailings.models import Notice, NoticeKind
from eventhub.mailings.notice_recipients import owe
from eventhub.registration.models import RegistrationStatus
from eventhub.registration.queries import registrations_to_tell
from eventhub.text.languages import CODES


def tell_of_revision(event: Event, revision: AgendaRevision, changes: Sequence[Change]) -> None:
    """Begin to write to everybody whom the changes concern."""
    people = registrations_to_tell(event, (RegistrationStatus.CONFIRMED,))
    told = {normalised_email(each.email) for each in people}
    organizations: list[Delegation] = []
    for delegation in delegations_of(event):
        address = normalised_email(delegation.participation.focal_point_email)
        if address and address not in told:
            told.add(address)
            organizations.append(delegation)
    speakers = [
        address
        for address, rows in _speakers_of(event).items()
        if address not in told and changes_for_speaker(rows, changes)
    ]
    before = find_revision(event, revision.number - 1)
    notice = Notice(event=event, kind=NoticeKind.REVISION, known_revision=before)
    owe(notice, people=people, organizations=organizations, speakers=speakers)


def speakers_at(event: Event, address: str) -> list[Speaker]:
    """The rows of the speaker with this address, normalised."""
    return _speakers_of(event).get(address, [])


def changes_for_speaker(rows: Sequence[Speaker], changes: Sequence[Change]) -> list[Change]:
    """Those of the items in which somebody speaks."""
    sessions = {each.session_id for each in rows}
    return [each for each in changes if each.after.id in sessions]


def language_for_speakers(event: Event) -> str:
    """Nobody has said which language a speaker reads: the first in which the event works and EventHub writes."""
    return next((code for code in event.working_languages if code in CODES), "en")


def _speakers_of(event: Event) -> dict[str, list[Speaker]]:
    """The speakers whose address is known, by it."""
    found: dict[str, list[Speaker]] = {}
    rows = db.session.scalars(
        select(Speaker)
        .join(Speaker.session)
        .where(Session.event_id == event.id, Speaker.email != "")
        .order_by(Speaker.id)
    )
    for each in rows:
        found.setdefault(normalised_email(each.email), []).append(each)
    return found
