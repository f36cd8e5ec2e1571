"""What people and organisers fill in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from eventhub.questions.fields import QuestionsForm, data_of, name_of
from eventhub.questions.models import Category, Question, QuestionKind
from eventhub.questions.rules import WITH_OPTIONS
from eventhub.registration.answers import AnswerDetails
from eventhub.registration.details import PersonDetails, RegistrationDetails
from eventhub.registration.errors import OptionFullError
from eventhub.registration.fields import OrganizationNameField
from eventhub.registration.labels import CONSENT_WORDINGS
from eventhub.registration.models import ConsentPurpose, Registration
from eventhub.registration.presentation import organization_of
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.tokens import new_token
from eventhub.web.forms import CountryField, Form, choices, number_or_none
from eventhub.web.language import current_language
from eventhub.web.validators import mail_address, no_link, single_line, telephone


def _names_of(categories: Sequence[Category]) -> list[Any]:
    names = [(each.id, in_language(each.name, current_language())[0]) for each in categories]
    return choices([("", "—"), *names])


class PersonForm(Form):
    """What people tell of themselves, and may correct later."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Write your name.")), Length(max=200), no_link],
        filters=[single_line],
        description=_l("As it shall stand on your badge."),
        render_kw={"autocomplete": "name", "dir": "auto"},
    )
    organization = OrganizationNameField(
        _l("Organisation"),
        [Length(max=200), no_link],
        filters=[single_line],
        description=_l("Choose from the list, or write the name."),
        render_kw={"autocomplete": "organization", "dir": "auto"},
    )
    position = StringField(
        _l("Position"),
        [Length(max=200), no_link],
        filters=[single_line],
        render_kw={"autocomplete": "organization-title", "dir": "auto"},
    )
    country = CountryField(_l("Country"), [Optional()], render_kw={"autocomplete": "country"})
    phone = TelField(
        _l("Telephone"),
        [Length(max=40), telephone],
        filters=[single_line],
        description=_l("With the country code. Used on the days of the event only."),
        render_kw={"autocomplete": "tel", "inputmode": "tel", "dir": "ltr"},
    )
    needs = TextAreaField(
        _l("What we should prepare for you"),
        [Length(max=2000)],
        description=_l("Access, food, interpretation, an invitation letter for a visa…"),
        render_kw={"dir": "auto", "rows": 3},
    )
    consent_participant_list = BooleanField(CONSENT_WORDINGS[ConsentPurpose.PARTICIPANT_LIST])
    consent_photographs = BooleanField(CONSENT_WORDINGS[ConsentPurpose.PHOTOGRAPHS])
    consent_future_events = BooleanField(CONSENT_WORDINGS[ConsentPurpose.FUTURE_EVENTS])

    def person(self) -> dict[str, Any]:
        """The fields of ``PersonDetails``."""
        organization, name = self.organization.chosen()
        return {
            **{key: self.data[key] for key in ("name", "position", "country", "phone", "needs")},
            "organization": organization,
            "organization_name": name,
        }

    def consents(self) -> dict[ConsentPurpose, str]:
        """The purposes agreed to, each with the sentence as it was read."""
        fields = ((purpose, self._fields.get(f"consent_{purpose.value}")) for purpose in ConsentPurpose)
        return {purpose: str(field.label.text) for purpose, field in fields if field and field.data}


def answers_in(form: QuestionsForm) -> AnswerDetails:
    """What the questions of a form were answered with. A file that was not sent again stays; what is not asked goes."""
    asked = {each.id for each in form.asked()}
    is_file = {each.id for each in form.questions if each.kind == QuestionKind.FILE}
    gone = {each.id: None for each in form.questions if each.id not in is_file or each.id not in asked}
    with_options = frozenset(each.id for each in form.questions if each.kind in WITH_OPTIONS)
    return AnswerDetails({**gone, **form.answers()}, form.files(), with_options)


def mark_full(form: QuestionsForm, error: OptionFullError) -> None:
    """Say at which questions an answer is not to be had any more."""
    for each in form.questions:
        if each.id in error.questions:
            field = form[name_of(each)]
            field.errors = [*field.errors, error.message]


class RegistrationForm(QuestionsForm, PersonForm):
    """The public form. Nothing is ticked beforehand."""

    email = EmailField(
        _l("E-mail address"),
        [DataRequired(_l("Write your e-mail address.")), Length(max=254), mail_address],
        description=_l("We send the confirmation and your link there."),
        render_kw={"autocomplete": "email", "inputmode": "email", "dir": "ltr"},
    )
    consent_participation = BooleanField(
        CONSENT_WORDINGS[ConsentPurpose.PARTICIPATION],
        [DataRequired(_l("Without this we cannot register you."))],
    )
    form_key = HiddenField(default=new_token, validators=[Length(max=100)])
    """Tells this form from every other one, also from one with the same words in it."""

    def details(self) -> RegistrationDetails:
        return RegistrationDetails(
            **self.person(), email=self.email.data or "", consents=self.consents(), answers=answers_in(self)
        )


