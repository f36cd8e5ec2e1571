"""The field by which forms of other areas name an organization."""

from typing import Any

from eventhub.organizations.models import Organization
from eventhub.organizations.search import full_name, organizations_named
from eventhub.web.language import current_language
from eventhub.web.lookup import LookupField


def organization_label(organization: Organization) -> str:
    """How a field writes an organization, in the language of the page."""
    return full_name(organization, current_language())


class OrganizationField(LookupField[Organization]):
    """An organization by what is typed of its name; data is the Organization or None."""

    def __init__(self, label: Any = None, validators: list[Any] | None = None, **keywords: Any) -> None:
        super().__init__(label, validators, find=organizations_named, name_of=organization_label, **keywords)
