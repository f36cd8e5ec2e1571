"""Fields for forms about people."""

from collections.abc import Sequence
from functools import cached_property

from wtforms import StringField

from eventhub.events.models import Event
from eventhub.events.queries import organizations_in
from eventhub.organizations.models import Organization
from eventhub.organizations.search import full_name, names_of, organizations_named, suggested_names
from eventhub.text.normalise import search_key
from eventhub.web.language import current_language


class OrganizationNameField(StringField):
    """An organization by its name: from the directory when it is known there, else as typed.

    ``offer`` gives it the event of which the organizations that take part come first among the suggestions. Which ones
    these are is asked only when it counts: whoever leaves the field empty costs nothing.
    """

    _event: Event | None = None

    def offer(self, event: Event) -> None:
        self._event = event

    @cached_property
    def _taking_part(self) -> Sequence[Organization]:
        return organizations_in(self._event) if self._event else ()

    @cached_property
    def suggestions(self) -> list[str]:
        language = current_language()
        first = [full_name(each, language) for each in self._taking_part]
        return list(dict.fromkeys([*first, *suggested_names(language)]))

    def chosen(self) -> tuple[Organization | None, str]:
        """The organization that goes by the name, or None and the name."""
        typed = self.data or ""
        key = search_key(typed)
        if not key:
            return None, typed
        known = [each for each in self._taking_part if _goes_by(each, key)]
        known = known or [each for each in organizations_named(typed) if _goes_by(each, key)]
        return (known[0], "") if len(set(known)) == 1 else (None, typed)


def _goes_by(organization: Organization, key: str) -> bool:
    return key in map(search_key, names_of(organization))
