"""What the words of releases are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.releases.models import ReleaseKind, ReleaseStatus, SpeakerGender

GENDER_LABELS = {SpeakerGender.FEMALE: _l("Feminine"), SpeakerGender.MALE: _l("Masculine")}
FACT_LABELS = {
    "title": _l("Title"),
    "kind": _l("Kind"),
    "dates": _l("When"),
    "place": _l("Where"),
    "organizations": _l("Organisations"),
    "programme": _l("Programme"),
    "funding": _l("Funding"),
    "figures": _l("Figures"),
    "languages": _l("Languages"),
    "context": _l("Context"),
    "aim": _l("Aim"),
    "headline": _l("Headline"),
    "quotes": _l("Quotes"),
    "contact": _l("Contact"),
}
"""What a sentence of a release rests on."""
KIND_LABELS = {
    ReleaseKind.ANNOUNCEMENT: _l("Announcement"),
    ReleaseKind.MEDIA_ADVISORY: _l("Media advisory"),
    ReleaseKind.OPENING: _l("Opening day"),
    ReleaseKind.OUTCOME: _l("Outcome"),
    ReleaseKind.POSTPONEMENT: _l("Postponement"),
    ReleaseKind.CANCELLATION: _l("Cancellation"),
    ReleaseKind.CORRECTION: _l("Correction"),
}
STEP_LABELS = {
    ReleaseStatus.DRAFT: _l("Back to draft"),
    ReleaseStatus.IN_REVIEW: _l("Sent to review"),
    ReleaseStatus.CLEARED: _l("Cleared"),
    ReleaseStatus.PUBLISHED: _l("Published"),
    ReleaseStatus.WITHDRAWN: _l("Withdrawn"),
}
"""What has been done when a release comes to a status."""
