"""The base of all forms, and fields that WTForms does not have."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form as PlainForm
from wtforms import (
    FormField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # pyright: ignore - newer than the type stubs
from wtforms.utils import unset_value
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from eventhub.db import Translated
from eventhub.text.countries import country_names, is_country
from eventhub.text.languages import LANGUAGES
from eventhub.text.zones import is_zone, zone_names

SHORT = 300
LONG = 20_000


def tidy(text: str | None) -> str | None:
    """What was typed, without the blanks around it and the control characters that no field is for."""
    if text is None:
        return None
    return "".join(char for char in text if char in "\n\t" or (char >= " " and char != "\x7f")).strip()


def listed(text: str | None) -> list[str]:
    """What was typed one after the other, parted by the commas and semicolons of any script or by new lines."""
    return [part.strip() for part in re.split(r"[,;\n،؛，；、]", text or "") if part.strip()]


class Form(FlaskForm):
    """Every text that is typed is tidied; messages come in the language of the page."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            kind = unbound_field.field_class
            # A blank may be part of a password.
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options["filters"] = [tidy, *unbound_field.kwargs.get("filters", ())]
            return unbound_field.bind(form=form, **options)


def _one_per_language(multiline: bool, max_length: int) -> type[PlainForm]:
    kind = TextAreaField if multiline else StringField
    fields = {
        each.code: kind(
            each.name,
            validators=[Length(max=max_length)],
            filters=[tidy],
            render_kw={"lang": each.code, "dir": each.direction},
        )
        for each in LANGUAGES
    }
    return type("PerLanguageForm", (PlainForm,), fields)


class TranslatedField(FormField):
    """A text per language, side by side; its data is a Translated.

    ``required`` asks for at least one language: a name exists in some language, and none is the real one.
    """

    def __init__(
        self,
        label: Any = None,
        *,
        multiline: bool = False,
        required: bool = False,
        max_length: int | None = None,
        **keywords: Any,
    ) -> None:
        limit = max_length or (LONG if multiline else SHORT)
        super().__init__(_one_per_language(multiline, limit), label, **keywords)
        self.required = required
        self.multiline = multiline

    @property
    def data(self) -> Translated:
        return Translated(self.form.data)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, dict(data or {}) if data is not unset_value else {}, extra_filters)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        valid = super().validate(form, extra_validators)
        if valid and self.required and not self.data:
            first = next(iter(self.form))
            first.errors = [*first.errors, _l("Fill in at least one language.")]
            return False
        return valid

    def populate_obj(self, obj: Any, name: str) -> None:
        setattr(obj, name, self.data)


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """What a field offers, from pairs of value and label; labels may be translated lazily."""
    return [SelectChoice(value, label) for value, label in pairs]


def number_or_none(value: Any) -> int | None:
    """How a list of rows reads its choice: the number of one, or nothing."""
    return int(value) if value else None


class CheckboxesField(SelectMultipleField):
    """Several choices as a list of check boxes: no key has to be held down."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        # An empty value chooses nothing. ``Optional`` would take one in front for the whole, and let pass what follows.
        self.raw_data = [each for each in valuelist if each.strip()]
        super().process_formdata(self.raw_data)


def _country_choices() -> Sequence[SelectChoice]:
    locale = get_locale()
    return _countries_in(locale.language if locale else "en")


@cache
def _countries_in(language: str) -> tuple[SelectChoice, ...]:
    """Made once: there are 250, of every form that asks for a country."""
    return tuple(choices([("", "—"), *country_names(language)]))


class CountryField(SelectField):
    """A country by its ISO 3166-1 code, listed in the language of the page; data is None when none is chosen."""

    def __init__(self, label: Any = None, validators: list[Any] | None = None, **keywords: Any) -> None:
        super().__init__(
            label,
            validators,
            coerce=_code_or_none,
            choices=_country_choices,
            **keywords,
        )

    def pre_validate(self, form: Any) -> None:
        """One look into the list, where ``SelectField`` goes through all 250. None may always be chosen."""
        if self.data is not None and not is_country(self.data):
            super().pre_validate(form)


def _code_or_none(value: Any) -> str | None:
    return str(value) if value else None


class TimeZoneField(StringField):
    """An IANA time zone by name; the template offers the names as suggestions."""

    suggestions = sorted(name for name in zone_names() if "/" in name and not name.startswith("Etc/"))

    def pre_validate(self, form: Any) -> None:
        if self.data and not is_zone(self.data):
            raise ValidationError(_l("This is not a time zone. Write it like Asia/Shanghai."))


def in_zone(moment: datetime | None, time_zone: str) -> datetime | None:
    """A stored moment as the clock at the venue shows it, for a form: naive."""
    return moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None) if moment else None


def from_zone(local: datetime | None, time_zone: str) -> datetime | None:
    """What a form holds by the clock at the venue, as an aware moment."""
    return local.replace(tzinfo=ZoneInfo(time_zone)) if local else None
