"""Single sign-on: who comes in as whom. Nobody gets an account by it who had none."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventhub.accounts.errors import IdentityNotFoundError, NotAdmittedError
from eventhub.accounts.factors import note_change
from eventhub.accounts.identities_models import Identity
from eventhub.accounts.models import User
from eventhub.accounts.queries import find_user_by_email
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.web.openid_rules import Person


def admit_person(person: Person) -> User:
    """The user who this person is. The first time, the account that has their verified address is linked to them.

    Raises:
        NotAdmittedError: there is no such account, it is closed, or it is somebody else's there.
    """
    identity = _find(person) or _link(person)
    if not identity.user.is_active:
        raise NotAdmittedError
    identity.used_at = now()
    record("user:identity:use", identity.user)
    return identity.user


def _find(person: Person) -> Identity | None:
    return db.session.scalar(
        select(Identity).where(Identity.issuer == person.issuer, Identity.subject == person.subject)
    )


def _link(person: Person) -> Identity:
    user = find_user_by_email(person.email) if person.email else None
    if user is None or not user.is_active:
        raise NotAdmittedError
    identity = Identity(user=user, issuer=person.issuer, subject=person.subject)
    try:
        with db.session.begin_nested():
            db.session.add(identity)
    except IntegrityError as error:
        # Either the same person came at the same moment, or the address has passed on to somebody else there.
        found = _find(person)
        if found is None:
            raise NotAdmittedError from error
        return found
    note_change(user, "user:identity:link")
    return identity


def identities_of(user: User) -> Sequence[Identity]:
    """By whom the user is known, and where."""
    return db.session.scalars(
        select(Identity).where(Identity.user_id == user.id).order_by(Identity.issuer)
    ).all()


def unlink(user: User, identity_id: int) -> None:
    """Forget who the user is at a provider. Whoever signs in there with the user's verified address links it anew.

    Raises:
        IdentityNotFoundError: there is none of this number, or it is somebody else's.
    """
    found = db.session.get(Identity, identity_id)
    if found is None or found.user_id != user.id:
        raise IdentityNotFoundError
    db.session.delete(found)
    db.session.flush()
    note_change(user, "user:identity:unlink")
