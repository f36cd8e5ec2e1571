"""What the words of calendars are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.calendars.models import FeedKind
from eventhub.formats.ical_reading import Remark

FEED_KINDS = {
    FeedKind.LOOKED_AFTER: _l("The events that I look after, drafts included"),
    FeedKind.OFFICE: _l("All events of an office, drafts included"),
    FeedKind.ORGANIZATION: _l("The events of an organisation"),
    FeedKind.REGISTRATIONS: _l("What I have registered for"),
}
REMARKS = {
    Remark.REPEATS: _l("It repeats; only its first date is taken."),
    Remark.CANCELLED: _l("It is cancelled there."),
    Remark.NO_TITLE: _l("It has no title yet."),
    Remark.NO_TIME: _l("It says no time that can be read, so it cannot be taken."),
    Remark.ENDS_BEFORE_START: _l("It ends before it begins, so it cannot be taken."),
}
"""What a preview says of an event of somebody else."""
