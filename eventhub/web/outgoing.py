"""Requests to addresses that users enter: to the public web only, and never for longer or for more than agreed.

A host is resolved once, every address that it has must be public, and the connection goes to one of those addresses: a
name server that answers otherwise the second time changes nothing (DNS rebinding). Redirects, of GET only, are followed
by the same rules. There are no proxies, cookies or credentials that a request could carry along.

A host that the administrator has named in the configuration may be an inner one (``trusted_host``); all else holds for
it as well, and its word opens no other inner host.
"""

import ipaddress
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Timer
from time import monotonic
from urllib.parse import urljoin, urlsplit

import certifi
from flask import current_app
from urllib3 import BaseHTTPResponse, HTTPHeaderDict
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from eventhub.config import Config
from eventhub.formats.errors import InvalidLinkError
from eventhub.formats.links import absolute_link
from eventhub.web.outgoing_errors import (
    AddressRefusedError,
    HostRefusedError,
    TooLargeError,
    TooManyRedirectsError,
    TooSlowError,
    UnreachableError,
)

CHUNK = 64 * 1024
REDIRECTIONS = (301, 302, 303, 307, 308)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Limits:
    """What a request may cost: bytes of the answer after decompression, seconds from first to last, redirects."""

    size: int = 1024 * 1024
    seconds: float = 10
    redirects: int = 3


@dataclass(frozen=True)
class Answer:
    """What came back; ``url`` is where it came from in the end. Header names are found in any case."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


def get(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits = Limits(),
    trusted_host: str = "",
) -> Answer:
    """What stands at ``url``, redirects followed; any status is an answer.

    Args:
        trusted_host: the one name whose addresses need not be public; never one that a user has entered.

    Raises:
        OutgoingError: one of its kinds, each with a sentence for the person who entered the address.
    """
    with _deadline(limits, trusted_host) as exchange:
        for _hop in range(limits.redirects + 1):
            answer = exchange.send("GET", url, dict(headers or {}))
            location = answer.headers.get("Location")
            if answer.status not in REDIRECTIONS or not location:
                return answer
            if _origin(urljoin(url, location)) != _origin(url):
                # What the caller tells one host is not for another.
                headers = None
            url = urljoin(url, location)
        raise TooManyRedirectsError


def post(
    url: str,
    content: bytes,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits = Limits(),
    trusted_host: str = "",
) -> Answer:
    """Deliver ``content``. Whoever answers with a redirect has not taken it: that answer comes back as it is.

    Raises:
        OutgoingError: see ``get``.
    """
    with _deadline(limits, trusted_host) as exchange:
        return exchange.send("POST", url, dict(headers or {}), content)


_NO_SERVERS = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"),
        *("192.0.0.0/24", "192.88.99.0/24", "100::/64", "2001:20::/28", "3fff::/20"),
        *("5f00::/16", "fec0::/10"),
    )
)
"""Behind the first any IPv4 address may stand (mapped, NAT64, 6to4, Teredo); of the others, ``ipaddress`` of older
releases of Python takes some for public."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet (IANA special-purpose registries) and to one server."""
    if any(address.version == network.version and address in network for network in _NO_SERVERS):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_link_local)


