"""Things of one kind, and the usual operations on them: for each, a function that says only what is its own.

All of them answer alike: a change is made in one transaction, with If-Match and idempotency keys, and what is shown is
what the next one will read.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.api import fields
from eventhub.api.answers import done, expect_match, listed, shown, written
from eventhub.api.area import Area, page_schema
from eventhub.api.desk_events import ONE as EVENT
from eventhub.api.forms import merged
from eventhub.api.identity import PREFIX
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.shapes import Nothing
from eventhub.db import db
from eventhub.events.queries import get_event_of

Function = TypeVar("Function", bound=Callable[..., Any])
Declare = Callable[[Function], Function]


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Things of one kind at one address. What stands under an event is looked for in that event alone."""

    area: Area
    path: str
    """Of the list."""
    one: str = ""
    """What the address of one adds, such as ``/<int:quote_id>``; empty where there is but one."""
    gives: type[Schema]
    view: Callable[[Any], Mapping[str, Any]]
    """A row as ``gives`` shows it."""
    find: Callable[..., Any]
    """The row by the event, where there is one, and by the values of the address."""
    takes: type[Schema] = Nothing
    """What may be sent of one; its fields are called as those of ``gives``."""

    @property
    def _is_within_event(self) -> bool:
        return self.path.startswith(EVENT)

    def _parents(self, values: dict[str, Any], *, for_change: bool) -> tuple[Any, ...]:
        """The event that an address leads to, which is taken from ``values``; nothing where there is none."""
        if not self._is_within_event:
            return ()
        return (get_event_of(current_user, values.pop("slug"), for_change=for_change),)

    def _row(self, values: Mapping[str, Any], *, for_change: bool = False) -> Any:
        own = {name: value for name, value in values.items() if name in self._names}
        return self.find(*self._parents(own, for_change=for_change), **own)

    @property
    def _names(self) -> set[str]:
        """What the address of one names."""
        return set(re.findall(r"<(?:[^<>]+:)?(\w+)>", self.path + self.one))

    def pages(
        self,
        *,
        takes: type[Schema] = PageQuery,
        order: Sequence[Order],
        view: Callable[[Any], Mapping[str, Any]] | None = None,
    ) -> Declare:
        """A long list. The function gives the query, of the event if there is one and of what was asked."""
        schema, show = page_schema(self.gives, self._name), view or self.view

        def declare(function: Function) -> Function:
            def list_them(query: dict[str, Any], **values: Any) -> Response:
                page = page_of(function(*self._parents(values, for_change=False), query), order, query)
                return listed(schema, page._replace(items=[show(each) for each in page.items]))

            return _declared(self.area.read(self.path, takes=takes, gives=schema), list_them, function)

        return declare

    def lists(self, function: Function) -> Function:
        """A list that is short by its nature, and comes whole. The function gives the rows."""
        items = fields.Several(fields.Part(self.gives), required=True)
        schema = type(f"{self._name}List", (Schema,), {"items": items})

        def list_them(**values: Any) -> Response:
            rows = function(*self._parents(values, for_change=False))
            return shown(schema, {"items": [self.view(each) for each in rows]})

        return _declared(self.area.read(self.path, gives=schema), list_them, function)

    def shows(self, function: Function) -> Function:
        """One of them; the function has nothing to do but to say so."""

        def show(**values: Any) -> Response:
            return shown(self.gives, self.view(self._row(values)))

        return _declared(self.area.read(self.path + self.one, gives=self.gives), show, function)

    def creates(self, function: Function) -> Function:
        """A new one. The function gives it, of the event if there is one and of the body."""

        def create(body: dict[str, Any], **values: Any) -> Response:
            def change() -> Mapping[str, Any]:
                return self._fresh(function(*self._parents(dict(values), for_change=True), body))

            return written(
                self.gives, change, status=201, location=lambda made: self._location(made, values.get("slug"))
            )

        declare = self.area.write(self.path, takes=self.takes, gives=self.gives, status=201)
        return _declared(declare, create, function)

    def _location(self, made: Mapping[str, Any], slug: str | None) -> str:
        """Where a new one is read; what its address names is shown of it as its slug or its number."""
        name = "slug" if "<slug>" in self.one else "id"
        within = self.path.replace("<slug>", slug or "")
        return PREFIX + within + re.sub(r"<[^>]+>", str(made[name]), self.one)

    def changes(self, function: Function) -> Function:
        """A change by a JSON merge patch (RFC 7396). The function gets the row, and the body with all that stays."""
        patch = type(f"{self._name}Patch", (self.takes,), {})

        def change_it(body: dict[str, Any], **values: Any) -> Response:
            def change(row: Any, seen: Mapping[str, Any]) -> None:
                present = {name: seen[name] for name in self.takes._declared_fields if name in seen}
                function(row, merged(present, body))

            return self._change(values, change)

        declare = self.area.write(self.path + self.one, method="PATCH", takes=patch, gives=self.gives)
        return _declared(declare, change_it, function)

    def sets(self, function: Function) -> Function:
        """All of it replaced. The function gets the row and the body."""

        def set_it(body: dict[str, Any], **values: Any) -> Response:
            return self._change(values, lambda row, _seen: function(row, body))

        declare = self.area.write(self.path + self.one, method="PUT", takes=self.takes, gives=self.gives)
        return _declared(declare, set_it, function)

    def removes(self, function: Function) -> Function:
        """One of them taken away. The function gets the row."""

        def remove(**values: Any) -> Response:
            return self._change(values, lambda row, _seen: function(row), shows=False)

        return _declared(self.area.write(self.path + self.one, method="DELETE"), remove, function)

    def acts(self, rule: str, *, takes: type[Schema] | None = None, method: str = "POST") -> Declare:
        """Something that is done with one of them. The function gets the row, the body where one is taken, and what
        ``rule`` names. What is deleted of one is not shown any more."""

        def declare(function: Function) -> Function:
            def act(*bodies: dict[str, Any], **values: Any) -> Response:
                more = {name: value for name, value in values.items() if name not in self._names}
                return self._change(
                    values, lambda row, _seen: function(row, *bodies, **more), shows=method != "DELETE"
                )

            gives = None if method == "DELETE" else self.gives
            write = self.area.write(f"{self.path}{self.one}/{rule}", method=method, takes=takes, gives=gives)
            return _declared(write, act, function)

        return declare

    def acts_anew(self, rule: str) -> Declare:
        """Another one made of one of them. The function gets the row, and gives the new one."""

        def declare(function: Function) -> Function:
            def act(**values: Any) -> Response:
                def change() -> Mapping[str, Any]:
                    return self._fresh(function(self._row(values, for_change=True)))

                return written(
                    self.gives, change, status=201, location=lambda made: self._location(made, values["slug"])
                )

            write = self.area.write(f"{self.path}{self.one}/{rule}", gives=self.gives, status=201)
            return _declared(write, act, function)

        return declare

    def _change(
        self,
        values: Mapping[str, Any],
        function: Callable[[Any, Mapping[str, Any]], Any],
        *,
        shows: bool = True,
    ) -> Response:
        def change() -> Any:
            row = self._row(values, for_change=True)
            seen = self.view(row)
            expect_match(self.gives, seen)
            function(row, seen)
            return row

        return written(self.gives, lambda: self._fresh(change())) if shows else done(change)

    def _fresh(self, row: Any) -> Mapping[str, Any]:
        """A row as the next one will read it, with whatever the database has made of it."""
        db.session.flush()
        db.session.expire(row)
        return self.view(row)

    @property
    def _name(self) -> str:
        return self.gives.__name__.removesuffix("Schema")


def _declared(declare: Callable[[Any], Any], view: Any, function: Function) -> Function:
    """Mount ``view`` under the name of ``function``, with its words and what it declares of access."""
    view.__name__ = function.__name__
    view.__doc__ = function.__doc__
    view.__dict__.update(function.__dict__)
    declare(view)
    return function
