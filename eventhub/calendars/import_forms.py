"""The form that takes a calendar of others."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import Length

from eventhub.calendars.errors import CalendarTooLargeError, NoCalendarGivenError
from eventhub.calendars.importing import LARGEST, Taken, fetch
from eventhub.events.labels import KIND_LABELS
from eventhub.events.models import EventKind
from eventhub.organizations.models import Office
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.web.forms import Form, choices
from eventhub.web.language import current_language


class ImportForm(Form):
    """A calendar by its address or as a file; and what holds for all its events."""

    url = StringField(
        _l("Address of a calendar"),
        [Length(max=2000)],
        description=_l("It begins with https:// or webcal:// and can be read without a password."),
        render_kw={"inputmode": "url", "dir": "ltr", "autocomplete": "off"},
    )
    file = FileField(_l("Or a file (.ics)"))
    office_id = SelectField(_l("Office"), coerce=int)
    kind = SelectField(
        _l("Kind"),
        choices=choices((kind.value, label) for kind, label in KIND_LABELS.items()),
        default=EventKind.WORKSHOP.value,
    )
    language = SelectField(
        _l("Language of the texts"), choices=choices((each.code, each.name) for each in LANGUAGES)
    )
    text = HiddenField()
    """The calendar itself, once it has been looked at: what is saved is what was shown."""
    stage = HiddenField()

    def __init__(self, *arguments: Any, offices: Sequence[Office], **keywords: Any) -> None:
        super().__init__(*arguments, language=current_language(), **keywords)
        self._offices = {office.id: office for office in offices}
        self.office_id.choices = choices(
            (office.id, in_language(office.name, current_language())[0]) for office in offices
        )

    def taken(self) -> Taken:
        return Taken(
            self._offices[self.office_id.data], EventKind(self.kind.data), self.language.data or "en"
        )

    def content(self) -> bytes:
        """The calendar that was meant: the one looked at, else the file, else what stands at the address.

        Raises:
            NoCalendarGivenError, CalendarTooLargeError, CalendarNotFetchedError, OutgoingError
        """
        if self.text.data:
            content = self.text.data.encode()
        elif self.file.data:
            with self.file.data.stream as stream:
                content = stream.read()
        elif self.url.data:
            content = fetch(self.url.data)
        else:
            raise NoCalendarGivenError
        if len(content) > LARGEST:
            raise CalendarTooLargeError
        return content

    def show(self, content: bytes) -> None:
        """Carry the calendar to the next step."""
        self.text.data, self.stage.data = content.decode("utf-8-sig"), "save"

    def chosen(self) -> set[str]:
        """The UIDs that were ticked."""
        return set(request.form.getlist("chosen"))
