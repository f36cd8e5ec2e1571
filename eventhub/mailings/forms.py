"""What organisers fill in to write to the people of an event."""

from datetime import time

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange

from eventhub.db import Translated
from eventhub.delegations.labels import CAPACITY_LABELS
from eventhub.delegations.models import Capacity
from eventhub.events.models import Event
from eventhub.mailings.actions import MailingDetails
from eventhub.mailings.labels import ANCHOR_LABELS, AUDIENCE_LABELS, PRESENCE_LABELS
from eventhub.mailings.models import Anchor, Audience, Mailing, Presence
from eventhub.mailings.recipients import used_values
from eventhub.mailings.rules import MOST_DAYS, gaps_for
from eventhub.mailtexts.forms import LONGEST_SUBJECT, refuse_unknown_gaps
from eventhub.questions.queries import categories_of
from eventhub.registration.labels import STATUS_LABELS
from eventhub.registration.models import RegistrationStatus
from eventhub.registration.rules import ACTIVE
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.web.filters import country_name
from eventhub.web.forms import CheckboxesField, Form, TranslatedField, choices
from eventhub.web.language import current_language
from eventhub.web.selects import by_text

_LISTS = ("statuses", "organizations", "languages", "countries", "capacities", "categories", "presences")


class MailingForm(Form):
    """A text, and for whom it is."""

    subject = TranslatedField(_l("Subject"), required=True, max_length=LONGEST_SUBJECT)
    body = TranslatedField(
        _l("Text"),
        multiline=True,
        required=True,
        max_length=8000,
        description=_l("Markdown. Whoever does not read any of these languages gets the first one there is."),
    )
    audience = RadioField(
        _l("For whom"),
        choices=choices((each.value, AUDIENCE_LABELS[each]) for each in Audience),
        default=Audience.PARTICIPANTS.value,
    )
    statuses = CheckboxesField(
        _l("Status"), choices=choices((each.value, STATUS_LABELS[each]) for each in RegistrationStatus)
    )
    organizations = CheckboxesField(_l("Organisation"))
    languages = CheckboxesField(_l("Language"))
    countries = CheckboxesField(_l("Country"))
    capacities = CheckboxesField(
        _l("Sent by an organisation as"),
        choices=choices((each.value, CAPACITY_LABELS[each]) for each in Capacity),
    )
    categories = CheckboxesField(_l("Category"))
    presences = CheckboxesField(
        _l("Presence"), choices=choices((each.value, PRESENCE_LABELS[each]) for each in Presence)
    )
    unanswered_only = BooleanField(
        _l("Only those who have not answered"),
        description=_l("Organisations whose list has not come, or has names that were not sent."),
    )
    needs_second_reader = BooleanField(
        _l("A colleague has to read it and send it"),
        description=_l("Whoever wrote the text cannot send it then."),
    )

    def offer(self, event: Event) -> None:
        """Let the form choose from what the people of ``event`` are."""
        languages, countries = used_values(event)
        organizations = {each.organization_id: each.organization for each in event.participations}
        page = current_language()
        self.organizations.choices = choices(
            by_text([(str(key), in_language(each.name, page)[0]) for key, each in organizations.items()])
        )
        self.languages.choices = choices(
            (each.code, each.name) for each in LANGUAGES if each.code in languages
        )
        self.countries.choices = choices(by_text([(code, country_name(code)) for code in countries]))
        self.categories.choices = choices(
            (str(each.id), in_language(each.name, page)[0]) for each in categories_of(event)
        )

    @classmethod
    def begin(cls, event: Event) -> "MailingForm":
        """For a new mailing: to those who take part, or still may."""
        form = cls(statuses=[each.value for each in ACTIVE])
        form.offer(event)
        return form

    @classmethod
    def of(cls, mailing: Mailing) -> "MailingForm":
        """The form as the mailing stands; what has been sent goes before."""
        form = cls(
            **{name: getattr(mailing, name) for name in (*_LISTS, "subject", "body")},
            audience=mailing.audience.value,
            unanswered_only=mailing.unanswered_only,
            needs_second_reader=mailing.needs_second_reader,
        )
        form.offer(mailing.event)
        return form

    def validate_text(self) -> bool:
        """Whether every gap can be filled, and each language has both a subject and a text."""
        known = gaps_for(Audience(self.audience.data))
        is_right = all([refuse_unknown_gaps(self.subject, known), refuse_unknown_gaps(self.body, known)])
        for subject, body in zip(self.subject, self.body, strict=True):
            if bool(subject.data) != bool(body.data):
                lacking = body if subject.data else subject
                lacking.errors = [
                    *lacking.errors,
                    _("Write the subject and the text in this language, or neither."),
                ]
                is_right = False
        return is_right

    def details(self) -> MailingDetails:
        is_for_focal_points = self.audience.data == Audience.FOCAL_POINTS.value
        return MailingDetails(
            subject=Translated(self.subject.data),
            body=Translated(self.body.data),
            audience=Audience(self.audience.data),
            statuses=[] if is_for_focal_points else self.statuses.data or [],
            organizations=self.organizations.data or [],
            languages=self.languages.data or [],
            countries=[] if is_for_focal_points else self.countries.data or [],
            capacities=[] if is_for_focal_points else self.capacities.data or [],
            categories=[] if is_for_focal_points else self.categories.data or [],
            presences=[] if is_for_focal_points else self.presences.data or [],
            unanswered_only=is_for_focal_points and bool(self.unanswered_only.data),
            needs_second_reader=bool(self.needs_second_reader.data),
        )


class ScheduleForm(Form):
    """When a mailing goes out by itself."""

    days = IntegerField(
        _l("How many"),
        [InputRequired(_l("Write a number of days; 0 is the day itself.")), NumberRange(0, MOST_DAYS)],
        default=7,
    )
    anchor = SelectField(
        _l("Counted from"), choices=choices((each.value, ANCHOR_LABELS[each]) for each in Anchor)
    )
    at_time = TimeField(
        _l("At"),
        [InputRequired(_l("Write a time, such as 09:00."))],
        default=time(9),
        description=_l("By the clock at the venue."),
    )
