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


_REGISTRY = HeaderRegistry(base_class=_FoldedOnce)
_REGISTRY.map_to_type("subject", _Subject)
for _name in ("from", "to", "reply-to"):
    _REGISTRY.map_to_type(_name, _Mailbox)

_USUAL = frozenset(
    {"auto-submitted", "content-language", "content-transfer-encoding", "content-type", "mime-version"}
)
"""What stands in every mail, in few forms: each is made once."""
_OF_ONE = "boundary="
"""What no other mail has."""


class _Headers:
    def __call__(self, name: str, value: str) -> BaseHeader:
        is_usual = name.lower() in _USUAL and _OF_ONE not in value
        return _usual(name, value) if is_usual else _made(name, value)

    def __getitem__(self, name: str) -> Any:
        return _kind(name.lower())


HEADERS = _Headers()
"""What each header is made by, for an ``EmailPolicy``."""


@lru_cache(maxsize=200)
def _usual(name: str, value: str) -> BaseHeader:
    return _made(name, value)


def _made(name: str, value: str) -> BaseHeader:
    return _kind(name.lower())(name, value)


@cache
def _kind(name: str) -> Any:
    """The registry makes another class for each header that it is asked for."""
    return _REGISTRY[name]
