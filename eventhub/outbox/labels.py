"""How far a mail has come, in words and in the tones of badges."""

from flask_babel import lazy_gettext as _l

from eventhub.outbox.models import Delivery

STATUS_LABELS = {
    Delivery.QUEUED: _l("Queued"),
    Delivery.SENDING: _l("Being sent"),
    Delivery.SENT: _l("Sent"),
    Delivery.KEPT: _l("Kept here"),
    Delivery.FAILED: _l("Failed"),
}
STATUS_TONES = {
    Delivery.QUEUED: "attention",
    Delivery.SENDING: "attention",
    Delivery.SENT: "positive",
    Delivery.KEPT: "accent",
    Delivery.FAILED: "negative",
}
