"""Finding programmes by what people type."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import selectinload

from eventhub.db import db
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding
from eventhub.text.normalise import search_key


def _holds_every_word(typed: str) -> list[ColumnElement[bool]]:
    return [Programme.search_text.contains(word, autoescape=True) for word in search_key(typed).split()]


def find_programmes(typed: str, *, limit: int, offset: int = 0) -> Sequence[Programme]:
    """Programmes whose names in any language, or IATI identifier, hold every word; by name, with their funders."""
    return db.session.scalars(
        select(Programme)
        .where(*_holds_every_word(typed))
        .options(
            selectinload(Programme.fundings)
            .joinedload(ProgrammeFunding.source)
            .joinedload(FundingSource.organization)
        )
        .order_by(Programme.search_text, Programme.id)
        .limit(limit)
        .offset(offset)
    ).all()


def count_programmes(typed: str) -> int:
    return db.session.scalar(select(func.count(Programme.id)).where(*_holds_every_word(typed))) or 0
