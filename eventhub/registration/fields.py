"""Fields for forms about people."""

from wtforms import StringField

from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.organizations.search import full_name, names_of, organizations_named, suggested_organizations
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

    @property
    def _taking_part(self) -> list[Organization]:
        return [each.organization for each in self._event.participations] if self._event else []

    @property
    def suggestions(self) -> list[str]:
        known = [*self._taking_part, *suggested_organizations()]
        return list(dict.fromkeys(full_name(each, current_language()) for each in known))

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
