"""A participant's ticket, by secret link."""

from flask import Blueprint, make_response, redirect

from eventhub.checkin import tickets, wallets
from eventhub.formats import pkpass, typeset
from eventhub.web.access import public
from eventhub.web.limits import costly
from eventhub.web.responses import download
from eventhub.web.security import keep_private

blueprint = Blueprint("tickets", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/registrations/<token>/ticket.png")
@public
@costly
def picture(token: str):
    response = make_response(tickets.picture(tickets.get_holder(token)))
    response.headers["Content-Type"] = typeset.PNG_TYPE
    return response


@blueprint.route("/registrations/<token>/ticket.pdf")
@public
@costly
def pdf(token: str):
    registration = tickets.get_holder(token)
    response = make_response(tickets.sheet(registration))
    response.headers["Content-Type"] = typeset.PDF_TYPE
    name = f"ticket-{registration.reference}.pdf"
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


@blueprint.route("/registrations/<token>/ticket.pkpass")
@public
def apple(token: str):
    registration = tickets.get_holder(token)
    content = wallets.apple_pass(registration)
    return download(content, filename=f"{registration.reference}.pkpass", media_type=pkpass.MEDIA_TYPE)


@blueprint.route("/registrations/<token>/ticket/google")
@public
def google(token: str):
    """The way to Google, who learn of the ticket when somebody takes it, and not before."""
    return redirect(wallets.google_link(tickets.get_holder(token)), code=303)
