"""Forms of accounts."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, Email, EqualTo, InputRequired, Length, Optional

from eventhub.accounts.errors import LeakedPasswordError, OwnWordsError
from eventhub.accounts.factors_models import IdentityProof
from eventhub.accounts.labels import PROOF_LABELS, ROLE_LABELS
from eventhub.accounts.models import Role, User
from eventhub.accounts.passwords import check_password
from eventhub.accounts.rules import MINIMUM_PASSWORD
from eventhub.text.languages import LANGUAGES
from eventhub.web.forms import Form, choices

PASSWORD_LENGTH = Length(min=MINIMUM_PASSWORD, max=200, message=_l("Use at least %(min)d characters."))


def hard_to_guess(form: Any, field: Any) -> None:
    """A password that the owner of the account, whom the form names, may have."""
    name, email = form.owner()
    try:
        check_password(field.data or "", name=name, email=email)
    except (LeakedPasswordError, OwnWordsError) as error:
        raise ValidationError(error.message) from error


class LoginForm(Form):
    email = EmailField(
        _l("E-mail address"), [DataRequired(), Length(max=254)], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _l("Password"), [DataRequired(), Length(max=200)], render_kw={"autocomplete": "current-password"}
    )


class AddressForm(Form):
    """To whom a link shall be sent."""

    email = EmailField(
        _l("E-mail address"),
        [DataRequired(), Email(), Length(max=254)],
        render_kw={"autocomplete": "username"},
    )


class ProofForm(Form):
    """How an administrator made sure who asks to have a lost factor taken away. Messages are no proof."""

    proof = SelectField(
        _l("How you made sure"),
        choices=choices([("", ""), *((each.value, PROOF_LABELS[each]) for each in IdentityProof)]),
        coerce=lambda value: IdentityProof(value) if value else None,
        validators=[InputRequired()],
        description=_l("Never by mail or message alone. It is kept in the audit trail."),
    )


class UserForm(Form):
    """An account as an administrator changes it."""

    name = StringField(_l("Name"), [DataRequired(), Length(max=200)])
    role = SelectField(
        _l("Role"),
        choices=choices((role.value, ROLE_LABELS[role]) for role in Role),
        coerce=Role,
        default=Role.VIEWER,
    )
    language = SelectField(_l("Language"), choices=choices((each.code, each.name) for each in LANGUAGES))
    is_active = BooleanField(_l("May sign in"), default=True)
    password = PasswordField(
        _l("New password"),
        [Optional(), PASSWORD_LENGTH, hard_to_guess],
        description=_l(
            "Leave empty to keep the present one. A new password signs the person out everywhere."
        ),
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, *args: Any, obj: User | None = None, **keywords: Any) -> None:
        super().__init__(*args, obj=obj, **keywords)
        self._address = obj.email if obj else ""

    def owner(self) -> tuple[str, str]:
        """Name and address of whose password it is."""
        return self.name.data or "", self._address


class NewUserForm(UserForm):
    is_active = None  # A new account may sign in.
    email = EmailField(_l("E-mail address"), [DataRequired(), Email(), Length(max=254)])
    password = PasswordField(
        _l("Password"),
        [Optional(), PASSWORD_LENGTH, hard_to_guess],
        description=_l("Leave empty to invite the person by mail: they choose one themselves."),
        render_kw={"autocomplete": "new-password"},
    )

    def owner(self) -> tuple[str, str]:
        return self.name.data or "", self.email.data or ""

    def account(self) -> dict[str, Any]:
        """What ``actions.add_user`` takes."""
        return {name: self.data[name] for name in ("email", "name", "password", "role", "language")}


class OwnAccountForm(Form):
    """An account as its owner changes it."""

    name = StringField(_l("Name"), [DataRequired(), Length(max=200)], render_kw={"autocomplete": "name"})
    language = SelectField(_l("Language"), choices=choices((each.code, each.name) for each in LANGUAGES))


class NewPasswordForm(Form):
    """A password, typed twice; the form is for ``user``."""

    new = PasswordField(
        _l("New password"),
        [DataRequired(), PASSWORD_LENGTH, hard_to_guess],
        description=_l("A few words that only you would put together are best."),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("New password again"),
        [EqualTo("new", _l("The two do not match."))],
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, user: User, **keywords: Any) -> None:
        super().__init__(**keywords)
        self._user = user

    def owner(self) -> tuple[str, str]:
        """Name and address of whose password it is."""
        return self._user.name, self._user.email


class ConfirmForm(Form):
    password = PasswordField(
        _l("Password"), [DataRequired(), Length(max=200)], render_kw={"autocomplete": "current-password"}
    )


class OwnPasswordForm(NewPasswordForm):
    present = PasswordField(
        _l("Present password"),
        [DataRequired(), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
