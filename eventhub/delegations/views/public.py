"""The page of a focal point, who has no account: whom the organisation sends."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.db import transaction
from eventhub.delegations import actions, letter, rules
from eventhub.delegations.errors import NamedTwiceError
from eventhub.delegations.forms import NomineeForm, SheetForm
from eventhub.delegations.labels import CAPACITY_LABELS
from eventhub.delegations.models import Delegation
from eventhub.delegations.presentation import due_in_words
from eventhub.delegations.queries import get_delegation_by_token, nominee_with
from eventhub.delegations.sheet import COLUMNS, SheetError, people_of
from eventhub.errors import ConflictError
from eventhub.events.models import Visibility
from eventhub.formats import xlsx
from eventhub.formats.cells import Column, Sheet
from eventhub.formats.errors import InvalidSheetError
from eventhub.letters.files import FORMATS
from eventhub.registration.labels import STATUS_LABELS
from eventhub.registration.presentation import facts_of
from eventhub.text.languages import direction
from eventhub.text.lists import enumerated
from eventhub.web.access import public
from eventhub.web.forms import Form
from eventhub.web.language import current_language
from eventhub.web.limits import costly
from eventhub.web.responses import download, see_other
from eventhub.web.security import keep_private
from eventhub.web.tables import rows_of

blueprint = Blueprint("delegations", __name__)
blueprint.after_request(keep_private)
LIST = "/delegations/<token>/"
PERSON = f"{LIST}people/<int:nominee_id>/"


@blueprint.route(LIST)
@public
def show(token: str):
    return _page(get_delegation_by_token(token))


def _page(
    delegation: Delegation, *, form: NomineeForm | None = None, sheet: SheetForm | None = None, **more: Any
):
    event, at = delegation.participation.event, now()
    return render_template(
        "delegations/show.html",
        delegation=delegation,
        event=event,
        organization=delegation.participation.organization,
        quota=delegation.participation.quota,
        facts=facts_of(event),
        due=due_in_words(delegation),
        people=rules.in_precedence(delegation.nominees),
        coming=len(rules.delegates(delegation)),
        unsent=len(rules.unsent(delegation)),
        is_late=rules.is_late(delegation, at),
        is_open=rules.may_nominate(delegation, at),
        is_public=event.visibility != Visibility.PRIVATE,
        form=form or NomineeForm(None),
        sheet=sheet or SheetForm(None),
        capacities=CAPACITY_LABELS,
        statuses=STATUS_LABELS,
        **{"cells": [], **more},
    ), 422 if form or sheet else 200


@blueprint.post(f"{LIST}begin")
@public
def begin(token: str):
    with transaction():
        actions.begin(get_delegation_by_token(token), now=now())
    return see_other("delegations.show", token=token)


@blueprint.post(f"{LIST}people/")
@public
def add(token: str):
    form = NomineeForm()
    if not form.validate():
        return _page(get_delegation_by_token(token), form=form)
    try:
        with transaction():
            delegation = get_delegation_by_token(token)
            actions.begin(delegation, now=now())
            actions.nominate(delegation, [form.details()], now=now())
    except ConflictError as error:
        _blame(form, error)
        return _page(get_delegation_by_token(token), form=form)
    flash(_("%(name)s is on the list.", name=form.name.data), "success")
    return see_other("delegations.show", token=token)


def _blame(form: NomineeForm, error: ConflictError) -> None:
    """Put a refusal beside the field that it is about."""
    field = form.email if isinstance(error, NamedTwiceError) else form.capacity
    field.errors = [str(error.message)]


@blueprint.post(f"{LIST}table")
@public
def take_table(token: str):
    sheet = SheetForm()
    if not sheet.validate():
        return _page(get_delegation_by_token(token), sheet=sheet)
    try:
        people = people_of(rows_of(sheet))
        with transaction():
            delegation = get_delegation_by_token(token)
            actions.begin(delegation, now=now())
            actions.nominate(delegation, people, now=now())
    except SheetError as error:
        sheet.text.errors = [_("Nothing was taken. Mend the cells below, and send the table again.")]
        return _page(get_delegation_by_token(token), sheet=sheet, cells=error.cells)
    except InvalidSheetError:
        sheet.file.errors = [_("This is no table that can be read. Send an Excel, LibreOffice or CSV file.")]
        return _page(get_delegation_by_token(token), sheet=sheet)
    except ConflictError as error:
        sheet.text.errors = [f"{error.message} {_('Nothing was taken.')}"]
        return _page(get_delegation_by_token(token), sheet=sheet)
    flash(_("The people of the table are on the list."), "success")
    return see_other("delegations.show", token=token)


@blueprint.route(PERSON, methods=["GET", "POST"])
@public
def person(token: str, nominee_id: int):
    delegation = get_delegation_by_token(token)
    nominee = nominee_with(delegation, nominee_id)
    form = NomineeForm.of(nominee)
    if form.validate_on_submit():
        try:
            with transaction():
                nominee = nominee_with(get_delegation_by_token(token), nominee_id)
                actions.change_nominee(nominee, form.details(), now=now())
            flash(_("Saved."), "success")
            return see_other("delegations.show", token=token)
        except ConflictError as error:
            _blame(form, error)
            delegation = get_delegation_by_token(token)
            nominee = nominee_with(delegation, nominee_id)
    page = render_template("delegations/person.html", delegation=delegation, nominee=nominee, form=form)
    return page, 422 if form.errors else 200


@blueprint.post(f"{PERSON}withdraw")
@public
def withdraw(token: str, nominee_id: int):
    name = nominee_with(get_delegation_by_token(token), nominee_id).name
    if _could(token, nominee_id, actions.withdraw):
        flash(_("%(name)s is off the list.", name=name), "success")
    return see_other("delegations.show", token=token)


@blueprint.post(f"{PERSON}up")
@public
def move_up(token: str, nominee_id: int):
    if _could(token, nominee_id, actions.move_up):
        flash(_("The person has moved up from the reserve list. Send the list."), "success")
    return see_other("delegations.show", token=token)


def _could(token: str, nominee_id: int, change: Callable[..., None]) -> bool:
    """Whether ``change`` was made; if not, the next page says why."""
    try:
        with transaction():
            change(nominee_with(get_delegation_by_token(token), nominee_id), now=now())
    except ConflictError as error:
        flash(str(error.message), "error")
        return False
    return True


@blueprint.post(f"{LIST}send")
@public
def send(token: str):
    form = Form()
    if not form.validate():
        return _page(get_delegation_by_token(token))
    try:
        with transaction():
            elsewhere = [each.name for each in actions.send_list(get_delegation_by_token(token), now=now())]
    except ConflictError as error:
        flash(str(error.message), "error")
        return see_other("delegations.show", token=token)
    flash(
        _("Thank you. The organisers have your list, and each person gets a mail with their own link."),
        "success",
    )
    if elsewhere:
        flash(
            _(
                "Not registered, because nominated elsewhere: %(names)s",
                names=enumerated(elsewhere, current_language()),
            ),
            "warning",
        )
    return see_other("delegations.show", token=token)


@blueprint.route(f"{LIST}table.xlsx")
@public
@costly
def empty_table(token: str):
    """A workbook with the headings, to fill in."""
    get_delegation_by_token(token)
    form = NomineeForm(None)
    columns = [Column(str(form[name].label.text), 26) for name in COLUMNS]
    is_rtl = direction(current_language()) == "rtl"
    content = xlsx.workbook([Sheet(_("Nominees"), columns, [], right_to_left=is_rtl)], created=now())
    return download(content, filename="nominees.xlsx", media_type=xlsx.MEDIA_TYPE)


@blueprint.route(f"{LIST}letter.<any(pdf,docx):suffix>")
@public
@costly
def letter_file(token: str, suffix: str):
    delegation = get_delegation_by_token(token)
    return letter_download(delegation, suffix)


def letter_download(delegation: Delegation, suffix: str):
    """The letter to save."""
    name = delegation.reference.replace("/", "-")
    content = letter.write(delegation, suffix)
    return download(content, filename=f"letter-{name}.{suffix}", media_type=FORMATS[suffix])
