"""What the page of calendars offers to choose from."""

from datetime import timedelta

from babel.dates import format_timedelta
from flask_babel import gettext as _

from eventhub.calendars.options import ALARMS, FeedOptions
from eventhub.web.language import current_language
from eventhub.web.selects import Choice, choice


def option_choices(options: FeedOptions) -> list[Choice]:
    """The options of a feed as boxes, with those in force chosen."""
    chosen, language = options.query(), current_language()
    reminders = [
        (str(minutes), format_timedelta(timedelta(minutes=minutes), threshold=1, locale=language))
        for minutes in ALARMS
    ]
    return [
        choice(
            "agenda",
            _("Agenda"),
            _("Events only"),
            [("yes", _("With their agenda items"))],
            chosen.get("agenda", ""),
        ),
        choice(
            "times",
            _("Events"),
            _("Those of several days as whole days"),
            [("days", _("All as whole days")), ("hours", _("All by their hours"))],
            chosen.get("times", ""),
        ),
        choice("alarm", _("Reminder before the start"), _("None"), reminders, chosen.get("alarm", "")),
    ]
