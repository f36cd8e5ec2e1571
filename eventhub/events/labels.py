"""What the words of events are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.events.models import AttendanceMode, EventKind, EventStatus, ParticipationRole, Visibility

KIND_LABELS = {
    EventKind.WORKSHOP: _l("Workshop"),
    EventKind.TRAINING: _l("Training"),
    EventKind.CONFERENCE: _l("Conference"),
    EventKind.SEMINAR: _l("Seminar"),
    EventKind.ROUND_TABLE: _l("Round table"),
    EventKind.MEETING: _l("Meeting"),
    EventKind.WEBINAR: _l("Webinar"),
    EventKind.CONSULTATION: _l("Consultation"),
    EventKind.STUDY_VISIT: _l("Study visit"),
    EventKind.LAUNCH: _l("Launch"),
}
STATUS_LABELS = {
    EventStatus.DRAFT: _l("Draft"),
    EventStatus.PUBLISHED: _l("Published"),
    EventStatus.POSTPONED: _l("Postponed"),
    EventStatus.CANCELLED: _l("Cancelled"),
    EventStatus.COMPLETED: _l("Completed"),
}
VISIBILITY_LABELS = {
    Visibility.PUBLIC: _l("Public: in lists, calendars and search engines"),
    Visibility.UNLISTED: _l("Unlisted: for those who have the address"),
    Visibility.PRIVATE: _l("Private: on the desk only"),
}
MODE_LABELS = {
    AttendanceMode.ON_SITE: _l("On site"),
    AttendanceMode.ONLINE: _l("Online"),
    AttendanceMode.HYBRID: _l("On site and online"),
}
ROLE_LABELS = {
    ParticipationRole.ORGANISER: _l("Organised by"),
    ParticipationRole.CO_ORGANISER: _l("In cooperation with"),
    ParticipationRole.PARTNER: _l("Partners"),
    ParticipationRole.PARTICIPANT: _l("Participating organisations"),
    ParticipationRole.OBSERVER: _l("Observers"),
}
PART_LABELS = {
    ParticipationRole.ORGANISER: _l("Organiser"),
    ParticipationRole.CO_ORGANISER: _l("Co-organiser"),
    ParticipationRole.PARTNER: _l("Partner"),
    ParticipationRole.PARTICIPANT: _l("Participant"),
    ParticipationRole.OBSERVER: _l("Observer"),
}
"""The same for one organization, where the role is chosen."""
