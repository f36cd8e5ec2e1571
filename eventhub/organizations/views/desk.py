"""The directory of organizations."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.db import transaction
from eventhub.db.references import StillUsedError, references_to
from eventhub.organizations import actions
from eventhub.organizations.errors import CircleError
from eventhub.organizations.forms import OrganizationFilterForm, OrganizationForm
from eventhub.organizations.labels import KIND_LABELS
from eventhub.organizations.models import Organization
from eventhub.organizations.queries import get_organization
from eventhub.organizations.search import (
    OrganizationFilter,
    count_organizations,
    find_organizations,
)
from eventhub.web.access import requires
from eventhub.web.articles import in_sentences
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import see_other
from eventhub.web.uses import refusal, uses_in_words

blueprint = Blueprint("organizations_desk", __name__)


@blueprint.route("/organizations/")
@requires(Permission.DESK_USE)
def index():
    form = OrganizationFilterForm(request.args, meta={"csrf": False})
    wanted = form.wanted()
    total = count_organizations(wanted)
    page, pages = page_number(request.args.get("page"), total)
    return render_template(
        "desk/organizations/index.html",
        form=form,
        organizations=find_organizations(wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE),
        total=total,
        page=page,
        pages=pages,
        is_filtered=wanted != OrganizationFilter(),
        kind_labels=KIND_LABELS,
        may_edit=may(current_user, Permission.REGISTRY_EDIT),
    )


@blueprint.route("/organizations/new", methods=["GET", "POST"])
@requires(Permission.REGISTRY_EDIT)
def create():
    form = OrganizationForm()
    if form.validate_on_submit() and form.is_new_or_meant():
        with transaction():
            slug = actions.create_organization(form.details()).slug
        flash(_("The organisation is in the directory. See below how its name reads."), "success")
        return see_other("organizations_desk.edit", slug=slug)
    return _form_page(form)


@blueprint.route("/organizations/<slug>/", methods=["GET", "POST"])
@requires(Permission.REGISTRY_EDIT)
def edit(slug: str):
    organization = get_organization(slug)
    form = OrganizationForm(obj=organization)
    if form.validate_on_submit() and form.is_new_or_meant(organization):
        try:
            with transaction():
                actions.edit_organization(organization, form.details())
            flash(_("Saved."), "success")
            return see_other("organizations_desk.edit", slug=slug)
        except CircleError as error:
            form.parent.errors = [error.message]
    return _form_page(form, organization)


@blueprint.post("/organizations/<slug>/delete")
@requires(Permission.REGISTRY_EDIT)
def delete(slug: str):
    try:
        with transaction():
            actions.delete_organization(get_organization(slug))
    except StillUsedError as error:
        flash(refusal(error.uses), "error")
        return see_other("organizations_desk.edit", slug=slug)
    flash(_("The organisation is deleted."), "success")
    return see_other("organizations_desk.index")


def _form_page(form: OrganizationForm, organization: Organization | None = None):
    page = render_template(
        "desk/organizations/form.html",
        form=form,
        organization=organization,
        namesake=form.namesake(organization) if form.is_submitted() else None,
        sentences=in_sentences(organization.name, organization.article) if organization else [],
        used_by=uses_in_words(references_to(organization)) if organization else "",
    )
    return page, 422 if form.errors else 200
