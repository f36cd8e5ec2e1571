"""The forms of the desk, filled in by programs: what people may enter, programs may send (decision record 0015)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import (
    FieldList,
    FormField,
    SelectField,
)

from eventhub.api.errors import Fault, InvalidError
from eventhub.api.problems import pointer_of
from eventhub.text.zones import is_zone

NO_CSRF = {"csrf": False}
"""A token is sent on purpose; there is no other site that could make a browser send it."""


class Filling:
    """A body on its way into forms. ``renamed`` leads from a field of a form to where its value stood in the body."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._rest = dict(body)
        self.data: MultiDict[str, str] = MultiDict()
        self.renamed: dict[str, str] = {}
        self.faults: list[Fault] = []

    def reference(self, name: str, field: str, find: Callable[[str], Any]) -> "Filling":
        """A row by its slug, which the form names by its number."""
        self.renamed[field] = name
        slug = self._rest.pop(name, None)
        if slug:
            self._found(field, f"/{name}", find(slug))
        return self

    def references(self, name: str, field: str, find: Callable[[str], Any]) -> "Filling":
        """Several rows by their slugs."""
        self.renamed[field] = name
        for place, slug in enumerate(self._rest.pop(name, None) or []):
            self._found(field, f"/{name}/{place}", find(slug))
        return self

    def _found(self, field: str, pointer: str, row: Any) -> None:
        if row is None:
            self.faults.append(Fault(_("Nothing of this name is known."), pointer=pointer))
        else:
            self.data.add(field, str(row.id))

    def known(self, name: str, find: Callable[[str], Any]) -> "Filling":
        """A row by its slug, which the form finds by what is typed: it would also take what looks like a name."""
        slug = self._rest.get(name)
        if slug and find(slug) is None:
            self.faults.append(Fault(_("Nothing of this name is known."), pointer=f"/{name}"))
        return self

    def known_within(self, rows: str, name: str, find: Callable[[str], Any]) -> "Filling":
        """The same in each row of a list."""
        self.faults += [
            Fault(_("Nothing of this name is known."), pointer=f"/{rows}/{place}/{name}")
            for place, row in enumerate(self._rest.get(rows) or [])
            if row.get(name) and find(row[name]) is None
        ]
        return self

    def numbered(self, name: str, find: Callable[[str], Any]) -> "Filling":
        """Rows by their slugs, which the form takes in a field for each."""
        for place, slug in enumerate(self._rest.pop(name, None) or []):
            if find(slug) is None:
                self.faults.append(Fault(_("Nothing of this name is known."), pointer=f"/{name}/{place}"))
            self.data.add(f"{name}-{place}", slug)
        return self

    def called_within(self, rows: str, **names: str) -> "Filling":
        """Fields of the rows of a list that the form calls otherwise: the name in the body, and that in the form."""
        self.renamed |= {within: name for name, within in names.items()}
        self._rest[rows] = [
            {names.get(name, name): value for name, value in row.items()}
            for row in self._rest.get(rows) or []
        ]
        return self

    def joined(self, *names: str) -> "Filling":
        """Lists that the form takes in one field, with commas between."""
        for name in names:
            self._rest[name] = ", ".join(str(each) for each in self._rest.get(name) or [])
        return self

    def moment(self, name: str, day: str, clock: str, time_zone: str | None) -> "Filling":
        """A moment that the form takes as a day and a time by the clocks of the place."""
        self.renamed |= {day: name, clock: name}
        moment = self._rest.pop(name, None)
        if moment is not None:
            local = local_moment(moment, time_zone)
            self.data[day], self.data[clock] = f"{local:%Y-%m-%d}", f"{local:%H:%M}"
            if len(self.data[day]) != len("2026-11-03"):
                self.data[day] = f"{local.year:04}-{local:%m-%d}"
        return self

    def locally(self, time_zone: str, *names: str) -> "Filling":
        """Moments that the form takes by the clocks of the place."""
        for name in names:
            moment = self._rest.get(name)
            if moment is not None:
                self._rest[name] = local_moment(moment, time_zone)
        return self

    def into(self, *makers: Callable[[MultiDict[str, str]], Any]) -> list[Any]:
        """The forms, filled in and valid.

        Raises:
            InvalidError: with what each of them says.
        """
        for name, value in self._rest.items():
            _flatten(self.data, name, value)
        forms = [make(self.data) for make in makers]
        for form in forms:
            _choose_nothing(form)
            if not form.validate():
                self._note(form)
        self._refuse_faults()
        return forms

    def refuse(self, form: Any) -> None:
        """Refuse what a form says after it was valid.

        Raises:
            InvalidError
        """
        self._note(form)
        self._refuse_faults()

    def _note(self, form: Any) -> None:
        self.faults += [self._fault(path, detail) for path, detail in _messages(form)]

    def _refuse_faults(self) -> None:
        if self.faults:
            raise InvalidError(list(dict.fromkeys(self.faults)))

    def _fault(self, path: tuple[Any, ...], detail: str) -> Fault:
        return Fault(detail, pointer=pointer_of(tuple(self.renamed.get(each, each) for each in path)))


