"""The paper of an office, and how a letter on it looks before it counts."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request
from flask_babel import gettext as _

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.formats import typeset
from eventhub.letters import files
from eventhub.letters.forms import LetterheadForm
from eventhub.letters.paper import pictures_of
from eventhub.letters.sample import sample_letter
from eventhub.organizations.letterheads import draft_of, find_letterhead, publish_letterhead
from eventhub.organizations.models import Office
from eventhub.organizations.queries import get_office
from eventhub.text.languages import CODES
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.pictures import LARGEST_SENT
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("letterheads_desk", __name__)
blueprint.after_request(keep_private)
PAGE = "/offices/<slug>/letterhead"


@blueprint.url_value_preprocessor
def take_pictures(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """More may come than elsewhere: said before anything of the request is read."""
    request.max_content_length = 3 * LARGEST_SENT + 2**20


@blueprint.route(PAGE, methods=["GET", "POST"])
@requires(Permission.OFFICE_EDIT)
def edit(slug: str):
    office = get_office(slug)
    form = _form(office)
    if form.validate_on_submit():
        details, pictures, removed = form.details(), form.pictures(), form.removed()
        with transaction():
            publish_letterhead(get_office(slug), details, pictures=pictures, removed=removed)
        flash(_("Saved. Letters that were sent keep their paper."), "success")
        return see_other("letterheads_desk.edit", slug=slug)
    page = render_template(
        "desk/letters/letterhead.html", office=office, form=form, letterhead=find_letterhead(office)
    )
    return page, 422 if form.errors else 200


@blueprint.post(f"{PAGE}/preview.<any(pdf, png):suffix>")
@requires(Permission.OFFICE_EDIT)
def preview(slug: str, suffix: str):
    """What was typed, on paper; nothing is kept."""
    office = get_office(slug)
    form = _form(office)
    if not form.validate():
        return make_response(_("Please check what is marked"), 422)
    draft = draft_of(office, form.details(), pictures=form.pictures(), removed=form.removed())
    letter = sample_letter(office, draft, form.language.data, is_long=suffix == "pdf")
    if suffix == "png":
        return _picture(files.picture(letter, pictures_of(draft)))
    response = make_response(files.write(letter, pictures_of(draft), suffix, modified=now()))
    response.headers["Content-Type"] = typeset.PDF_TYPE
    response.headers.set("Content-Disposition", "inline", filename=f"letterhead-{office.slug}.pdf")
    return response


@blueprint.route(f"{PAGE}/now.png")
@requires(Permission.OFFICE_EDIT)
def shown(slug: str):
    """The paper that counts."""
    office = get_office(slug)
    letterhead, asked = find_letterhead(office), request.args.get("language", "")
    language = asked if asked in CODES else current_language()
    return _picture(files.picture(sample_letter(office, letterhead, language), pictures_of(letterhead)))


def _form(office: Office) -> LetterheadForm:
    letterhead = find_letterhead(office)
    started = {} if letterhead else {"phone": office.phone, "email": office.email}
    return LetterheadForm(obj=letterhead, letterhead=letterhead, language=current_language(), **started)


def _picture(content: bytes) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = typeset.PNG_TYPE
    return response
