"""Refusals about calendars."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import DomainError, GoneError, NotFoundError


class FeedNotFoundError(NotFoundError):
    message = _l("There is no such calendar.")


class FeedEndedError(GoneError):
    """There was one under this address: programs that are told so stop asking."""

    message = _l("This calendar has been ended.")


class FeedOptionError(DomainError):
    message = _l("The address asks for something that this calendar does not offer.")


class CalendarImportError(DomainError):
    """A calendar of somebody else that cannot be taken over."""


class NoCalendarGivenError(CalendarImportError):
    message = _l("Write the address of a calendar, or choose a file.")


class CalendarNotFetchedError(CalendarImportError):
    message = _l("The server answers that there is no calendar at this address, or that it may not be read.")


class CalendarTooLargeError(CalendarImportError):
    message = _l("The calendar is too large. Calendars of up to 400 KB and 500 events can be read.")


class NotACalendarError(CalendarImportError):
    message = _l("This is not a calendar, or a broken one. A calendar file begins with BEGIN:VCALENDAR.")


class NoEventsError(CalendarImportError):
    message = _l("This calendar holds no events.")
