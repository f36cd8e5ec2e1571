"""Forms of accounts."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Email, Length, Optional

from eventhub.accounts.labels import ROLE_LABELS
from eventhub.accounts.models import Role
from eventhub.accounts.rules import MINIMUM_PASSWORD
from eventhub.text.languages import LANGUAGES
from eventhub.web.forms import Form

PASSWORD_LENGTH = Length(min=MINIMUM_PASSWORD, max=200, message=_l("Use at least %(min)d characters."))


class LoginForm(Form):
    email = EmailField(
        _l("E-mail address"), [DataRequired(), Length(max=254)], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _l("Password"), [DataRequired(), Length(max=200)], render_kw={"autocomplete": "current-password"}
    )


class UserForm(Form):
    """An account as an administrator changes it."""

    name = StringField(_l("Name"), [DataRequired(), Length(max=200)])
    role = SelectField(_l("Role"), choices=[(role, ROLE_LABELS[role]) for role in Role], coerce=Role)
    language = SelectField(_l("Language"), choices=[(each.code, each.name) for each in LANGUAGES])
    is_active = BooleanField(_l("May sign in"), default=True)
    password = PasswordField(
        _l("New password"),
        [Optional(), PASSWORD_LENGTH],
        description=_l(
            "Leave empty to keep the present one. A new password signs the person out everywhere."
        ),
        render_kw={"autocomplete": "new-password"},
    )


class NewUserForm(UserForm):
    email = EmailField(_l("E-mail address"), [DataRequired(), Email(), Length(max=254)])
    password = PasswordField(
        _l("Password"), [DataRequired(), PASSWORD_LENGTH], render_kw={"autocomplete": "new-password"}
    )
