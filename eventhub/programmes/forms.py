"""Forms of programmes and funding sources."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    FieldList,
    FormField,
    IntegerField,
    SelectField,
    StringField,
)
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from eventhub.db import Translated
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.organizations.search import full_name, organizations_named, suggested_organizations
from eventhub.programmes.actions import FundingDetails, ProgrammeDetails
from eventhub.programmes.errors import EmblemAloneError
from eventhub.programmes.labels import EMBLEM_LABELS, ROLE_LABELS, STATEMENT_LABELS, TYPE_LABELS, source_label
from eventhub.programmes.models import FundingRole, FundingSource, ProgrammeType
from eventhub.programmes.rules import CURRENCIES, EMBLEMS, EU_STATEMENTS, EuStatement
from eventhub.web.articles import ArticlesField
from eventhub.web.forms import Form, TranslatedField, choices, number_or_none
from eventhub.web.language import current_language
from eventhub.web.lookup import LookupField

SPARE_ROWS = 2
"""Empty rows at the end of a list, to fill in."""
LAST = 100
"""Where rows without a number stand."""
MOST = 10**12 - 1
"""The largest whole amount that the database keeps."""


def organization_label(organization: Organization) -> str:
    """How a field writes an organization, in the language of the page."""
    return full_name(organization, current_language())


def not_before_start(form: Any, field: Any) -> None:
    """A period ends on the day on which it starts, or later."""
    if field.data and form.starts_on.data and field.data < form.starts_on.data:
        raise ValidationError(_l("The end comes before the start."))


class ProgrammeFilterForm(Form):
    """What the list is narrowed down to; part of its address."""

    q = StringField(_l("Name or IATI identifier"))


class FundingRowForm(PlainForm):
    """One funder of a programme; a row without source is an empty row."""

    funding_source_id = SelectField(_l("Funding source"), coerce=number_or_none)
    role = SelectField(
        _l("Role"),
        choices=choices((each.value, ROLE_LABELS[each]) for each in FundingRole),
        coerce=FundingRole,
    )
    position = IntegerField(_l("Order"), [Optional(), NumberRange(min=1, max=99)])


class ProgrammeForm(Form):
    type = SelectField(
        _l("Type"),
        choices=choices((each.value, TYPE_LABELS[each]) for each in ProgrammeType),
        coerce=ProgrammeType,
    )
    name = TranslatedField(_l("Name"), required=True)
    aim = TranslatedField(
        _l("Aim"),
        multiline=True,
        max_length=2000,
        description=_l("It follows “aims to”: begin with a verb in the infinitive, without a full stop."),
    )
    starts_on = DateField(_l("Starts on"), [Optional()])
    ends_on = DateField(_l("Ends on"), [Optional(), not_before_start])
    iati_identifier = StringField(_l("IATI identifier"), [Length(max=120)])
    implementers = FieldList(
        LookupField(_l("Implementing organisation"), find=organizations_named, name_of=organization_label),
        _l("Implemented by"),
    )
    fundings = FieldList(FormField(FundingRowForm, _l("Funder")), _l("Funding"))

    def __init__(self, *arguments: Any, sources: Sequence[FundingSource], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._sources = {each.id: each for each in sources}
        if not self.is_submitted():
            for _spare in range(SPARE_ROWS):
                self.implementers.append_entry()
                self.fundings.append_entry()
        for row in self.fundings:
            row.form.funding_source_id.choices = [
                ("", "—"),
                *((each.id, source_label(each)) for each in sources),
            ]

    @property
    def suggestions(self) -> list[str]:
        """Names to offer in every row of the implementing organizations."""
        return [organization_label(each) for each in suggested_organizations()]

    def validate_fundings(self, field: FieldList) -> None:
        """Each source once, and an only funder alone; the message stands by the row that is too much."""
        filled = [row.form for row in field if row.form.funding_source_id.data]
        seen: set[int] = set()
        faults = []
        for row in filled:
            if row.funding_source_id.data in seen:
                faults.append((row.funding_source_id, _l("This funding source stands here twice.")))
            if row.role.data == FundingRole.SOLE and len(filled) > 1:
                faults.append(
                    (row.role, _l("The only funder cannot stand beside others. Choose another role."))
                )
            seen.add(row.funding_source_id.data)
        for control, message in faults:
            control.errors = [*control.errors, message]
        if faults:
            raise ValidationError(faults[0][1])

    def details(self) -> ProgrammeDetails:
        """What was entered; implementers have no order, and one that was named twice counts once."""
        named = {each.id: each for each in self.implementers.data if each is not None}
        return ProgrammeDetails(
            type=self.type.data,
            name=self.name.data,
            aim=self.aim.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            iati_identifier=self.iati_identifier.data or "",
            implementers=[named[number] for number in sorted(named)],
        )

    def chosen_fundings(self) -> list[tuple[FundingSource, FundingRole]]:
        """Sources with their roles, by the order that was given; rows without one come last as they stand."""
        rows = sorted(self._filled_rows(), key=lambda row: row["position"] or LAST)
        return [(self._sources[row["funding_source_id"]], row["role"]) for row in rows]

    def _filled_rows(self) -> list[dict[str, Any]]:
        return [row for row in self.fundings.data if row["funding_source_id"]]


class FundingForm(Form):
    organization = LookupField(
        _l("Funder"),
        [DataRequired(_l("Name the organisation that gives the money."))],
        find=organizations_named,
        name_of=organization_label,
        suggest=suggested_organizations,
        description=_l("Start typing the name or acronym of the organisation."),
    )
    instrument = TranslatedField(_l("Fund or instrument"))
    instrument_article = ArticlesField(
        _l("Article"),
        description=_l(
            "Such as Partnership Instrument, with the article that stands before it inside a sentence."
        ),
    )
    agreement_reference = StringField(_l("Agreement reference"), [Length(max=120)])
    starts_on = DateField(_l("Starts on"), [Optional()])
    ends_on = DateField(_l("Ends on"), [Optional(), not_before_start])
    amount = DecimalField(
        _l("Amount"),
        [Optional(), NumberRange(min=0, max=MOST, message=_l("Write an amount of zero or more."))],
        places=2,
    )
    currency = StringField(
        _l("Currency"), [Length(max=3)], description=_l("Three letters, such as EUR or USD.")
    )
    eu_statement = SelectField(
        _l("Standard wording of the European Union"),
        choices=choices([("", _l("None")), *((each.value, STATEMENT_LABELS[each]) for each in EuStatement)]),
        description=_l("Fills the languages that you leave empty; for institutions of the European Union."),
    )
    statement = TranslatedField(
        _l("Statement"), description=_l("The words that the funder demands, as they stand.")
    )
    disclaimer = TranslatedField(_l("Disclaimer"), multiline=True, max_length=2000)
    emblem = SelectField(
        _l("Emblem"),
        choices=choices([("", _l("None")), *((name, EMBLEM_LABELS[name]) for name in EMBLEMS)]),
        description=_l("It always stands beside the statement, never apart from it."),
    )

    needs_sign_off = BooleanField(
        _l("Wants to see releases before they go out"),
        description=_l("A release is then published only once somebody has noted that the funder agrees."),
    )

    def validate_currency(self, field: StringField) -> None:
        field.data = (field.data or "").upper()
        if field.data and field.data not in CURRENCIES:
            raise ValidationError(_l("This is not a currency of today. Write its three letters (ISO 4217)."))
        if self.amount.data is not None and not field.data:
            raise ValidationError(_l("An amount needs a currency."))

    def validate_eu_statement(self, field: SelectField) -> None:
        funder = self.organization.data
        if field.data and funder is not None and funder.kind != OrganizationKind.EU_INSTITUTION:
            raise ValidationError(_l("This funder is no institution of the European Union."))

    def validate_emblem(self, field: SelectField) -> None:
        if field.data and not self.full_statement():
            raise ValidationError(EmblemAloneError.message)

    def full_statement(self) -> Translated:
        """The statement as typed, and the standard wording in the languages left empty, where it was asked for."""
        standard = EU_STATEMENTS[EuStatement(self.eu_statement.data)] if self.eu_statement.data else {}
        return Translated({**standard, **self.statement.data})

    def details(self) -> FundingDetails:
        """What was entered."""
        return FundingDetails(
            organization=self.organization.data,
            instrument=self.instrument.data,
            instrument_article=self.instrument_article.data,
            agreement_reference=self.agreement_reference.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            amount=self.amount.data,
            currency=self.currency.data or "",
            statement=self.full_statement(),
            disclaimer=self.disclaimer.data,
            emblem=self.emblem.data or "",
            needs_sign_off=self.needs_sign_off.data,
        )
