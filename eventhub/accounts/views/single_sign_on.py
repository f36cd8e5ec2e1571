"""Signing in by the provider that the configuration names (OpenID Connect, by code).

Both steps are GET, as the protocol has it. The first writes into the visitor's own cookie alone; the second does what
it does only with the secret from that cookie, which another site cannot know (RFC 6749, section 10.12).
"""

from datetime import UTC, datetime

from flask import Blueprint, current_app, flash, redirect, request, session
from flask_login import current_user

from eventhub.accounts.errors import NotAdmittedError, TooManyTriesError
from eventhub.accounts.identities import admit_person
from eventhub.accounts.rules import Gate
from eventhub.accounts.throttle import forgive, note_failure
from eventhub.accounts.views.entering import count, go_on, place_within_site
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.web import openid
from eventhub.web.access import public
from eventhub.web.client import client_address
from eventhub.web.language import absolute_url
from eventhub.web.openid_errors import ProviderError
from eventhub.web.openid_rules import Attempt
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("single_sign_on", __name__)
blueprint.after_request(keep_private)

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When somebody has shown who they are of whom the provider does not say when."""


@blueprint.route("/login/sso")
@public
def begin():
    target = request.args.get("next")
    is_own_click = request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
    if not current_app.config["EVENTHUB"].oidc_issuer or not is_own_click:
        # No other site signs anybody in behind their back, at a provider that asks nothing (Fetch Metadata, W3C).
        return see_other("accounts.login", next=target)
    if current_user.is_authenticated:
        return redirect(place_within_site(target), code=303)
    attempt = Attempt.begin(now(), is_anew=bool(session.get("asks_anew")))
    try:
        address = openid.address_to_begin(attempt, redirect_uri=_address_to_come_back())
    except ProviderError as error:
        return _refused(error, target)
    session["sign_on"] = {"attempt": attempt.kept(), "next": target}
    return redirect(address, code=303)


@blueprint.route("/login/sso/back")
@public
def come_back():
    begun = session.get("sign_on")
    if not begun or not current_app.config["EVENTHUB"].oidc_issuer:
        return _refused(ProviderError("nothing begun"), None)
    attempt, target = Attempt(**begun["attempt"]), begun["next"]
    try:
        openid.check_answer(attempt, state=request.args.get("state", ""), issuer=request.args.get("iss"))
    except ProviderError as error:
        # Another site may have led here: what the person has begun goes on.
        return _refused(error, target)
    session.pop("sign_on")
    try:
        return _let_in(attempt, target)
    except (ProviderError, NotAdmittedError, TooManyTriesError) as error:
        return _refused(error, target)


def _let_in(attempt: Attempt, target: str | None):
    tried = count({Gate.ADDRESS: client_address()})
    code = request.args.get("code")
    if not code:
        raise ProviderError("no code")
    person = openid.person_by_code(attempt, code, redirect_uri=_address_to_come_back())
    with transaction():
        user = admit_person(person)
        forgive(tried)
    return go_on(user, target, is_strong=person.is_strong, confirmed_at=person.authenticated_at or LONG_AGO)


def _address_to_come_back() -> str:
    return absolute_url("single_sign_on.come_back")


def _refused(error: ProviderError | NotAdmittedError | TooManyTriesError, target: str | None):
    """Back to the other ways of signing in, with the same words for nearly all; the log knows more."""
    note_failure("single sign-on", reason=getattr(error, "reason", type(error).__name__))
    shown = error if isinstance(error, TooManyTriesError) else NotAdmittedError()
    flash(str(shown.message), "error")
    return see_other("accounts.login", next=target)
