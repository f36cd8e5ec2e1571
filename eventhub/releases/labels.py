"""What the words of releases are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.releases.models import ReleaseKind, ReleaseStatus

KIND_LABELS = {ReleaseKind.ANNOUNCEMENT: _l("Announcement")}
STATUS_LABELS = {
    ReleaseStatus.DRAFT: _l("Draft"),
    ReleaseStatus.PUBLISHED: _l("Published"),
    ReleaseStatus.WITHDRAWN: _l("Withdrawn"),
}
