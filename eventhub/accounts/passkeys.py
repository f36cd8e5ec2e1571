"""Passkeys: made, used and removed. The library does what WebAuthn says; here is whose they are."""

import json
from collections.abc import Sequence
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from eventhub.accounts.errors import PasskeyNotFoundError, PasskeyRefusedError
from eventhub.accounts.factors import note_change
from eventhub.accounts.factors_models import Passkey, SpentChallenge
from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import db
from eventhub.deferred import Deferred
from eventhub.tokens import digest

webauthn, structs, helpers = map(Deferred, ("webauthn", "webauthn.helpers.structs", "webauthn.helpers"))

REMEMBERED = timedelta(days=1)
"""How long a challenge that was answered is known; the form that holds it is older then than its cookie may be."""
NAME = "EventHub"


def _address() -> tuple[str, str]:
    """The host to which passkeys belong, and the origin that uses them."""
    base_url = current_app.config["EVENTHUB"].base_url
    return urlsplit(base_url).hostname or "", base_url


def are_possible() -> bool:
    """Browsers bind passkeys to a name: an instance that is reached by a number has none."""
    try:
        ip_address(_address()[0])
    except ValueError:
        return True
    return False


def passkeys_of(user: User) -> Sequence[Passkey]:
    return db.session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.id)).all()


def options_to_make(user: User) -> str:
    """What a browser is asked to make a passkey by, as JSON; it holds the challenge."""
    host, _origin = _address()
    options = webauthn.generate_registration_options(
        rp_id=host,
        rp_name=NAME,
        user_id=str(user.id).encode(),
        user_name=user.email,
        user_display_name=user.name,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.PREFERRED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_descriptors(user),
    )
    return webauthn.options_to_json(options)


def options_to_use(user: User | None) -> str:
    """What a browser is asked to show a passkey by: one of this user's, or anybody's, who then has to show the device
    who they are, by finger, face or PIN."""
    host, _origin = _address()
    options = webauthn.generate_authentication_options(
        rp_id=host,
        allow_credentials=_descriptors(user) if user else None,
        user_verification=structs.UserVerificationRequirement.PREFERRED
        if user
        else structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def challenge_in(options: str) -> str:
    return json.loads(options)["challenge"]


def _descriptors(user: User) -> list[Any]:
    return [
        structs.PublicKeyCredentialDescriptor(id=helpers.base64url_to_bytes(each.credential_id))
        for each in passkeys_of(user)
    ]


def add_passkey(user: User, credential: str, *, challenge: str, name: str) -> None:
    """Keep the public half of a passkey that a browser has made.

    Raises:
        PasskeyRefusedError: it does not answer this challenge, at this site; or it is known already.
    """
    host, origin = _address()
    _spend(challenge)
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=helpers.base64url_to_bytes(challenge),
            expected_rp_id=host,
            expected_origin=origin,
        )
    except (helpers.exceptions.WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefusedError from error
    row = Passkey(
        user_id=user.id,
        credential_id=helpers.bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        raise PasskeyRefusedError from error
    note_change(user, "user:passkey:add")


def use_passkey(credential: str, *, challenge: str, user: User | None) -> User:
    """Whose passkey a browser has shown. Without ``user`` it is both steps at once, and so must have been guarded by
    finger, face or PIN.

    Raises:
        PasskeyRefusedError
    """
    _spend(challenge)
    passkey = _named_in(credential)
    if passkey is None or (user is not None and passkey.user_id != user.id):
        raise PasskeyRefusedError
    host, origin = _address()
    try:
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=helpers.base64url_to_bytes(challenge),
            expected_rp_id=host,
            expected_origin=origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=user is None,
        )
    except (helpers.exceptions.WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefusedError from error
    passkey.sign_count, passkey.used_at = shown.new_sign_count, now()
    owner = db.session.get(User, passkey.user_id)
    if owner is None or not owner.is_active:
        raise PasskeyRefusedError
    db.session.flush()
    return owner


def _named_in(credential: str) -> Passkey | None:
    try:
        named: Any = json.loads(credential)["id"]
    except (ValueError, KeyError, TypeError):
        return None
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == str(named)))


def remove_passkey(user: User, passkey_id: int) -> None:
    """Forget a passkey of the user.

    Raises:
        PasskeyNotFoundError: there is none of this number, or it is somebody else's.
    """
    found = db.session.get(Passkey, passkey_id)
    if found is None or found.user_id != user.id:
        raise PasskeyNotFoundError
    db.session.delete(found)
    db.session.flush()
    note_change(user, "user:passkey:remove")


def _spend(challenge: str) -> None:
    """Use a challenge up.

    Raises:
        PasskeyRefusedError: there was none, or it has been answered before.
    """
    if not challenge:
        raise PasskeyRefusedError
    db.session.execute(delete(SpentChallenge).where(SpentChallenge.spent_at < now() - REMEMBERED))
    try:
        with db.session.begin_nested():
            db.session.add(SpentChallenge(digest=digest(challenge)))
    except IntegrityError as error:
        raise PasskeyRefusedError from error
