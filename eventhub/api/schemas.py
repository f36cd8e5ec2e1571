"""The schemas of bodies, made from the forms of the desk: their fields with their limits (decision record 0015)."""

from collections.abc import Callable, Sequence
from typing import Any

from marshmallow import Schema
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    DecimalField,
    EmailField,
    FieldList,
    FloatField,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    URLField,
)
from wtforms.validators import Length, NumberRange

from eventhub.api import fields
from eventhub.api.fields import Body
from eventhub.text.numbers import LARGEST
from eventhub.web.forms import CheckboxesField, CountryField, TimeZoneField, TranslatedField
from eventhub.web.lookup import LookupField

SLUG = 120
"""How long the slug of a thing may be."""


def schema_of(
    name: str,
    *forms: type,
    without: Sequence[str] = (),
    required: Sequence[str] = (),
    **replaced: Any,
) -> type[Schema]:
    """The schema of a body for ``forms``: their fields with their limits, and ``replaced`` in place of some.

    What only a form can tell, such as whether an end comes after its start, it tells when the body is taken.
    """
    found: dict[str, Any] = {}
    for form in forms:
        for field_name in dir(form):
            unbound = getattr(form, field_name)
            if hasattr(unbound, "field_class") and field_name not in without:
                field = _field(name, field_name, unbound, field_name in required)
                if field is not None:
                    found[field_name] = field
    return type(name, (Body,), {**found, **replaced})


def _field(schema: str, name: str, unbound: Any, required: bool) -> Any:
    """The field for one of a form; None for those that are for browsers, or need what only a request knows."""
    kind, keywords = unbound.field_class, unbound.kwargs
    usual: dict[str, Any] = {"required": required, "allow_none": not required}
    label = next((each for each in unbound.args if not isinstance(each, list | tuple)), keywords.get("label"))
    if label is not None:
        usual["metadata"] = {"description": _in_english(label)}
    validators = next(
        (each for each in unbound.args if isinstance(each, list | tuple)), keywords.get("validators", ())
    )
    if issubclass(kind, HiddenField):
        return None
    for known, make in _MAKERS:
        if issubclass(kind, known):
            return make(schema, name, unbound, validators or (), usual)
    return None


def _in_english(label: Any) -> str:
    """Read where a document for programmers is made: outside a request, which is English."""
    return str(label)


def _limit(validators: Sequence[Any], usual: int) -> int:
    return next((each.max for each in validators if isinstance(each, Length) and each.max > 0), usual)


def _bounds(validators: Sequence[Any]) -> tuple[Any, Any]:
    found = next((each for each in validators if isinstance(each, NumberRange)), None)
    return (found.min, found.max) if found else (None, None)


def _whole(_schema: str, _name: str, _unbound: Any, validators: Sequence[Any], usual: dict[str, Any]) -> Any:
    least, most = _bounds(validators)
    return fields.Number(0 if least is None else least, LARGEST if most is None else most, **usual)


def _text(most: int) -> Callable[..., Any]:
    def make(
        _schema: str, _name: str, _unbound: Any, validators: Sequence[Any], usual: dict[str, Any]
    ) -> Any:
        return fields.Text(_limit(validators, most), **usual)

    return make


def _translated(
    _schema: str, _name: str, unbound: Any, _validators: Sequence[Any], usual: dict[str, Any]
) -> Any:
    is_long = unbound.kwargs.get("multiline")
    most = unbound.kwargs.get("max_length") or (20_000 if is_long else 300)
    return fields.Translated(most, **usual)


def _words(unbound: Any) -> list[str] | None:
    offered = unbound.kwargs.get("choices")
    if offered is None or callable(offered):
        return None
    return [str(each.value if hasattr(each, "value") else each[0]) for each in offered]


def _choice(_schema: str, _name: str, unbound: Any, _validators: Sequence[Any], usual: dict[str, Any]) -> Any:
    words, default = _words(unbound), unbound.kwargs.get("default")
    if words and default is not None and not usual["required"]:
        usual["load_default"] = str(getattr(default, "value", default))
    return fields.Choice(words, **usual) if words else None


def _choices(
    _schema: str, _name: str, unbound: Any, _validators: Sequence[Any], usual: dict[str, Any]
) -> Any:
    words = _words(unbound)
    return fields.Several(fields.Choice(words), **usual) if words else None


def _rows(schema: str, name: str, unbound: Any, _validators: Sequence[Any], usual: dict[str, Any]) -> Any:
    inner = unbound.args[0]
    if issubclass(inner.field_class, FormField):
        row = schema_of(f"{schema}{name.capitalize()}", inner.args[0])
        return fields.Several(fields.Part(row), **usual)
    field = _field(schema, name, inner, False)
    return fields.Several(field, **usual) if field is not None else None


def _of(kind: Any) -> Callable[..., Any]:
    def make(
        _schema: str, _name: str, _unbound: Any, _validators: Sequence[Any], usual: dict[str, Any]
    ) -> Any:
        return kind(**usual)

    return make


_MAKERS: tuple[tuple[Any, Callable[..., Any]], ...] = (
    (TranslatedField, _translated),
    (FieldList, _rows),
    (LookupField, _text(SLUG)),
    (CountryField, _text(2)),
    (CheckboxesField, _choices),
    (SelectField, _choice),
    (TimeZoneField, _text(64)),
    (TextAreaField, _text(20_000)),
    (EmailField, _text(254)),
    (URLField, _text(500)),
    (StringField, _text(500)),
    (IntegerField, _whole),
    (FloatField, _of(fields.Decimal)),
    (DecimalField, _of(fields.Decimal)),
    (BooleanField, _of(fields.Flag)),
    (DateTimeLocalField, _of(fields.Moment)),
    (DateField, _of(fields.Day)),
    (TimeField, _of(fields.Clock)),
)
"""How a field of a form is sent; the first kind that fits is taken."""
