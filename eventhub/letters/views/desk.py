"""The letters that participants ask for, as organisers decide on them."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.letters import actions, files
from eventhub.letters.labels import STANDING_LABELS, STATUS_LABELS
from eventhub.letters.models import Costs, VisaLetter, VisaLetterStatus
from eventhub.letters.paper import pictures_of
from eventhub.letters.queries import get_letter, letters_of, still_to_ask, usual_costs
from eventhub.letters.rules import standing_of
from eventhub.letters.views.own import letter_download
from eventhub.letters.visa import VisaDetails, letter_for_visa
from eventhub.letters.visa_forms import IssueForm, ReasonForm
from eventhub.organizations.letterheads import find_letterhead
from eventhub.registration.presentation import organization_of
from eventhub.text.languages import language_name
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.responses import download, see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("letters_desk", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/letters/"
ONE = f"{ALL}<int:letter_id>/"


@blueprint.route(ALL)
@requires(Permission.REGISTRATION_VIEW)
def index(slug: str):
    event = get_event_of(current_user, slug)
    return render_template(
        "desk/letters/index.html",
        event=event,
        letters=[(each, organization_of(each.registration)) for each in letters_of(event)],
        still_to_ask=still_to_ask(event),
        statuses=STATUS_LABELS,
        may_open=may_with(current_user, Permission.REGISTRATION_SENSITIVE, event),
    )


@blueprint.route(ONE)
@requires(Permission.REGISTRATION_SENSITIVE)
def show(slug: str, letter_id: int):
    return _page(slug, letter_id)


def _page(slug: str, letter_id: int, *, issuing: IssueForm | None = None, refusing: ReasonForm | None = None):
    event = get_event_of(current_user, slug)
    letter = get_letter(event, letter_id)
    page = render_template(
        "desk/letters/show.html",
        event=event,
        letter=letter,
        registration=letter.registration,
        organization=organization_of(letter.registration),
        details=VisaDetails.of(letter.details) if letter.details else None,
        language_name=language_name(letter.language, current_language()),
        status=STATUS_LABELS[letter.status],
        standing=STANDING_LABELS[standing_of(letter, now())] if letter.reference else "",
        waits=letter.status == VisaLetterStatus.ASKED,
        is_issued=letter.status == VisaLetterStatus.ISSUED,
        issuing=issuing or IssueForm(None, costs=usual_costs(event)),
        refusing=refusing or ReasonForm(None),
        may_decide=may_with(current_user, Permission.REGISTRATION_DECIDE, event),
        formats=files.FORMATS,
    )
    return page, 422 if issuing or refusing else 200


@blueprint.route(f"{ONE}letter.<any(pdf, docx):suffix>")
@requires(Permission.REGISTRATION_SENSITIVE)
def file(slug: str, letter_id: int, suffix: str):
    """As it was issued; before, a draft of it."""
    letter = get_letter(get_event_of(current_user, slug), letter_id)
    if letter.status != VisaLetterStatus.ASKED:
        return letter_download(letter, suffix)
    return _draft(letter, suffix)


def _draft(letter: VisaLetter, suffix: str):
    event = letter.registration.event
    letterhead = find_letterhead(event.office)
    costs = usual_costs(event) or Costs.OWN
    words = letter_for_visa(letter, letterhead, dated=now(), costs=costs)
    content = files.write(words, pictures_of(letterhead), suffix, modified=now())
    return download(content, filename=f"draft-{letter.id}.{suffix}", media_type=files.FORMATS[suffix])


@blueprint.post(f"{ONE}issue")
@requires(Permission.REGISTRATION_DECIDE)
def issue(slug: str, letter_id: int):
    form = IssueForm()
    if not form.validate():
        return _page(slug, letter_id, issuing=form)
    try:
        with transaction():
            letter = get_letter(get_event_of(current_user, slug), letter_id)
            actions.issue(letter, form.costs.data, now=now())
        flash(_("The letter is issued, and the person is told."), "success")
    except ConflictError as error:
        flash(str(error.message), "error")
    return see_other("letters_desk.show", slug=slug, letter_id=letter_id)


@blueprint.post(f"{ONE}<any(decline, withdraw):what>")
@requires(Permission.REGISTRATION_DECIDE)
def refuse(slug: str, letter_id: int, what: str):
    form = ReasonForm()
    if not form.validate():
        return _page(slug, letter_id, refusing=form)
    refusal = actions.decline if what == "decline" else actions.withdraw
    try:
        with transaction():
            refusal(
                get_letter(get_event_of(current_user, slug), letter_id), form.reason.data or "", now=now()
            )
        flash(_("The person is told, with the reason."), "success")
    except ConflictError as error:
        flash(str(error.message), "error")
    return see_other("letters_desk.show", slug=slug, letter_id=letter_id)
