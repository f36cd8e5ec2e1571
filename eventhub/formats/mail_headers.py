"""Subjects and names in mail headers.

Where Python 3.11 folds a long text that is not ASCII, ``email.policy`` loses spaces between the encoded words of
RFC 2047; the older ``email.header`` does not.
"""

from email.header import Header
from email.headerregistry import (
    BaseHeader,
    HeaderRegistry,
    UniqueSingleAddressHeader,
    UniqueUnstructuredHeader,
)
from email.policy import Policy
from email.utils import quote

_LINE = 76
"""Characters in a line with encoded words (RFC 2047, section 2)."""


class _Subject(UniqueUnstructuredHeader, BaseHeader):
    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {_folded(str(self), self.name)}\r\n"


class _Mailbox(UniqueSingleAddressHeader, BaseHeader):
    def fold(self, *, policy: Policy) -> str:
        name, email = self.address.display_name, self.address.addr_spec
        if not name:
            return f"{self.name}: {email}\r\n"
        words = f'"{quote(name)}"' if _is_plain(name) else _folded(name, self.name)
        line = f"{self.name}: {words} <{email}>\r\n"
        return line if len(line) <= _LINE else f"{self.name}: {words}\r\n <{email}>\r\n"


def _is_plain(text: str) -> bool:
    return text.isascii() and "=?" not in text


def _folded(text: str, header_name: str) -> str:
    charset = "us-ascii" if _is_plain(text) else "utf-8"
    return Header(text, charset, header_name=header_name, maxlinelen=_LINE).encode(linesep="\r\n")


HEADERS = HeaderRegistry()
"""What each header is made by, for an ``EmailPolicy``."""

HEADERS.map_to_type("subject", _Subject)
for _name in ("from", "to", "reply-to"):
    HEADERS.map_to_type(_name, _Mailbox)
