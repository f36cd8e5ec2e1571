"""Requests to addresses that users enter."""

import ipaddress
import socket
import time
from contextlib import nullcontext
from dataclasses import replace

import pytest

from eventhub.web import outgoing
from eventhub.web.outgoing import Limits, is_named, is_public
from eventhub.web.outgoing_errors import (
    AddressRefusedError,
    HostRefusedError,
    OutgoingError,
    TooLargeError,
    TooManyRedirectsError,
    TooSlowError,
    UnreachableError,
)
from tests.servers import free_port
from tests.web.strangers import packed, stranger


@pytest.fixture
def server():
    with stranger() as found:
        yield found


@pytest.fixture
def to_loopback(app):
    """An instance that may reach this machine, as in development."""
    app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], outgoing_loopback=True)


PRIVATE = [
    "0.0.0.0",  # noqa: S104 - nothing listens there
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "2002:a00:1::1",
    "2001:0:a00:1::1",
    "fc00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_of_the_public_internet_are_known(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "193.0.6.139", "2a00:1450:4001:82b::200e", "2606:4700::1111"])
def test_addresses_of_the_public_internet_are_known(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"],
)
def test_this_machine_is_not_asked_however_it_is_called(app, server, host):
    port = server.url.rsplit(":", 1)[1]
    with pytest.raises(OutgoingError):
        outgoing.get(f"http://{host}:{port}/")
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "//example.org/",
        "example.org",
        "http://user:password@example.org/",
        "http://example.org:port/",
        "http://",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: other",
    ],
)
def test_what_is_no_plain_address_of_the_web_is_refused(app, url):
    with pytest.raises(AddressRefusedError):
        outgoing.get(url)


def test_a_development_instance_may_ask_this_machine_and_says_who_it_is(to_loopback, server):
    answer = outgoing.get(server.gives("/a.ics?b=c", b"BEGIN:VCALENDAR", X_Kind="calendar"))
    assert (answer.status, answer.content, answer.headers["x-kind"]) == (200, b"BEGIN:VCALENDAR", "calendar")
    (method, path, headers, _body) = server.asked[0]
    assert (method, path, headers["User-Agent"]) == ("GET", "/a.ics?b=c", "EventHub (+http://localhost)")


def test_a_development_instance_may_ask_no_other_private_address(to_loopback):
    with pytest.raises(AddressRefusedError):
        outgoing.get("http://10.0.0.1/")


def test_an_error_of_the_server_is_an_answer(to_loopback, server):
    assert outgoing.get(server.gives("/", b"gone", 410)).status == 410


def test_bytes_are_delivered_with_the_headers_given(to_loopback, server):
    url = server.gives("/hook", b"thanks", 202)
    answer = outgoing.post(url, b"\x00body", headers={"Content-Type": "application/json"})
    assert (answer.status, answer.content) == (202, b"thanks")
    method, _path, headers, body = server.asked[0]
    assert (method, headers["Content-Type"], body) == ("POST", "application/json", b"\x00body")


def test_redirects_are_followed_up_to_the_limit(to_loopback, server):
    server.gives("/end", b"here")
    server.leads("/2", "/end")
    start = server.leads("/1", server.url + "/2", 301)
    answer = outgoing.get(start, limits=Limits(redirects=2))
    assert (answer.content, answer.url) == (b"here", server.url + "/end")
    with pytest.raises(TooManyRedirectsError):
        outgoing.get(start, limits=Limits(redirects=1))


@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "http://a:b@example.org/"]
)
def test_each_redirect_is_looked_at_like_the_first_address(to_loopback, server, to):
    with pytest.raises(AddressRefusedError):
        outgoing.get(server.leads("/", to))


def test_what_is_told_to_one_server_is_not_told_to_the_next(to_loopback, server):
    with stranger() as other:
        start = server.leads("/", other.gives("/x"))
        outgoing.get(start, headers={"Authorization": "Bearer secret"})
        assert "Authorization" in server.asked[0][2]
        assert "Authorization" not in other.asked[0][2]


