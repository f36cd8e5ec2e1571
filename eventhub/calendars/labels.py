"""What the words of calendars are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.calendars.models import FeedKind

FEED_KINDS = {
    FeedKind.LOOKED_AFTER: _l("The events that I look after, drafts included"),
    FeedKind.OFFICE: _l("All events of an office, drafts included"),
    FeedKind.ORGANIZATION: _l("The events of an organisation"),
    FeedKind.REGISTRATIONS: _l("What I have registered for"),
}
