"""Where a request comes from: exactly enough to slow down guessing, coarsely enough to be kept."""

import re
from ipaddress import IPv6Address, ip_address, ip_network

from flask import has_request_context, request

KEPT_BITS = {4: 24, 6: 48}
"""How much of an address is kept, by version of IP: a network, such as an organisation has, and no person."""
BITS_OF_A_CLIENT = {4: 32, 6: 64}
"""What belongs to one client: with version 6, each gets at least a network of 64 bits (RFC 6177)."""

_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    (re.compile(r"Edg(?:A|iOS)?/"), "Edge"),
    (re.compile(r"OPR/"), "Opera"),
    (re.compile(r"SamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"Firefox/|FxiOS/"), "Firefox"),
    (re.compile(r"Chrome/|CriOS/"), "Chrome"),
    (re.compile(r"Version/.*Safari/"), "Safari"),
)
"""In this order: each of them also names those that come after it."""


def client_address() -> str:
    """Who knocks, as one address or one network of version 6; empty outside a request. Not to be kept in the clear."""
    return _network(BITS_OF_A_CLIENT)


def client_network() -> str:
    """Roughly from where, such as ``203.0.113.0/24``; empty outside a request, or when nobody knows."""
    return _network(KEPT_BITS)


def is_from_this_machine() -> bool:
    """Whether the request comes over the loopback address."""
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _network(bits: dict[int, int]) -> str:
    if not has_request_context():
        return ""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, bits[address.version]), strict=False))


def device_words(user_agent: str) -> str:
    """A browser in words that its owner knows again, such as ``Firefox · Windows``; empty when it says nothing."""
    browser = next((name for pattern, name in _BROWSERS if pattern.search(user_agent)), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
