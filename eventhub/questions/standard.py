"""Questions that are always the same, so that figures of several events add up and nobody translates them again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub.db import Translated
from eventhub.questions.models import Privacy, QuestionKind
from eventhub.text.languages import CODES
from eventhub.web.language import in_language


@dataclass(frozen=True)
class Standard:
    """A question by heart. ``label``, ``help`` and the options are written in whatever language is in force."""

    name: str
    title: Any
    """What it is called on the desk."""
    kind: QuestionKind
    label: Callable[[], str]
    help: Callable[[], str] = lambda: ""
    options: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    privacy: Privacy = Privacy.PERSONAL
    retention_days: int | None = None
    is_asked_later: bool = False
    """As a rule, people know only when the event is near."""
    for_figures: bool = False
    """Kept when a person is made anonymous: it says nothing of anybody in particular."""


STANDARD = (
    Standard(
        "gender",
        _l("Gender"),
        QuestionKind.CHOICE,
        lambda: _("Gender"),
        lambda: _("For figures that name nobody; donors ask for them."),
        {
            "female": lambda: _("Woman"),
            "male": lambda: _("Man"),
            "other": lambda: _("Another description"),
            "undisclosed": lambda: _("I prefer not to say"),
        },
        for_figures=True,
    ),
    Standard(
        "age_group",
        _l("Age group"),
        QuestionKind.CHOICE,
        lambda: _("Age group"),
        lambda: _("For figures that name nobody; donors ask for them."),
        {
            "under_18": lambda: _("Under 18"),
            "18_29": lambda: _("18 to 29"),
            "30_44": lambda: _("30 to 44"),
            "45_59": lambda: _("45 to 59"),
            "over_59": lambda: _("60 or over"),
            "undisclosed": lambda: _("I prefer not to say"),
        },
        for_figures=True,
    ),
    Standard(
        "diet",
        _l("Food"),
        QuestionKind.CHOICES,
        lambda: _("What should the kitchen know?"),
        lambda: _("Only the organisers see it; it is deleted soon after the event."),
        {
            "vegetarian": lambda: _("Vegetarian"),
            "vegan": lambda: _("Vegan"),
            "halal": lambda: _("Halal"),
            "kosher": lambda: _("Kosher"),
            "no_pork": lambda: _("No pork"),
            "no_gluten": lambda: _("No gluten"),
            "no_lactose": lambda: _("No lactose"),
            "no_nuts": lambda: _("No nuts"),
        },
        Privacy.SENSITIVE,
        30,
    ),
    Standard(
        "access",
        _l("Access"),
        QuestionKind.CHOICES,
        lambda: _("What do you need to take part fully?"),
        lambda: _("Only the organisers see it; it is deleted soon after the event."),
        {
            "wheelchair": lambda: _("Access by wheelchair"),
            "hearing_loop": lambda: _("Hearing loop"),
            "sign_language": lambda: _("Sign language"),
            "captions": lambda: _("Captions"),
            "large_print": lambda: _("Large print"),
            "screen_reader": lambda: _("Documents for a screen reader"),
            "front_seat": lambda: _("A seat in front"),
            "quiet_room": lambda: _("A quiet room"),
        },
        Privacy.SENSITIVE,
        30,
    ),
    Standard(
        "passport",
        _l("Passport"),
        QuestionKind.PASSPORT,
        lambda: _("Your passport"),
        lambda: _("For the invitation letter and the visa."),
        privacy=Privacy.SENSITIVE,
        retention_days=30,
    ),
    Standard(
        "visa_letter",
        _l("Invitation letter"),
        QuestionKind.YES_NO,
        lambda: _("Do you need an invitation letter for a visa?"),
    ),
    Standard(
        "arrival",
        _l("Arrival"),
        QuestionKind.DATE,
        lambda: _("When do you arrive?"),
        retention_days=90,
        is_asked_later=True,
    ),
    Standard(
        "flight",
        _l("Flight or train"),
        QuestionKind.TEXT,
        lambda: _("Flight or train with which you arrive"),
        lambda: _("Such as AF 382, 09:40."),
        retention_days=90,
        is_asked_later=True,
    ),
    Standard(
        "hotel",
        _l("Hotel"),
        QuestionKind.YES_NO,
        lambda: _("Shall we book a room for you?"),
        retention_days=90,
        is_asked_later=True,
    ),
)
BY_NAME = {each.name: each for each in STANDARD}
KEPT_FOR_FIGURES = frozenset(each.name for each in STANDARD if each.for_figures)


def in_all_languages(text: Callable[[], str]) -> Translated:
    """A text as it stands in the catalogue of each language."""
    found = {}
    for code in CODES:
        with in_language(code):
            found[code] = text()
    return Translated(found)
