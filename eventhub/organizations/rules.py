"""Pure decisions about organizations and offices."""

from typing import Any

from eventhub.organizations.models import OrganizationKind

IATI_TYPE_OF_KIND: dict[OrganizationKind, int] = {
    OrganizationKind.GOVERNMENT: 10,
    # The European Commission reports itself as Other Public Sector.
    OrganizationKind.EU_INSTITUTION: 15,
    OrganizationKind.EMBASSY: 10,
    OrganizationKind.UN_AGENCY: 40,
    OrganizationKind.IGO: 40,
    OrganizationKind.NGO: 21,
    OrganizationKind.TRADE_UNION: 90,
    OrganizationKind.ACADEMIA: 80,
    OrganizationKind.PRIVATE: 70,
    OrganizationKind.MEDIA: 70,
    OrganizationKind.OTHER: 90,
}
"""The type that a kind suggests; publishers differ, so the code is a field of its own."""


def would_circle(thing: Any, parent: Any) -> bool:
    """Whether ``thing`` would become its own ancestor under ``parent``. Works on anything with a ``parent``."""
    seen: set[int] = set()
    while parent is not None and id(parent) not in seen:
        if parent is thing:
            return True
        seen.add(id(parent))
        parent = parent.parent
    return False
