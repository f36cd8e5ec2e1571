"""One event as a document, and a document as a new draft: for archives, templates, and other instances.

It holds what an event is and asks, and nobody who takes part: people have operations of their own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.agenda.actions import add_session, set_rooms
from eventhub.agenda.queries import agenda_of, rooms_of
from eventhub.agenda.room_forms import RoomsForm
from eventhub.api import fields
from eventhub.api.answers import shown, written
from eventhub.api.area import Area
from eventhub.api.desk_agenda import RoomRow
from eventhub.api.desk_directory import OrganizationBody, organization_form, organization_view
from eventhub.api.desk_events import MINIMAL, ONE, DeskEvent, EventBody, body_of, desk_event, facts_of_body
from eventhub.api.desk_form import (
    CategoryBody,
    QuestionBody,
    SectionBody,
    form_view,
    question_form,
    section_form,
)
from eventhub.api.desk_parts import UNUSED, ItemBody, Parts, item_body, parts_of, session_form
from eventhub.api.errors import Fault, InvalidError, ScopeError
from eventhub.api.fields import Body
from eventhub.api.forms import filled
from eventhub.api.identity import PREFIX
from eventhub.api.schemas import SLUG
from eventhub.events import actions
from eventhub.events.actions import EventDetails
from eventhub.events.models import Event
from eventhub.events.participation_forms import OrganizationsForm
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.organizations.actions import create_organization
from eventhub.organizations.models import Organization
from eventhub.organizations.queries import find_organization
from eventhub.programmes.models import FundingRole, FundingSource
from eventhub.programmes.queries import all_funding_sources, find_programme
from eventhub.questions import actions as form_actions
from eventhub.questions.forms import CategoryForm
from eventhub.questions.models import Section
from eventhub.questions.queries import sections_of
from eventhub.questions.rules import may_decide_in
from eventhub.questions.standard import BY_NAME
from eventhub.web.access import requires
from eventhub.web.forms import tidy

area = Area("desk_transfer", "Events as documents")

FORMAT, VERSION = "eventhub-event", 1


class OrganizationRow(OrganizationBody):
    slug = fields.Text(SLUG, required=True)


class FunderRow(Body):
    """A funding source by what it is called everywhere."""

    organization = fields.Text(SLUG, required=True)
    agreement_reference = fields.Text(120, load_default="")
    role = fields.Choice(FundingRole, load_default=FundingRole.CO_FUNDER.value)


class CategoryRow(CategoryBody):
    id = fields.Number(1, required=True, metadata={"description": "Within the document."})


class QuestionRow(QuestionBody):
    id = fields.Number(1, required=True, metadata={"description": "Within the document."})
    standard = fields.Choice(("", *BY_NAME), load_default="")


class SectionRow(SectionBody):
    questions = fields.Several(fields.Part(QuestionRow), load_default=list)


class EventDocument(Body):
    """An event with what belongs to it; numbers are those of the document."""

    format = fields.Choice((FORMAT,), required=True)
    version = fields.Number(VERSION, VERSION, required=True)
    event = fields.Part(EventBody, required=True)
    directory = fields.Several(
        fields.Part(OrganizationRow),
        load_default=list,
        metadata={"description": "Organizations that are named; those that are not known are added."},
    )
    organizations = fields.Part(Parts, load_default=lambda: {"parts": []})
    programme = fields.Text(SLUG, load_default=None, allow_none=True)
    fundings = fields.Several(fields.Part(FunderRow), load_default=list)
    replaces_programme_funding = fields.Flag(load_default=False)
    agenda = fields.Several(fields.Part(ItemBody), load_default=list)
    rooms = fields.Several(fields.Part(RoomRow), load_default=list)
    categories = fields.Several(fields.Part(CategoryRow), load_default=list)
    sections = fields.Several(fields.Part(SectionRow), load_default=list)


def _named_in(event: Event, funders: list[FundingSource], items: list[dict[str, Any]]) -> list[Organization]:
    """The organizations that a document names, each after the one it is a part of."""
    slugs = [each.organization.slug for each in event.participations]
    slugs += [each.organization.slug for each in funders]
    slugs += [row["organization"] for item in items for row in item["speakers"] if row["organization"]]
    found: dict[int, Organization] = {}
    for slug in dict.fromkeys(slugs):
        row, above = find_organization(slug), []
        while row is not None and row.id not in found and row not in above:
            above.append(row)
            row = row.parent
        found |= {each.id: each for each in reversed(above)}
    return list(found.values())


def document_of(event: Event) -> dict[str, Any]:
    """All that an event is and asks."""
    items = [item_body(each) for each in agenda_of(event) if not each.cancelled]
    form = form_view(event)
    funders = [each.source for each in event.fundings]
    return {
        "format": FORMAT,
        "version": VERSION,
        "event": body_of(event),
        "directory": [organization_view(each) for each in _named_in(event, funders, items)],
        "organizations": parts_of(event),
        "programme": event.programme.slug if event.programme else None,
        "fundings": [
            {
                "organization": each.source.organization.slug,
                "agreement_reference": each.source.agreement_reference,
                "role": each.role,
            }
            for each in event.fundings
        ],
        "replaces_programme_funding": event.replaces_programme_funding,
        "agenda": items,
        "rooms": [{"name": each.name, "capacity": each.capacity} for each in rooms_of(event)],
        **form,
    }


@area.read(f"{ONE}/document", gives=EventDocument)
@requires(Permission.EVENT_EDIT)
def export_event(slug: str) -> Response:
    """The event as a document that can be kept, and made into a new draft here or elsewhere."""
    return shown(EventDocument, document_of(get_event_of(current_user, slug)))


@area.write("/desk/events/documents", takes=EventDocument, gives=DeskEvent, status=201)
@requires(Permission.EVENT_EDIT)
def import_event(body: dict[str, Any]) -> Response:
    """Make a draft of a document: all of it, or nothing.

    The office, the programme, topics and funding that it names have to be there. Organizations that are not known are
    added to the directory, by who may (`registry:edit`).
    """

    def change() -> dict[str, Any]:
        _add_organizations(body["directory"])
        with within("/event"):
            facts, content = facts_of_body({**MINIMAL, **body["event"]})
        event = actions.create_event(EventDetails(**facts), staff=[current_user])
        if content.chosen_topics():
            actions.set_topics(event, content.chosen_topics())
        _add_parties(event, body)
        _add_agenda(event, body)
        _add_form(event, body)
        return desk_event(get_event_of(current_user, event.slug))

    return written(
        DeskEvent, change, status=201, location=lambda made: f"{PREFIX}/desk/events/{made['slug']}"
    )


@contextmanager
def within(place: str) -> Iterator[None]:
    """What is wrong inside is wrong there.

    Raises:
        InvalidError
    """
    try:
        yield
    except InvalidError as error:
        faults = [each._replace(pointer=f"{place}{each.pointer or ''}") for each in error.faults]
        raise InvalidError(faults) from error


def _unknown(pointer: str) -> InvalidError:
    return InvalidError([Fault(_("Nothing of this name is known."), pointer=pointer)])


def _add_organizations(rows: list[dict[str, Any]]) -> None:
    for place, row in enumerate(rows):
        if find_organization(row["slug"]) is not None:
            continue
        if not may(current_user, Permission.REGISTRY_EDIT):
            raise _unknown(f"/directory/{place}/slug")
        facts = {name: value for name, value in row.items() if name != "slug"}
        with within(f"/directory/{place}"):
            details = organization_form({**facts, "same_name_is_meant": True}).details()
            create_organization(details, slug=row["slug"])


def _add_parties(event: Event, body: dict[str, Any]) -> None:
    """Who takes part and who pays.

    Raises:
        ScopeError: who pays is not for everybody to say who may begin events.
    """
    rows = body["organizations"]["parts"]
    for place, row in enumerate(rows):
        if find_organization(row.get("organization") or "") is None:
            raise _unknown(f"/organizations/parts/{place}/organization")
    with within("/organizations"):
        actions.set_participations(event, filled(OrganizationsForm, {**UNUSED, "parts": rows}).chosen())
    programme = find_programme(body["programme"]) if body["programme"] else None
    if body["programme"] and programme is None:
        raise _unknown("/programme")
    fundings = [
        (_funding_source(row, place), FundingRole(row["role"])) for place, row in enumerate(body["fundings"])
    ]
    is_funded = bool(programme or fundings or body["replaces_programme_funding"])
    if is_funded and not may_with(current_user, Permission.EVENT_FUND, event):
        raise ScopeError
    actions.set_programme(event, programme)
    if fundings or body["replaces_programme_funding"]:
        actions.set_fundings(event, fundings, replaces_programme_funding=body["replaces_programme_funding"])


def _funding_source(row: dict[str, Any], place: int) -> FundingSource:
    for each in all_funding_sources():
        named = (each.organization.slug, each.agreement_reference)
        if named == (row["organization"], row["agreement_reference"]):
            return each
    raise _unknown(f"/fundings/{place}")


def _add_agenda(event: Event, body: dict[str, Any]) -> None:
    with within(""):
        set_rooms(
            event, filled(RoomsForm, {"rooms": [{**row, "id": None} for row in body["rooms"]]}).details()
        )
    for place, row in enumerate(body["agenda"]):
        with within(f"/agenda/{place}"):
            add_session(event, session_form(event, row).details())


def _add_form(event: Event, body: dict[str, Any]) -> None:
    """Categories, sections and questions; what refers to the numbers of the document then refers to the new ones."""
    categories: dict[int, int] = {}
    for place, row in enumerate(body["categories"]):
        with within(f"/categories/{place}"):
            facts = {name: value for name, value in row.items() if name != "id"}
            categories[row["id"]] = form_actions.add_category(event, filled(CategoryForm, facts).details()).id
    answers: dict[str, str] = {"yes": "yes", "no": "no"}
    questions: dict[int, int] = {}
    for place, row in enumerate(body["sections"]):
        with within(f"/sections/{place}"):
            facts = {name: value for name, value in row.items() if name != "questions"}
            number = facts.get("category_id")
            facts["category_id"] = categories.get(number, number) if number else None
            section = form_actions.add_section(event, section_form(event, facts).details())
        for number, asked in enumerate(row["questions"]):
            with within(f"/sections/{place}/questions/{number}"):
                _add_question(event, section, asked, questions, answers)


def _add_question(
    event: Event,
    section: Section,
    row: dict[str, Any],
    questions: dict[int, int],
    answers: dict[str, str],
) -> None:
    # A row without words is an empty row, to the form as well.
    options = [each for each in row.get("options") or [] if any(map(tidy, each["label"].values()))]
    facts = {
        **{name: value for name, value in row.items() if name not in ("id", "standard")},
        "options": [{**each, "id": None} for each in options],
        "shown_if_id": questions.get(row.get("shown_if_id") or 0),
        "shown_if_values": [answers.get(each, each) for each in row.get("shown_if_values") or []],
    }
    form = question_form(event, may_decide_in(section, sections_of(event)), facts)
    keys = BY_NAME[row["standard"]].options if row["standard"] else {}
    details = [
        replace(made, key=each["key"] if each["key"] in keys else "")
        for each, made in zip(options, form.option_details(), strict=True)
    ]
    made = form_actions.add_question(section, form.details(row["standard"]), details)
    questions[row["id"]] = made.id
    for before, after in zip(options, made.options, strict=False):
        if before.get("id"):
            answers[str(before["id"])] = str(after.id)
