"""What letters call things."""

from flask_babel import lazy_gettext as _l

from eventhub.letters.models import Costs, VisaLetterStatus
from eventhub.letters.rules import Standing

STATUS_LABELS = {
    VisaLetterStatus.ASKED: _l("Asked for"),
    VisaLetterStatus.ISSUED: _l("Issued"),
    VisaLetterStatus.DECLINED: _l("Declined"),
    VisaLetterStatus.WITHDRAWN: _l("Withdrawn"),
}
COSTS_LABELS = {
    Costs.ORGANISERS: _l("The organisers bear journey and stay"),
    Costs.SHARED: _l("The organisers bear the stay; the person or their organisation the journey"),
    Costs.OWN: _l("The person or their organisation bears all costs"),
}
STANDING_LABELS = {
    Standing.VALID: _l("This letter is genuine and valid."),
    Standing.CHANGED: _l("This letter is genuine and valid. The event has other dates since: see below."),
    Standing.POSTPONED: _l("This letter is genuine. The event has been postponed since."),
    Standing.EVENT_CANCELLED: _l("This letter is not valid any more: the event has been cancelled."),
    Standing.NOT_REGISTERED: _l("This letter is not valid any more: the person is no longer registered."),
    Standing.WITHDRAWN: _l("This letter is not valid any more: the organisers have withdrawn it."),
    Standing.OVER: _l("This letter was genuine. The event is over."),
}
STANDING_TONES = {
    Standing.VALID: "success",
    Standing.CHANGED: "warning",
    Standing.POSTPONED: "warning",
    Standing.OVER: "info",
}
"""Those without one are errors."""
