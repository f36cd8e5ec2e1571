"""Of which series an event is an edition."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from eventhub.db import Translated
from eventhub.events.forms import names_of
from eventhub.events.models import Event, Series
from eventhub.web.forms import Form, TranslatedField, choices

NEW, NONE = "new", ""


class SeriesForm(Form):
    series = SelectField(_l("Series"))
    name = TranslatedField(
        _l("Name of the series"),
        max_length=200,
        description=_l(
            "As all editions are called together. Left empty, a new one bears the title of this event."
        ),
    )

    def __init__(self, *arguments: Any, event: Event, known: Sequence[Series], **keywords: Any) -> None:
        own = event.series
        super().__init__(
            *arguments,
            series=str(own.id) if own else NONE,
            name=own.name if own else Translated(),
            **keywords,
        )
        self._own = own
        self._known = {str(each.id): each for each in known}
        self.series.choices = choices(
            [
                (NONE, _l("None")),
                (NEW, _l("A new one, which begins with this event")),
                *((str(number), name) for number, name in names_of(known)),
            ]
        )

    @property
    def begins(self) -> bool:
        """Whether a series is to be made."""
        return self.series.data == NEW

    @property
    def chosen(self) -> Series | None:
        """The series that is there already."""
        return self._known.get(self.series.data)

    @property
    def new_name(self) -> Translated | None:
        """What the series that it belongs to is to be called from now on; another one keeps its name."""
        return (
            self.name.data
            if self.chosen is not None and self.chosen is self._own and self.name.data
            else None
        )

    def naming(self) -> dict[str, Any]:
        """What ``series.set_series`` is told besides the series that was chosen."""
        return {"begins": self.begins, "name": self.name.data, "new_name": self.new_name}