@dataclass
class _Exchange:
    """Requests that share one deadline; ``lines`` are twins of the sockets in use, to be cut when it passes."""

    limits: Limits
    config: Config
    trusted_host: str = ""
    ends_at: float = field(init=False)
    lines: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ends_at = monotonic() + self.limits.seconds

    def check_time(self) -> float:
        """The seconds that are left.

        Raises:
            TooSlowError: none is.
        """
        left = self.ends_at - monotonic()
        if left <= 0:
            raise TooSlowError
        return left

    @property
    def identity(self) -> dict[str, str]:
        """Who asks, so that administrators of other servers can find out (RFC 9110, section 10.1.5)."""
        return {"User-Agent": f"EventHub (+{self.config.base_url})"}

    def send(self, method: str, url: str, headers: dict[str, str], content: bytes | None = None) -> Answer:
        url = _checked(url)
        connection = self._connection(url)
        target = urlsplit(url)
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        try:
            connection.connect()
            # The line may have come about just as the deadline cut all others.
            self.check_time()
            connection.request(method, path, content, {**self.identity, **headers}, preload_content=False)
            response = connection.getresponse()
            answer = Answer(url, response.status, HTTPHeaderDict(response.headers), self._read(response))
        except (HTTPError, HTTPException, OSError) as error:
            self.check_time()
            raise UnreachableError from error
        finally:
            connection.close()
        # A line that was cut may look like an answer that has come to its end.
        self.check_time()
        return answer

    def _connection(self, url: str) -> HTTPConnection:
        parts = urlsplit(url)
        host, timeout = parts.hostname or "", self.check_time()
        if parts.scheme == "https":
            connection = _GuardedHttps(host, parts.port, timeout=timeout, ca_certs=certifi.where())
        else:
            connection = _GuardedHttp(host, parts.port, timeout=timeout)
        connection.exchange = self
        return connection

    def _read(self, response: BaseHTTPResponse) -> bytes:
        content = bytearray()
        while part := response.read(CHUNK, decode_content=True):
            content += part
            if len(content) > self.limits.size:
                raise TooLargeError
        return bytes(content)

    def connect(self, host: str, port: int) -> socket.socket:
        """A connection to one of the addresses of ``host``, all of which must be allowed."""
        failure: OSError | None = None
        for address in self._addresses(host, port):
            try:
                line = socket.create_connection((str(address), port), timeout=self.check_time())
            except OSError as error:
                failure = error
            else:
                self.lines.append(line.dup())
                return line
        raise UnreachableError from failure

    def _addresses(self, host: str, port: int) -> list[Address]:
        is_trusted = bool(self.trusted_host) and host.strip("[]") == self.trusted_host
        if not is_trusted and not is_named(host.strip("[]"), self.config.outgoing_hosts):
            raise HostRefusedError
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreachableError from error
        addresses = [ipaddress.ip_address(str(each[4][0])) for each in found]
        if not is_trusted and not all(self._may_be_asked(address) for address in addresses):
            raise AddressRefusedError
        return addresses

    def _may_be_asked(self, address: Address) -> bool:
        return is_public(address) or (self.config.outgoing_loopback and address.is_loopback)

    def cut(self) -> None:
        """Shut the lines down under whoever waits for them: a server that sends a byte now and then gains nothing."""
        for line in self.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


def is_named(host: str, allowed: Sequence[str]) -> bool:
    """Whether an administrator allows this host: all, if they named none; one that begins with a dot allows what is
    below it."""
    return not allowed or any(host == each or (each[:1] == "." and host.endswith(each)) for each in allowed)


class _GuardedHttp(HTTPConnection):
    exchange: _Exchange

    def _new_conn(self) -> socket.socket:
        return self.exchange.connect(self.host, self.port)


class _GuardedHttps(HTTPSConnection):
    """The certificate is still checked against the name, not against the address."""

    exchange: _Exchange

    def _new_conn(self) -> socket.socket:
        return self.exchange.connect(self.host, self.port)


@contextmanager
def _deadline(limits: Limits, trusted_host: str) -> Iterator[_Exchange]:
    exchange = _Exchange(limits, current_app.config["EVENTHUB"], trusted_host)
    timer = Timer(limits.seconds, exchange.cut)
    timer.daemon = True
    timer.start()
    try:
        yield exchange
    finally:
        timer.cancel()
        for line in exchange.lines:
            line.close()


def _checked(url: str) -> str:
    """``url`` in ASCII, without fragment.

    Raises:
        AddressRefusedError: not http or https, or with credentials.
    """
    try:
        link = absolute_link(url)
        parts = urlsplit(link)
        _port = parts.port
    except (InvalidLinkError, ValueError) as error:
        raise AddressRefusedError from error
    if "@" in parts.netloc:
        raise AddressRefusedError
    return parts._replace(fragment="").geturl()


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
