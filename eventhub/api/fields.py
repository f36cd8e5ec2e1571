"""Fields of what programs send and get: strict about types, with messages in the language of the request."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _l
from marshmallow import RAISE, Schema, ValidationError, fields

from eventhub.text.languages import CODES, in_language
from eventhub.text.numbers import LARGEST

_KEPT_CONTROLS = "\n\t\r"
_MOMENT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?"

COMMON_MESSAGES: dict[str, Any] = {
    "required": _l("This is missing."),
    "null": _l("This cannot be null."),
    "type": _l("Write an object."),
    "unknown": _l("There is no such field here."),
}


class Body(Schema):
    """What a program sends: a field that is not known is an error, since a slip would go unnoticed otherwise."""

    class Meta:
        unknown = RAISE

    error_messages = COMMON_MESSAGES


class _Worded(fields.Field):
    """A field with our words for what every field may lack."""

    default_error_messages = COMMON_MESSAGES


def keepable(text: str) -> str:
    """The text, if databases can keep it and others read it.

    Raises:
        ValidationError: it holds NUL or another control character, or half a character (a lone surrogate).
    """
    is_whole = text.isascii() or _is_unicode(text)
    if not is_whole or any(char < " " and char not in _KEPT_CONTROLS for char in text):
        raise ValidationError(_l("This text holds characters that cannot be kept."))  # pyright: ignore - lazy
    return text


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Text(_Worded, fields.String):
    """A text of one language or none, of at most ``most`` characters."""

    default_error_messages = {"invalid": _l("Write a text.")}

    def __init__(self, most: int = 20_000, **keywords: Any) -> None:
        super().__init__(metadata={**self._limits(most), **keywords.pop("metadata", {})}, **keywords)
        self._most = most

    def _limits(self, most: int) -> dict[str, Any]:
        return {"maxLength": most}

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> str:
        text = keepable(super()._deserialize(value, *rest, **more))
        if len(text) > self._most:
            raise ValidationError(_l("Write at most %(most)s characters.", most=self._most))  # pyright: ignore - lazy
        return text


class Choice(Text):
    """One of some words."""

    def __init__(self, words: Any, **keywords: Any) -> None:
        self.words = [str(getattr(each, "value", each)) for each in words]
        super().__init__(**keywords)

    def _limits(self, most: int) -> dict[str, Any]:
        return {"enum": self.words}

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> str:
        if value not in self.words:
            message = _l("Choose one of: %(words)s.", words=", ".join(filter(None, self.words)))
            raise ValidationError(message)  # pyright: ignore - lazy
        return value

    def _serialize(self, value: Any, *rest: Any, **more: Any) -> str | None:
        return None if value is None else str(getattr(value, "value", value))


class Number(_Worded, fields.Integer):
    """A whole number from ``least`` to ``most``; of a query, whose values are all texts, unless ``strict``."""

    default_error_messages = {
        "invalid": _l("Write a whole number."),
        "too_large": _l("Write a whole number."),
    }

    def __init__(self, least: int = 0, most: int = LARGEST, *, strict: bool = True, **keywords: Any) -> None:
        bounds = {"minimum": least, "maximum": most}
        super().__init__(strict=strict, metadata={**bounds, **keywords.pop("metadata", {})}, **keywords)
        self._least, self._most = least, most

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> int:
        if isinstance(value, bool) or (
            not self.strict and not re.fullmatch(r"-?\d{1,12}", str(value), re.ASCII)
        ):
            raise self.make_error("invalid")
        number = super()._deserialize(value, *rest, **more)
        if not self._least <= number <= self._most:
            message = _l(
                "Write a whole number from %(least)s to %(most)s.", least=self._least, most=self._most
            )
            raise ValidationError(message)  # pyright: ignore - lazy
        return number


class Decimal(_Worded, fields.Float):
    """A number with a fraction, such as degrees."""

    default_error_messages = {"invalid": _l("Write a number."), "too_large": _l("Write a number.")}

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> float:
        if isinstance(value, (bool, str)):
            raise self.make_error("invalid")
        return super()._deserialize(value, *rest, **more)


class Flag(_Worded, fields.Boolean):
    """True or false, and nothing that merely looks like it."""

    default_error_messages = {"invalid": _l("Write true or false.")}

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> bool:
        if value is True or value is False:
            return value
        raise self.make_error("invalid", input=value)


class Asked(Choice):
    """True or false in a query."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(("true", "false"), **keywords)


