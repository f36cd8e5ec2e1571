"""Writing programmes and funding sources. Each verb flushes and leaves an audit line; the caller commits."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from eventhub.accounts.models import ScopeKind
from eventhub.accounts.roles import Scope, drop_roles_at
from eventhub.audit.actions import record
from eventhub.audit.changes import apply_details
from eventhub.db import Translated, db
from eventhub.db.references import delete_unused
from eventhub.db.slugs import unique_slug
from eventhub.organizations.models import Organization
from eventhub.programmes.errors import EmblemAloneError
from eventhub.programmes.models import (
    FundingRole,
    FundingSource,
    Programme,
    ProgrammeFunding,
    ProgrammeType,
    programme_implementers,
)
from eventhub.programmes.signals import funding_source_changed, programme_changed
from eventhub.text.normalise import search_key

PARTS_OF_PROGRAMME = (ProgrammeFunding.__tablename__, programme_implementers.name)
"""Tables whose rows go with the programme."""


@dataclass(frozen=True, kw_only=True)
class ProgrammeDetails:
    """The facts of a programme that a person enters. Names and meanings as in ``models.Programme``."""

    type: ProgrammeType
    name: Translated
    aim: Translated = field(default_factory=Translated)
    starts_on: date | None = None
    ends_on: date | None = None
    iati_identifier: str = ""
    implementers: list[Organization] = field(default_factory=list)

    @classmethod
    def of(cls, programme: Programme) -> "ProgrammeDetails":
        """What a programme holds now."""
        return cls(**{each.name: getattr(programme, each.name) for each in fields(cls)})


def create_programme(details: ProgrammeDetails, *, slug: str | None = None) -> Programme:
    """Add a programme. Its slug, made from the name unless given, is fixed for life."""
    programme = Programme(slug=slug or unique_slug(Programme, details.name, fallback="programme"))
    apply_details(programme, details)
    programme.search_text = _search_text(programme)
    db.session.add(programme)
    db.session.flush()
    record("programme:details:create", programme)
    return programme


def edit_programme(programme: Programme, details: ProgrammeDetails) -> set[str]:
    """Change the facts of a programme; the names of the fields that changed come back."""
    changes = apply_details(programme, details)
    if changes:
        programme.search_text = _search_text(programme)
        db.session.flush()
        record("programme:details:edit", programme, changes=changes)
        programme_changed.send(programme)
    return set(changes)


def set_programme_fundings(
    programme: Programme, fundings: Sequence[tuple[FundingSource, FundingRole]]
) -> bool:
    """Replace the funding of a programme, each source once, in the order of naming; says whether it changed."""
    before = [[each.funding_source_id, each.role.value] for each in programme.fundings]
    after = [[source.id, role.value] for source, role in fundings]
    if before == after:
        return False
    known = {each.funding_source_id: each for each in programme.fundings}
    rows = []
    for position, (source, role) in enumerate(fundings, start=1):
        row = known.get(source.id) or ProgrammeFunding(source=source)
        row.role, row.position = role, position
        rows.append(row)
    programme.fundings = rows
    db.session.flush()
    record("programme:funding:set", programme, changes={"fundings": [before, after]})
    programme_changed.send(programme)
    return True


def delete_programme(programme: Programme) -> None:
    """Remove a programme that nothing refers to, with its list of funding and of implementers.

    Raises:
        StillUsedError: with what refers to it.
    """
    record("programme:details:delete", programme)
    drop_roles_at(Scope(ScopeKind.PROGRAMME, programme.id))
    delete_unused(programme, apart_from=PARTS_OF_PROGRAMME)


@dataclass(frozen=True, kw_only=True)
class FundingDetails:
    """The facts of a funding source that a person enters. Names and meanings as in ``models.FundingSource``."""

    organization: Organization
    instrument: Translated = field(default_factory=Translated)
    instrument_article: dict[str, str] = field(default_factory=dict)
    agreement_reference: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Decimal | None = None
    currency: str = ""
    statement: Translated = field(default_factory=Translated)
    disclaimer: Translated = field(default_factory=Translated)
    emblem: str = ""
    needs_sign_off: bool = False

    @classmethod
    def of(cls, source: FundingSource) -> "FundingDetails":
        """What a funding source holds now."""
        return cls(**{each.name: getattr(source, each.name) for each in fields(cls)})


def create_funding_source(details: FundingDetails, *, code: str | None = None) -> FundingSource:
    """Add a funding source; ``code`` is the name that imports know it by.

    Raises:
        EmblemAloneError
    """
    _check_emblem(details)
    source = FundingSource(code=code)
    apply_details(source, details)
    db.session.add(source)
    db.session.flush()
    record("funding:details:create", source)
    return source


def edit_funding_source(source: FundingSource, details: FundingDetails) -> set[str]:
    """Change the facts of a funding source; the names of the fields that changed come back.

    Raises:
        EmblemAloneError
    """
    _check_emblem(details)
    changes = apply_details(source, details)
    if changes:
        db.session.flush()
        record("funding:details:edit", source, changes=changes)
        funding_source_changed.send(source)
    return set(changes)


def delete_funding_source(source: FundingSource) -> None:
    """Remove a funding source that no programme and no event names.

    Raises:
        StillUsedError: with what refers to it.
    """
    record("funding:details:delete", source)
    delete_unused(source)


def _check_emblem(details: FundingDetails) -> None:
    if details.emblem and not details.statement:
        raise EmblemAloneError


def _search_text(programme: Programme) -> str:
    return search_key(" ".join([*programme.name.values(), programme.iati_identifier]))
