"""A field that finds a row by what is typed of its name: for lists too long to choose from."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from eventhub.web.forms import tidy

Row = TypeVar("Row")


class LookupField(Field, Generic[Row]):
    """A text field whose data is the row that was meant, or None when nothing is typed.

    ``find`` gives the rows that fit what was typed, the only one when it is certain; ``name_of`` writes a row so that
    ``find`` knows it again; ``suggest`` gives rows to offer while typing, where no page offers them once for several.
    """

    widget = TextInput()

    def __init__(
        self,
        label: Any = None,
        validators: list[Any] | None = None,
        *,
        find: Callable[[str], Sequence[Row]],
        name_of: Callable[[Row], str],
        suggest: Callable[[], Sequence[Row]] | None = None,
        **keywords: Any,
    ) -> None:
        super().__init__(label, validators, **keywords)
        self._find, self._name_of, self._suggest = find, name_of, suggest
        self._typed: str | None = None
        self._found: Sequence[Row] = ()

    @cached_property
    def suggestions(self) -> list[str]:
        """Names that a page offers; no attribute where there are none, as with fields that never have any."""
        if self._suggest is None:
            raise AttributeError("suggestions")
        return [self._name_of(row) for row in self._suggest()]

    def process_formdata(self, valuelist: list[str]) -> None:
        self._typed = tidy(valuelist[0]) if valuelist else ""
        self._found = self._find(self._typed) if self._typed else ()
        self.data = self._found[0] if len(self._found) == 1 else None

    def pre_validate(self, form: Any) -> None:
        if not self._typed or self.data is not None:
            return
        if not self._found:
            raise StopValidation(_("Nothing of this name is known. Choose from the list, or add it first."))
        fitting = "; ".join(self._name_of(row) for row in self._found)
        raise StopValidation(_("Several fit: %(names)s. Write the whole name.", names=fitting))

    def is_empty(self) -> bool:
        """Whether nothing is typed and nothing stands there."""
        return not self._value()

    def _value(self) -> str:
        if self._typed is not None:
            return self._typed
        return self._name_of(self.data) if self.data is not None else ""
