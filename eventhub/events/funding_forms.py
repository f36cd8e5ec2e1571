"""The page of an event's programme and of who funds it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import ValidationError

from eventhub.events.forms import names_of
from eventhub.events.models import Event
from eventhub.programmes.labels import ROLE_LABELS, source_label
from eventhub.programmes.models import FundingRole, FundingSource, Programme
from eventhub.web.forms import choices, number_or_none
from eventhub.web.stamps import StampedForm


class EventFundingRowForm(PlainForm):
    """A funder of the event itself; a row without source is an empty row."""

    source_id = SelectField(_l("Funding source"), coerce=number_or_none)
    role = SelectField(
        _l("Role"),
        choices=choices((each.value, ROLE_LABELS[each]) for each in FundingRole),
        coerce=FundingRole,
        default=FundingRole.CO_FUNDER,
    )


class EventFundingForm(StampedForm):
    programme_id = SelectField(
        _l("Programme"),
        coerce=number_or_none,
        description=_l("The event inherits its funding, and the words that the funder demands."),
    )
    fundings = FieldList(FormField(EventFundingRowForm, _l("Funder")), _l("Funding of the event itself"))
    replaces_programme_funding = BooleanField(_l("Name only these, not the funders of the programme"))

    def __init__(
        self,
        *arguments: Any,
        programmes: Sequence[Programme],
        sources: Sequence[FundingSource],
        **keywords: Any,
    ) -> None:
        super().__init__(*arguments, **keywords)
        self._programmes = {each.id: each for each in programmes}
        self._sources = {each.id: each for each in sources}
        self.programme_id.choices = [("", _l("None")), *names_of(programmes)]
        self._labels = [("", "—"), *((each.id, source_label(each)) for each in sources)]
        self._offer_sources()

    def _offer_sources(self) -> None:
        for row in self.fundings:
            row.form.source_id.choices = self._labels

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        """What the fields show of an event."""
        return {
            "programme_id": event.programme_id,
            "fundings": [{"source_id": each.funding_source_id, "role": each.role} for each in event.fundings],
            "replaces_programme_funding": event.replaces_programme_funding,
        }

    def digest(self) -> str:
        """Of what counts: empty rows do not."""
        filled = [row for row in self.fundings.data if row["source_id"]]
        return self.digest_of(
            {
                "programme": self.programme_id.data,
                "fundings": filled,
                "replaces": self.replaces_programme_funding.data,
            }
        )

    def add_spare_row(self) -> None:
        """Let the page end with an empty row."""
        if not self.fundings.entries or self.fundings.entries[-1].form.source_id.data:
            self.fundings.append_entry()
        self._offer_sources()

    def validate_fundings(self, field: FieldList) -> None:
        """Each source once; the message is by the row that is too much."""
        seen: set[int] = set()
        message = _l("This funding source stands here twice.")
        is_repeated = False
        for row in field:
            source = row.form.source_id
            if source.data in seen:
                is_repeated = True
                source.errors = [*source.errors, message]
            elif source.data:
                seen.add(source.data)
        if is_repeated:
            raise ValidationError(message)

    def validate_replaces_programme_funding(self, field: BooleanField) -> None:
        if field.data and not self.chosen_fundings():
            raise ValidationError(_l("Name at least one funder above, or leave this unticked."))

    def programme(self) -> Programme | None:
        return self._programmes.get(self.programme_id.data)

    def chosen_fundings(self) -> list[tuple[FundingSource, FundingRole]]:
        """Sources with their roles, in the order of the page."""
        return [
            (self._sources[row["source_id"]], row["role"])
            for row in self.fundings.data
            if row["source_id"] in self._sources
        ]
