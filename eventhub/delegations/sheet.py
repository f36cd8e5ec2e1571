"""People from a table: each cell that is wrong is named, and nobody is taken until all are right."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from eventhub.delegations.actions import NomineeDetails
from eventhub.delegations.forms import NomineeForm
from eventhub.delegations.labels import CAPACITY_LABELS
from eventhub.delegations.models import Capacity
from eventhub.delegations.rules import MOST_NOMINEES
from eventhub.text.languages import LANGUAGES
from eventhub.text.normalise import search_key
from eventhub.web.language import in_language
from eventhub.web.tables import filled_rows

COLUMNS = ("name", "email", "position", "phone", "capacity", "is_reserve", "is_assistant")
"""In this order when the table has no headings."""
_YES = frozenset({"x", "1", "yes", "oui", "si", "sí", "نعم", "是", "да", "true", "✓", "✔"})


@dataclass(frozen=True)
class CellError:
    """``row`` is counted as in the table, from 1, its headings included."""

    row: int
    column: str
    message: str


class SheetError(Exception):
    """The table cannot be taken; ``cells`` are those that are wrong."""

    def __init__(self, cells: Sequence[CellError]) -> None:
        super().__init__()
        self.cells = cells


def people_of(rows: list[list[str]]) -> list[NomineeDetails]:
    """The people whom the rows name.

    Raises:
        SheetError
    """
    filled = filled_rows(rows, NomineeForm, COLUMNS)
    if not filled:
        raise SheetError([CellError(1, "", _("There is nobody in this table."))])
    if len(filled) > MOST_NOMINEES:
        raise SheetError([CellError(1, "", _("Send at most %(num)s people at once.", num=MOST_NOMINEES))])
    found, wrong = [], []
    for number, cells in filled:
        details, errors = _person(cells)
        found.append(details)
        wrong += [CellError(number, column, message) for column, message in errors]
    if wrong:
        raise SheetError(wrong)
    return found


def _person(cells: dict[str, str]) -> tuple[NomineeDetails, list[tuple[str, str]]]:
    capacity = _capacity(cells.get("capacity", ""))
    given = MultiDict(
        {
            **{name: cells.get(name, "") for name in ("name", "email", "position", "phone")},
            "capacity": capacity.value if capacity else "",
        }
    )
    for name in ("is_reserve", "is_assistant"):
        if cells.get(name, "").casefold() in _YES:
            given[name] = "y"
    form = NomineeForm(given, meta={"csrf": False})
    form.validate()
    errors = [
        (str(form[name].label.text), str(each)) for name, lines in form.errors.items() for each in lines
    ]
    return form.details(), errors


def _capacity(typed: str) -> Capacity | None:
    """The capacity that goes by a word in any of our languages; without a word, a delegate."""
    if not typed:
        return Capacity.DELEGATE
    key = search_key(typed)
    for language in LANGUAGES:
        with in_language(language.code):
            for capacity, label in CAPACITY_LABELS.items():
                if key in (search_key(str(label)), capacity.value):
                    return capacity
    return None
