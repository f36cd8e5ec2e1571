"""A participant's certificate by secret link, and the page where anybody who was shown one sees whether it holds."""

from flask import Blueprint, make_response, render_template, request

from eventhub.documents import certificate_file
from eventhub.documents.certificate_file import days_in_words
from eventhub.documents.certificate_queries import find_by_number, find_certificate_of
from eventhub.documents.errors import CertificateNotFoundError
from eventhub.formats import typeset
from eventhub.registration.presentation import facts_of
from eventhub.registration.queries import get_own_registration
from eventhub.web.access import public
from eventhub.web.limits import costly
from eventhub.web.security import keep_private

blueprint = Blueprint("certificates", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/registrations/<token>/certificate/")
@public
def mine(token: str):
    registration = get_own_registration(token)
    return render_template(
        "certificates/mine.html",
        registration=registration,
        event=registration.event,
        event_href=None,
        certificate=find_certificate_of(registration),
        days_in_words=days_in_words,
    )


@blueprint.route("/registrations/<token>/certificate.pdf")
@public
@costly
def pdf(token: str):
    registration = get_own_registration(token)
    certificate = find_certificate_of(registration)
    if certificate is None:
        raise CertificateNotFoundError
    response = make_response(certificate_file.write(registration.event, [certificate]))
    response.headers["Content-Type"] = typeset.PDF_TYPE
    name = f"certificate-{certificate.number}.pdf"
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


@blueprint.route("/certificates/<number>/")
@public
def show(number: str):
    """Says what is certified to whoever knows the number and the code on the sheet, and to nobody else anything."""
    code = request.args.get("code", "")[:40]
    found = find_by_number(number[:40], code) if code else None
    page = render_template(
        "certificates/show.html",
        number=number[:40],
        code=code,
        certificate=found,
        event=found.registration.event if found else None,
        facts=facts_of(found.registration.event) if found else None,
        days=days_in_words(found) if found else "",
    )
    return page, 404 if code and not found else 200
