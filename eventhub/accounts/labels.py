"""What the words of accounts are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.accounts.factors_models import IdentityProof
from eventhub.accounts.models import Role

ROLE_LABELS = {
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.ORGANISER: _l("Organiser"),
    Role.PRESS_OFFICER: _l("Press officer"),
    Role.CLEARING_OFFICER: _l("Clearing officer"),
    Role.REGISTRAR: _l("Registrar"),
    Role.CHECKIN: _l("Check-in only"),
    Role.FINANCE: _l("Finance"),
    Role.VIEWER: _l("Viewer"),
}

PROOF_LABELS = {
    IdentityProof.IN_PERSON: _l("The person stood before me"),
    IdentityProof.CALL: _l("By a call to a number known from before"),
    IdentityProof.SUPERVISOR: _l("The person’s supervisor, asked in person or by such a call"),
}