def filled(
    kind: type,
    body: Mapping[str, Any] | Filling,
    *,
    offer: Callable[[Any], Any] | None = None,
    check: Callable[[Any], bool] | None = None,
    **keywords: Any,
) -> Any:
    """A form of the desk with a body in it, valid.

    ``offer`` gives it what to choose from, ``check`` is what the desk asks of it besides.

    Raises:
        InvalidError: with what the form says.
    """
    filling = body if isinstance(body, Filling) else Filling(body)

    def make(data: MultiDict[str, str]) -> Any:
        form = kind(data, meta=NO_CSRF, **keywords)
        if offer:
            offer(form)
        return form

    [form] = filling.into(make)
    if check and not check(form):
        filling.refuse(form)
    return form


def _choose_nothing(form: Any) -> None:
    """Of a list that nobody touched, a browser sends the empty entry."""
    for field in form:
        if isinstance(field, SelectField) and field.data is None and field.coerce is str:
            field.data = ""


def _messages(form: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    """What a form says, each with the way to its place; of a list only what its rows do not say themselves."""
    yield from (((), str(each)) for each in form.form_errors)
    for field in form:
        yield from _messages_of(field, (field.short_name,))


def _messages_of(field: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(field, FormField):
        for part in field:
            yield from _messages_of(part, (*path, part.short_name))
        return
    rows: list[Any] = []
    if isinstance(field, FieldList):
        rows = [each for number, row in enumerate(field) for each in _messages_of(row, (*path, number))]
        yield from rows
    yield from (
        (path, str(each))
        for each in field.errors
        if not rows and not isinstance(each, Mapping | list | tuple)
    )


def local_moment(moment: datetime, time_zone: str | None) -> datetime:
    """A moment by the clocks of a place, naive; without offset it is so already."""
    if moment.tzinfo is None or not time_zone or not is_zone(time_zone):
        return moment.replace(tzinfo=None)
    try:
        return moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    except OverflowError:
        return moment.replace(tzinfo=None)


def _flatten(data: MultiDict[str, str], name: str, value: Any) -> None:
    """What a browser would send for a value of JSON."""
    if isinstance(value, bool):
        # A box that is not ticked is not sent.
        if value:
            data.add(name, "y")
    elif isinstance(value, Mapping):
        for key, part in value.items():
            _flatten(data, f"{name}-{key}", part)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            # Rows have names within them, choices have not.
            _flatten(data, f"{name}-{number}" if isinstance(part, Mapping) else name, part)
    elif value is not None:
        data.add(name, _typed(value))


def _typed(value: Any) -> str:
    """A single value as a browser would send it."""
    if isinstance(value, datetime):
        return f"{value.year:04}-{value:%m-%dT%H:%M}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def merged(present: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Merge Patch (RFC 7396): null removes, objects are merged, all else is replaced."""
    result = dict(present)
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, Mapping):
            before = result.get(name)
            result[name] = merged(before if isinstance(before, Mapping) else {}, value)
        else:
            result[name] = value
    return result
