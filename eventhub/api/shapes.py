"""Shapes that several areas answer with."""

from typing import Any

from flask import g
from marshmallow import Schema

from eventhub.api.fields import Choice, Text, Translated
from eventhub.events.rules import funding_of
from eventhub.programmes.models import FundingRole, FundingSource
from eventhub.web.language import absolute_url


class Reference(Schema):
    """Something by its slug, with its name and the address of its page."""

    slug = Text(120, required=True)
    name = Translated(required=True)
    url = Text(1000)


class Acknowledgement(Schema):
    """Who pays, and what has to be said and shown of it."""

    funder = Text(required=True)
    name = Translated(required=True)
    role = Choice(FundingRole, required=True)
    instrument = Translated(required=True)
    statement = Translated(required=True, metadata={"description": "The words that the funder demands."})
    disclaimer = Translated(required=True)
    emblem = Text(
        1000,
        allow_none=True,
        required=True,
        metadata={
            "description": "Address of the emblem, which stands beside the statement, never apart from it."
        },
    )


class Nothing(Schema):
    """An empty body."""


def link(endpoint: str, **values: Any) -> str:
    """The address of a page, in the language that the query names, else in English."""
    return absolute_url(endpoint, **values, language=g.get("texts_in") or "en")


def reference(row: Any, endpoint: str) -> dict[str, Any] | None:
    """A row that has a slug, a name and a page."""
    if row is None:
        return None
    return {"slug": row.slug, "name": row.name, "url": link(endpoint, slug=row.slug)}


def acknowledgement(source: FundingSource, role: FundingRole) -> dict[str, Any]:
    return {
        "funder": source.organization.slug,
        "name": source.organization.name,
        "role": role,
        "instrument": source.instrument,
        "statement": source.statement,
        "disclaimer": source.disclaimer,
        "emblem": absolute_url("static", filename=f"img/emblems/{source.emblem}.svg")
        if source.emblem
        else None,
    }


def acknowledgements(event: Any) -> list[dict[str, Any]]:
    """Who is acknowledged for an event: the funders of its programme, and its own."""
    return [acknowledgement(source, role) for source, role in funding_of(event)]
