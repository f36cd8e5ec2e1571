"""Mailings in words."""

from flask_babel import lazy_gettext as _l

from eventhub.mailings.models import Anchor, Audience, MailingStatus, NoticeKind, NoticeStatus, Presence

STATUS_LABELS = {
    MailingStatus.DRAFT: _l("Draft"),
    MailingStatus.IN_REVIEW: _l("In review"),
    MailingStatus.SCHEDULED: _l("Scheduled"),
    MailingStatus.SENDING: _l("Being sent"),
    MailingStatus.SENT: _l("Sent"),
    MailingStatus.STOPPED: _l("Stopped"),
    MailingStatus.LAPSED: _l("Not sent"),
}
STATUS_TONES = {
    MailingStatus.DRAFT: "draft",
    MailingStatus.IN_REVIEW: "attention",
    MailingStatus.SCHEDULED: "accent",
    MailingStatus.SENDING: "attention",
    MailingStatus.SENT: "positive",
    MailingStatus.STOPPED: "negative",
    MailingStatus.LAPSED: "neutral",
}
AUDIENCE_LABELS = {
    Audience.PARTICIPANTS: _l("People who have registered"),
    Audience.FOCAL_POINTS: _l("Focal points of organisations that were asked"),
}
PRESENCE_LABELS = {
    Presence.CAME: _l("Came, on one day at least"),
    Presence.STAYED_AWAY: _l("Has not come"),
}
ANCHOR_LABELS = {
    Anchor.BEFORE_START: _l("days before the event begins"),
    Anchor.AFTER_END: _l("days after it has ended"),
}
NOTICE_LABELS = {
    NoticeKind.CHANGE: _l("Another date, time or place"),
    NoticeKind.CANCELLATION: _l("The event is cancelled"),
    NoticeKind.REVISION: _l("A revised agenda"),
}
NOTICE_STATUS_LABELS = {
    NoticeStatus.SENDING: _l("Being sent"),
    NoticeStatus.SENT: _l("Sent"),
    NoticeStatus.STOPPED: _l("Stopped"),
    NoticeStatus.OVERTAKEN: _l("Overtaken"),
}
NOTICE_STATUS_TONES = {
    NoticeStatus.SENDING: "attention",
    NoticeStatus.SENT: "positive",
    NoticeStatus.STOPPED: "negative",
    NoticeStatus.OVERTAKEN: "neutral",
}
