"""The directory of programmes."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.db import transaction
from eventhub.db.references import StillUsedError, references_to
from eventhub.programmes import actions
from eventhub.programmes.forms import ProgrammeFilterForm, ProgrammeForm
from eventhub.programmes.labels import TYPE_LABELS
from eventhub.programmes.models import Programme
from eventhub.programmes.queries import all_funding_sources, get_programme
from eventhub.programmes.search import count_programmes, find_programmes
from eventhub.web.access import requires
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import see_other
from eventhub.web.uses import refusal, uses_in_words

blueprint = Blueprint("programmes_desk", __name__)


@blueprint.route("/programmes/")
@requires(Permission.DESK_USE)
def index():
    form = ProgrammeFilterForm(request.args, meta={"csrf": False})
    typed = form.q.data or ""
    page, pages = page_number(request.args.get("page"), count_programmes(typed))
    return render_template(
        "desk/programmes/index.html",
        form=form,
        programmes=find_programmes(typed, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE),
        page=page,
        pages=pages,
        type_labels=TYPE_LABELS,
        may_edit=may(current_user, Permission.REGISTRY_EDIT),
    )


@blueprint.route("/programmes/new", methods=["GET", "POST"])
@requires(Permission.REGISTRY_EDIT)
def create():
    form = ProgrammeForm(sources=all_funding_sources())
    if form.validate_on_submit():
        with transaction():
            programme = actions.create_programme(form.details())
            actions.set_programme_fundings(programme, form.chosen_fundings())
            slug = programme.slug
        flash(_("The programme is saved."), "success")
        return see_other("programmes_desk.edit", slug=slug)
    return _form_page(form)


@blueprint.route("/programmes/<slug>/", methods=["GET", "POST"])
@requires(Permission.REGISTRY_EDIT)
def edit(slug: str):
    programme = get_programme(slug)
    form = ProgrammeForm(obj=programme, sources=all_funding_sources())
    if form.validate_on_submit():
        with transaction():
            actions.edit_programme(programme, form.details())
            actions.set_programme_fundings(programme, form.chosen_fundings())
        flash(_("Saved."), "success")
        return see_other("programmes_desk.edit", slug=slug)
    return _form_page(form, programme)


@blueprint.post("/programmes/<slug>/delete")
@requires(Permission.REGISTRY_EDIT)
def delete(slug: str):
    try:
        with transaction():
            actions.delete_programme(get_programme(slug))
    except StillUsedError as error:
        flash(refusal(error.uses), "error")
        return see_other("programmes_desk.edit", slug=slug)
    flash(_("The programme is deleted."), "success")
    return see_other("programmes_desk.index")


def _form_page(form: ProgrammeForm, programme: Programme | None = None):
    page = render_template(
        "desk/programmes/form.html",
        form=form,
        programme=programme,
        used_by=uses_in_words(references_to(programme, apart_from=actions.PARTS_OF_PROGRAMME))
        if programme
        else "",
    )
    return page, 422 if form.errors else 200
