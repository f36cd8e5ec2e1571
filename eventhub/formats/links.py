"""Web addresses in files that leave the house."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from eventhub.formats.errors import InvalidLinkError

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff<>\"\\^`{|}]")
_KEPT = "%/?#[]@!$&'()*+,;=:~"


def absolute_link(url: str) -> str:
    """``url`` in ASCII (RFC 3987, section 3.1): letters beyond it percent-encoded, in the host by IDNA.

    Raises:
        InvalidLinkError: not absolute, not http or https, or with a space, a control character or another character
            that RFC 3986 has no place for.
    """
    if _UNSAFE.search(url):
        raise InvalidLinkError(f"{url!r} contains a character that an address may not have.")
    try:
        parts = urlsplit(url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError as error:
        raise InvalidLinkError(f"{url!r} is not an address.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidLinkError(f"{url!r} is not an absolute address of the web.")
    return quote(urlunsplit(parts._replace(netloc=host)), safe=_KEPT)
