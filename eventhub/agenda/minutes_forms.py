"""The minutes of a session, and the languages of all sessions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, FieldList, FormField, HiddenField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import Optional

from eventhub.agenda.actions import InterpretationDetails
from eventhub.agenda.minutes import DecisionDetails
from eventhub.agenda.models import Minutes, Session
from eventhub.organizations.fields import OrganizationField
from eventhub.text.languages import language_name
from eventhub.text.numbers import whole_number
from eventhub.text.typography import capitalise
from eventhub.web.forms import TranslatedField, choices
from eventhub.web.language import current_language
from eventhub.web.moments import within_reach
from eventhub.web.stamps import StampedForm


class DecisionForm(PlainForm):
    """A decision; a row without words is an empty row."""

    text = TranslatedField(_l("Decision"), multiline=True, max_length=2000)
    organization = OrganizationField(_l("Who does it"))
    due_on = DateField(_l("Until"), [Optional(), within_reach])


class MinutesForm(StampedForm):
    text = TranslatedField(_l("Minutes"), multiline=True)
    decisions = FieldList(FormField(DecisionForm, _l("Decision")), _l("Decisions"))

    @classmethod
    def values_of(cls, minutes: Minutes | None) -> dict[str, Any]:
        """What the fields show."""
        if minutes is None:
            return {}
        return {
            "text": minutes.text,
            "decisions": [
                {"text": each.text, "organization": each.organization, "due_on": each.due_on}
                for each in minutes.decisions
            ],
        }

    def details(self) -> list[DecisionDetails]:
        """The decisions that were entered; empty rows do not count."""
        return [
            DecisionDetails(text=row["text"], organization=row["organization"], due_on=row["due_on"])
            for row in self.decisions.data
            if row["text"]
        ]


class LanguagesForm(StampedForm):
    """For each session a row: what is spoken, and into which languages it is interpreted, each from which one."""

    rows: FieldList
    languages: Sequence[str]

    @classmethod
    def for_languages(cls, languages: Sequence[str]) -> type["LanguagesForm"]:
        """The form with a column for each language into which one may interpret."""
        names = {code: capitalise(language_name(code, current_language())) for code in languages}
        offered = [("", "—"), *names.items()]
        columns = {
            f"to_{code}": SelectField(
                _l("Into %(language)s", language=name),
                choices=choices((source, label) for source, label in offered if source != code),
                default="",
            )
            for code, name in names.items()
        }
        row = type(
            "LanguagesRow",
            (PlainForm,),
            {
                "number": HiddenField(),
                "floor": SelectField(_l("Spoken language"), choices=choices(offered), default=""),
                **columns,
            },
        )
        return type(
            "LanguagesOfSessionsForm",
            (cls,),
            {"rows": FieldList(FormField(row)), "languages": tuple(languages)},
        )

    @classmethod
    def values_of(cls, sessions: Iterable[Session]) -> dict[str, Any]:
        """What the fields show."""
        return {
            "rows": [
                {
                    "number": str(each.id),
                    "floor": each.floor_language,
                    **{f"to_{row.target}": row.source for row in each.interpretations},
                }
                for each in sessions
            ]
        }

    def details(self) -> Mapping[int, tuple[str, tuple[InterpretationDetails, ...]]]:
        """By number of the session, the language of the floor and the interpretation."""
        return {
            number: (
                row["floor"],
                tuple(
                    InterpretationDetails(source=row[f"to_{code}"], target=code)
                    for code in self.languages
                    if row[f"to_{code}"]
                ),
            )
            for row in self.rows.data
            if (number := whole_number(row["number"])) is not None
        }
