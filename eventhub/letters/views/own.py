"""What a participant does about letters by secret link, and the page where an embassy sees whether one is genuine."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.models import Visibility
from eventhub.letters import actions, confirmation, files
from eventhub.letters.errors import LetterNotFoundError
from eventhub.letters.issued import issued_file
from eventhub.letters.labels import STANDING_LABELS, STANDING_TONES
from eventhub.letters.models import VisaLetter, VisaLetterStatus
from eventhub.letters.queries import find_by_number, find_latest
from eventhub.letters.rules import KEPT_AFTER, Standing, has_place, may_ask, standing_of
from eventhub.letters.visa import VisaDetails, reference_of, slug_of
from eventhub.letters.visa_forms import VisaForm, told_before
from eventhub.registration.models import Registration
from eventhub.registration.presentation import facts_of
from eventhub.registration.queries import get_own_registration
from eventhub.web.access import public
from eventhub.web.responses import download, see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("letters", __name__)
blueprint.after_request(keep_private)
OWN = "/registrations/<token>/letters/"


@blueprint.route(OWN)
@public
def mine(token: str):
    registration = get_own_registration(token)
    letter = find_latest(registration)
    standing = standing_of(letter, now()) if letter and letter.reference else None
    return render_template(
        "letters/mine.html",
        **_frame(registration),
        letter=letter,
        holds=standing in (Standing.VALID, Standing.CHANGED),
        standing=STANDING_LABELS[standing] if standing else "",
        slug=slug_of(letter.reference) if letter and letter.reference else "",
        may_ask=may_ask(registration, now()) and (letter is None or letter.status != VisaLetterStatus.ISSUED),
        has_place=has_place(registration),
        has_begun=registration.event.starts_at <= now(),
        formats=files.FORMATS,
    )


@blueprint.route(f"{OWN}visa/", methods=["GET", "POST"])
@public
def ask(token: str):
    registration = get_own_registration(token)
    form = VisaForm(event=registration.event, **_told(registration))
    if form.validate_on_submit():
        try:
            with transaction():
                registration = get_own_registration(token)
                actions.ask(registration, form.details(), language=form.language.data, now=now())
            flash(_("The organisers write the letter, and you get a mail as soon as it is there."), "success")
            return see_other("letters.mine", token=token)
        except ConflictError as error:
            form.form_errors = [str(error.message)]
            registration = get_own_registration(token)
    page = render_template("letters/ask.html", **_frame(registration), form=form, days=KEPT_AFTER.days)
    return page, 422 if form.errors else 200


def _told(registration: Registration) -> dict[str, Any]:
    latest = find_latest(registration)
    if latest is None or latest.details is None:
        return told_before(registration)
    details = vars(VisaDetails.of(latest.details))
    return {**details, "passport": details, "language": latest.language}


@blueprint.route(f"{OWN}visa.<any(pdf, docx):suffix>")
@public
def visa(token: str, suffix: str):
    letter = find_latest(get_own_registration(token))
    if letter is None or letter.status != VisaLetterStatus.ISSUED:
        raise LetterNotFoundError
    return letter_download(letter, suffix)


def letter_download(letter: VisaLetter, suffix: str):
    """The letter as it was issued, to save.

    Raises:
        LetterNotFoundError: it was forgotten, or never issued.
    """
    content, name = issued_file(letter, suffix)
    return download(content, filename=name, media_type=files.FORMATS[suffix])


@blueprint.route(f"{OWN}confirmation.<any(pdf, docx):suffix>")
@public
def confirm(token: str, suffix: str):
    """The confirmation of a place."""
    registration = get_own_registration(token)
    if not has_place(registration):
        raise LetterNotFoundError
    content = confirmation.write(registration, suffix, now=now().replace(microsecond=0))
    name = f"confirmation-{registration.reference}.{suffix}"
    return download(content, filename=name, media_type=files.FORMATS[suffix])


@blueprint.route("/letters/<number>/")
@public
def show(number: str):
    """Says what a letter says, but for the passport, to whoever knows its number and code; else nothing."""
    number, code = number[:40], request.args.get("code", "")[:40]
    letter = find_by_number(reference_of(number), code) if code else None
    standing = standing_of(letter, now()) if letter else None
    event = letter.registration.event if letter else None
    page = render_template(
        "letters/show.html",
        number=number,
        code=code,
        letter=letter,
        name=_name_of(letter) if letter else "",
        event=event,
        facts=facts_of(event) if event else None,
        standing=STANDING_LABELS[standing] if standing else "",
        tone=STANDING_TONES.get(standing, "error") if standing else "",
    )
    return page, 404 if code and not letter else 200


def _name_of(letter: VisaLetter) -> str:
    return VisaDetails.of(letter.details).name if letter.details else letter.registration.name


def _frame(registration: Registration) -> dict[str, Any]:
    is_public = registration.event.visibility != Visibility.PRIVATE
    href = url_for("events.show", slug=registration.event.slug) if is_public else None
    return {"registration": registration, "event": registration.event, "event_href": href}
