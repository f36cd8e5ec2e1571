"""Mailings as the desk shows them."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from eventhub.delegations.labels import CAPACITY_LABELS
from eventhub.delegations.models import Capacity
from eventhub.events.models import Event
from eventhub.mailings.labels import AUDIENCE_LABELS, PRESENCE_LABELS
from eventhub.mailings.mails import Letter
from eventhub.mailings.models import Anchor, Mailing, Presence
from eventhub.mailings.recipients import Addressee
from eventhub.questions.queries import categories_of
from eventhub.registration.labels import STATUS_LABELS
from eventhub.registration.models import RegistrationStatus
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.text.lists import enumerated
from eventhub.web.filters import country_name, local_datetime
from eventhub.web.language import current_language


@dataclass(frozen=True)
class Preview:
    """A mailing as ``person`` would read it; ``languages`` are those in which it is written, by code and name."""

    person: Addressee
    letter: Letter
    languages: list[tuple[str, str]]


def segment_in_words(mailing: Mailing, event: Event) -> list[tuple[str, str]]:
    """For whom the mailing is: pairs of label and text, those that narrow nothing left out."""
    page = current_language()
    names = {
        str(each.organization_id): in_language(each.organization.name, page)[0]
        for each in event.participations
    }
    categories = {str(each.id): in_language(each.name, page)[0] for each in categories_of(event)}
    tongues = {each.code: each.name for each in LANGUAGES}
    parts = [
        (_("Status"), [str(STATUS_LABELS[RegistrationStatus(each)]) for each in mailing.statuses]),
        (_("Organisation"), [names[each] for each in mailing.organizations if each in names]),
        (_("Language"), [tongues[each] for each in mailing.languages]),
        (_("Country"), [country_name(each) for each in mailing.countries]),
        (
            _("Sent by an organisation as"),
            [str(CAPACITY_LABELS[Capacity(each)]) for each in mailing.capacities],
        ),
        (_("Category"), [categories[each] for each in mailing.categories if each in categories]),
        (_("Presence"), [str(PRESENCE_LABELS[Presence(each)]) for each in mailing.presences]),
        (_("Answer"), [_("not received")] if mailing.unanswered_only else []),
    ]
    said = [(label, enumerated(values, page)) for label, values in parts if values]
    return [(_("For whom"), str(AUDIENCE_LABELS[mailing.audience])), *said]


def left_in_words(people: int) -> str:
    """Who was left when something was stopped."""
    return ngettext(
        "%(num)s person has not been written to.", "%(num)s people have not been written to.", people
    )


def tried_again_in_words(mails: int) -> str:
    return ngettext("%(num)s mail will be tried again.", "%(num)s mails will be tried again.", mails)


def sent_in_words(people: int) -> str:
    return ngettext(
        "A mail is on its way to %(num)s person.", "Mails are on their way to %(num)s people.", people
    )


def timing_in_words(mailing: Mailing, event: Event) -> str:
    """When a mailing goes out by itself; empty for one that is sent by hand."""
    if mailing.anchor is None or mailing.due_at is None:
        return ""
    moment = local_datetime(mailing.due_at, event.time_zone)
    if mailing.anchor == Anchor.BEFORE_START:
        return ngettext(
            "%(num)s day before the event begins: %(moment)s",
            "%(num)s days before the event begins: %(moment)s",
            mailing.days,
            moment=moment,
        )
    return ngettext(
        "%(num)s day after the event has ended: %(moment)s",
        "%(num)s days after the event has ended: %(moment)s",
        mailing.days,
        moment=moment,
    )