def test_a_delivery_is_not_sent_on_to_where_a_redirect_leads(to_loopback, server):
    server.gives("/other")
    assert outgoing.post(server.leads("/hook", "/other", 307), b"x").status == 307
    assert [path for _method, path, *_rest in server.asked] == ["/hook"]


def test_an_answer_that_is_too_large_is_given_up_also_when_it_arrives_packed(to_loopback, server):
    limits = Limits(size=1000)
    assert len(outgoing.get(server.gives("/fits", b"0" * 1000), limits=limits).content) == 1000
    with pytest.raises(TooLargeError):
        outgoing.get(server.gives("/long", b"0" * 1001), limits=limits)
    bomb = server.gives("/bomb", packed(50_000_000), Content_Encoding="gzip")
    with pytest.raises(TooLargeError):
        outgoing.get(bomb, limits=limits)


def test_a_server_that_sends_a_byte_now_and_then_is_given_up_in_time(to_loopback, server):
    began = time.monotonic()
    with pytest.raises(TooSlowError):
        outgoing.get(server.url + "/slow", limits=Limits(seconds=0.3))
    assert time.monotonic() - began < 2


def test_a_server_that_is_not_there_or_speaks_something_else_is_named_as_such(to_loopback, mail_server):
    for port in (free_port(), mail_server.port):
        with pytest.raises(UnreachableError):
            outgoing.get(f"http://127.0.0.1:{port}/")


def test_the_certificate_of_a_server_is_checked(to_loopback, server):
    with pytest.raises(UnreachableError):
        outgoing.get(server.url.replace("http:", "https:"))


def test_a_name_server_that_changes_its_mind_is_asked_only_once(to_loopback, server, monkeypatch):
    """DNS rebinding: the address that was looked at is the address that is asked."""
    port = int(server.url.rsplit(":", 1)[1])
    answers = iter(["127.0.0.1", "10.0.0.1"])

    def name_server(_host, _port, *_rest, **_more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    url = server.gives("/", b"first").replace("127.0.0.1", "rebinding.example")
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: (name_server if host == "rebinding.example" else resolve)(
            host, *rest, **more
        ),
    )
    assert outgoing.get(url).content == b"first"
    assert server.asked[0][2]["Host"] == f"rebinding.example:{port}"
    with pytest.raises(AddressRefusedError):
        outgoing.get(url)


def test_one_private_address_among_several_is_enough_to_refuse(app, monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    with pytest.raises(AddressRefusedError):
        outgoing.get("http://mixed.example/")


def test_a_host_that_the_administrator_has_named_may_be_an_inner_one_and_opens_no_other(app, server):
    there = server.gives("/", b"inside")
    assert outgoing.get(there, trusted_host="127.0.0.1").content == b"inside"
    with pytest.raises(AddressRefusedError):
        outgoing.get(there, trusted_host="login.example.org")
    elsewhere = server.leads("/away", there.replace("127.0.0.1", "localhost"))
    with pytest.raises(AddressRefusedError):
        outgoing.get(elsewhere, trusted_host="127.0.0.1")


@pytest.mark.parametrize(
    ("allowed", "is_asked"),
    [((), True), (("127.0.0.1",), True), (("hooks.example.org", ".0.0.1"), True), (("example.org",), False)],
)
def test_where_administrators_name_hosts_no_other_one_is_asked(app, to_loopback, server, allowed, is_asked):
    app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], outgoing_hosts=allowed)
    with nullcontext() if is_asked else pytest.raises(HostRefusedError):
        outgoing.get(server.gives("/", b"here"))


def test_what_stands_below_a_name_does_not_end_in_it_by_chance():
    assert [
        is_named(host, (".example.org",)) for host in ("a.example.org", "notexample.org", "example.org")
    ] == [
        True,
        False,
        False,
    ]
