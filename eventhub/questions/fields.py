"""Questions as fields of a form, in the language of the page."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import (
    DateField,
    FileField,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice  # pyright: ignore - newer than the type stubs
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from eventhub.clock import now
from eventhub.organizations.search import suggested_names
from eventhub.questions.labels import PASSPORT_LABELS, YES_NO_LABELS
from eventhub.questions.models import Option, Question, QuestionKind, TextFormat
from eventhub.questions.rules import DECIDING, shown
from eventhub.questions.text_formats import FORMATS
from eventhub.questions.uploads import ACCEPTED, LARGEST, Upload, read_upload
from eventhub.text.languages import in_language
from eventhub.web.filters import one_day
from eventhub.web.forms import LONG, SHORT, CheckboxesField, CountryField, Form
from eventhub.web.language import current_language
from eventhub.web.moments import FIRST_YEAR
from eventhub.web.validators import no_link, single_line, telephone

ANSWER = _l("Please answer this.")
BORN_AFTER = 1900


def name_of(question: Question) -> str:
    """The name of its field."""
    return f"q{question.id}"


class OrganizationAnswerField(StringField):
    """The name of an organization, with those that are known as suggestions."""

    @property
    def suggestions(self) -> list[str]:
        return suggested_names(current_language())


class UploadField(FileField):
    """A file; data is the Upload, or None when nothing was chosen."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = None
        for storage in valuelist:
            if getattr(storage, "filename", ""):
                self.data = read_upload(storage)


class _Sent:
    """A file has to be sent. What is wrong with one that was, is said already."""

    field_flags = {"required": True}

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data is None and not field.process_errors:
            raise ValidationError(str(ANSWER))


class PassportForm(PlainForm):
    """What a visa section asks for; the order is that of passports."""

    surname = StringField(PASSPORT_LABELS["surname"], [Length(max=100), no_link], filters=[single_line])
    given_names = StringField(
        PASSPORT_LABELS["given_names"], [Length(max=100), no_link], filters=[single_line]
    )
    number = StringField(
        PASSPORT_LABELS["number"], [Length(max=20)], filters=[single_line], render_kw={"dir": "ltr"}
    )
    nationality = CountryField(PASSPORT_LABELS["nationality"], [Optional()])
    born_on = DateField(PASSPORT_LABELS["born_on"], [Optional()])
    expires_on = DateField(PASSPORT_LABELS["expires_on"], [Optional()])

    def validate_born_on(self, field: DateField) -> None:
        if field.data and not BORN_AFTER < field.data.year <= now().year:
            raise ValidationError(_l("Write the year in four digits."))

    def validate_expires_on(self, field: DateField) -> None:
        if field.data and field.data.year < FIRST_YEAR:
            raise ValidationError(_l("Write the year in four digits."))


class PassportField(FormField):
    """The passport as one answer: all of it, or, where it is not required, nothing."""

    is_asked = True
    required = False

    def __init__(self, label: Any, validators: Sequence[Any], **keywords: Any) -> None:
        super().__init__(PassportForm, label, **keywords)
        self.required = bool(validators)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        if not self.is_asked:
            return True
        valid = self.form.validate()
        if self.required or any(self.form.data.values()):
            for each in self.form:
                if not each.data and not each.errors:
                    each.errors = [ANSWER]
                    valid = False
        return valid


def _choice_fields(question: Question, rules: list[Any], held: Collection[str]) -> Any:
    choices = [_choice(each, held) for each in question.options]
    if question.kind == QuestionKind.CHOICES:
        rules = [*rules, _how_many(question)]
        return CheckboxesField, rules, {"choices": choices, "coerce": str}
    return _single(question, rules, choices)


def _single(question: Question, rules: list[Any], choices: list[Any]) -> Any:
    if question.is_required and len(choices) <= 6:
        return RadioField, rules, {"choices": choices, "validate_choice": True}
    # An answer that is not asked for must be possible to take back, which radio buttons do not allow.
    return SelectField, rules, {"choices": [SelectChoice("", "—"), *choices]}


def _choice(option: Option, held: Collection[str]) -> SelectChoice:
    label = in_language(option.label, current_language())[0]
    if option.places is None:
        return SelectChoice(str(option.id), label)
    left = max(option.places - option.taken, 0)
    if not left and str(option.id) not in held:
        words = _("%(answer)s (no place left)", answer=label)
        return SelectChoice(str(option.id), words, render_kw={"disabled": True})
    places = ngettext("%(num)s place is left.", "%(num)s places are left.", left)
    return SelectChoice(str(option.id), f"{label} – {places}")


