"""Writing organizations and offices. Each verb flushes and leaves an audit line; the caller commits."""

from dataclasses import dataclass, field, fields

from eventhub.accounts.models import ScopeKind, User
from eventhub.accounts.roles import Scope, drop_roles_at
from eventhub.audit.actions import record
from eventhub.audit.changes import apply_details
from eventhub.db import Translated, db
from eventhub.db.references import delete_unused
from eventhub.db.slugs import unique_slug
from eventhub.organizations.errors import CircleError
from eventhub.organizations.models import (
    Letterhead,
    Office,
    OfficeMember,
    Organization,
    OrganizationKind,
    PressContact,
    PrivacyNotice,
)
from eventhub.organizations.rules import would_circle
from eventhub.organizations.search import names_of
from eventhub.organizations.signals import office_changed, organization_changed
from eventhub.text.normalise import indexed_terms

PARTS_OF_OFFICE = (
    OfficeMember.__tablename__,
    PressContact.__tablename__,
    PrivacyNotice.__tablename__,
    Letterhead.__tablename__,
)
"""Tables whose rows go with the office."""


@dataclass(frozen=True, kw_only=True)
class OrganizationDetails:
    """The facts of an organization that a person enters. Names and meanings as in ``models.Organization``."""

    kind: OrganizationKind
    name: Translated
    article: dict[str, str] = field(default_factory=dict)
    genitive: dict[str, str] = field(default_factory=dict)
    instrumental: dict[str, str] = field(default_factory=dict)
    acronym: Translated = field(default_factory=Translated)
    is_group: bool = False
    country: str | None = None
    iati_type: int | None = None
    website: str = ""
    parent: Organization | None = None

    @classmethod
    def of(cls, organization: Organization) -> "OrganizationDetails":
        """What an organization holds now."""
        return cls(**{each.name: getattr(organization, each.name) for each in fields(cls)})


def create_organization(details: OrganizationDetails, *, slug: str | None = None) -> Organization:
    """Add an organization. Its slug, made from the name unless given, is fixed for life."""
    organization = Organization(slug=slug or unique_slug(Organization, details.name, fallback="organization"))
    apply_details(organization, details)
    organization.search_text = _search_text(organization)
    db.session.add(organization)
    db.session.flush()
    record("organization:details:create", organization)
    return organization


def edit_organization(organization: Organization, details: OrganizationDetails) -> set[str]:
    """Change the facts of an organization; the names of the fields that changed come back.

    Raises:
        CircleError: the parent is the organization itself or stands under it.
    """
    if would_circle(organization, details.parent):
        raise CircleError
    changes = apply_details(organization, details)
    if changes:
        organization.search_text = _search_text(organization)
        db.session.flush()
        record("organization:details:edit", organization, changes=changes)
        organization_changed.send(organization)
    return set(changes)


def delete_organization(organization: Organization) -> None:
    """Remove an organization that nothing refers to.

    Raises:
        StillUsedError: with what refers to it.
    """
    record("organization:details:delete", organization)
    delete_unused(organization)


@dataclass(frozen=True, kw_only=True)
class OfficeDetails:
    """The facts of an office that a person enters. Names and meanings as in ``models.Office``."""

    name: Translated
    article: dict[str, str] = field(default_factory=dict)
    genitive: dict[str, str] = field(default_factory=dict)
    instrumental: dict[str, str] = field(default_factory=dict)
    boilerplate: Translated = field(default_factory=Translated)
    parent: Office | None = None
    organization: Organization | None = None
    country: str | None = None
    city: Translated = field(default_factory=Translated)
    time_zone: str = "UTC"
    languages: list[str] = field(default_factory=list)
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, office: Office) -> "OfficeDetails":
        """What an office holds now."""
        return cls(**{each.name: getattr(office, each.name) for each in fields(cls)})


def create_office(details: OfficeDetails, *, slug: str | None = None) -> Office:
    """Open an office. Its slug, made from the name unless given, is fixed for life."""
    office = Office(slug=slug or unique_slug(Office, details.name, fallback="office"))
    apply_details(office, details)
    db.session.add(office)
    db.session.flush()
    record("office:details:create", office)
    return office


def edit_office(office: Office, details: OfficeDetails) -> set[str]:
    """Change the facts of an office; the names of the fields that changed come back.

    Raises:
        CircleError: the parent is the office itself or stands under it.
    """
    if would_circle(office, details.parent):
        raise CircleError
    changes = apply_details(office, details, private=("email", "phone"))
    if changes:
        db.session.flush()
        record("office:details:edit", office, changes=changes)
        office_changed.send(office)
    return set(changes)


def delete_office(office: Office) -> None:
    """Close an office that nothing refers to; its members lose nothing but their membership.

    Raises:
        StillUsedError: with what refers to it.
    """
    record("office:details:delete", office)
    for kind in (ScopeKind.OFFICE, ScopeKind.OFFICE_TREE):
        drop_roles_at(Scope(kind, office.id))
    delete_unused(office, apart_from=PARTS_OF_OFFICE)


def add_press_contact(office: Office, contact: PressContact) -> None:
    """Name somebody whom the press may ask, after those that there are."""
    contact.position = max((each.position for each in office.press_contacts), default=0) + 1
    office.press_contacts.append(contact)
    db.session.flush()
    record("office:press_contact:add", office)
    office_changed.send(office)


def remove_press_contact(office: Office, contact_id: int) -> None:
    """Name somebody no longer; who is not named is left alone."""
    found = next((each for each in office.press_contacts if each.id == contact_id), None)
    if found is None:
        return
    office.press_contacts.remove(found)
    db.session.flush()
    record("office:press_contact:remove", office)
    office_changed.send(office)


def add_member(office: Office, user: User) -> None:
    """Let a user see and edit the events of an office; a member stays one."""
    if any(each.user_id == user.id for each in office.members):
        return
    office.members.append(OfficeMember(user=user))
    db.session.flush()
    record("office:member:add", office, changes={"member": [None, user.id]})


def remove_member(office: Office, user: User) -> None:
    """Take the events of an office from a user again; who is no member is left as they are."""
    member = next((each for each in office.members if each.user_id == user.id), None)
    if member is None:
        return
    office.members.remove(member)
    db.session.flush()
    record("office:member:remove", office, changes={"member": [user.id, None]})


def _search_text(organization: Organization) -> str:
    return indexed_terms(" ".join(names_of(organization)))