class AnswersForm(QuestionsForm):
    """Questions alone."""

    @classmethod
    def of(cls, answers: Mapping[int, Any]) -> "AnswersForm":
        """The form as it was answered; what has been sent goes before."""
        return cls(data=answers_shown(cls.questions, answers))

    def details(self) -> AnswerDetails:
        return answers_in(self)


def answers_shown(questions: Iterable[Question], answers: Mapping[int, Any]) -> dict[str, Any]:
    """What the fields of questions show."""
    return {
        name_of(each): data_of(each, answers[each.id])
        for each in questions
        if each.id in answers and each.kind != QuestionKind.FILE
    }


class ChangeForm(QuestionsForm, PersonForm):
    """What people correct by their link."""

    @classmethod
    def of(cls, registration: Registration, answers: Mapping[int, Any]) -> "ChangeForm":
        """The form as the registration stands; what has been sent goes before."""
        held = {each.purpose for each in registration.consents if each.withdrawn_at is None}
        given = {f"consent_{purpose.value}": purpose in held for purpose in ConsentPurpose}
        names = ("name", "position", "country", "phone", "needs")
        now = {each: getattr(registration, each) for each in names}
        told = answers_shown(cls.questions, answers)
        return cls(data={**now, **given, **told, "organization": organization_of(registration)})

    def details(self) -> PersonDetails:
        return PersonDetails(**self.person())

    def told(self) -> AnswerDetails:
        """The answers."""
        return answers_in(self)

    def consents_beside(self, registration: Registration) -> Mapping[ConsentPurpose, str]:
        """The consents chosen here, beside the one without which there is no registration."""
        kept = {
            each.purpose: each.wording
            for each in registration.consents
            if each.purpose == ConsentPurpose.PARTICIPATION and each.withdrawn_at is None
        }
        return {**kept, **self.consents()}


class SomebodyForm(Form):
    """Somebody whom another person registers, such as a personal assistant."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Write the name.")), Length(max=200), no_link],
        filters=[single_line],
        description=_l("As it shall stand on the badge."),
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    email = EmailField(
        _l("E-mail address"),
        [DataRequired(_l("Write the e-mail address.")), Length(max=254), mail_address],
        description=_l("The person’s own: the confirmation and their link go there."),
        render_kw={"dir": "ltr", "autocomplete": "off", "inputmode": "email"},
    )


class ExemptionForm(Form):
    """Whom an organiser lets register in spite of all."""

    email = EmailField(
        _l("E-mail address"),
        [DataRequired(_l("Write the e-mail address.")), Length(max=254), mail_address],
        description=_l("The link goes there, and counts for this address alone."),
        render_kw={"dir": "ltr", "autocomplete": "off", "inputmode": "email"},
    )
    language = SelectField(
        _l("Language of mails"), choices=choices((each.code, each.name) for each in LANGUAGES)
    )
    category = SelectField(_l("Category"), choices=[], coerce=number_or_none)

    def offer_categories(self, categories: Sequence[Category]) -> None:
        """Let the organiser choose one, where there are any."""
        self.category.choices = _names_of(categories)


class MoveForm(Form):
    """In which other category somebody takes part."""

    category = SelectField(_l("Category"), choices=[], coerce=number_or_none)

    @classmethod
    def among(cls, categories: Iterable[Category], registration: Registration) -> "MoveForm":
        """The form with those of ``categories`` of which the person is not."""
        form = cls()
        others = [each for each in categories if each.id != registration.category_id]
        form.category.choices = _names_of(others)[1:]
        return form


class LinkForm(Form):
    """Asking for one's link again."""

    email = EmailField(
        _l("E-mail address"),
        [DataRequired(_l("Write your e-mail address.")), Length(max=254), mail_address],
        render_kw={"autocomplete": "email", "inputmode": "email", "dir": "ltr"},
    )


class AddForm(PersonForm):
    """What an organiser writes down for somebody; consents and answers are for the person to give."""

    consent_participant_list = None
    consent_photographs = None
    consent_future_events = None
    email = EmailField(
        _l("E-mail address"),
        [DataRequired(_l("Write the e-mail address.")), Length(max=254), mail_address],
        description=_l("The confirmation and the person’s link go there."),
        render_kw={"autocomplete": "off", "dir": "ltr"},
    )
    language = SelectField(
        _l("Language of mails"), choices=choices((each.code, each.name) for each in LANGUAGES)
    )

    category = SelectField(_l("Category"), choices=[], coerce=number_or_none)

    def offer_categories(self, categories: Sequence[Category]) -> None:
        """Let the organiser choose one, where there are any."""
        self.category.choices = _names_of(categories)

    def details(self, categories: Iterable[Category]) -> RegistrationDetails:
        category = next((each for each in categories if each.id == self.category.data), None)
        return RegistrationDetails(**self.person(), email=self.email.data or "", category=category)


class ConfirmForm(Form):
    """A button that must be pressed on purpose."""
