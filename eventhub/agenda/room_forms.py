"""Small forms around an agenda: its rooms, a day to be copied, the name of a template."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, IntegerField, SelectField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from eventhub.agenda.actions import RoomDetails
from eventhub.agenda.forms import MOST_PLACES
from eventhub.agenda.models import Room
from eventhub.text import calendar
from eventhub.text.numbers import whole_number
from eventhub.web.forms import Form, choices, tidy
from eventhub.web.language import current_language
from eventhub.web.stamps import StampedForm


class RoomForm(PlainForm):
    """A room; a row without name is an empty row."""

    number = HiddenField()
    name = StringField(_l("Name"), [Length(max=120)], filters=[tidy])
    capacity = IntegerField(_l("People it holds"), [Optional(), NumberRange(1, MOST_PLACES)])

    def validate_capacity(self, field: IntegerField) -> None:
        if field.data and not self.name.data:
            raise ValidationError(_l("Write the name of the room."))


class RoomsForm(StampedForm):
    rooms = FieldList(FormField(RoomForm, _l("Room")), _l("Rooms"))

    @classmethod
    def values_of(cls, rooms: Sequence[Room]) -> dict[str, Any]:
        """What the fields show of the rooms of an event."""
        return {
            "rooms": [
                {"number": str(each.id), "name": each.name, "capacity": each.capacity} for each in rooms
            ]
        }

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        seen: set[str] = set()
        for row in self.rooms:
            name = row.form.name
            if name.data and name.data.casefold() in seen:
                name.errors = [*name.errors, _l("There is another room of this name.")]
            seen.add((name.data or "").casefold())
        # What a list says of its rows is gathered before: without this the form would call itself right.
        self.rooms.errors = [row.errors for row in self.rooms if row.errors]
        return not self.rooms.errors

    def details(self) -> list[RoomDetails]:
        """What was entered; empty rows do not count."""
        return [
            RoomDetails(
                id=whole_number(row["number"]),
                name=row["name"],
                capacity=row["capacity"],
            )
            for row in self.rooms.data
            if row["name"]
        ]


class CopyDayForm(Form):
    source = SelectField(_l("From"))
    target = SelectField(_l("To"))

    def __init__(self, days: Sequence[date], **keywords: Any) -> None:
        super().__init__(**keywords)
        self._days = {day.isoformat(): day for day in days}
        offered = [(key, calendar.full_date(day, current_language())) for key, day in self._days.items()]
        self.source.choices = self.target.choices = choices(offered)

    def validate_target(self, field: SelectField) -> None:
        if field.data == self.source.data:
            raise ValidationError(_l("Choose another day."))

    def chosen(self) -> tuple[date, date]:
        """From which day to which."""
        return self._days[self.source.data], self._days[self.target.data]


class TemplateForm(Form):
    name = StringField(_l("Name"), [InputRequired(_l("Write a name.")), Length(max=120)])
