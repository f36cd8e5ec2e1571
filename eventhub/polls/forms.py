"""What organisers and focal points fill in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    FieldList,
    FormField,
    RadioField,
    SelectField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, Optional

from eventhub.events.models import Event, Participation
from eventhub.polls.actions import PollDetails
from eventhub.polls.labels import ANSWER_LABELS
from eventhub.polls.models import Answer, AskedOrganization, DatePoll
from eventhub.polls.presentation import dates_in_words
from eventhub.polls.rules import FEWEST_DATES, MOST_DATES, answers_of, focal_points, language_of
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.web.forms import Form, TranslatedField, choices, from_zone
from eventhub.web.language import current_language
from eventhub.web.moments import MOST_DAYS, moment_of, within_reach

SPARE_ROWS = 3
"""Rows for dates that the form begins with."""
LONGEST_MESSAGE = 2000
LONGEST_COMMENT = 1000


def _refuse(field: Any, message: Any) -> None:
    field.errors = [*field.errors, message]


class DateRow(PlainForm):
    """A date to propose, by the clocks of the venue; a row without days is an empty row."""

    first_day = DateField(_l("First day"), [Optional(), within_reach])
    last_day = DateField(_l("Last day"), [Optional(), within_reach])
    start_time = TimeField(_l("Begins at"), [Optional()])
    end_time = TimeField(_l("Ends at"), [Optional()])

    def is_empty(self) -> bool:
        days = (self.first_day, self.last_day)
        return all(each.data is None and not each.errors for each in days)

    def period(self, time_zone: str, at: datetime) -> tuple[datetime, datetime] | None:
        """Beginning and end; None, with a message by the field, when they cannot be those of an event to come."""
        end_day = self.last_day if self.last_day.data or self.last_day.errors else self.first_day
        for field in (self.first_day, self.start_time, self.end_time):
            if field.data is None and not field.errors:
                _refuse(field, _l("Fill this in."))
        start = moment_of(self.first_day, self.start_time, time_zone)
        end = moment_of(end_day, self.end_time, time_zone)
        if start is None or end is None:
            return None
        wrong = self.end_time if end_day.data == self.first_day.data else self.last_day
        if end <= start:
            _refuse(wrong, _l("The end comes before the start."))
        elif (end - start).days > MOST_DAYS:
            _refuse(wrong, _l("This is longer than a year."))
        elif start <= at:
            _refuse(self.first_day, _l("Choose a date that is still to come."))
        else:
            return start, end
        return None


class DueField(DateTimeLocalField):
    """Until when answers are taken, by the clocks of the venue."""

    def __init__(self, **keywords: Any) -> None:
        missing = InputRequired(_l("Write a date and a time."))
        super().__init__(_l("Answers until"), [missing, within_reach], **keywords)

    def moment(self, time_zone: str, at: datetime) -> datetime | None:
        """What was typed; None, with a message, when it is over already."""
        moment = from_zone(self.data, time_zone)
        if moment is not None and not self.errors and moment <= at:
            _refuse(self, _l("Choose a moment that is still to come."))
            return None
        return moment


class PollForm(Form):
    """Several dates, and whom to ask. Made by ``poll_form``, which adds two fields for each organisation."""

    dates = FieldList(FormField(DateRow, _l("Date")), _l("Dates"))
    due_at = DueField()
    message = TranslatedField(
        _l("What else the mail says"),
        multiline=True,
        max_length=LONGEST_MESSAGE,
        description=_l("Why these dates, and what is asked of those who come."),
    )
    shows_answers = BooleanField(
        _l("Let the organisations see each other’s answers"),
        description=_l("Otherwise each sees its own alone. Comments are for you in any case."),
    )

    event: Event
    organizations: Mapping[int, Participation]
    now: datetime

    def add_row(self) -> None:
        """A row more, with the hours of the event."""
        self.dates.append_entry(_hours_of(self.event))

    def asking(self) -> list[tuple[Participation, Any, Any]]:
        """Each organisation with its two fields: whether it is asked, and in which language."""
        return [
            (each, self[f"asks_{number}"], self[f"language_{number}"])
            for number, each in self.organizations.items()
        ]

    def validate_dates(self, field: FieldList) -> None:
        """Enough dates, each once, each to come; messages are by the fields of the rows."""
        filled = [row.form for row in field if not row.form.is_empty()]
        periods = [each.period(self.event.time_zone, self.now) for each in filled]
        for number, (row, period) in enumerate(zip(filled, periods, strict=True)):
            if period is not None and period in periods[:number]:
                _refuse(row.first_day, _l("This date stands here twice."))
        if len(filled) < FEWEST_DATES:
            empty = next((row.form for row in field if row.form.is_empty()), field[-1].form)
            _refuse(empty.first_day, _l("Propose two dates at least."))
        if len(filled) > MOST_DATES:
            _refuse(filled[-1].first_day, _l("Propose no more than %(most)s dates.", most=MOST_DATES))
        if any(row.form.errors for row in field):
            raise ValidationError(_l("Check the dates."))

    def validate(self, extra_validators: Any = None) -> bool:
        fields_are_valid = super().validate(extra_validators)
        if self.due_at.moment(self.event.time_zone, self.now) is None:
            fields_are_valid = False
        if not any(asks.data for _participation, asks, _language in self.asking()):
            self.form_errors = [*self.form_errors, _("Choose at least one organisation.")]
            return False
        return fields_are_valid

    def details(self) -> PollDetails:
        """What a valid form asks."""
        zone = self.event.time_zone
        rows = [row.form for row in self.dates if not row.form.is_empty()]
        return PollDetails(
            dates=[period for each in rows if (period := each.period(zone, self.now))],
            asked=[(each.organization, language.data) for each, asks, language in self.asking() if asks.data],
            due_at=from_zone(self.due_at.data, zone) or self.now,
            message=self.message.data,
            shows_answers=bool(self.shows_answers.data),
        )


def poll_form(event: Event, at: datetime, *formdata: Any, **values: Any) -> PollForm:
    """The form for an event: who has a focal point with an address is asked, unless somebody says otherwise."""
    organizations = focal_points(event)
    tongues = choices((each.code, each.name) for each in LANGUAGES)
    fields: dict[str, Any] = {"event": event, "organizations": organizations, "now": at}
    for number, each in organizations.items():
        name = in_language(each.organization.name, current_language())[0]
        fields[f"asks_{number}"] = BooleanField(name, default=bool(each.focal_point_email))
        fields[f"language_{number}"] = SelectField(
            _("Language"), choices=tongues, default=language_of(each.organization, event)
        )
    form = type("PollFormOfEvent", (PollForm,), fields)(*formdata, **values)
    while len(form.dates) < (1 if form.is_submitted() else SPARE_ROWS):
        form.add_row()
    return form


def _hours_of(event: Event) -> dict[str, Any]:
    return {"start_time": event.local_start.time(), "end_time": event.local_end.time()}


class ExtendForm(Form):
    due_at = DueField()


class AnswerForm(Form):
    """How each date suits. Made by ``answer_form``, which adds a field for each date."""

    poll: DatePoll
    comment: TextAreaField

    def answers(self) -> dict[int, Answer]:
        """By the number of the date."""
        return {each.id: Answer(self[f"date_{each.id}"].data) for each in self.poll.dates}


def answer_form(asked: AskedOrganization, *formdata: None) -> AnswerForm:
    """The form for an organisation, filled with what it has answered; nothing is ticked before."""
    given = answers_of(asked)
    words = choices((each.value, ANSWER_LABELS[each]) for each in Answer)
    fields: dict[str, Any] = {"poll": asked.poll}
    for date in dates_in_words(asked.poll):
        fields[f"date_{date.id}"] = RadioField(
            date.days,
            [InputRequired(_l("Please answer this."))],
            choices=words,
            default=given.get(date.id),
            description=date.hours,
        )
    fields["comment"] = TextAreaField(
        _l("Comment"),
        [Length(max=LONGEST_COMMENT)],
        default=asked.comment,
        description=_l("The organisers alone read it."),
        render_kw={"rows": 3, "dir": "auto"},
    )
    return type("AnswerFormOfPoll", (AnswerForm,), fields)(*formdata)
