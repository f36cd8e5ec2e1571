"""The second step of signing in: codes from an app, and codes on paper."""

from dataclasses import dataclass
from datetime import datetime

from pyotp.totp import TOTP
from pyotp.utils import strings_equal
from sqlalchemy import delete, func, select, update

from eventhub.accounts import mails
from eventhub.accounts.errors import WrongCodeError
from eventhub.accounts.factors_models import Authenticator, IdentityProof, Passkey, RecoveryCode
from eventhub.accounts.factors_rules import (
    RECOVERY_CODES,
    TOTP_STEP,
    TOTP_TOLERANCE,
    is_app_code,
    new_recovery_code,
    normalised_code,
)
from eventhub.accounts.models import User, UserSession
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.tokens import digest


@dataclass(frozen=True)
class Factors:
    """What a user has set up."""

    has_app: bool
    passkeys: int
    recovery_codes: int

    @property
    def are_there(self) -> bool:
        """Whether signing in takes a second step."""
        return self.has_app or self.passkeys > 0


def factors_of(user: User) -> Factors:
    counts = [
        select(func.count()).select_from(kind).where(kind.user_id == user.id).scalar_subquery()
        for kind in (Authenticator, Passkey, RecoveryCode)
    ]
    row = db.session.execute(select(*counts)).one()
    return Factors(has_app=row[0] > 0, passkeys=row[1], recovery_codes=row[2])


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """Number of the half minute to which ``code`` belongs, if it is near enough to ``at``."""
    app, present = TOTP(secret), int(at.timestamp()) // TOTP_STEP
    for step in range(present - TOTP_TOLERANCE, present + TOTP_TOLERANCE + 1):
        if strings_equal(app.generate_otp(step), code):
            return step
    return None


def set_up_app(user: User, secret: str, code: str) -> None:
    """Let an app show the codes of a user from now on, in place of one that did before.

    Raises:
        WrongCodeError: the app does not show what it should; nothing has changed.
    """
    step = matching_step(secret, normalised_code(code), now())
    if step is None:
        raise WrongCodeError
    db.session.execute(delete(Authenticator).where(Authenticator.user_id == user.id))
    db.session.add(Authenticator(user_id=user.id, secret=secret, last_step=step))
    db.session.flush()
    note_change(user, "user:app:set")


def remove_app(user: User) -> None:
    if rows_updated(delete(Authenticator).where(Authenticator.user_id == user.id)):
        note_change(user, "user:app:remove")


def check_code(user: User, code: str) -> None:
    """Use a code up, of the app or of those on paper. Of two who use the same one, one is wrong.

    Raises:
        WrongCodeError
    """
    code = normalised_code(code)
    is_right = _use_app_code(user, code) if is_app_code(code) else _use_recovery_code(user, code)
    if not is_right:
        raise WrongCodeError


def _use_app_code(user: User, code: str) -> bool:
    found = db.session.scalar(select(Authenticator).where(Authenticator.user_id == user.id))
    step = matching_step(found.secret, code, now()) if found else None
    if found is None or step is None:
        return False
    unused = update(Authenticator).where(Authenticator.id == found.id, Authenticator.last_step < step)
    return rows_updated(unused.values(last_step=step)) == 1


def _use_recovery_code(user: User, code: str) -> bool:
    used = delete(RecoveryCode).where(RecoveryCode.user_id == user.id, RecoveryCode.digest == digest(code))
    if not rows_updated(used):
        return False
    note_change(user, "user:recovery:use")
    return True


def renew_recovery_codes(user: User) -> list[str]:
    """Make the codes on paper anew; those from before are of no use any more. They are not to be had again."""
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    rows_updated(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    db.session.add_all(RecoveryCode(user_id=user.id, digest=digest(normalised_code(code))) for code in codes)
    db.session.flush()
    record("user:recovery:renew", user)
    return codes


def remove_factors(user: User, proof: IdentityProof) -> None:
    """Take all from a user who has lost all, after an administrator has made sure by ``proof`` who is asking."""
    for kind in (Authenticator, Passkey, RecoveryCode):
        rows_updated(delete(kind).where(kind.user_id == user.id))
    note_change(user, "user:factors:remove", changes={"proof": ["", proof]})


def strengthen(session_id: int) -> None:
    """A session in which the person has shown the second factor as well, or has just set it up."""
    rows_updated(update(UserSession).where(UserSession.id == session_id).values(is_strong=True))


def note_change(user: User, action: str, *, changes: dict[str, list] | None = None) -> None:
    """Leave the line, and tell the user by mail: it may not have been them."""
    record(action, user, changes=changes)
    mails.send_notice(user, action)
