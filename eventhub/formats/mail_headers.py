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
from functools import cache, lru_cache
from typing import Any

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


class _FoldedOnce(BaseHeader):
    """All mails are written by one policy."""

    _lines: str | None = None

    def fold(self, *, policy: Policy) -> str:
        if self._lines is None:
            self._lines = super().fold(policy=policy)
        return self._lines


class _Registry(HeaderRegistry):
    """Makes a class for each name of a header, not one for each header; what stands in every mail is made once."""

    def __call__(self, name: str, value: str) -> BaseHeader:
        return _usual(name, value) if name.lower() in _USUAL else self.make(name, value)

    def make(self, name: str, value: str) -> BaseHeader:
        return super().__call__(name, value)

    @cache  # noqa: B019 - there is one registry, and it stays.
    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name)


_USUAL = frozenset(
    {"auto-submitted", "content-language", "content-transfer-encoding", "content-type", "mime-version"}
)


@lru_cache(maxsize=200)
def _usual(name: str, value: str) -> BaseHeader:
    return HEADERS.make(name, value)


HEADERS = _Registry(base_class=_FoldedOnce)
"""What each header is made by, for an ``EmailPolicy``."""

HEADERS.map_to_type("subject", _Subject)
for _name in ("from", "to", "reply-to"):
    HEADERS.map_to_type(_name, _Mailbox)
