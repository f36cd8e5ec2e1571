"""Reading programmes and funding sources."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.db import db
from eventhub.programmes.errors import FundingSourceNotFoundError, ProgrammeNotFoundError
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding


def all_programmes(*, limit: int | None = None) -> Sequence[Programme]:
    return db.session.scalars(select(Programme).order_by(Programme.slug).limit(limit)).all()


def all_funding_sources() -> Sequence[FundingSource]:
    """With the organizations that own them."""
    return db.session.scalars(
        select(FundingSource).options(joinedload(FundingSource.organization)).order_by(FundingSource.id)
    ).all()


def get_programme(slug: str) -> Programme:
    """A programme by its slug, with its funding and those who implement it.

    Raises:
        ProgrammeNotFoundError
    """
    programme = db.session.scalar(
        select(Programme)
        .where(Programme.slug == slug)
        .options(
            selectinload(Programme.fundings)
            .joinedload(ProgrammeFunding.source)
            .joinedload(FundingSource.organization),
            selectinload(Programme.implementers),
        )
    )
    if programme is None:
        raise ProgrammeNotFoundError
    return programme


def find_programme(slug: str) -> Programme | None:
    return db.session.scalar(select(Programme).where(Programme.slug == slug))


def get_funding_source(source_id: int) -> FundingSource:
    """A funding source with its organization.

    Raises:
        FundingSourceNotFoundError
    """
    source = db.session.get(FundingSource, source_id, options=[joinedload(FundingSource.organization)])
    if source is None:
        raise FundingSourceNotFoundError
    return source
