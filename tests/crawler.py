"""Somebody who follows every link and sees every form: for tests that walk over all that people can reach."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

ORIGIN = "http://localhost"
TOKEN = "csrf_token"


@dataclass
class Form:
    """A form of a page as a browser sends it untouched.

    ``typed`` are the fields into which people type; ``words`` those of them that take any text, and no number or date.
    """

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return urlsplit(self.action).path


class _Reader(HTMLParser):
    """Links and forms of a page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.links, self.forms = address, [], []
        self._form: Form | None = None
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.address, given["href"]))
        elif tag == "form":
            action = urljoin(self.address, given.get("action", ""))
            self._form = Form(action, given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._note(tag, given)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name:
            if kind in ("checkbox", "radio"):
                if "checked" in given:
                    self._form.values.setdefault(name, []).append(given.get("value", "on"))
            elif kind not in ("submit", "button", "file"):
                self._form.values.setdefault(name, []).append(given.get("value", ""))
                if kind != "hidden":
                    self._form.typed.append(name)
                if kind in ("text", "search"):
                    self._form.words.append(name)
        elif tag == "textarea" and name:
            self._area = name
            self._form.values.setdefault(name, []).append("")
            self._form.typed.append(name)
            self._form.words.append(name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self._form.values.setdefault(self._select, []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area and self._form:
            self._form.values[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


@dataclass
class Walk:
    """What was seen: each address with its status, and the forms by where they lead."""

    answers: dict[str, int] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def addresses(self) -> set[str]:
        """Paths of all that can be asked for or sent."""
        return {urlsplit(each).path for each in self.answers} | {form.path for form in self.forms.values()}


def walk(
    client: FlaskClient,
    starts: Iterable[str],
    *,
    within: str = "/",
    each: int = 1,
    look: Callable[[str, str], None] = lambda _address, _text: None,
) -> Walk:
    """Follow links from ``starts`` to pages below ``within``: to each route so often, and never to one twice.

    ``look`` is shown every page.
    """
    seen, visits, found = set(), Counter(), Walk()
    waiting = deque(urljoin(ORIGIN, start) for start in starts)
    while waiting:
        address = waiting.popleft().partition("#")[0]
        parts = urlsplit(address)
        endpoint = endpoint_of(client.application, parts.path)
        is_ours = address.startswith(f"{ORIGIN}/") and parts.path.startswith(within)
        if not is_ours or endpoint is None or address in seen or visits[endpoint] >= each:
            continue
        seen.add(address)
        visits[endpoint] += 1
        answer = client.get(address)
        found.answers[address] = answer.status_code
        if answer.status_code == 200 and answer.mimetype == "text/html":
            look(address, answer.text)
            reader = _Reader(address)
            reader.feed(answer.text)
            waiting.extend(reader.links)
            for form in reader.forms:
                if form.method == "post":
                    found.forms.setdefault(form.path, form)
                elif form.action.startswith(ORIGIN):
                    waiting.append(form.action)
        elif answer.location:
            waiting.append(urljoin(address, answer.location))
    return found


def endpoint_of(app: Flask, path: str) -> str | None:
    """The route that answers GET at ``path``."""
    try:
        return app.url_map.bind("localhost").match(path, method="GET")[0]
    except HTTPException:
        return None


def with_payload(form: Form, payload: str) -> Iterator[dict[str, list[str]]]:
    """The form with ``payload`` in all fields that take any text, so that it may be kept; in all that are typed into;
    in every field, hidden ones too; and in the first one alone, so that it is not too long.
    """
    for names in (form.words, form.typed, list(form.values), form.words[:1]):
        yield {**form.values, **{name: [payload] for name in names if name != TOKEN}}
