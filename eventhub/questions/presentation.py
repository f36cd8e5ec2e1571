"""Questions and answers in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from eventhub.questions.fields import name_of
from eventhub.questions.labels import PASSPORT_LABELS, YES_NO_LABELS
from eventhub.questions.models import Question, QuestionKind, Section
from eventhub.text.countries import country_name
from eventhub.text.dates import date_range
from eventhub.text.languages import in_language
from eventhub.text.lists import commas
from eventhub.web.language import current_language

DAYS = ("born_on", "expires_on")


def words_of(question: Question, value: Any) -> str:
    """An answer as a page or a table shows it; empty for none."""
    if value is None:
        return ""
    maker = _WORDS.get(question.kind)
    return maker(question, value) if maker else str(value)


def _options(question: Question, value: Any) -> str:
    chosen = value if isinstance(value, list) else [value]
    labels = {str(each.id): in_language(each.label, current_language())[0] for each in question.options}
    return commas([labels[each] for each in chosen if each in labels], current_language())


def _yes_no(_question: Question, value: Any) -> str:
    return str(YES_NO_LABELS.get(value, value))


def _country(_question: Question, value: Any) -> str:
    return country_name(value, current_language())


def _day(_question: Question, value: Any) -> str:
    return date_range([date.fromisoformat(value)], current_language())


def _passport(_question: Question, value: Any) -> str:
    said = []
    for key, label in PASSPORT_LABELS.items():
        text = value.get(key)
        if text and key in DAYS:
            text = date_range([date.fromisoformat(text)], current_language())
        elif text and key == "nationality":
            text = country_name(text, current_language())
        if text:
            said.append(_("%(label)s: %(value)s", label=label, value=text))
    return "; ".join(said)


_WORDS: Mapping[QuestionKind, Any] = {
    QuestionKind.CHOICE: _options,
    QuestionKind.CHOICES: _options,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.COUNTRY: _country,
    QuestionKind.DATE: _day,
    QuestionKind.PASSPORT: _passport,
}


@dataclass(frozen=True)
class FormQuestion:
    """A field of a form, with the condition under which it is asked: the field and the values that decide."""

    name: str
    kind: str
    shown_if: str = ""
    values: str = ""
    condition: str = ""
    """The condition in words, for who has no script."""


@dataclass(frozen=True)
class FormSection:
    title: str
    introduction: str
    questions: list[FormQuestion]


def form_sections(sections: Iterable[Section], questions: Sequence[Question]) -> list[FormSection]:
    """The sections of a form that asks ``questions``, in the language in force; empty sections are left out."""
    wanted = {each.id for each in questions}
    by_id = {question.id: question for section in sections for question in section.questions}
    found = []
    for section in sections:
        asked = [_form_question(each, by_id, wanted) for each in section.questions if each.id in wanted]
        if asked:
            title, introduction = (
                in_language(each, current_language())[0] for each in (section.title, section.introduction)
            )
            found.append(FormSection(title, introduction, asked))
    return found


def _form_question(question: Question, by_id: Mapping[int, Question], wanted: set[int]) -> FormQuestion:
    deciding = by_id.get(question.shown_if_id or 0)
    if deciding is None or deciding.id not in wanted:
        return FormQuestion(name_of(question), question.kind.value)
    label = in_language(deciding.label, current_language())[0]
    answer = condition_words(deciding, question.shown_if_values)
    return FormQuestion(
        name_of(question),
        question.kind.value,
        shown_if=name_of(deciding),
        values=" ".join(question.shown_if_values),
        condition=_("Only if you answered “%(question)s” with: %(answer)s", question=label, answer=answer),
    )


def condition_words(deciding: Question, values: Sequence[str]) -> str:
    """The answers on which something depends."""
    if deciding.kind == QuestionKind.YES_NO:
        return commas([str(YES_NO_LABELS[each]) for each in values], current_language())
    return _options(deciding, list(values))


@dataclass(frozen=True)
class Figure:
    """How often something was answered; ``share`` in percent of those who answered."""

    label: str
    count: int
    share: int


def counts(question: Question, values: Iterable[Any]) -> list[Figure]:
    """How often each answer to a question of a kind that is ``COUNTED`` was chosen, in the order of the form."""
    given = [value if isinstance(value, list) else [value] for value in values if value]
    counted = Counter(each for chosen in given for each in chosen)
    if question.kind == QuestionKind.YES_NO:
        labels = {key: str(label) for key, label in YES_NO_LABELS.items()}
    else:
        labels = {str(each.id): in_language(each.label, current_language())[0] for each in question.options}
    total = len(given) or 1
    return [Figure(label, counted[key], round(100 * counted[key] / total)) for key, label in labels.items()]
