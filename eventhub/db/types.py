"""Column types of the domain."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

# PostgreSQL's plain JSON knows no equality, which DISTINCT and GROUP BY need.
Json = JSON().with_variant(JSONB(), "postgresql")


class Translated(dict[str, str]):
    """A text per language, by language code; languages without text are absent. Treated as immutable."""

    def __init__(self, texts: Mapping[str, str | None] | None = None, /, **by_language: str) -> None:
        given = {**(texts or {}), **by_language}
        super().__init__({code: text for code, text in given.items() if text})


class TranslatedText(TypeDecorator[Translated]):
    """Stores a Translated as JSON; no text in any language is an empty object, never NULL."""

    impl = Json
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Any) -> dict[str, str]:
        return dict(Translated(value))

    def process_result_value(self, value: dict[str, str] | None, dialect: Any) -> Translated:
        return Translated(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment. SQLite drops the zone, so values are turned to UTC going in and marked UTC coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
