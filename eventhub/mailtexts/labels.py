"""Standard mails and gaps in words."""

from flask_babel import lazy_gettext as _l

from eventhub.formats.placeholders import LINK
from eventhub.mailtexts.models import StandardMail

MAIL_LABELS = {
    StandardMail.CONFIRMED: _l("Confirmation of a place"),
    StandardMail.PENDING: _l("Registration received, awaiting approval"),
    StandardMail.WAITLISTED: _l("On the waiting list"),
    StandardMail.PROMOTED: _l("A place from the waiting list"),
    StandardMail.DECLINED: _l("Registration declined"),
    StandardMail.CANCELLED: _l("Registration cancelled"),
    StandardMail.NOMINATED: _l("Nominated by an organisation"),
    StandardMail.ASKED_AGAIN: _l("Reminder to a focal point"),
}
GAP_LABELS = {
    "name": _l("name of the person"),
    "event": _l("title of the event"),
    "dates": _l("its dates"),
    "time": _l("from when to when, by the clocks there"),
    "venue": _l("where it takes place"),
    LINK: _l("the person’s own link"),
    "reference": _l("number of the registration or letter"),
    "organisation": _l("the person’s organisation"),
    "deadline": _l("until when to nominate"),
}
