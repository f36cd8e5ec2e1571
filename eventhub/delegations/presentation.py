"""What a letter says, in the language in which an organisation is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from eventhub.delegations.models import Delegation
from eventhub.events.models import Event
from eventhub.letters.names import at_the_head
from eventhub.organizations.models import OrganizationKind
from eventhub.registration.presentation import facts_of
from eventhub.text import articles
from eventhub.text.languages import in_language, language_name
from eventhub.text.lists import enumerated
from eventhub.text.typography import capitalise, full_stop
from eventhub.web.filters import local_date, local_datetime
from eventhub.web.language import absolute_url, current_language

DIPLOMATIC = (OrganizationKind.GOVERNMENT, OrganizationKind.EMBASSY, OrganizationKind.EU_INSTITUTION)
"""Who is written to by note verbale: in the third person, without salutation or signature."""


@dataclass(frozen=True)
class Request:
    """The words of a letter. ``facts`` are pairs of label and text; an empty ``salutation`` is a note verbale."""

    subject: str
    salutation: str
    opening: str
    facts: list[tuple[str, str]]
    paragraphs: list[str]
    closing: str
    signature: str


def request_of(delegation: Delegation) -> Request:
    """What is asked of an organisation; call it inside ``web.language.in_language(delegation.language)``."""
    participation, code = delegation.participation, delegation.language
    event, organization = participation.event, participation.organization
    is_note = organization.kind in DIPLOMATIC
    office = at_the_head(event.office.name, event.office.article, code)
    addressee = _to(organization.name, organization.article, code)
    title = in_language(event.title, code)[0]
    if is_note:
        opening = _(
            "%(office)s presents its compliments %(to_organization)s and has the honour to request the nomination of "
            "participants in the event below.",
            office=office,
            to_organization=addressee,
        )
        closing = _(
            "%(office)s avails itself of this opportunity to renew %(to_organization)s the assurances of its highest "
            "consideration.",
            office=office,
            to_organization=addressee,
        )
    else:
        opening = _(
            "%(office)s has the pleasure of asking for the nomination of participants in the event below.",
            office=office,
        )
        closing = _("Yours faithfully,")
    return Request(
        subject=_("Nomination of participants: %(title)s", title=title),
        salutation="" if is_note else _("Dear colleagues,"),
        opening=opening,
        facts=_facts(delegation, title),
        paragraphs=list(filter(None, [_aim(event, code), delegation.terms])),
        closing=closing,
        signature="" if is_note else "\n".join(filter(None, [event.contact_name, capitalise(office)])),
    )


def _to(name: Mapping[str, str], article: Mapping[str, str], code: str) -> str:
    """A name as the one addressed: to the Ministry, au Ministère, al Ministerio; alone where the sentence does it."""
    text = in_language(name, code)[0]
    the = articles.article_of(text, code, article)
    addressed = {
        "en": lambda: f"to {articles.english_the(text, bool(the))}",
        "fr": lambda: articles.french_at(text, the),
        "es": lambda: articles.spanish_at(text, the),
    }
    return addressed.get(code, lambda: text)()


def _facts(delegation: Delegation, title: str) -> list[tuple[str, str]]:
    event, code = delegation.participation.event, delegation.language
    facts = facts_of(event)
    programme = in_language(event.programme.name, code)[0] if event.programme else ""
    tongues = [language_name(tag, code) for tag in event.working_languages]
    quota = delegation.participation.quota
    people = ngettext("%(num)s person", "%(num)s people", quota) if quota else ""
    pairs = [
        (_("Event"), title),
        (_("When"), facts.when),
        (_("Time"), facts.hours),
        (_("Where"), facts.where),
        (_("Programme"), programme),
        (_("Working languages"), enumerated((each or "" for each in tongues), code)),
        (_("Number of nominees"), people),
        (_("Nominations until"), due_in_words(delegation)),
    ]
    return [(label, text) for label, text in pairs if text]


def _aim(event: Event, code: str) -> str:
    aim = event.aim.get(code) or (event.programme.aim.get(code) if event.programme else "") or ""
    return _("Aim: %(aim)s", aim=full_stop(aim, "。" if code == "zh" else ".")) if aim else ""


def due_in_words(delegation: Delegation) -> str:
    """Until when, by the clocks of the venue."""
    return local_datetime(delegation.due_at, delegation.participation.event.time_zone)


def asked_in_words(delegation: Delegation) -> str:
    """The date of the letter."""
    return local_date(
        delegation.written_at or delegation.asked_at,
        delegation.participation.event.time_zone,
        delegation.language,
    )


def gaps_of(delegation: Delegation) -> dict[str, str]:
    """What the gaps of a text to the focal point are filled with: see ``mailtexts.rules.FOR_FOCAL_POINTS``."""
    participation, code = delegation.participation, current_language()
    facts = facts_of(participation.event)
    organization = in_language(participation.organization.name, code)[0]
    return {
        "name": participation.focal_point_name or organization,
        "event": facts.title,
        "dates": facts.when,
        "time": facts.hours,
        "venue": facts.where,
        "link": absolute_url("delegations.show", token=delegation.token, language=code),
        "reference": delegation.reference,
        "organisation": organization,
        "deadline": due_in_words(delegation),
    }
