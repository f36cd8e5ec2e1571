"""Names in addresses."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from eventhub.db.base import db
from eventhub.text.languages import in_language
from eventhub.text.slugs import slugify

LENGTH = 80


def unique_slug(model: Any, name: Mapping[str, str], *, fallback: str) -> str:
    """A slug that no row of ``model`` has: from the name, English first, or from ``fallback`` where no Latin
    letters remain; numbered when it is taken."""
    wanted = next(
        (slug for slug in map(slugify, (in_language(name, "en")[0], *name.values())) if slug), fallback
    )
    base = wanted[:LENGTH].strip("-")
    taken = set(
        db.session.scalars(select(model.slug).where((model.slug == base) | model.slug.startswith(base + "-")))
    )
    return next(
        slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )
