"""The pages on which an organiser edits the facts of an event."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    FloatField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    URLField,
)
from wtforms.validators import Email, Length, NumberRange, Optional, Regexp

from eventhub.events.actions import EventDetails
from eventhub.events.labels import KIND_LABELS, MODE_LABELS, STATUS_LABELS, VISIBILITY_LABELS
from eventhub.events.models import AttendanceMode, Event, EventKind, EventStatus, Topic, Visibility
from eventhub.organizations.models import Office
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.web.forms import CheckboxesField, CountryField, Form, TranslatedField, choices, listed
from eventhub.web.language import current_language
from eventhub.web.moments import PeriodFields
from eventhub.web.stamps import StampedForm
from eventhub.web.validators import web_address

MANY = 100_000
"""More people than any event has."""
SDG_TARGET = r"(1[0-7]|[1-9])\.(\d{1,2}|[a-d])"
FACTS = frozenset(each.name for each in fields(EventDetails))
LANGUAGE_CHOICES = [(each.code, each.name) for each in LANGUAGES]


def names_of(rows: Sequence[Any]) -> list[tuple[int, str]]:
    """Choices for rows that have a name in several languages."""
    return [(each.id, in_language(each.name, current_language())[0]) for each in rows]


def count_field(label: Any, *, least: int = 0, **keywords: Any) -> IntegerField:
    """A number of people, or nothing."""
    message = _l("Write a whole number from %(least)s to %(most)s.", least=least, most=MANY)
    return IntegerField(label, [Optional(), NumberRange(min=least, max=MANY, message=message)], **keywords)


class DeskFilterForm(Form):
    """What the list of the desk is narrowed down to; part of its address."""

    q = StringField(_l("Title, place or organisation"))
    status = SelectField(
        _l("Status"),
        choices=choices([("", _l("All")), *((each.value, STATUS_LABELS[each]) for each in EventStatus)]),
        validate_choice=False,
    )


class EventForm(StampedForm):
    """A page of facts: its fields are named as those of ``Event``."""

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        """What the fields show of an event."""
        return {name: getattr(event, name) for name in FACTS if hasattr(cls, name)}

    def facts(self) -> dict[str, Any]:
        """What was entered, by the names of ``Event``: texts that were left out are empty, not missing."""
        return {
            field.short_name: field.data or "" if isinstance(field, StringField) else field.data
            for field in self
            if field.short_name in FACTS
        }


class BasicsForm(PeriodFields, EventForm):
    kind = SelectField(
        _l("Kind"), choices=choices((each.value, KIND_LABELS[each]) for each in EventKind), coerce=EventKind
    )
    title = TranslatedField(_l("Title"), required=True, description=_l("In the languages that you have."))
    office_id = SelectField(_l("Organising office"), coerce=int)
    kind_name = TranslatedField(
        _l("Another word for the kind"),
        max_length=80,
        description=_l("Where the list has none, such as “expert group meeting”."),
    )
    session_days = StringField(
        _l("Only on these days"),
        [Length(max=1000)],
        description=_l("When it does not meet every day: dates such as 2026-11-03, 2026-11-05."),
    )
    duration_days = IntegerField(
        _l("Duration in days"),
        [Optional(), NumberRange(min=1, max=366, message=_l("Write a number of days from 1 to 366."))],
        description=_l("Replaces the number counted from the dates in “a three-day workshop”."),
    )

    def __init__(self, *arguments: Any, offices: Sequence[Office], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._offices = {each.id: each for each in offices}
        self.office_id.choices = names_of(offices)

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        return {
            "kind": event.kind,
            "title": event.title,
            "office_id": event.office_id,
            "kind_name": event.kind_name,
            "session_days": ", ".join(event.session_days),
            "duration_days": event.duration_days,
            **cls.values_of_period(event.starts_at, event.ends_at, event.time_zone),
        }

    def validate(self, extra_validators: Any = None) -> bool:
        fields_are_valid = super().validate(extra_validators)
        return self.validate_period() and self._days_are_within() and fields_are_valid

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            **self.period(),
            "office": self._offices[self.office_id.data],
            "session_days": self._meeting_days(),
        }

    def _days_are_within(self) -> bool:
        """Whether the single days that were typed are dates from the first to the last day, both among them."""
        first, last = self._first_and_last()
        try:
            days = self._typed_days()
        except ValueError:
            return self._refuse_days(_l("Write each date as year-month-day, such as 2026-11-03."))
        if days and (days[0] != first or days[-1] != last):
            return self._refuse_days(_l("The first and the last of these days must be those of the event."))
        return True

    def _refuse_days(self, message: Any) -> bool:
        self.session_days.errors = [*self.session_days.errors, message]
        return False

    def _typed_days(self) -> list[date]:
        return sorted({date.fromisoformat(each) for each in listed(self.session_days.data)})

    def _meeting_days(self) -> list[str]:
        """ISO dates; empty when they are all the days from the first to the last."""
        days, (first, last) = self._typed_days(), self._first_and_last()
        is_every_day = len(days) == (last - first) // timedelta(days=1) + 1
        return [] if is_every_day else [day.isoformat() for day in days]

    def _first_and_last(self) -> tuple[date, date]:
        period = self.period()
        return period["starts_at"].date(), period["ends_at"].date()


class PlaceForm(EventForm):
    mode = RadioField(
        _l("How people take part"),
        choices=choices((each.value, MODE_LABELS[each]) for each in AttendanceMode),
        coerce=AttendanceMode,
    )
    city = TranslatedField(_l("City"), max_length=120)
    country = CountryField(_l("Country"))
    venue = TranslatedField(_l("Venue"), max_length=200, description=_l("The hotel, hall or building."))
    address = StringField(_l("Address"), [Length(max=500)])
    latitude = FloatField(
        _l("Latitude"),
        [Optional(), NumberRange(min=-90, max=90, message=_l("Write degrees from -90 to 90."))],
    )
    longitude = FloatField(
        _l("Longitude"),
        [Optional(), NumberRange(min=-180, max=180, message=_l("Write degrees from -180 to 180."))],
    )
    online_url = URLField(
        _l("Address of the online meeting"),
        [Length(max=500), web_address],
        description=_l("Only confirmed participants see it."),
    )
    working_languages = CheckboxesField(_l("Working languages"), choices=choices(LANGUAGE_CHOICES))
    interpretation = CheckboxesField(_l("Interpretation into"), choices=choices(LANGUAGE_CHOICES))

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        # A language that the site does not speak may have come with imported data, and stays.
        for field in (self.working_languages, self.interpretation):
            known = [code for code, _name in LANGUAGE_CHOICES]
            others = [(code, code) for code in field.object_data or [] if code not in known]
            field.choices = choices([*LANGUAGE_CHOICES, *others])

    def validate(self, extra_validators: Any = None) -> bool:
        # Beside the fields: a validator of an optional field is not asked when that is empty.
        is_valid = super().validate(extra_validators)
        half = (self.longitude.data is None) != (self.latitude.data is None)
        if half and not (self.latitude.errors or self.longitude.errors):
            self.longitude.errors = [_l("Latitude and longitude go together.")]
            is_valid = False
        return is_valid


def status_reason_field() -> Any:
    """Asked for where an event is postponed or cancelled, and with the rest of its content."""
    return TranslatedField(
        _l("Why it is postponed or cancelled"),
        multiline=True,
        max_length=1000,
        description=_l("A sentence for the public, on the page and in the release."),
    )


def outcomes_field() -> Any:
    """Asked for where an event is closed, and with the rest of its content."""
    return TranslatedField(
        _l("What came of it"),
        multiline=True,
        max_length=5000,
        description=_l("Once it is over: for the page and the release."),
    )


class ContentForm(EventForm):
    aim = TranslatedField(
        _l("Aim"),
        multiline=True,
        max_length=3000,
        description=_l("It follows “aims to”: begin with a verb in the infinitive, without a full stop."),
    )
    context = TranslatedField(
        _l("Context"), multiline=True, max_length=5000, description=_l("Why the topic matters: a paragraph.")
    )
    media_arrangements = TranslatedField(
        _l("For the media"),
        multiline=True,
        max_length=3000,
        description=_l("Accreditation, times for pictures, who gives interviews; for a media advisory."),
    )
    status_reason = status_reason_field()
    outcomes = outcomes_field()
    headline = TranslatedField(
        _l("Headline of its releases"), description=_l("Leave empty to have it composed from the facts.")
    )
    topic_ids = CheckboxesField(_l("Topics"), coerce=int)
    sdg_targets = StringField(
        _l("Targets of the Sustainable Development Goals"),
        [
            Optional(),
            Regexp(rf"\s*{SDG_TARGET}(\s*,\s*{SDG_TARGET})*\s*$", message=_l("Write targets as 10.7, 8.8.")),
        ],
        description=_l("Such as 10.7, with commas between them."),
    )

    def __init__(self, *arguments: Any, topics: Sequence[Topic], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._topics = topics
        self.topic_ids.choices = names_of(topics)

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        return {
            **super().values_of(event),
            "topic_ids": sorted(each.id for each in event.topics),
            "sdg_targets": ", ".join(event.sdg_targets),
        }

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "sdg_targets": listed(self.sdg_targets.data)}

    def chosen_topics(self) -> list[Topic]:
        return [each for each in self._topics if each.id in (self.topic_ids.data or [])]


class FiguresForm(EventForm):
    capacity = count_field(_l("Places"), least=1, description=_l("Leave empty for no limit."))
    expected_women = count_field(_l("Women expected"))
    expected_men = count_field(_l("Men expected"))
    actual_women = count_field(_l("Women who took part"))
    actual_men = count_field(_l("Men who took part"))


class ContactForm(EventForm):
    contact_name = StringField(_l("Name"), [Length(max=200)])
    contact_email = EmailField(
        _l("E-mail address"),
        [Optional(), Email(message=_l("This is not an e-mail address.")), Length(max=254)],
        description=_l("Printed on the page and in the release; the system never writes to it."),
    )
    contact_phone = TelField(_l("Phone"), [Length(max=60)])
    visibility = RadioField(
        _l("Who can see the event"),
        choices=choices((each.value, VISIBILITY_LABELS[each]) for each in Visibility),
        coerce=Visibility,
    )


class StaffForm(Form):
    user_id = SelectField(_l("Person"), coerce=int)

    def __init__(self, *arguments: Any, users: Sequence[Any], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.user_id.choices = [(each.id, each.name) for each in users]
