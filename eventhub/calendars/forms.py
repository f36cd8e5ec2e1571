"""Forms of private feeds."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from eventhub.calendars.labels import FEED_KINDS
from eventhub.calendars.models import FeedKind
from eventhub.events.desk_list import offices_for
from eventhub.organizations.fields import OrganizationField
from eventhub.organizations.models import Office
from eventhub.organizations.search import suggested_organizations
from eventhub.text.languages import in_language
from eventhub.web.forms import Form, choices, number_or_none
from eventhub.web.language import current_language
from eventhub.web.validators import single_line


class FeedForm(Form):
    """Which calendar, and what its address is for."""

    name = StringField(
        _l("What is it for?"),
        [
            DataRequired(_l("Write what this address is for, so that you know later which one to end.")),
            Length(max=120),
        ],
        filters=[single_line],
        description=_l("My phone; Ms Li in the ministry; the screen in the corridor."),
    )
    kind = RadioField(
        _l("What does it hold?"),
        [InputRequired()],
        choices=choices(
            (each.value, FEED_KINDS[each]) for each in FeedKind if each != FeedKind.REGISTRATIONS
        ),
        default=FeedKind.LOOKED_AFTER.value,
    )
    office_id = SelectField(_l("Office"), coerce=number_or_none)
    organization = OrganizationField(
        _l("Organisation"), suggest=suggested_organizations, render_kw={"autocomplete": "off"}
    )

    def __init__(self, user: Any, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        offices = offices_for(user)
        self._offices: dict[int, Office] = {office.id: office for office in offices}
        named = [(office.id, in_language(office.name, current_language())[0]) for office in offices]
        self.office_id.choices = choices([("", "—"), *named])

    def validate_office_id(self, field: Any) -> None:
        # The kind itself may be none that there is.
        if self.kind.data == FeedKind.OFFICE and not field.data:
            raise ValidationError(_l("Choose an office."))

    def validate_organization(self, field: Any) -> None:
        if self.kind.data == FeedKind.ORGANIZATION and not field.data:
            raise ValidationError(_l("Name the organisation."))

    @property
    def chosen_kind(self) -> FeedKind:
        return FeedKind(self.kind.data)

    def details(self) -> dict[str, Any]:
        """What ``actions.make_private_feed`` takes besides the kind and the user."""
        office = self._offices[self.office_id.data] if self.chosen_kind == FeedKind.OFFICE else None
        organization = self.organization.data if self.chosen_kind == FeedKind.ORGANIZATION else None
        return {"name": self.name.data or "", "office": office, "organization": organization}
