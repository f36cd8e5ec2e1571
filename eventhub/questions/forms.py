"""What organisers fill in to ask."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
)
from wtforms import Form as PlainForm
from wtforms.validators import NumberRange, Optional

from eventhub.db import Translated
from eventhub.events.models import Event
from eventhub.questions.actions import CategoryDetails, OptionDetails, QuestionDetails, SectionDetails
from eventhub.questions.labels import KIND_LABELS, PRIVACY_LABELS, TEXT_FORMAT_LABELS, YES_NO_LABELS
from eventhub.questions.models import (
    Category,
    Option,
    Privacy,
    Question,
    QuestionKind,
    Section,
    TextFormat,
)
from eventhub.questions.rules import TEXTS, WITH_OPTIONS
from eventhub.text.languages import in_language
from eventhub.text.numbers import whole_number
from eventhub.web.forms import (
    LONG,
    CheckboxesField,
    Form,
    TranslatedField,
    choices,
    from_zone,
    in_zone,
    number_or_none,
)
from eventhub.web.language import current_language
from eventhub.web.moments import within_reach

MANY = 100_000
MOST_DAYS = 3650
OF_A_DRAFT = -1
"""In place of the number of a question that has none yet."""
_number = NumberRange(min=0, max=MANY, message=_l("Write a number."))


def _words(text: Any) -> str:
    return in_language(text, current_language())[0]


class CategoryForm(Form):
    name = TranslatedField(_l("Name"), required=True, max_length=120)
    description = TranslatedField(_l("Whom it is for"), multiline=True, max_length=1000)
    capacity = IntegerField(
        _l("Places"),
        [Optional(), NumberRange(min=0, max=MANY, message=_l("Write a number."))],
        description=_l(
            "How many of the places of the event it may take. Leave empty for no limit of its own."
        ),
        render_kw={"inputmode": "numeric"},
    )
    needs_approval = BooleanField(_l("I decide on each registration"))
    is_offered = BooleanField(_l("People may choose it themselves"), default=True)
    lets_move = BooleanField(
        _l("People of other categories may ask to be moved here"), description=_l("You decide on each.")
    )

    def details(self) -> CategoryDetails:
        return CategoryDetails(
            name=self.name.data,
            description=self.description.data,
            capacity=self.capacity.data,
            needs_approval=bool(self.needs_approval.data),
            is_offered=bool(self.is_offered.data),
            lets_move=bool(self.lets_move.data),
        )


class SectionForm(Form):
    title = TranslatedField(_l("Heading"), max_length=200)
    introduction = TranslatedField(_l("Introduction"), multiline=True, max_length=2000)
    category_id = SelectField(_l("Who is asked"), choices=[], coerce=number_or_none)

    def __init__(self, *arguments: Any, categories: Sequence[Category], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._categories = {each.id: each for each in categories}
        names = [(each.id, _words(each.name)) for each in categories]
        self.category_id.choices = choices([("", _l("Everybody")), *names])

    def details(self) -> SectionDetails:
        category = self._categories.get(self.category_id.data or 0)
        return SectionDetails(title=self.title.data, introduction=self.introduction.data, category=category)


class OptionForm(PlainForm):
    """One answer to choose from; a row without words is an empty row."""

    number = HiddenField()
    label = TranslatedField(_l("Answer"), max_length=200)
    places = IntegerField(_l("Places"), [Optional(), _number], render_kw={"inputmode": "numeric"})


class QuestionForm(Form):
    label = TranslatedField(_l("Question"), required=True, max_length=300)
    help = TranslatedField(_l("Help"), max_length=500)
    kind = SelectField(
        _l("Kind of answer"),
        choices=choices((each.value, KIND_LABELS[each]) for each in QuestionKind),
        coerce=QuestionKind,
    )
    is_required = BooleanField(_l("It must be answered"))
    is_internal = BooleanField(
        _l("For organisers only"), description=_l("The person is not asked; you answer it on the desk.")
    )
    options = FieldList(FormField(OptionForm, _l("Answer")), _l("Answers to choose from"))
    minimum = IntegerField(
        _l("At least"),
        [Optional(), NumberRange(min=-MANY, max=MANY, message=_l("Write a number."))],
        description=_l("The smallest number, the shortest text, or the fewest choices."),
    )
    maximum = IntegerField(
        _l("At most"),
        [Optional(), NumberRange(min=-MANY, max=MANY, message=_l("Write a number."))],
        description=_l("The largest number, the longest text, or the most choices."),
    )
    text_format = SelectField(
        _l("What a short text looks like"),
        choices=choices((each.value, TEXT_FORMAT_LABELS[each]) for each in TextFormat),
        coerce=TextFormat,
        default=TextFormat.ANY,
    )
    earliest = DateField(_l("Not before"), [Optional(), within_reach])
    latest = DateField(_l("Not after"), [Optional(), within_reach])
    open_until = DateTimeLocalField(
        _l("Asked later, until"),
        [Optional(), within_reach],
        description=_l("People answer on their own page until then. Leave empty to ask it in the form."),
    )
    privacy = SelectField(
        _l("How the answer is kept"),
        choices=choices((each.value, PRIVACY_LABELS[each]) for each in Privacy),
        coerce=Privacy,
        default=Privacy.PERSONAL,
    )
    retention_days = IntegerField(
        _l("Deleted so many days after the event"),
        [Optional(), NumberRange(min=0, max=MOST_DAYS, message=_l("Write a number."))],
        description=_l("Leave empty to keep it as long as the registration."),
    )
    shown_if_id = SelectField(_l("Only if this was answered"), choices=[], coerce=number_or_none)
    shown_if_values = CheckboxesField(_l("with one of"), choices=[], validate_choice=True)

    def __init__(self, *arguments: Any, event: Event, deciding: Sequence[Question], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._zone = event.time_zone
        names = [(each.id, _words(each.label)) for each in deciding]
        self.shown_if_id.choices = choices([("", _l("Always asked")), *names])
        self.shown_if_values.choices = choices(pair for each in deciding for pair in _answers_to(each))
        self._answers = {each.id: {value for value, _label in _answers_to(each)} for each in deciding}

    @classmethod
    def values_of(cls, question: Question, event: Event) -> dict[str, Any]:
        """What the fields show of a question."""
        names = (
            "label", "help", "kind", "is_required", "is_internal", "minimum", "maximum", "text_format",
            "earliest", "latest", "privacy", "retention_days", "shown_if_id",
        )  # fmt: skip
        return {
            **{each: getattr(question, each) for each in names},
            "open_until": in_zone(question.open_until, event.time_zone),
            # Yes and no may be answers to several questions.
            "shown_if_values": [_value(question.shown_if_id, each) for each in question.shown_if_values],
            "options": [
                {"number": str(each.id), "label": each.label, "places": each.places}
                for each in question.options
            ],
        }

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        valid = self._may_be_answered() and valid
        if self.kind.data in WITH_OPTIONS and len(self.option_details()) < 2:
            self.kind.errors = [*self.kind.errors, _l("Write at least two answers to choose from.")]
            valid = False
        if self.shown_if_id.data and not self._values():
            self.shown_if_values.errors = [_l("Choose on which answers it depends.")]
            valid = False
        return valid

    def _may_be_answered(self) -> bool:
        """Whether there is an answer that is neither too long nor too short, too early nor too late."""
        low, high = self.minimum.data, self.maximum.data
        wrong: list[tuple[Any, Any]] = []
        if self.kind.data in TEXTS:
            outside = [field for field in (self.minimum, self.maximum) if not 1 <= (field.data or 1) <= LONG]
            wrong += [(each, _l("Write a number from 1 to %(most)s.", most=LONG)) for each in outside]
        if self.kind.data == QuestionKind.CHOICES and (low or 0) > len(self.option_details()):
            wrong.append((self.minimum, _l("There are fewer answers to choose from.")))
        if self.earliest.data and self.latest.data and self.latest.data < self.earliest.data:
            wrong.append((self.latest, _l("This is before the first day.")))
        if low is not None and high is not None and low > high:
            wrong.append((self.maximum, _l("This is less than the least.")))
        for field, words in wrong:
            field.errors = [*field.errors, words]
        return not wrong

    def _values(self) -> list[str]:
        known = self._answers.get(self.shown_if_id.data or 0, set())
        return [each.rpartition(":")[2] for each in self.shown_if_values.data or () if each in known]

    def option_details(self) -> list[OptionDetails]:
        rows = [each.form for each in self.options]
        return [
            OptionDetails(
                label=row.label.data,
                places=row.places.data,
                id=whole_number(row.number.data),
            )
            for row in rows
            if row.label.data
        ]

    def draft(self) -> Section:
        """A section with this question alone, for a look at it: as it is typed, and kept nowhere.

        What cannot be read counts as left empty.
        """
        question = Question(
            id=OF_A_DRAFT,
            kind=self.kind.data or QuestionKind.TEXT,
            label=self.label.data,
            help=self.help.data,
            is_required=bool(self.is_required.data),
            minimum=self.minimum.data,
            maximum=self.maximum.data,
            text_format=self.text_format.data,
            earliest=self.earliest.data,
            latest=self.latest.data,
        )
        if question.kind in WITH_OPTIONS:
            question.options = [
                Option(id=-number, label=each.label, places=each.places, taken=0)
                for number, each in enumerate(self.option_details(), 1)
            ]
        return Section(title=Translated(), introduction=Translated(), questions=[question])

    def details(self, standard: str = "") -> QuestionDetails:
        names = ("is_required", "is_internal")
        return QuestionDetails(
            kind=self.kind.data,
            standard=standard,
            label=self.label.data,
            help=self.help.data,
            minimum=self.minimum.data,
            maximum=self.maximum.data,
            text_format=self.text_format.data,
            earliest=self.earliest.data,
            latest=self.latest.data,
            privacy=self.privacy.data,
            retention_days=self.retention_days.data,
            open_until=from_zone(self.open_until.data, self._zone),
            shown_if_id=self.shown_if_id.data,
            shown_if_values=self._values(),
            **{each: bool(self[each].data) for each in names},
        )


def _value(deciding: int | None, answer: str) -> str:
    return f"{deciding}:{answer}"


def _answers_to(question: Question) -> list[tuple[str, Any]]:
    """The answers on which something may depend, each with a value that no other question has."""
    if question.kind in WITH_OPTIONS:
        answers = [(str(each.id), _words(each.label)) for each in question.options]
    else:
        answers = [(key, str(label)) for key, label in YES_NO_LABELS.items()]
    return [(_value(question.id, key), f"{_words(question.label)}: {label}") for key, label in answers]
