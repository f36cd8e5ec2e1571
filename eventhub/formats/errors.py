"""What cannot be written, by name."""


class FormatError(ValueError):
    """The data given cannot be written in the format asked for."""


class InvalidAddressError(FormatError):
    """Not a mail address that every mail server can carry."""


class InvalidLinkError(FormatError):
    """Not an absolute web address."""


class InvalidEntryError(FormatError):
    """A calendar entry that clients would misread, or drop together with the feed around it."""


class UnknownTimeZoneError(FormatError):
    """Not a zone of the IANA time zone database."""


class InvalidHeaderError(FormatError):
    """A mail header with a line break, a control character or a name that RFC 5322 does not allow."""


class InvalidSheetError(FormatError):
    """A worksheet that a spreadsheet program would refuse or repair."""


class InvalidPictureError(FormatError):
    """No picture that can be decoded, or one of more pixels than there is memory for."""
