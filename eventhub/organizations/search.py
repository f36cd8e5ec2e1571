"""Finding organizations by what people type."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from eventhub.db import Translated, db
from eventhub.db.remembered import Remembered
from eventhub.db.search import has_terms
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.text.countries import country_name, is_country
from eventhub.text.languages import CODES, in_language
from eventhub.text.normalise import search_key, wanted_terms

_SUGGESTED = select(Organization).order_by(Organization.search_text, Organization.id).limit(300)
REMEMBERED: Remembered[list[str]] = Remembered({"organizations"}, limit=len(CODES))
"""Names to offer, by language."""
CANDIDATES = 60
"""More rows of the same words are not read to find the one that is meant."""


def names_of(organization: Organization) -> Iterator[str]:
    """All that an organization goes by: names and acronyms, and these with its country in brackets."""
    for name in [*organization.name.values(), *organization.acronym.values()]:
        yield name
        if organization.country and is_country(organization.country):
            yield from (f"{name} ({country_name(organization.country, code)})" for code in CODES)


def full_name(organization: Organization, language: str) -> str:
    """The name with its country, which tells one ministry of the interior from another."""
    name = in_language(organization.name, language)[0]
    if organization.country and is_country(organization.country):
        return f"{name} ({country_name(organization.country, language)})"
    return name


@dataclass(frozen=True)
class OrganizationFilter:
    """What a list of organizations is narrowed down to; empty values do not narrow."""

    typed: str = ""
    kind: OrganizationKind | None = None
    country: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """SQL conditions: every word that was typed stands in the names, in any language."""
        terms = wanted_terms(self.typed)
        conditions = [has_terms(Organization, terms)] if terms else []
        if self.kind:
            conditions.append(Organization.kind == self.kind)
        if self.country:
            conditions.append(Organization.country == self.country)
        return conditions


def find_organizations(wanted: OrganizationFilter, *, limit: int, offset: int = 0) -> Sequence[Organization]:
    """Organizations by name: their ``search_text`` begins with it, without accents."""
    return db.session.scalars(
        select(Organization)
        .where(*wanted.conditions())
        .order_by(Organization.search_text, Organization.id)
        .limit(limit)
        .offset(offset)
    ).all()


def count_organizations(wanted: OrganizationFilter) -> int:
    return db.session.scalar(select(func.count(Organization.id)).where(*wanted.conditions())) or 0


def organizations_named(typed: str) -> Sequence[Organization]:
    """Those that go by what was typed, or the one that has it as its slug; when none does, a few whose names hold every
    word of it."""
    by_slug = db.session.scalar(select(Organization).where(Organization.slug == typed))
    if by_slug is not None:
        return [by_slug]
    key = search_key(typed)
    if not key:
        return []
    candidates = find_organizations(OrganizationFilter(typed), limit=CANDIDATES)
    exact = [each for each in candidates if key in map(search_key, names_of(each))]
    return exact or candidates[:5]


def suggested_organizations() -> Sequence[Organization]:
    """Some to offer while a name is typed: not all, since a page must not grow with the directory."""
    return db.session.scalars(_SUGGESTED).all()


def suggested_names(language: str) -> list[str]:
    """The same by their full names; worked out anew when the directory has changed, since all who register see them."""
    return REMEMBERED.get(
        language,
        read=lambda: _names(language, _SUGGESTED.execution_options(populate_existing=True)),
        at_hand=lambda: _names(language, _SUGGESTED),
    )


def _names(language: str, query: Select[Organization]) -> list[str]:
    return [full_name(each, language) for each in db.session.scalars(query)]


def find_namesake(
    name: Translated, country: str | None, *, apart_from: Organization | None = None
) -> Organization | None:
    """An organization of the same country that has one of these names in any language."""
    keys = {search_key(each) for each in name.values()} - {""}
    if not keys:
        return None
    query = select(Organization).where(
        Organization.country == country,
        or_(*(Organization.search_text.contains(key, autoescape=True) for key in keys)),
    )
    if apart_from is not None:
        query = query.where(Organization.id != apart_from.id)
    found = db.session.scalars(query.order_by(Organization.id))
    return next((each for each in found if keys & {search_key(text) for text in each.name.values()}), None)