def _how_many(question: Question) -> Any:
    def check(_form: Any, field: Any) -> None:
        count = len(field.data or ())
        if not count and not question.is_required:
            return
        if question.minimum and count < question.minimum:
            raise ValidationError(_("Choose at least %(number)s.", number=question.minimum))
        if question.maximum and count > question.maximum:
            raise ValidationError(_("Choose at most %(number)s.", number=question.maximum))

    return check


def _between(question: Question) -> Any:
    def check(_form: Any, field: Any) -> None:
        if question.earliest and field.data < question.earliest:
            raise ValidationError(_("Not before %(day)s.", day=one_day(question.earliest)))
        if question.latest and field.data > question.latest:
            raise ValidationError(_("Not after %(day)s.", day=one_day(question.latest)))

    return check


def _text(question: Question, rules: list[Any], _held: Any) -> Any:
    is_long = question.kind == QuestionKind.LONG_TEXT
    least = min(max(question.minimum or 0, 0), LONG)
    usual = max(2000 if is_long else SHORT, least)
    # What was kept before lengths were checked, or is being typed, may make no sense.
    most = min(max(question.maximum or usual, least, 1), LONG)
    rules = [*rules, Length(min=least, max=most)]
    if is_long:
        return TextAreaField, rules, {"render_kw": {"dir": "auto", "rows": 3}}
    wanted = FORMATS[question.text_format or TextFormat.ANY]
    keywords = {"filters": [wanted.clean], "render_kw": dict(wanted.attributes)}
    return wanted.field_kind, [*rules, *wanted.rules], keywords


def _number(question: Question, rules: list[Any], _held: Any) -> Any:
    limits = NumberRange(min=question.minimum, max=question.maximum)
    return IntegerField, [*rules, limits], {"render_kw": {"inputmode": "numeric"}}


def _date(question: Question, rules: list[Any], _held: Any) -> Any:
    limits = {"min": question.earliest, "max": question.latest}
    render = {key: value.isoformat() for key, value in limits.items() if value}
    return DateField, [*rules, _between(question)], {"render_kw": render}


def _yes_no(question: Question, rules: list[Any], _held: Any) -> Any:
    return _single(question, rules, [SelectChoice(*each) for each in YES_NO_LABELS.items()])


def _country(_question: Question, rules: list[Any], _held: Any) -> Any:
    return CountryField, rules, {}


def _organization(_question: Question, rules: list[Any], _held: Any) -> Any:
    render = {"dir": "auto", "autocomplete": "organization"}
    return OrganizationAnswerField, [*rules, Length(max=200)], {"filters": [single_line], "render_kw": render}


def _phone(_question: Question, rules: list[Any], _held: Any) -> Any:
    render = {"dir": "ltr", "inputmode": "tel", "autocomplete": "tel"}
    return TelField, [*rules, Length(max=40), telephone], {"filters": [single_line], "render_kw": render}


def _file(_question: Question, rules: list[Any], _held: Any) -> Any:
    is_required = not isinstance(rules[0], Optional)
    return UploadField, [_Sent()] if is_required else rules, {"render_kw": {"accept": ACCEPTED}}


def _passport(_question: Question, rules: list[Any], _held: Any) -> Any:
    return PassportField, [each for each in rules if not isinstance(each, Optional)], {}


_MAKERS: Mapping[QuestionKind, Any] = {
    QuestionKind.TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.CHOICE: _choice_fields,
    QuestionKind.CHOICES: _choice_fields,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.COUNTRY: _country,
    QuestionKind.ORGANIZATION: _organization,
    QuestionKind.PHONE: _phone,
    QuestionKind.FILE: _file,
    QuestionKind.PASSPORT: _passport,
}


