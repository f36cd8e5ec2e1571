"""The work of a workshop, done on two hosts in turn: what one has done, the other must know at once."""

import re
from collections.abc import Iterator
from typing import Any

import requests

from bench.data import LEADER
from bench.machines import wait
from bench.people import EVENT, HIDDEN, register
from bench.site import Site
from eventhub.releases.models import ReleaseKind
from tests.people import PASSWORD

WRITTEN = b"%PDF-1.7 what the person sent"
SECOND = 999_999
"""The number of the person of the errand."""


def api(site: Site, port: int, method: str, path: str, body: Any = None) -> requests.Response:
    """Ask one of the hosts, with a token that opens everything."""
    headers = site.proxied | {"Authorization": f"Bearer {site.token}"}
    return requests.request(
        method, f"http://127.0.0.1:{port}/api/v1{path}", json=body, headers=headers, timeout=30
    )


class Errand:
    """Yields, as ``run``, what is not as it has to be."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._one, self._other = site.ports

    def run(self) -> Iterator[str]:
        yield from self._session()
        yield from self._edits()
        yield from self._registration()
        yield from self._release()
        yield from self._limit()

    def _session(self) -> Iterator[str]:
        site = self._site
        page = site.ask(self._one, "/desk/login")
        given = {"email": LEADER.email, "password": PASSWORD, **dict(HIDDEN.findall(page.text))}
        proxied = site.proxied | {"Referer": f"{site.url}/desk/login"}
        cookies = page.cookies.get_dict()
        answer = requests.post(
            f"http://127.0.0.1:{self._other}/desk/login",
            data=given,
            cookies=cookies,
            headers=proxied,
            allow_redirects=False,
            timeout=30,
        )
        session = cookies | answer.cookies.get_dict()
        if answer.status_code != 303:
            yield f"the form of one host was not taken by the other: {answer.status_code}"
        for port in site.ports:
            desk = site.ask(port, "/desk/", cookies=session, allow_redirects=False)
            if desk.status_code != 200:
                yield f"the session is not valid on port {port}: {desk.status_code}"

    def _edits(self) -> Iterator[str]:
        path = f"/en/events/{EVENT}/"
        for number in range(20):
            ports = self._site.ports if number % 2 else self._site.ports[::-1]
            self._api(ports[0], "PATCH", f"/desk/events/{EVENT}", {"title": {"en": f"Recruitment {number}"}})
            for port in (ports[1], ports[0], None):
                if f"Recruitment {number}" not in self._site.ask(port, path).text:
                    yield f"edit {number} does not show on {port}"

    def _registration(self) -> Iterator[str]:
        site = self._site
        done: list[str] = []
        files = {f"q{site.question}": ("cv.pdf", WRITTEN, "application/pdf")}
        answer = register(site.url, site.certificate, SECOND, done, files)
        address = f"person-{SECOND}@example.org"
        if done != [address]:
            yield f"nobody could register: {answer}"
            return
        wait(lambda: any(address in each for each in site.mail_server.recipients))
        [mail] = [each for each in site.mail_server.messages() if address in each["To"]]
        [own] = {
            found
            for part in mail.walk()
            if part.get_content_type() == "text/plain"
            for found in re.findall(r"/en/registrations/[\w-]+/", part.get_content())
        }
        for port in (*site.ports, None):
            file = site.ask(port, f"{own}files/{site.question}")
            if file.content != WRITTEN:
                yield f"the file does not come from {port}: {file.status_code}"
        yield from self._check_in(address)

    def _check_in(self, address: str) -> Iterator[str]:
        people = self._api(self._one, "GET", f"/desk/events/{EVENT}/registrations?limit=100").json()["items"]
        [code] = [each["reference"] for each in people if each["email"] == address]
        days = self._api(self._one, "GET", f"/desk/events/{EVENT}/checkin/occasions").json()["items"]
        act = {"act": "check_in", "occasion": days[0]["name"], "code": code, "act_id": "1"}
        outcomes = [
            self._api(port, "POST", f"/desk/events/{EVENT}/checkin/acts", act | {"act_id": str(port)}).json()
            for port in self._site.ports
        ]
        if [each.get("outcome") for each in outcomes] != ["arrived", "already"]:
            yield f"who came to one desk is not known at the other: {outcomes}"

    def _release(self) -> Iterator[str]:
        # The demo has announced this event.
        kind = {"languages": ["en"], "kind": ReleaseKind.MEDIA_ADVISORY.value}
        made = self._api(self._one, "POST", f"/desk/events/{EVENT}/releases", kind)
        path = made.headers["Location"].partition("/api/v1")[2]
        self._api(
            self._other,
            "PUT",
            f"{path}/texts/en",
            {"headline": "Fair recruitment", "body": "It takes place."},
        )
        for source in self._api(self._one, "GET", path).json()["unsigned"]:
            self._api(
                self._other, "POST", f"{path}/sign-offs", {"source": source, "given_by": "Ana, by mail"}
            )
        self._api(self._one, "POST", f"{path}/submit", {})
        self._api(self._other, "POST", f"{path}/clear", {})
        published = self._api(self._one, "POST", f"{path}/publish", {"despite_findings": True}).json()
        for port in (self._other, self._one, None):
            page = self._site.ask(port, f"/en/releases/{published.get('slug')}/")
            if "Fair recruitment" not in page.text:
                yield f"the release is not out on {port}: {page.status_code} {published}"

    def _limit(self) -> Iterator[str]:
        """Requests of both hosts count together."""
        left = [self._left(port) for port in (self._one, self._other, self._one, self._other)]
        if sorted(left, reverse=True) != left or len(set(left)) < len(left):
            yield f"the limit counts for each host alone: {left}"

    def _left(self, port: int) -> int:
        """Requests that the token still has (``r`` of the header RateLimit)."""
        told = self._api(port, "GET", "/desk/me").headers["RateLimit"]
        return int(told.partition("r=")[2].partition(";")[0])

    def _api(self, port: int, method: str, path: str, body: Any = None) -> requests.Response:
        answer = api(self._site, port, method, path, body)
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer
