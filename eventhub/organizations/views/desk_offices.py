"""Offices and who works in them: further routes of the blueprint of organizations."""

from flask import flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.accounts.queries import active_users, get_user
from eventhub.db import transaction
from eventhub.db.references import StillUsedError, references_to
from eventhub.organizations import actions
from eventhub.organizations.errors import CircleError
from eventhub.organizations.forms import MemberForm, OfficeForm, PressContactForm, PrivacyNoticeForm
from eventhub.organizations.models import Office
from eventhub.organizations.notices import find_notice, publish_notice, versions_of
from eventhub.organizations.queries import all_offices, get_office, members_of, office_tree
from eventhub.organizations.views.desk import blueprint
from eventhub.web.access import requires
from eventhub.web.articles import in_sentences
from eventhub.web.responses import see_other
from eventhub.web.texts import marked_paragraphs
from eventhub.web.uses import refusal, uses_in_words


@blueprint.route("/offices/")
@requires(Permission.DESK_USE)
def office_index():
    return render_template(
        "desk/organizations/office_index.html",
        offices=office_tree(),
        may_edit=may(current_user, Permission.OFFICE_EDIT),
    )


@blueprint.route("/offices/new", methods=["GET", "POST"])
@requires(Permission.OFFICE_EDIT)
def office_create():
    form = OfficeForm(offices=all_offices())
    if form.validate_on_submit():
        with transaction():
            slug = actions.create_office(form.details()).slug
        flash(_("The office is open. Add the people who work in it."), "success")
        return see_other("organizations_desk.office_edit", slug=slug)
    return _form_page(form)


@blueprint.route("/offices/<slug>/", methods=["GET", "POST"])
@requires(Permission.OFFICE_EDIT)
def office_edit(slug: str):
    office = get_office(slug)
    form = OfficeForm(obj=office, offices=_others(office))
    if form.validate_on_submit():
        try:
            with transaction():
                actions.edit_office(office, form.details())
            flash(_("Saved."), "success")
            return see_other("organizations_desk.office_edit", slug=slug)
        except CircleError as error:
            form.parent_id.errors = [error.message]
    return _form_page(form, office)


@blueprint.post("/offices/<slug>/delete")
@requires(Permission.OFFICE_EDIT)
def office_delete(slug: str):
    try:
        with transaction():
            actions.delete_office(get_office(slug))
    except StillUsedError as error:
        flash(refusal(error.uses), "error")
        return see_other("organizations_desk.office_edit", slug=slug)
    flash(_("The office is deleted."), "success")
    return see_other("organizations_desk.office_index")


@blueprint.post("/offices/<slug>/members")
@requires(Permission.OFFICE_EDIT)
def office_add_member(slug: str):
    form = MemberForm(users=active_users())
    if not form.validate_on_submit():
        flash(_("Choose a person from the list."), "error")
        return see_other("organizations_desk.office_edit", slug=slug)
    with transaction():
        user = get_user(form.user_id.data)
        actions.add_member(get_office(slug), user)
        name = user.name
    flash(_("%(name)s now works in this office.", name=name), "success")
    return see_other("organizations_desk.office_edit", slug=slug)


@blueprint.post("/offices/<slug>/members/<int:user_id>/remove")
@requires(Permission.OFFICE_EDIT)
def office_remove_member(slug: str, user_id: int):
    with transaction():
        user = get_user(user_id)
        actions.remove_member(get_office(slug), user)
        name = user.name
    flash(_("%(name)s no longer works in this office.", name=name), "success")
    return see_other("organizations_desk.office_edit", slug=slug)


@blueprint.post("/offices/<slug>/press-contacts")
@requires(Permission.OFFICE_EDIT)
def office_add_press_contact(slug: str):
    office, form = get_office(slug), PressContactForm()
    if not form.validate():
        return _form_page(OfficeForm(None, obj=office, offices=_others(office)), office, press_form=form)
    with transaction():
        actions.add_press_contact(get_office(slug), form.contact())
    flash(_("Saved."), "success")
    return see_other("organizations_desk.office_edit", slug=slug)


@blueprint.post("/offices/<slug>/press-contacts/<int:contact_id>/remove")
@requires(Permission.OFFICE_EDIT)
def office_remove_press_contact(slug: str, contact_id: int):
    with transaction():
        actions.remove_press_contact(get_office(slug), contact_id)
    flash(_("Saved."), "success")
    return see_other("organizations_desk.office_edit", slug=slug)


@blueprint.route("/offices/<slug>/privacy", methods=["GET", "POST"])
@requires(Permission.OFFICE_EDIT)
def office_privacy(slug: str):
    """What the office adds to its privacy notice, and every version of it."""
    office = get_office(slug)
    form = PrivacyNoticeForm(obj=find_notice(office))
    if form.validate_on_submit():
        with transaction():
            publish_notice(get_office(slug), form.text.data)
        flash(_("Saved."), "success")
        return see_other("organizations_desk.office_privacy", slug=slug)
    versions = [(each, marked_paragraphs(each.text)) for each in versions_of(office)]
    page = render_template(
        "desk/organizations/office_privacy.html", form=form, office=office, versions=versions
    )
    return page, 422 if form.errors else 200


def _others(office: Office) -> list[Office]:
    """Those under which it may stand."""
    return [each for each in all_offices() if each is not office]


def _form_page(form: OfficeForm, office: Office | None = None, *, press_form: PressContactForm | None = None):
    members = members_of(office) if office else []
    page = render_template(
        "desk/organizations/office_form.html",
        form=form,
        office=office,
        members=members,
        press_form=press_form or PressContactForm(None),
        member_form=MemberForm(None, users=[each for each in active_users() if each not in members]),
        sentences=in_sentences(office.name, office.article) if office else [],
        used_by=uses_in_words(references_to(office, apart_from=actions.PARTS_OF_OFFICE)) if office else "",
    )
    is_wrong = form.errors or (press_form and press_form.errors)
    return page, 422 if is_wrong else 200
