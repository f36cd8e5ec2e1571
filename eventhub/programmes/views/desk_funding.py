"""Funding sources and their acknowledgement: further routes of the blueprint of programmes."""

from flask import flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.db import transaction
from eventhub.db.references import StillUsedError, references_to
from eventhub.programmes import actions
from eventhub.programmes.forms import FundingForm
from eventhub.programmes.models import FundingSource
from eventhub.programmes.queries import all_funding_sources, get_funding_source
from eventhub.programmes.views.desk import blueprint
from eventhub.web.access import requires
from eventhub.web.articles import in_sentences
from eventhub.web.responses import see_other
from eventhub.web.uses import refusal, uses_in_words


@blueprint.route("/funding/")
@requires(Permission.DESK_USE)
def funding_index():
    return render_template(
        "desk/programmes/funding_index.html",
        sources=all_funding_sources(),
        may_edit=may(current_user, Permission.FUNDING_EDIT),
    )


@blueprint.route("/funding/new", methods=["GET", "POST"])
@requires(Permission.FUNDING_EDIT)
def funding_create():
    form = FundingForm()
    if form.validate_on_submit():
        with transaction():
            source_id = actions.create_funding_source(form.details()).id
        flash(_("The funding source is saved. Attach it to a programme or an event."), "success")
        return see_other("programmes_desk.funding_edit", source_id=source_id)
    return _form_page(form)


@blueprint.route("/funding/<int:source_id>/", methods=["GET", "POST"])
@requires(Permission.FUNDING_EDIT)
def funding_edit(source_id: int):
    source = get_funding_source(source_id)
    form = FundingForm(obj=source)
    if form.validate_on_submit():
        with transaction():
            actions.edit_funding_source(source, form.details())
        flash(_("Saved."), "success")
        return see_other("programmes_desk.funding_edit", source_id=source_id)
    return _form_page(form, source)


@blueprint.post("/funding/<int:source_id>/delete")
@requires(Permission.FUNDING_EDIT)
def funding_delete(source_id: int):
    try:
        with transaction():
            actions.delete_funding_source(get_funding_source(source_id))
    except StillUsedError as error:
        flash(refusal(error.uses), "error")
        return see_other("programmes_desk.funding_edit", source_id=source_id)
    flash(_("The funding source is deleted."), "success")
    return see_other("programmes_desk.funding_index")


def _form_page(form: FundingForm, source: FundingSource | None = None):
    page = render_template(
        "desk/programmes/funding_form.html",
        form=form,
        source=source,
        sentences=in_sentences(source.instrument, source.instrument_article) if source else [],
        used_by=uses_in_words(references_to(source)) if source else "",
    )
    return page, 422 if form.errors else 200
