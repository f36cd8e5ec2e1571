"""Who organises, takes part and pays, as ``components/lists.html`` and ``components/funding.html`` print it."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventhub.events.labels import ROLE_LABELS
from eventhub.events.models import Event, ParticipationRole
from eventhub.events.rules import participants_by_role
from eventhub.organizations.models import Office, Organization
from eventhub.programmes.models import FundingSource, Programme
from eventhub.text import dates
from eventhub.text.languages import in_language
from eventhub.text.typography import capitalise, full_stop
from eventhub.web.language import current_language
from eventhub.web.texts import marked


def roles(event: Event) -> list[tuple[str, list[dict[str, Any]]]]:
    """Organizations by role, the organising office at their head."""
    by_role = {ParticipationRole.ORGANISER: [office_entry(event.office)]}
    for role, parts in participants_by_role(event):
        by_role.setdefault(role, []).extend(organization_entry(each.organization) for each in parts)
    return [(str(ROLE_LABELS[role]), entries) for role, entries in by_role.items()]


def office_entry(office: Office) -> dict[str, Any]:
    return {"name": marked(office.name), "href": url_for("organizations.office", slug=office.slug)}


def organization_entry(organization: Organization) -> dict[str, Any]:
    return {
        "name": marked(organization.name),
        "acronym": acronym_of(organization),
        "href": url_for("organizations.show", slug=organization.slug),
    }


def acronym_of(organization: Organization) -> str:
    """The acronym in the language of the page, unless the organization goes by it anyway."""
    language = current_language()
    acronym = in_language(organization.acronym, language)[0]
    return "" if acronym == in_language(organization.name, language)[0] else acronym


def acknowledgement(source: FundingSource) -> dict[str, Any]:
    """The statement that the funder demands, or a plain one, with its emblem, instrument and disclaimer."""
    funder = in_language(source.organization.name, current_language())[0]
    return {
        "statement": marked(source.statement) or _("Funded by %(funder)s", funder=funder),
        "funder": funder,
        "emblem": source.emblem,
        "disclaimer": marked(source.disclaimer),
        "instrument": marked(source.instrument),
        "href": url_for("organizations.show", slug=source.organization.slug),
    }


def aim_of(programme: Programme) -> Markup:
    """The aim, stored as a phrase in the infinitive, as it stands by itself."""
    return marked({code: full_stop(capitalise(aim)) for code, aim in programme.aim.items()})


def period_of(programme: Programme) -> str:
    """From when to when the programme runs; empty where neither is known."""
    start, end = (
        dates.date_range([day], current_language()) if day else ""
        for day in (programme.starts_on, programme.ends_on)
    )
    if start and end:
        return f"{start} – {end}"
    if start:
        return _("from %(date)s", date=start)
    return _("until %(date)s", date=end) if end else ""
