"""What somebody tells who needs a visa, and what organisers say to it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from eventhub.events.models import Event
from eventhub.letters.labels import COSTS_LABELS
from eventhub.letters.models import Costs
from eventhub.letters.visa import VisaDetails
from eventhub.questions.fields import PassportField, data_of
from eventhub.questions.models import QuestionKind
from eventhub.questions.queries import sections_of
from eventhub.questions.rules import asked_of, questions_of
from eventhub.registration.answer_queries import answers_of
from eventhub.registration.models import Registration
from eventhub.text.languages import LANGUAGES
from eventhub.web.forms import Form, choices
from eventhub.web.validators import no_link, single_line

LONGEST_STAY = timedelta(days=30)
"""Before the event and after it: a letter invites to an event, not to a year."""


class VisaForm(Form):
    """All of it stands in the letter."""

    passport = PassportField(_l("Your passport"), [DataRequired()])
    embassy = StringField(
        _l("Embassy or consulate"),
        [DataRequired(), Length(max=200), no_link],
        filters=[single_line],
        description=_l("To which you apply for the visa; the letter is addressed to it."),
        render_kw={"dir": "auto"},
    )
    embassy_city = StringField(
        _l("Its city"),
        [DataRequired(), Length(max=120), no_link],
        filters=[single_line],
        render_kw={"dir": "auto"},
    )
    arrives_on = DateField(_l("Day of arrival"), [DataRequired()])
    leaves_on = DateField(_l("Day of departure"), [DataRequired()])
    language = SelectField(
        _l("Language of the letter"),
        choices=choices((each.code, each.name) for each in LANGUAGES),
        description=_l("One that the embassy reads."),
    )

    def __init__(self, *arguments: Any, event: Event, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._event = event

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        wrong = list(self._wrong_days(self.details())) if valid else []
        for field, message in wrong:
            field.errors = [message]
        return valid and not wrong

    def _wrong_days(self, told: VisaDetails) -> Iterator[tuple[Any, Any]]:
        first, last = self._event.first_day, self._event.last_day
        if not first - LONGEST_STAY <= told.arrives_on <= last:
            yield self.arrives_on, _l("Arrive in the month before the event, or during it.")
        if not max(told.arrives_on, first) <= told.leaves_on <= last + LONGEST_STAY:
            yield self.leaves_on, _l("Leave during the event, or in the month after it.")
        elif told.expires_on < told.leaves_on:
            yield self.passport.form.expires_on, _l("The passport has to be valid until you leave.")

    def details(self) -> VisaDetails:
        """All that was told, once it is found complete."""
        journey: dict[str, Any] = {
            name: self[name].data for name in ("embassy", "embassy_city", "arrives_on", "leaves_on")
        }
        return VisaDetails(**self.passport.form.data, **journey)


def told_before(registration: Registration) -> dict[str, Any]:
    """What the form begins with: the passport and the day of arrival as told in the form of the event, and a day around
    the event."""
    event, answers = registration.event, answers_of(registration)
    found = {
        "arrives_on": event.first_day - timedelta(days=1),
        "leaves_on": event.last_day + timedelta(days=1),
        "language": registration.language,
    }
    for each in questions_of(asked_of(sections_of(event), registration.category)):
        told = data_of(each, answers.get(each.id))
        if told and each.kind == QuestionKind.PASSPORT:
            found["passport"] = told
        elif told and each.standard == "arrival":
            found["arrives_on"] = told
    return found


class IssueForm(Form):
    """What only the organisers know."""

    costs = SelectField(
        _l("Who bears the costs"),
        [DataRequired(_l("Say who bears the costs: embassies ask for it."))],
        choices=choices([("", "—"), *COSTS_LABELS.items()]),
        coerce=lambda value: Costs(value) if value else None,
    )


class ReasonForm(Form):
    """Words to the person."""

    reason = TextAreaField(
        _l("Reason, for the person"),
        [DataRequired(_l("Write the reason: the person gets it by mail.")), Length(max=1000), no_link],
        render_kw={"rows": 3},
    )
