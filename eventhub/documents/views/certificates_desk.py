"""Who has earned a certificate; issuing, printing and revoking."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.documents import certificate_actions as actions
from eventhub.documents import certificate_file
from eventhub.documents.certificate_forms import TermsForm
from eventhub.documents.certificate_queries import (
    certificates_of,
    get_certificate,
    standings_of,
    terms_of,
)
from eventhub.documents.errors import AlreadyRevokedError, CertificateNotFoundError
from eventhub.events.queries import get_event_of
from eventhub.events.rules import days_of
from eventhub.formats import typeset
from eventhub.text.languages import CODES
from eventhub.text.slugs import slugify
from eventhub.web.access import requires
from eventhub.web.language import current_language, in_language
from eventhub.web.responses import download, see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("certificates_desk", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/certificates/"


@blueprint.route(ALL, methods=["GET", "POST"])
@requires(Permission.REGISTRATION_DECIDE)
def index(slug: str):
    event = get_event_of(current_user, slug)
    form = TermsForm(obj=terms_of(event))
    if form.validate_on_submit():
        details = form.details()
        with transaction():
            actions.set_terms(get_event_of(current_user, slug), details)
        flash(_("Saved."), "success")
        return see_other("certificates_desk.index", slug=slug)
    standings = standings_of(event)
    page = render_template(
        "desk/documents/certificates.html",
        event=event,
        form=form,
        standings=standings,
        days=len(days_of(event)),
        due=sum(1 for each in standings if each.earned and not each.certificate),
        issued=sum(1 for each in standings if each.certificate),
        revoked=[each for each in certificates_of(event) if each.revoked_at],
    )
    return page, 422 if form.errors else 200


@blueprint.post(f"{ALL}issue")
@requires(Permission.REGISTRATION_DECIDE)
def issue(slug: str):
    with transaction():
        count = len(actions.issue_all(get_event_of(current_user, slug), now=now()))
    flash(ngettext("%(num)s certificate is issued.", "%(num)s certificates are issued.", count), "success")
    return see_other("certificates_desk.index", slug=slug)


@blueprint.post(f"{ALL}<int:certificate_id>/revoke")
@requires(Permission.REGISTRATION_DECIDE)
def revoke(slug: str, certificate_id: int):
    try:
        with transaction():
            certificate = get_certificate(get_event_of(current_user, slug), certificate_id)
            actions.revoke(certificate, now=now())
        flash(_("The certificate is revoked."), "success")
    except AlreadyRevokedError as error:
        flash(str(error.message), "info")
    return see_other("certificates_desk.index", slug=slug)


@blueprint.route("/events/<slug>/certificates.pdf")
@requires(Permission.REGISTRATION_DECIDE)
def pdf(slug: str):
    """All that hold, to be printed and signed."""
    event = get_event_of(current_user, slug)
    found = certificates_of(event, valid_only=True)
    if not found:
        raise CertificateNotFoundError
    language = request.args.get("language", "")
    with in_language(language if language in CODES else current_language()):
        content = certificate_file.write(event, found)
    return download(content, filename=f"{slugify(slug)}-certificates.pdf", media_type=typeset.PDF_TYPE)
