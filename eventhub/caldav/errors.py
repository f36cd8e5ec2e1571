"""Refusals of CalDAV, each with the name of the precondition that was not met (RFC 4918, section 16)."""

from eventhub.errors import DomainError

DAV = "DAV:"
CALDAV = "urn:ietf:params:xml:ns:caldav"


class DavError(DomainError):
    """A request that cannot be answered; ``condition`` is the element that tells a program why."""

    status = 403
    condition = ""


class UnreadableBodyError(DavError):
    """Not XML, XML with a document type, or not what the method asks for."""

    status = 400


class UnknownReportError(DavError):
    condition = f"{{{DAV}}}supported-report"


class UnknownFilterError(DavError):
    condition = f"{{{CALDAV}}}supported-filter"


class InvalidSyncTokenError(DavError):
    condition = f"{{{DAV}}}valid-sync-token"


class TooManyMatchesError(DavError):
    condition = f"{{{DAV}}}number-of-matches-within-limits"


class InfiniteDepthError(DavError):
    condition = f"{{{DAV}}}propfind-finite-depth"
