"""Programmes, who pays, and what events are about, as the desk keeps them."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.area import Area
from eventhub.api.desk_directory import Articles, articles_of
from eventhub.api.desk_parts import FundingRow
from eventhub.api.forms import Filling, filled
from eventhub.api.paging import Order
from eventhub.api.resources import Resource
from eventhub.api.schemas import SLUG, schema_of
from eventhub.events import topics
from eventhub.events.models import Topic
from eventhub.events.queries import get_topic
from eventhub.events.topics_forms import TopicForm
from eventhub.organizations.queries import find_organization
from eventhub.programmes import actions
from eventhub.programmes.forms import FundingForm, ProgrammeForm
from eventhub.programmes.models import FundingSource, Programme
from eventhub.programmes.queries import all_funding_sources, get_funding_source, get_programme
from eventhub.web.access import requires

area = Area("desk_programmes", "Programmes, funding and topics at the desk")

ProgrammeBody = schema_of(
    "ProgrammeBody",
    ProgrammeForm,
    required=("type", "name"),
    implementers=fields.Several(
        fields.Text(SLUG), allow_none=True, metadata={"description": "Slugs of organizations."}
    ),
    fundings=fields.Several(fields.Part(FundingRow), allow_none=True),
)


class DeskProgramme(ProgrammeBody):
    id = fields.Number(required=True)
    slug = fields.Text(SLUG, required=True)


def _programme(row: Programme) -> dict[str, Any]:
    plain = ("id", "slug", "type", "name", "aim", "starts_on", "ends_on", "iati_identifier")
    return {
        **{name: getattr(row, name) for name in plain},
        "implementers": sorted(each.slug for each in row.implementers),
        "fundings": [{"source": each.funding_source_id, "role": each.role} for each in row.fundings],
    }


PROGRAMMES = Resource(
    area=area,
    path="/desk/programmes",
    one="/<slug>",
    gives=DeskProgramme,
    takes=ProgrammeBody,
    view=_programme,
    find=get_programme,
)


@PROGRAMMES.pages(order=[Order(Programme.id)])
@requires(Permission.DESK_USE)
def list_desk_programmes(_query: dict[str, Any]) -> Select[Any]:
    """Programmes with the numbers of their funding sources."""
    return select(Programme).options(selectinload(Programme.fundings), selectinload(Programme.implementers))


@PROGRAMMES.shows
@requires(Permission.DESK_USE)
def show_desk_programme() -> None:
    """A programme with the numbers of its funding sources."""


@PROGRAMMES.creates
@requires(Permission.REGISTRY_EDIT)
def add_programme(body: dict[str, Any]) -> Programme:
    """Add a programme."""
    form = _programme_form(body)
    programme = actions.create_programme(form.details())
    actions.set_programme_fundings(programme, form.chosen_fundings())
    return programme


@PROGRAMMES.changes
@requires(Permission.REGISTRY_EDIT)
def change_programme(programme: Programme, body: dict[str, Any]) -> None:
    """Change a programme; its events inherit who pays for it."""
    form = _programme_form(body)
    actions.edit_programme(programme, form.details())
    actions.set_programme_fundings(programme, form.chosen_fundings())


def _programme_form(body: dict[str, Any]) -> ProgrammeForm:
    filling = Filling(body).numbered("implementers", find_organization)
    filling.called_within("fundings", source="funding_source_id")
    return filled(ProgrammeForm, filling, sources=all_funding_sources())


@PROGRAMMES.removes
@requires(Permission.REGISTRY_EDIT)
def delete_programme(programme: Programme) -> None:
    """Remove a programme that nothing refers to."""
    actions.delete_programme(programme)


FUNDER = fields.Text(SLUG, required=True, metadata={"description": "Slug of the funder."})
FundingSourceBody = schema_of(
    "FundingSourceBody",
    FundingForm,
    organization=FUNDER,
    instrument_article=fields.Part(Articles, allow_none=True),
)


class FundingSourceSchema(
    schema_of(
        "FundingSourceFacts",
        FundingForm,
        without=("eu_statement",),
        organization=FUNDER,
        instrument_article=fields.Part(Articles),
    )
):
    id = fields.Number(required=True)


def _source(row: FundingSource) -> dict[str, Any]:
    names = FundingSourceSchema._declared_fields
    return {
        **{name: getattr(row, name) for name in names},
        "organization": row.organization.slug,
        "instrument_article": articles_of(row.instrument_article),
    }


FUNDING = Resource(
    area=area,
    path="/desk/funding",
    one="/<int:source_id>",
    gives=FundingSourceSchema,
    takes=FundingSourceBody,
    view=_source,
    find=get_funding_source,
)


@FUNDING.pages(order=[Order(FundingSource.id)])
@requires(Permission.DESK_USE)
def list_funding_sources(_query: dict[str, Any]) -> Select[Any]:
    """Who gives money, on what terms, and how that has to be acknowledged."""
    return select(FundingSource).options(joinedload(FundingSource.organization))


@FUNDING.shows
@requires(Permission.DESK_USE)
def show_funding_source() -> None:
    """A funding source."""


@FUNDING.creates
@requires(Permission.FUNDING_EDIT)
def add_funding_source(body: dict[str, Any]) -> FundingSource:
    """Add a funding source. `eu_statement` fills the languages of the statement that are left empty."""
    return actions.create_funding_source(_funding_form(body).details())


@FUNDING.changes
@requires(Permission.FUNDING_EDIT)
def change_funding_source(source: FundingSource, body: dict[str, Any]) -> None:
    """Change a funding source; what is published acknowledges it so from now on."""
    actions.edit_funding_source(source, _funding_form(body).details())


def _funding_form(body: dict[str, Any]) -> FundingForm:
    return filled(FundingForm, Filling(body).known("organization", find_organization))


@FUNDING.removes
@requires(Permission.FUNDING_EDIT)
def delete_funding_source(source: FundingSource) -> None:
    """Remove a funding source that no programme and no event names."""
    actions.delete_funding_source(source)


TopicBody = schema_of("TopicBody", TopicForm, required=("name",))


class DeskTopic(TopicBody):
    id = fields.Number(required=True)
    slug = fields.Text(SLUG, required=True)


TOPICS = Resource(
    area=area,
    path="/desk/topics",
    one="/<slug>",
    gives=DeskTopic,
    takes=TopicBody,
    view=lambda row: {"id": row.id, "slug": row.slug, "name": row.name},
    find=get_topic,
)


@TOPICS.pages(order=[Order(Topic.id)])
@requires(Permission.DESK_USE)
def list_desk_topics(_query: dict[str, Any]) -> Select[Any]:
    """What events are about."""
    return select(Topic)


@TOPICS.shows
@requires(Permission.DESK_USE)
def show_desk_topic() -> None:
    """One topic."""


@TOPICS.creates
@requires(Permission.REGISTRY_EDIT)
def add_topic(body: dict[str, Any]) -> Topic:
    """Add a topic."""
    return topics.create_topic(filled(TopicForm, body).name.data)


@TOPICS.changes
@requires(Permission.REGISTRY_EDIT)
def rename_topic(topic: Topic, body: dict[str, Any]) -> None:
    """Give a topic another name."""
    topics.rename_topic(topic, filled(TopicForm, body).name.data)


@TOPICS.removes
@requires(Permission.REGISTRY_EDIT)
def delete_topic(topic: Topic) -> None:
    """Remove a topic that no event is about."""
    topics.delete_topic(topic)
