"""Two people at one form: the second one learns of the first before anything is overwritten."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField

from eventhub.errors import ConflictError
from eventhub.web.forms import Form

UNCOUNTED = ("seen", "csrf_token")


class Difference(NamedTuple):
    """A field that somebody else has changed, and what stands there now."""

    label: str
    text: str


class OvertakenError(ConflictError):
    message = _l(
        "Somebody else has changed this page since you opened it. What you typed is kept below, but not saved. "
        "Save again to put it in place of what stands there now."
    )


class StampedForm(Form):
    """A form that carries, as a digest, what its reader had before them when they began to type.

    The digest is over the values of this form alone: whoever edits the place is not stopped by who edits the contact.
    """

    seen = HiddenField()
    differences: Sequence[Difference] = ()
    """What stands in the database where it is not what was typed; empty unless somebody was quicker."""

    def digest(self) -> str:
        """Of the values that the form holds."""
        return self.digest_of({name: value for name, value in self.data.items() if name not in UNCOUNTED})

    def digest_of(self, values: dict[str, Any]) -> str:
        """For forms of which only a part counts."""
        text = json.dumps(values, default=_plain, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def stamp(self, present: "StampedForm | None" = None) -> None:
        """Note that the reader has seen this form as it is, or ``present``: the same form filled from the database."""
        self.seen.data = (present or self).digest()

    def refuse_overtaken(self, present: "StampedForm") -> None:
        """Go on only if the database still holds what the reader saw; ``present`` is the form filled from it.

        Otherwise what was typed stays, ``differences`` tell what stands now, and the next try is a knowing choice.

        Raises:
            OvertakenError
        """
        if self.seen.data == present.digest():
            return
        self.differences = self._differences_to(present)
        self.form_errors = [str(OvertakenError.message)]
        self.stamp(present)
        raise OvertakenError

    def _differences_to(self, present: "StampedForm") -> list[Difference]:
        """For fields that are one line to say."""
        found = []
        for typed, now in zip(_lines(self), _lines(present), strict=True):
            if typed[1]._value() != now[1]._value():
                found.append(Difference(typed[0], str(now[1]._value()) or "—"))
        return found


def _lines(form: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """The fields that one line says, each with its label; of a text per language, one for each language."""
    for field in form:
        if field.short_name in UNCOUNTED or isinstance(field, FieldList):
            continue
        if isinstance(field, FormField):
            yield from ((f"{field.label.text} ({part.label.text})", part) for part in field)
        elif hasattr(field, "_value"):
            yield str(field.label.text), field


def _plain(value: Any) -> Any:
    """Rows by their number, everything else as text."""
    return getattr(value, "id", None) or str(value)
