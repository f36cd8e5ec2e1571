"""Reading organizations and offices."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.accounts.models import User
from eventhub.db import db
from eventhub.db.search import has_terms
from eventhub.organizations.errors import OfficeNotFoundError, OrganizationNotFoundError
from eventhub.organizations.models import Office, OfficeMember, Organization
from eventhub.text.normalise import wanted_terms


def all_organizations() -> Sequence[Organization]:
    return db.session.scalars(select(Organization).order_by(Organization.slug)).all()


def all_offices() -> Sequence[Office]:
    return db.session.scalars(select(Office).order_by(Office.slug)).all()


def get_organization(slug: str) -> Organization:
    """An organization by its slug, with its parent.

    Raises:
        OrganizationNotFoundError
    """
    found = find_organization(slug)
    if found is None:
        raise OrganizationNotFoundError
    return found


def find_organization(slug: str) -> Organization | None:
    return db.session.scalar(
        select(Organization).where(Organization.slug == slug).options(joinedload(Organization.parent))
    )


def get_office(slug: str) -> Office:
    """An office by its slug, with its parent and the organization that it belongs to.

    Raises:
        OfficeNotFoundError
    """
    found = find_office(slug)
    if found is None:
        raise OfficeNotFoundError
    return found


def get_office_by_id(office_id: int) -> Office:
    """An office by number.

    Raises:
        OfficeNotFoundError
    """
    office = db.session.get(Office, office_id)
    if office is None:
        raise OfficeNotFoundError
    return office


def find_office(slug: str) -> Office | None:
    return db.session.scalar(
        select(Office)
        .where(Office.slug == slug)
        .options(joinedload(Office.parent), joinedload(Office.organization))
    )


def organizations_matching(typed: str, *, limit: int) -> Sequence[Organization]:
    """Organizations whose names hold every word that was typed, in any language; none when nothing was."""
    terms = wanted_terms(typed)
    if not terms:
        return []
    return db.session.scalars(
        select(Organization).where(has_terms(Organization, terms)).order_by(Organization.slug).limit(limit)
    ).all()


def office_tree() -> list[tuple[int, Office]]:
    """Every office with its depth and members, each after the one that it reports to."""
    offices = db.session.scalars(
        select(Office)
        .options(selectinload(Office.members).joinedload(OfficeMember.user))
        .order_by(Office.slug)
    ).all()
    under: dict[int | None, list[Office]] = {}
    for office in offices:
        under.setdefault(office.parent_id, []).append(office)

    def walk(parent_id: int | None, depth: int) -> Iterator[tuple[int, Office]]:
        for office in under.get(parent_id, []):
            yield depth, office
            yield from walk(office.id, depth + 1)

    return list(walk(None, 0))


def members_of(office: Office) -> Sequence[User]:
    """The users who work in an office, by name."""
    return db.session.scalars(
        select(User)
        .join(OfficeMember, OfficeMember.user_id == User.id)
        .where(OfficeMember.office_id == office.id)
        .order_by(User.name, User.id)
    ).all()
