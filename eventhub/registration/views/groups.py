"""Registering several people at once. Further routes of registering."""

from functools import partial

from flask import flash, render_template, request
from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.queries import WITH_FUNDING, WITH_OFFICE, get_readable_event
from eventhub.formats.errors import InvalidSheetError
from eventhub.questions.models import Category
from eventhub.questions.presentation import form_sections
from eventhub.questions.queries import offered_categories, sections_of
from eventhub.questions.rules import asked_of, questions_of
from eventhub.registration import groups
from eventhub.registration.errors import (
    GroupSizeError,
    NotAdmittedError,
    OptionFullError,
    RegistrationNotFoundError,
)
from eventhub.registration.form_keys import token_of_form
from eventhub.registration.forms import mark_full
from eventhub.registration.group_forms import AT_FIRST, GroupForm, People, asked_for_others, is_empty
from eventhub.registration.groups import Contact
from eventhub.registration.privacy import remembered_notice
from eventhub.registration.queries import find_desk
from eventhub.registration.views.public import blueprint, offered_category, what_to_register_for
from eventhub.text.lists import enumerated
from eventhub.tokens import new_token
from eventhub.web.access import public
from eventhub.web.language import current_language
from eventhub.web.responses import see_other
from eventhub.web.tables import rows_of


@blueprint.route("/events/<slug>/register/group/", methods=["GET", "POST"])
@public
def register_group(slug: str):
    event = get_readable_event(slug, WITH_OFFICE)
    offered = offered_categories(event)
    if len(offered) > 1:
        return see_other("registration.register", slug=slug)
    return _register(event, offered[0] if offered else None)


@blueprint.route("/events/<slug>/register/as/<key>/group/", methods=["GET", "POST"])
@public
def register_group_as(slug: str, key: str):
    event = get_readable_event(slug, WITH_OFFICE)
    return _register(event, offered_category(event, key))


def _register(event: Event, category: Category | None):
    desk = find_desk(event)
    if desk is None or desk.group_size is None:
        raise RegistrationNotFoundError
    every_section = sections_of(event)
    sections = asked_of(every_section, category)
    questions = asked_for_others(questions_of(sections))
    notice = remembered_notice(event, every_section)
    form, people = GroupForm(), People(questions, desk.group_size)
    form.organization.offer(event)
    people.show(
        people.sent_in(request.form) if request.method == "POST" else [type(request.form)()] * AT_FIRST
    )
    page = partial(
        _page,
        event.slug,
        category.key if category else None,
        form,
        people,
        form_sections(sections, questions),
        desk.group_size,
    )
    if request.method == "GET":
        return page(200)
    if request.form.get("do", "send") != "send":
        return page(_edit(request.form["do"], form, people, desk.group_size))
    # Each is asked, so that all that is wrong is shown at once.
    if not all([form.validate(), people.are_right()]):
        return page(422)
    return _send(event, category, form, people, notice, page)


def _edit(what: str, form: GroupForm, people: People, most: int) -> int:
    """Show one person more or less, or those of a table; nothing is kept of them yet. The status comes back."""
    sent = people.sent_in(request.form)
    if what == "more":
        people.show([*sent, type(request.form)()])
        return 200
    if what.startswith("drop-"):
        people.show([each for number, each in enumerate(sent) if what != f"drop-{number}"])
        return 200
    try:
        named = people.of_table(rows_of(form))
    except InvalidSheetError:
        form.file.errors = [_("This is no table that can be read. Send an Excel, LibreOffice or CSV file.")]
        return 422
    form.text.data = ""
    kept = [each for each in sent if not is_empty(each)]
    if not named or len(kept) + len(named) > most:
        form.file.errors = [
            str(GroupSizeError(most).message) if named else _("There is nobody in this table.")
        ]
        return 422
    people.show([*kept, *named])
    return 200 if people.are_right() else 422


def _send(
    event: Event, category: Category | None, form: GroupForm, people: People, notice: str, page: partial
):
    slug, key = event.slug, category.key if category else None
    contact = Contact(
        name=form.contact_name.data or "", email=form.contact_email.data or "", language=current_language()
    )
    in_common = form.in_common()
    details = [each.details(in_common, notice) for each in people.forms]
    token = token_of_form(f"group:{form.form_key.data or new_token()}", event, contact.email)
    try:
        with transaction():
            event = get_readable_event(slug, WITH_FUNDING)
            category = offered_category(event, key) if key else None
            made = groups.register_group(event, contact, details, category=category, now=now(), token=token)
            known, has_group = [each.name for each in made.known], made.group is not None
    except OptionFullError as error:
        mark_full(people.forms[error.person], error)
        return page(409)
    except (NotAdmittedError, GroupSizeError) as error:
        form.form_errors = [str(error.message)]
        return page(409)
    tell_known(known)
    if has_group:
        return see_other("registration.group", token=token)
    return see_other("registration.sent", slug=slug)


def tell_known(names: list[str]) -> None:
    """Say who is not in the group, since somebody with their address has registered before."""
    if names:
        flash(
            _(
                "Not in your group, because registered before: %(names)s. We have sent them the link to their own "
                "registration.",
                names=enumerated(names, current_language()),
            ),
            "warning",
        )


def _page(slug: str, key: str | None, form: GroupForm, people: People, sections, most: int, status: int):
    return render_template(
        "registration/group_form.html",
        **what_to_register_for(slug, key),
        form=form,
        people=[(_("Person %(number)s", number=number), each) for number, each in enumerate(people.forms, 1)],
        columns=people.columns(),
        most=most,
        sections=sections,
    ), status