def field_of(question: Question, *, before: Any = None, is_lenient: bool = False) -> Any:
    """An unbound field. ``before`` is the answer given before: options held already are not full for the person, and a
    file that is there need not be sent again. ``is_lenient`` demands no answer."""
    has_file = question.kind == QuestionKind.FILE and before is not None
    if question.is_required and not (has_file or is_lenient):
        required = InputRequired if question.kind == QuestionKind.NUMBER else DataRequired
        rules: list[Any] = [required(ANSWER)]
    else:
        rules = [Optional()]
    kind, rules, keywords = _MAKERS[question.kind](question, rules, _held(before))
    label = in_language(question.label, current_language())[0]
    return kind(label, rules, description=_hint(question), **keywords)


def _hint(question: Question) -> str:
    hint = in_language(question.help, current_language())[0]
    if question.kind == QuestionKind.FILE:
        size = _("PDF, PNG or JPEG, up to %(size)s MB.", size=LARGEST // 2**20)
        return f"{hint} {size}".strip()
    return hint


class QuestionsForm(Form):
    """A form that asks questions beside its own fields; what is not asked is not checked and not kept."""

    questions: Sequence[Question] = ()
    chosen_before: Mapping[int, Sequence[str]] = {}
    """What was chosen in answer to questions that stand elsewhere."""

    @property
    def has_files(self) -> bool:
        """Whether a file is asked for: such a form is sent in several parts."""
        return any(each.kind == QuestionKind.FILE for each in self.questions)

    def chosen(self) -> dict[int, Sequence[str]]:
        """What is chosen in answer to the questions on which others depend."""
        found = dict(self.chosen_before)
        for each in self.questions:
            if each.kind in DECIDING:
                data = self[name_of(each)].data
                found[each.id] = data if isinstance(data, list) else [data] if data else []
        return found

    def asked(self) -> list[Question]:
        """The questions that are asked, given what was chosen."""
        visible = shown(self.questions, self.chosen())
        return [each for each in self.questions if each.id in visible]

    def validate(self, extra_validators: Any = None) -> bool:
        visible = {each.id for each in self.asked()}
        for each in self.questions:
            if each.id not in visible:
                _leave_out(self[name_of(each)])
        return super().validate(extra_validators)

    def answers(self) -> dict[int, Any]:
        """By number of the question, what JSON can say of the answer; None where nothing was answered.

        Files are told apart (``files``)."""
        return {
            each.id: plain(self[name_of(each)].data)
            for each in self.asked()
            if each.kind != QuestionKind.FILE
        }

    def files(self) -> dict[int, Upload]:
        """The files that were sent, by number of the question."""
        asked = [each for each in self.asked() if each.kind == QuestionKind.FILE]
        found = {each.id: self[name_of(each)].data for each in asked}
        return {number: upload for number, upload in found.items() if upload}


def _leave_out(field: Any) -> None:
    field.validators, field.process_errors = (), []
    field.validate_choice = field.is_asked = False


def plain(value: Any) -> Any:
    """The data of a field as JSON has it; None for nothing."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()} if any(value.values()) else None
    if isinstance(value, str):
        # Blank is nothing to validators, too: they let it pass unread.
        return value if value.strip() else None
    return None if value in ([], None) else value


def data_of(question: Question, value: Any) -> Any:
    """What a field shows of an answer that was kept."""
    if value is not None and question.kind == QuestionKind.DATE:
        return date.fromisoformat(value)
    if value and question.kind == QuestionKind.PASSPORT:
        days = ("born_on", "expires_on")
        return {
            key: date.fromisoformat(each) if each and key in days else each for key, each in value.items()
        }
    return value


Kind = TypeVar("Kind", bound=QuestionsForm)


def with_questions(
    base: type[Kind],
    questions: Sequence[Question],
    *,
    answers: Mapping[int, Any] | None = None,
    is_lenient: bool = False,
) -> type[Kind]:
    """The form ``base`` that asks ``questions``, too.

    ``answers`` are those that the person gave before: choices that they hold are open to them, and conditions on
    questions that stand elsewhere go by them. ``is_lenient``: for organisers, who may not know yet.
    """
    if not questions:
        return base
    answers = answers or {}
    fields = {
        name_of(each): field_of(each, before=answers.get(each.id), is_lenient=is_lenient)
        for each in questions
    }
    chosen = {number: list(map(str, _held(value))) for number, value in answers.items()}
    extras = {**fields, "questions": list(questions), "chosen_before": chosen}
    return cast(type[Kind], type(base.__name__, (base,), extras))


def _held(answer: Any) -> Collection[str]:
    return answer if isinstance(answer, list) else [answer] if isinstance(answer, str) else []
