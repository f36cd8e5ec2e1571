"""The confirmation that somebody has a place, for their employer: written when it is fetched, unsigned and not kept."""

from datetime import datetime

from flask_babel import gettext as _

from eventhub.events.acknowledgements import acknowledgements_of
from eventhub.letters import files
from eventhub.letters.letter import Letter
from eventhub.letters.names import at_the_head
from eventhub.letters.paper import Pictures, from_the_left, head_of, pictures_of, placed
from eventhub.organizations.letterheads import find_letterhead
from eventhub.organizations.models import Letterhead
from eventhub.registration.models import Registration
from eventhub.registration.presentation import facts_of, organization_of
from eventhub.text.languages import in_language
from eventhub.web.filters import local_date
from eventhub.web.language import current_language


def write(registration: Registration, suffix: str, *, now: datetime) -> bytes:
    """In the language in force. It bears no signature, since nobody has read it."""
    letterhead = find_letterhead(registration.event.office)
    printed = Pictures(emblem=pictures_of(letterhead).emblem)
    return files.write(_letter(registration, letterhead, now), printed, suffix, modified=now)


def _letter(registration: Registration, letterhead: Letterhead | None, now: datetime) -> Letter:
    event, code, facts = registration.event, current_language(), facts_of(registration.event)
    pairs = [
        (_("Name"), registration.name),
        (_("Organisation"), organization_of(registration)),
        (_("Position"), registration.position),
        (_("Event"), facts.title),
        (_("When"), facts.when),
        (_("Time"), facts.hours),
        (_("Where"), facts.where),
    ]
    return Letter(
        language=code,
        head=head_of(event.office, letterhead, code),
        kind=_("Confirmation of registration"),
        reference=_("No. %(number)s", number=from_the_left(registration.reference, code)),
        dated=placed(in_language(event.office.city, code)[0], local_date(now, event.office.time_zone, code)),
        subject=_("Confirmation of registration: %(title)s", title=facts.title),
        addressee=[_("To whom it may concern")],
        opening=_(
            "%(office)s confirms that the person named below has a place at the event below.",
            office=at_the_head(event.office.name, event.office.article, code),
        ),
        facts=[[label, words] for label, words in pairs if words],
        paragraphs=[_("This confirmation is written automatically and bears no signature.")],
        acknowledgements=acknowledgements_of(event, code),
    )
