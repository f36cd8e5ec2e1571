"""The form of a webhook."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, URLField
from wtforms.validators import DataRequired, InputRequired, Length

from eventhub.web.forms import CheckboxesField, Form, choices
from eventhub.web.validators import web_address
from eventhub.webhooks.rules import KINDS

KIND_LABELS = {
    "event": _l("Events"),
    "event:delegation": _l("Nominations"),
    "event:mailing": _l("Mailings"),
    "agenda": _l("Agendas"),
    "registration": _l("Registrations"),
    "registration:attendance": _l("Presence"),
    "registration:certificate": _l("Certificates"),
    "registration:visa_letter": _l("Invitation letters for visas"),
    "release": _l("Releases"),
    "media": _l("Media list"),
    "organization": _l("Organisations"),
    "office": _l("Offices"),
    "programme": _l("Programmes"),
    "funding": _l("Funding"),
    "topic": _l("Topics"),
    "series": _l("Series"),
}


class WebhookForm(Form):
    url = URLField(
        _l("Address"),
        [
            DataRequired(_l("Write the whole address, such as https://www.example.org.")),
            Length(max=500),
            web_address,
        ],
        description=_l("It is called with POST, and has to answer with a status from 200 to 299."),
    )
    kinds = CheckboxesField(
        _l("What it is told of"),
        [InputRequired(_l("Choose at least one."))],
        choices=choices((each, KIND_LABELS[each]) for each in KINDS),
    )
    is_active = BooleanField(_l("Call it"), default=True)

    def details(self) -> dict[str, Any]:
        """What ``actions.change_webhook`` takes."""
        return {"url": self.url.data, "kinds": self.kinds.data or [], "is_active": bool(self.is_active.data)}
