"""The page of the organizations that take part in an event."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import EmailField, FieldList, FormField, IntegerField, SelectField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import Email, Length, NumberRange, Optional, ValidationError

from eventhub.events.actions import Part
from eventhub.events.labels import PART_LABELS
from eventhub.events.models import Event, ParticipationRole
from eventhub.organizations.fields import OrganizationField, organization_label
from eventhub.organizations.labels import KIND_LABELS
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.text.languages import LANGUAGES
from eventhub.web.forms import CheckboxesField, CountryField, choices
from eventhub.web.stamps import StampedForm

ROLES = [(each.value, PART_LABELS[each]) for each in ParticipationRole]
SPARE_ROWS = 2
"""Empty rows at the end of the list, to type names into."""


class PartForm(PlainForm):
    """One organization's part; a row without organization is an empty row."""

    organization = OrganizationField(_l("Organisation"))
    role = SelectField(
        _l("Role"),
        choices=choices(ROLES),
        coerce=ParticipationRole,
        default=ParticipationRole.PARTICIPANT,
    )
    quota = IntegerField(
        _l("Places"),
        [Optional(), NumberRange(min=1, max=9999, message=_l("Write a number of places from 1 on."))],
    )
    focal_point_name = StringField(_l("Focal point"), [Length(max=200)])
    focal_point_email = EmailField(
        _l("Their e-mail address"),
        [Optional(), Email(message=_l("This is not an e-mail address.")), Length(max=254)],
    )


class OrganizationsForm(StampedForm):
    """Rows in the order of precedence; and, beside them, a search by which several are added at once."""

    parts = FieldList(FormField(PartForm, _l("Organisation")), _l("Organisations"))

    q = StringField(_l("Find organisations"), [Length(max=200)])
    found = CheckboxesField(_l("Found"), coerce=int, validate_choice=False)
    add_as = SelectField(
        _l("Add them as"), choices=choices(ROLES), default=ParticipationRole.PARTICIPANT.value
    )

    new_name = StringField(_l("Name"), [Length(max=300)])
    new_language = SelectField(
        _l("Language of the name"), choices=choices((each.code, each.name) for each in LANGUAGES)
    )
    new_kind = SelectField(
        _l("Kind"), choices=choices((kind.value, KIND_LABELS[kind]) for kind in OrganizationKind)
    )
    new_country = CountryField(_l("Country"))

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        """The rows of an event."""
        return {
            "parts": [
                {
                    "organization": each.organization,
                    "role": each.role,
                    "quota": each.quota,
                    "focal_point_name": each.focal_point_name,
                    "focal_point_email": each.focal_point_email,
                }
                for each in event.participations
            ]
        }

    def digest(self) -> str:
        """Of the rows alone: what is searched for or about to be added has not been before anybody."""
        return self.digest_of({"parts": [row for row in self.parts.data if row["organization"]]})

    def add_spare_rows(self) -> None:
        """Let the page end with empty rows."""
        empty = sum(1 for row in self.parts if row.form.organization.is_empty())
        for _spare in range(SPARE_ROWS - empty):
            self.parts.append_entry()

    def validate_parts(self, field: FieldList) -> None:
        """Each organization once in each role; the message is by the row that is too much."""
        seen: set[tuple[int, ParticipationRole]] = set()
        message = _l("It stands here twice in this role.")
        is_repeated = False
        for row in field:
            organization = row.form.organization
            if organization.data is None:
                continue
            key = organization.data.id, row.form.role.data
            if key in seen:
                is_repeated = True
                organization.errors = [*organization.errors, message]
            seen.add(key)
        if is_repeated:
            raise ValidationError(message)

    def chosen(self) -> list[Part]:
        """The filled rows, in order."""
        return [
            Part(
                organization=row["organization"],
                role=row["role"],
                quota=row["quota"],
                focal_point_name=row["focal_point_name"] or "",
                focal_point_email=row["focal_point_email"] or "",
            )
            for row in self.parts.data
            if row["organization"]
        ]


def with_rows(formdata: MultiDict, organizations: Sequence[Organization], role: str) -> MultiDict:
    """What was typed, with a row more for each organization that does not stand there in that role."""
    typed = MultiDict(formdata)
    numbers = {int(key.split("-")[1]) for key in typed if key.startswith("parts-") and key.count("-") >= 2}
    present = {(typed.get(f"parts-{n}-organization"), typed.get(f"parts-{n}-role")) for n in numbers}
    empty = [n for n in sorted(numbers) if not (typed.get(f"parts-{n}-organization") or "").strip()]
    following = max(numbers, default=-1) + 1
    for organization in organizations:
        label = organization_label(organization)
        if (label, role) in present:
            continue
        number = empty.pop(0) if empty else following
        following = max(following, number + 1)
        typed[f"parts-{number}-organization"], typed[f"parts-{number}-role"] = label, role
    return typed
