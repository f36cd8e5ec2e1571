"""What organisers do with the form of an event. Verbs flush and leave an audit line; callers commit."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from sqlalchemy import func, select

from eventhub.audit.actions import record
from eventhub.audit.changes import apply_details
from eventhub.db import Translated, db
from eventhub.events.models import Event
from eventhub.questions.errors import ConditionError, OptionInUseError
from eventhub.questions.models import Category, Option, Privacy, Question, QuestionKind, Section, TextFormat
from eventhub.questions.queries import categories_of, sections_of
from eventhub.questions.rules import WITH_OPTIONS, comes_too_early, moved, questions_of
from eventhub.questions.signals import category_changed
from eventhub.questions.standard import BY_NAME, Standard, in_all_languages
from eventhub.text.languages import in_language
from eventhub.text.slugs import slugify


@dataclass(frozen=True, kw_only=True)
class CategoryDetails:
    """Names and meanings as in ``models.Category``."""

    name: Translated
    description: Translated = field(default_factory=Translated)
    is_offered: bool = True
    needs_approval: bool = False
    lets_move: bool = False
    capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class SectionDetails:
    """Names and meanings as in ``models.Section``."""

    title: Translated
    introduction: Translated = field(default_factory=Translated)
    category: Category | None = None


@dataclass(frozen=True, kw_only=True)
class OptionDetails:
    """Names and meanings as in ``models.Option``; ``id`` None for a new one."""

    label: Translated
    places: int | None = None
    key: str = ""
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionDetails:
    """Names and meanings as in ``models.Question``."""

    kind: QuestionKind
    label: Translated
    help: Translated = field(default_factory=Translated)
    standard: str = ""
    is_required: bool = False
    minimum: int | None = None
    maximum: int | None = None
    text_format: TextFormat = TextFormat.ANY
    earliest: date | None = None
    latest: date | None = None
    is_internal: bool = False
    privacy: Privacy = Privacy.PERSONAL
    retention_days: int | None = None
    open_until: datetime | None = None
    shown_if_id: int | None = None
    shown_if_values: Sequence[str] = ()


def add_category(event: Event, details: CategoryDetails) -> Category:
    category = Category(event=event, key=_free_key(event, details.name), position=_last(Category, event))
    apply_details(category, details)
    db.session.add(category)
    db.session.flush()
    record("event:form:category", event, changes={"category": ["", category.key]})
    category_changed.send(event)
    return category


def _free_key(event: Event, name: Translated) -> str:
    """A name for addresses that no other category of the event has."""
    base = slugify(in_language(name, "en")[0])[:34] or "category"
    taken = {each.key for each in categories_of(event)}
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def change_category(category: Category, details: CategoryDetails) -> None:
    changes = apply_details(category, details)
    if changes:
        db.session.flush()
        record("event:form:category", category.event, changes=changes)
        category_changed.send(category.event)


def add_section(event: Event, details: SectionDetails) -> Section:
    section = Section(event=event, position=_last(Section, event))
    apply_details(section, details)
    db.session.add(section)
    db.session.flush()
    record("event:form:section", event)
    return section


def change_section(section: Section, details: SectionDetails) -> None:
    changes = apply_details(section, details)
    if changes:
        db.session.flush()
        record("event:form:section", section.event, changes=changes)


def add_question(
    section: Section, details: QuestionDetails, options: Sequence[OptionDetails] = ()
) -> Question:
    """Ask something more, at the end of a section.

    Raises:
        ConditionError
    """
    last = max((each.position for each in section.questions), default=-1)
    question = Question(section=section, position=last + 1)
    _write(question, details, options)
    record("event:form:question", section.event, changes={"question": ["", question.id]})
    return question


def change_question(
    question: Question, details: QuestionDetails, options: Sequence[OptionDetails] = ()
) -> None:
    """Ask it in another way. Options that are not named any more go.

    Raises:
        ConditionError
        OptionInUseError
    """
    _write(question, details, options)
    record("event:form:question", question.section.event, changes={"question": [question.id, question.id]})


def _write(question: Question, details: QuestionDetails, options: Sequence[OptionDetails]) -> None:
    for each in fields(details):
        setattr(question, each.name, getattr(details, each.name))
    question.shown_if_values = list(details.shown_if_values) if details.shown_if_id else []
    _set_options(question, options if details.kind in WITH_OPTIONS else ())
    db.session.add(question)
    db.session.flush()
    _check_order(question.section.event)


def _set_options(question: Question, wanted: Sequence[OptionDetails]) -> None:
    known = {each.id: each for each in question.options}
    kept = {each.id for each in wanted}
    if any(option.taken for number, option in known.items() if number not in kept):
        raise OptionInUseError
    question.options = [known.get(each.id or 0) or Option(key=each.key) for each in wanted]
    for position, (option, details) in enumerate(zip(question.options, wanted, strict=True)):
        option.label, option.places, option.position = details.label, details.places, position


def add_standard(event: Event, name: str, *, open_until: datetime | None = None) -> Question:
    """Ask a standard question, in the section of its like; asked already, the one there comes back."""
    standard = BY_NAME[name]
    sections = sections_of(event)
    known = next((each for each in questions_of(sections) if each.standard == name), None)
    if known:
        return known
    everybody = [each for each in sections if each.category_id is None]
    section = everybody[-1] if everybody else add_section(event, SectionDetails(title=Translated()))
    details = QuestionDetails(
        kind=standard.kind,
        standard=name,
        label=in_all_languages(standard.label),
        help=in_all_languages(standard.help),
        privacy=standard.privacy,
        retention_days=standard.retention_days,
        open_until=open_until if standard.is_asked_later else None,
    )
    return add_question(section, details, _options_of(standard))


def _options_of(standard: Standard) -> list[OptionDetails]:
    return [OptionDetails(label=in_all_languages(text), key=key) for key, text in standard.options.items()]


def move_question(question: Question, step: int) -> None:
    """Ask it earlier (-1) or later (1); past the end of its section, in the next one.

    Raises:
        ConditionError
    """
    siblings = [each.id for each in question.section.questions]
    place = siblings.index(question.id) + step
    if 0 <= place < len(siblings):
        by_id = {each.id: each for each in question.section.questions}
        _number([by_id[number] for number in moved(siblings, question.id, step)])
    else:
        _to_next_section(question, step)
    db.session.flush()
    db.session.expire(question.section, ["questions"])
    _check_order(question.section.event)
    record("event:form:move", question.section.event)


def _to_next_section(question: Question, step: int) -> None:
    sections = list(sections_of(question.section.event))
    place = sections.index(question.section) + step
    if not 0 <= place < len(sections):
        return
    target = sections[place]
    rest = [each for each in target.questions if each is not question]
    question.section = target
    _number([question, *rest] if step > 0 else [*rest, question])


def move_section(section: Section, step: int) -> None:
    """Ask a section earlier (-1) or later (1).

    Raises:
        ConditionError
    """
    by_id = {each.id: each for each in sections_of(section.event)}
    _number([by_id[number] for number in moved(list(by_id), section.id, step)])
    db.session.flush()
    _check_order(section.event)
    record("event:form:move", section.event)


def move_category(category: Category, step: int) -> None:
    """Offer a category earlier (-1) or later (1)."""
    by_id = {each.id: each for each in categories_of(category.event)}
    _number([by_id[number] for number in moved(list(by_id), category.id, step)])
    db.session.flush()
    record("event:form:move", category.event)


def delete_question(question: Question) -> None:
    """Ask no more; what was answered goes, too, and what depended on it is asked always."""
    section = question.section
    number = question.id
    for each in questions_of(sections_of(section.event)):
        if each.shown_if_id == number:
            each.shown_if_id, each.shown_if_values = None, []
    section.questions.remove(question)
    db.session.flush()
    record("event:form:remove", section.event, changes={"question": [number, ""]})


def delete_section(section: Section) -> None:
    """Take a section out of the form, with its questions and their answers."""
    for question in list(section.questions):
        delete_question(question)
    event = section.event
    db.session.delete(section)
    db.session.flush()
    record("event:form:remove", event)


def _number(rows: Sequence[Category | Section | Question]) -> None:
    for position, row in enumerate(rows):
        row.position = position


def _last(kind: type[Category] | type[Section], event: Event) -> int:
    return (db.session.scalar(select(func.max(kind.position)).where(kind.event_id == event.id)) or 0) + 1


def _check_order(event: Event) -> None:
    for section in db.session.scalars(select(Section).where(Section.event_id == event.id)):
        db.session.expire(section, ["questions"])
    if comes_too_early(questions_of(sections_of(event))):
        raise ConditionError
