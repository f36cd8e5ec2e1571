"""What somebody fills in who registers several people."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, EmailField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from eventhub.accounts.rules import normalised_email
from eventhub.organizations.models import Organization
from eventhub.questions.fields import QuestionsForm, with_questions
from eventhub.questions.models import Question, QuestionKind
from eventhub.questions.rules import in_form
from eventhub.registration.details import RegistrationDetails
from eventhub.registration.fields import OrganizationNameField
from eventhub.registration.forms import PersonForm, SomebodyForm, answers_in
from eventhub.registration.labels import GROUP_WORDING
from eventhub.registration.models import ConsentPurpose
from eventhub.tokens import new_token
from eventhub.web.forms import CountryField, Form
from eventhub.web.tables import TableFields, filled_rows
from eventhub.web.validators import mail_address, no_link, single_line

COLUMNS = ("name", "email", "position", "phone", "needs")
"""Of a table of people, in this order when it has no headings."""
AT_FIRST = 2
"""Of how many people an empty form asks."""
Sent = MultiDict[str, str]


def asked_for_others(questions: Sequence[Question]) -> list[Question]:
    """What somebody is asked about others when they register them; files are the people's own to send."""
    return [each for each in questions if in_form(each) and each.kind != QuestionKind.FILE]


class GroupForm(TableFields, Form):
    """Who registers a group, and what all of it have in common."""

    contact_name = StringField(
        _l("Your name"),
        [DataRequired(_l("Write your name.")), Length(max=200), no_link],
        filters=[single_line],
        render_kw={"autocomplete": "name", "dir": "auto"},
    )
    contact_email = EmailField(
        _l("Your e-mail address"),
        [DataRequired(_l("Write your e-mail address.")), Length(max=254), mail_address],
        description=_l("We send the link to the page of the group there."),
        render_kw={"autocomplete": "email", "inputmode": "email", "dir": "ltr"},
    )
    organization = OrganizationNameField(
        _l("Organisation"),
        [Length(max=200), no_link],
        filters=[single_line],
        description=_l("Of all whom you register. Choose from the list, or write the name."),
        render_kw={"autocomplete": "organization", "dir": "auto"},
    )
    country = CountryField(_l("Country"), [Optional()], render_kw={"autocomplete": "country"})
    agrees = BooleanField(GROUP_WORDING, [DataRequired(_l("Without this we cannot register them."))])
    form_key = HiddenField(default=new_token, validators=[Length(max=100)])

    def in_common(self) -> dict[str, Any]:
        """What everybody is registered with."""
        organization, name = self.organization.chosen()
        return {"organization": organization, "organization_name": name, "country": self.country.data}


class MemberForm(SomebodyForm, QuestionsForm, PersonForm):
    """One of those who are registered together. Consents are for the person to give."""

    organization = None
    country = None
    consent_participant_list = None
    consent_photographs = None
    consent_future_events = None
    needs = TextAreaField(
        _l("What to prepare"),
        [Length(max=2000)],
        description=_l("Access, food, interpretation, an invitation letter for a visa…"),
        render_kw={"dir": "auto", "rows": 3},
    )

    def details(self, in_common: Mapping[str, Any], notice: str) -> RegistrationDetails:
        names = ("name", "email", "position", "phone", "needs")
        return RegistrationDetails(
            **{each: self[each].data or "" for each in names},
            **in_common,
            notice=notice,
            consents={ConsentPurpose.PARTICIPATION: str(GROUP_WORDING)},
            answers=answers_in(self),
        )


class OneMoreForm(MemberForm):
    """Somebody who joins a group, or comes instead of somebody of it."""

    agrees = BooleanField(GROUP_WORDING, [DataRequired(_l("Without this we cannot register them."))])


def shared_with(organization: Organization | None, name: str, country: str | None) -> dict[str, Any]:
    """What somebody who joins a group has in common with the others."""
    return {"organization": organization, "organization_name": name, "country": country}


class People:
    """The forms of those who are registered together, one after the other."""

    def __init__(self, questions: Sequence[Question], most: int) -> None:
        self._kind = with_questions(MemberForm, questions)
        self._most = most
        self.forms: list[MemberForm] = []

    def show(self, sent: Sequence[Sent]) -> None:
        """Make these the people; what was sent of each comes by the names of ``MemberForm``."""
        self.forms = [self._form(number, each) for number, each in enumerate(sent[: self._most])]

    def _form(self, number: int, sent: Sent) -> MemberForm:
        prefix = f"p{number}-"
        pairs = [(f"{prefix}{name}", value) for name, value in sent.items(multi=True)]
        return self._kind(MultiDict(pairs) if pairs else None, prefix=prefix, meta={"csrf": False})

    def columns(self) -> list[str]:
        """The headings of a table of people."""
        return [str(self._kind(None, meta={"csrf": False})[name].label.text) for name in COLUMNS]

    def sent_in(self, form: MultiDict) -> list[Sent]:
        """What was sent of each person, as far as the page has fields for them."""
        people: list[Sent] = []
        for number in range(self._most):
            prefix = f"p{number}-"
            own = [
                (name.removeprefix(prefix), value)
                for name, value in form.items(multi=True)
                if name.startswith(prefix)
            ]
            if own:
                people.append(MultiDict(own))
        return people

    def of_table(self, rows: list[list[str]]) -> list[Sent]:
        """The people whom the rows of a table name."""
        return [MultiDict(cells) for _number, cells in filled_rows(rows, MemberForm, COLUMNS)]

    def are_right(self) -> bool:
        """Whether everybody is filled in as it must be, and nobody stands there twice."""
        right = True
        known: set[str] = set()
        for each in self.forms:
            right &= each.validate()
            key = normalised_email(each.email.data or "")
            if key and key in known:
                each.email.errors = [*each.email.errors, _("Somebody else on this page has the address.")]
                right = False
            known.add(key)
        return right


def is_empty(sent: Sent) -> bool:
    """Whether nothing was written of somebody yet."""
    return not any(sent.get(name, "").strip() for name in COLUMNS)
