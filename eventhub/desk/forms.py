"""What an organiser is asked on the pages that bring areas together."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateTimeLocalField, HiddenField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from eventhub.events.forms import outcomes_field, status_reason_field
from eventhub.events.models import Event
from eventhub.registration.actions import DeskDetails
from eventhub.registration.models import RegistrationDesk
from eventhub.releases.labels import KIND_LABELS
from eventhub.releases.models import ReleaseKind
from eventhub.text.languages import LANGUAGES
from eventhub.web.forms import CheckboxesField, Form, TranslatedField, choices, in_zone
from eventhub.web.moments import ClockGapError, PeriodFields, gap_message, moment_at, within_reach
from eventhub.web.stamps import StampedForm

MOST_TOGETHER = 20
"""People whom one person registers on one page."""
MANY = 100_000


class DatesForm(PeriodFields, StampedForm):
    """When the event is to take place, and whether its agenda goes along."""

    moves_agenda = BooleanField(_l("Move the agenda by as many days"), default=True)

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        """What the fields show of an event."""
        return cls.values_of_period(event.starts_at, event.ends_at, event.time_zone)

    def validate(self, extra_validators: Any = None) -> bool:
        fields_are_valid = super().validate(extra_validators)
        return self.validate_period() and fields_are_valid


class PostponeForm(DatesForm):
    has_new_dates = BooleanField(_l("The new dates are known"))
    status_reason = status_reason_field()

    def validate(self, extra_validators: Any = None) -> bool:
        # Dates that are not known yet may stand there half filled in.
        if not self.has_new_dates.data:
            return self.status_reason.validate(self)
        return super().validate(extra_validators)


class CancelForm(Form):
    """Why the event does not take place."""

    status_reason = status_reason_field()


class DuplicateForm(PeriodFields, Form):
    """When a workshop like an earlier one takes place."""

    is_edition = BooleanField(
        _l("Another edition of the same workshop"),
        default=True,
        description=_l("The public page of each then names the others, and a calendar holds all."),
    )
    copies_agenda = BooleanField(_l("Take the agenda over"), default=True)
    copies_form = BooleanField(_l("Take the form of registration over"), default=True)

    def validate(self, extra_validators: Any = None) -> bool:
        fields_are_valid = super().validate(extra_validators)
        return self.validate_period() and fields_are_valid


class CompleteForm(Form):
    """Who came, and what came of it."""

    actual_women = IntegerField(
        _l("Women who took part"), [Optional(), NumberRange(min=0, max=MANY, message=_l("Write a number."))]
    )
    actual_men = IntegerField(
        _l("Men who took part"), [Optional(), NumberRange(min=0, max=MANY, message=_l("Write a number."))]
    )
    outcomes = outcomes_field()


class RegistrationForm(StampedForm):
    """How the event takes registrations; times are by the clocks of the venue."""

    is_offered = BooleanField(_l("People register on the page of the event"), default=True)
    capacity = IntegerField(
        _l("Places"),
        [
            Optional(),
            NumberRange(min=1, max=MANY, message=_l("Write a number of places from 1 on, or nothing.")),
        ],
        description=_l("Leave empty for no limit."),
    )
    opens_at = DateTimeLocalField(
        _l("Opens"), [Optional(), within_reach], description=_l("Leave empty: as soon as it is published.")
    )
    closes_at = DateTimeLocalField(
        _l("Closes"), [Optional(), within_reach], description=_l("Leave empty: when the event begins.")
    )
    needs_approval = BooleanField(_l("I decide on each registration"))
    has_waiting_list = BooleanField(_l("Keep a waiting list when all places are taken"), default=True)
    offer_hours = IntegerField(
        _l("Hours to accept a place"),
        [
            Optional(),
            NumberRange(min=1, max=MANY, message=_l("Write a number of hours from 1 on, or nothing.")),
        ],
        description=_l(
            "A place that becomes free is offered to the next in line for so long, then to the one after. Leave empty "
            "to give it at once."
        ),
    )
    changes_until = DateTimeLocalField(
        _l("Changes without approval until"),
        [Optional(), within_reach],
        description=_l("Later, you decide on what people change. Leave empty: until the event is over."),
    )
    retention_days = IntegerField(
        _l("Everybody becomes anonymous so many days after the event"),
        [Optional(), NumberRange(min=0, max=MANY, message=_l("Write a number."))],
        description=_l("Figures stay. Leave empty to keep people until you or they erase them."),
    )
    places_per_organization = IntegerField(
        _l("Places for each organisation"),
        [
            Optional(),
            NumberRange(min=1, max=MANY, message=_l("Write a number of places from 1 on, or nothing.")),
        ],
        description=_l("How many of one organisation may register by themselves. Leave empty for no limit."),
    )

    group_size = IntegerField(
        _l("People who may be registered together"),
        [
            Optional(),
            NumberRange(min=2, max=MOST_TOGETHER, message=_l("Write a number from 2 to 20, or nothing.")),
        ],
        description=_l(
            "Somebody registers colleagues: all get places, or all wait. Leave empty if each registers alone."
        ),
    )

    def __init__(self, *arguments: Any, event: Event, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._time_zone = event.time_zone
        self._ends_at = event.ends_at

    @classmethod
    def values_of(cls, event: Event, desk: RegistrationDesk) -> dict[str, Any]:
        """What the fields show."""
        return {
            "capacity": event.capacity,
            "is_offered": desk.is_offered,
            "opens_at": in_zone(desk.opens_at, event.time_zone),
            "closes_at": in_zone(desk.closes_at, event.time_zone),
            "needs_approval": desk.needs_approval,
            "has_waiting_list": desk.has_waiting_list,
            "offer_hours": desk.offer_hours,
            "changes_until": in_zone(desk.changes_until, event.time_zone),
            "retention_days": desk.retention_days,
            "places_per_organization": desk.places_per_organization,
            "group_size": desk.group_size,
        }

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and self._times_are_in_order()

    def _times_are_in_order(self) -> bool:
        moments = []
        for field in (self.opens_at, self.closes_at, self.changes_until):
            try:
                moments.append(self._moment(field))
            except ClockGapError:
                field.errors = [*field.errors, gap_message(self._time_zone)]
                return False
        opens, closes, _changes = moments
        if opens and closes and closes <= opens:
            self.closes_at.errors = [*self.closes_at.errors, _l("It closes before it opens.")]
            return False
        if closes and closes > self._ends_at:
            self.closes_at.errors = [*self.closes_at.errors, _l("The event is over by then.")]
            return False
        return True

    def _moment(self, field: DateTimeLocalField) -> datetime | None:
        typed = field.data
        return moment_at(typed.date(), typed.time(), self._time_zone) if typed else None

    def details(self) -> DeskDetails:
        """What was entered, but for the places, which are a fact of the event."""
        return DeskDetails(
            is_offered=bool(self.is_offered.data),
            opens_at=self._moment(self.opens_at),
            closes_at=self._moment(self.closes_at),
            needs_approval=bool(self.needs_approval.data),
            has_waiting_list=bool(self.has_waiting_list.data),
            offer_hours=self.offer_hours.data,
            changes_until=self._moment(self.changes_until),
            retention_days=self.retention_days.data,
            places_per_organization=self.places_per_organization.data,
            group_size=self.group_size.data,
        )


class ReleaseForm(Form):
    """What is told of the event, and in which languages."""

    kind = SelectField(
        _l("Occasion"),
        choices=choices(
            (each.value, KIND_LABELS[each]) for each in ReleaseKind if each != ReleaseKind.CORRECTION
        ),
    )
    languages = CheckboxesField(
        _l("Write it in"),
        [InputRequired(_l("Choose at least one language."))],
        choices=choices((each.code, each.name) for each in LANGUAGES),
        description=_l("Other languages can be added later."),
    )


class RevisionForm(Form):
    """What goes with a revision of the agenda."""

    number = HiddenField()
    """The one that the organiser was shown: pressed twice, it is published once."""
    note = TranslatedField(
        _l("What readers should know of it"),
        multiline=True,
        max_length=1000,
        description=_l("Stands above the list of changes. May stay empty."),
    )
    tells_participants = BooleanField(
        _l("Tell those whom it concerns by mail"),
        description=_l(
            "Everybody who has a place, the focal points, and speakers whose address is known, of their own items."
        ),
    )
