"""Forms of second factors."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from eventhub.web.forms import Form
from eventhub.web.validators import single_line

_LONGEST_ANSWER = 20_000


class CodeForm(Form):
    code = StringField(
        _l("Code"),
        [DataRequired(), Length(max=40)],
        description=_l("The six digits that your app shows now, or one of your recovery codes."),
        render_kw={"autocomplete": "one-time-code", "dir": "ltr", "spellcheck": "false"},
    )


class AppForm(Form):
    code = StringField(
        _l("Code"),
        [DataRequired(), Length(max=40)],
        description=_l("The six digits that the app shows now."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"},
    )


class PasskeyForm(Form):
    """What a browser says with a passkey; a script fills it in."""

    credential = HiddenField(validators=[DataRequired(), Length(max=_LONGEST_ANSWER)])


class NewPasskeyForm(PasskeyForm):
    name = StringField(
        _l("Name"),
        [DataRequired(), Length(max=100)],
        filters=[single_line],
        description=_l("By which you know it again, such as: my telephone."),
    )