class Day(_Worded, fields.Date):
    default_error_messages = {
        "invalid": _l("Write each date as year-month-day, such as 2026-11-03."),
        "format": _l("Write each date as year-month-day, such as 2026-11-03."),
    }

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise self.make_error("invalid", input=value, obj_type="date")
        return super()._deserialize(value, *rest, **more)

    def _serialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        # Lists of days are kept as they are written.
        return value if isinstance(value, str) else super()._serialize(value, *rest, **more)


class Clock(Text):
    """A time of day by the clocks of the place, such as 09:30."""

    default_error_messages = {"invalid": _l("Write a time, such as 09:00.")}
    _PATTERN = r"([01]\d|2[0-3]):[0-5]\d"

    def _limits(self, most: int) -> dict[str, Any]:
        return {"pattern": f"^{self._PATTERN}$"}

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(self._PATTERN, value, re.ASCII):
            raise self.make_error("invalid")
        return value

    def _serialize(self, value: Any, *rest: Any, **more: Any) -> str | None:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class Moment(_Worded, fields.DateTime):
    """A moment, answered with its offset. One that is sent without an offset is by the clocks of the place."""

    default_error_messages = {"invalid": _l("Write a date and a time, such as 2026-11-03T08:30.")}

    def __init__(self, **keywords: Any) -> None:
        super().__init__(format="iso", metadata=keywords.pop("metadata", {}), **keywords)

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> datetime:
        if not isinstance(value, str) or not re.fullmatch(_MOMENT, value, re.ASCII):
            raise self.make_error("invalid", input=value, obj_type="datetime")
        try:
            return datetime.fromisoformat(value)
        except ValueError as error:
            raise self.make_error("invalid", input=value, obj_type="datetime") from error


class Translated(_Worded, fields.Dict):
    """A text per language, by its code. Asked for in one language, only the text that is nearest to it."""

    default_error_messages = {"invalid": _l("Write an object with a text for each language.")}

    def __init__(self, most: int = 20_000, **keywords: Any) -> None:
        metadata = {
            "propertyNames": {"enum": list(CODES)},
            "example": {"en": "Workshop", "fr": "Atelier"},
            **keywords.pop("metadata", {}),
        }
        super().__init__(
            keys=Choice(CODES), values=Text(most, allow_none=True), metadata=metadata, **keywords
        )

    def _serialize(self, value: Mapping[str, str] | None, attr: str | None, obj: Any, **more: Any) -> Any:
        texts = dict(value or {})
        code = g.get("texts_in")
        if code is None or not texts:
            return texts
        text, found = in_language(texts, code)
        return {found: text} if text else {}


class AnswerValue(_Worded, fields.Raw):
    """An answer to a question of the form: what is one depends on its kind, which the form knows."""

    default_error_messages = {"invalid": _l("This is no answer.")}
    _MOST, _LONGEST = 100, 20_000

    def __init__(self, **keywords: Any) -> None:
        text = {"type": "string", "maxLength": self._LONGEST}
        kinds = [
            text,
            {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST},
            {"type": "array", "items": text, "maxItems": self._MOST},
            {"type": "object", "additionalProperties": text, "maxProperties": self._MOST},
            {"type": "null"},
        ]
        super().__init__(metadata={"anyOf": kinds, **keywords.pop("metadata", {})}, **keywords)

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
            return value
        if isinstance(value, list) and len(value) <= self._MOST:
            return [self._text(each) for each in value]
        if isinstance(value, dict) and len(value) <= self._MOST:
            return {keepable(key): self._text(each) for key, each in value.items()}
        return self._text(value)

    def _text(self, value: Any) -> str:
        if not isinstance(value, str) or len(value) > self._LONGEST:
            raise self.make_error("invalid")
        return keepable(value)


class Free(fields.Raw):
    """An object of which the description says no more."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(metadata={"type": "object", **keywords.pop("metadata", {})}, **keywords)


class Several(_Worded, fields.List):
    default_error_messages = {"invalid": _l("Write a list.")}

    def __init__(self, inner: Any, *, most: int = 500, **keywords: Any) -> None:
        super().__init__(inner, metadata={"maxItems": most, **keywords.pop("metadata", {})}, **keywords)
        self._maximum = most

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> list[Any]:
        if isinstance(value, list) and len(value) > self._maximum:
            raise ValidationError(_l("Write at most %(most)s entries.", most=self._maximum))  # pyright: ignore - lazy
        return super()._deserialize(value, *rest, **more)


class Part(_Worded, fields.Nested):
    """An object inside another: whole, also where the outer one is a patch."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **more: Any) -> Any:
        return super()._deserialize(value, attr, data, partial=False, **more)
