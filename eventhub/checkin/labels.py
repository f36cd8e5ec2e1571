"""What the words of check-in are called on a page."""

from flask_babel import lazy_gettext as _l

ACT_LABELS = {
    "registration:attendance:check_in": _l("Checked in"),
    "registration:attendance:check_out": _l("Checked out"),
    "registration:attendance:undo": _l("Check-in undone"),
}
"""What the audit trail tells of an attendance."""
