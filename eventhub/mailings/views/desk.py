"""Writing a mailing, and looking at it before it goes and after."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.mailings import actions, rules
from eventhub.mailings.forms import MailingForm, ScheduleForm
from eventhub.mailings.labels import (
    AUDIENCE_LABELS,
    NOTICE_LABELS,
    NOTICE_STATUS_LABELS,
    NOTICE_STATUS_TONES,
    STATUS_LABELS,
    STATUS_TONES,
)
from eventhub.mailings.mails import letter_to
from eventhub.mailings.models import Mailing, MailingStatus
from eventhub.mailings.notice_queries import notices_of, told_by_notice
from eventhub.mailings.notices import concerned, find_told
from eventhub.mailings.presentation import Preview, segment_in_words, timing_in_words
from eventhub.mailings.queries import (
    count_due,
    deliveries_of,
    get_mailing,
    log_of,
    mailings_of,
    numbers_written,
)
from eventhub.mailings.recipients import Addressee, addressees_of
from eventhub.mailtexts.labels import GAP_LABELS, MAIL_LABELS
from eventhub.mailtexts.queries import texts_of
from eventhub.mailtexts.rules import FOR_FOCAL_POINTS
from eventhub.outbox.labels import STATUS_LABELS as DELIVERY_LABELS
from eventhub.outbox.labels import STATUS_TONES as DELIVERY_TONES
from eventhub.outbox.models import Delivery
from eventhub.outbox.suppression import suppressed_among
from eventhub.text.languages import LANGUAGES
from eventhub.web.access import requires
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("mailings_desk", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/mailings/"
ONE = f"{ALL}<int:mailing_id>/"
NAMES_SHOWN = 200
"""Of the people whom a mailing would reach."""

LANGUAGE_NAMES = {each.code: each.name for each in LANGUAGES}


@blueprint.route(ALL)
@requires(Permission.REGISTRATION_VIEW)
def index(slug: str):
    event = get_event_of(current_user, slug)
    return render_template(
        "desk/mailings/index.html",
        event=event,
        mailings=mailings_of(event),
        written=numbers_written(event),
        audiences=AUDIENCE_LABELS,
        statuses=STATUS_LABELS,
        tones=STATUS_TONES,
        standard=MAIL_LABELS,
        own=texts_of(event),
        may_write=may_with(current_user, Permission.REGISTRATION_DECIDE, event),
        notices=notices_of(event),
        told=told_by_notice(event),
        notice_kinds=NOTICE_LABELS,
        notice_statuses=NOTICE_STATUS_LABELS,
        notice_tones=NOTICE_STATUS_TONES,
        **_notice(event),
    )


def _notice(event: Event) -> dict[str, Any]:
    """What people are about to be told of a change, and how many they are."""
    told = find_told(event)
    if told is None or told.due_at is None or told.changed_at is None:
        return {"notice_due": None, "concerned": 0}
    people, organizations = concerned(event, told.changed_at)
    return {"notice_due": told.due_at, "concerned": len(people) + len(organizations)}


@blueprint.route(f"{ALL}new/", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_DECIDE)
def new(slug: str):
    event = get_event_of(current_user, slug)
    form = MailingForm.begin(event)
    if form.validate_on_submit() and form.validate_text():
        with transaction():
            mailing_id = actions.create(get_event_of(current_user, slug), form.details()).id
        return see_other("mailings_desk.show", slug=slug, mailing_id=mailing_id)
    return _form_page(event, form)


@blueprint.route(f"{ONE}edit/", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_DECIDE)
def edit(slug: str, mailing_id: int):
    event = get_event_of(current_user, slug)
    mailing = get_mailing(event, mailing_id)
    form = MailingForm.of(mailing)
    if form.validate_on_submit() and form.validate_text():
        try:
            with transaction():
                actions.edit(_held(slug, mailing_id), form.details())
            return see_other("mailings_desk.show", slug=slug, mailing_id=mailing_id)
        except ConflictError as error:
            form.form_errors = [str(error.message)]
            event = get_event_of(current_user, slug)
            mailing = get_mailing(event, mailing_id)
    return _form_page(event, form, mailing)


def _held(slug: str, mailing_id: int) -> Mailing:
    return get_mailing(get_event_of(current_user, slug), mailing_id, for_change=True)


def _form_page(event: Event, form: MailingForm, mailing: Mailing | None = None):
    page = render_template(
        "desk/mailings/form.html",
        event=event,
        form=form,
        mailing=mailing,
        gaps=[(name, GAP_LABELS[name]) for name in FOR_FOCAL_POINTS],
    )
    return page, 422 if form.errors else 200


@blueprint.route(ONE)
@requires(Permission.REGISTRATION_VIEW)
def show(slug: str, mailing_id: int):
    event = get_event_of(current_user, slug)
    return page_of(event, get_mailing(event, mailing_id), ScheduleForm(None))


def page_of(event: Event, mailing: Mailing, form: ScheduleForm):
    """The page of a mailing: who would get it and how it reads, or who has got it."""
    has_gone = mailing.status in rules.GONE
    people = [] if has_gone else addressees_of(mailing)
    suppressed = suppressed_among(each.email for each in people)
    deliveries = deliveries_of(mailing) if has_gone else {}
    due = count_due(mailing) if has_gone else 0
    total = sum(deliveries.values()) + due
    page, pages = page_number(request.args.get("page"), total)
    answer = render_template(
        "desk/mailings/show.html",
        event=event,
        mailing=mailing,
        status=STATUS_LABELS[mailing.status],
        tone=STATUS_TONES[mailing.status],
        segment=segment_in_words(mailing, event),
        has_gone=has_gone,
        people=people[:NAMES_SHOWN],
        number=sum(each.email not in suppressed for each in people),
        more=len(people[NAMES_SHOWN:]),
        suppressed=suppressed,
        language_names=LANGUAGE_NAMES,
        preview=_preview(mailing, people),
        log=log_of(mailing, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE) if has_gone else [],
        deliveries=deliveries,
        due=due,
        failed=deliveries.get(Delivery.FAILED, 0),
        total=total,
        page=page,
        pages=pages,
        delivery_labels=DELIVERY_LABELS,
        delivery_tones=DELIVERY_TONES,
        goes_out=timing_in_words(mailing, event),
        form=form,
        may_send_it=rules.may_be_sent_by(mailing, current_user.id),
        may_write=may_with(current_user, Permission.REGISTRATION_DECIDE, event),
        **_states(mailing),
    )
    return answer, 422 if form.errors else 200


def _states(mailing: Mailing) -> dict[str, bool]:
    return {
        "is_open": mailing.status in rules.SENDABLE,
        "is_draft": mailing.status == MailingStatus.DRAFT,
        "is_in_review": mailing.status == MailingStatus.IN_REVIEW,
        "is_scheduled": mailing.status == MailingStatus.SCHEDULED,
        "is_being_sent": mailing.status == MailingStatus.SENDING,
        "is_deletable": mailing.status in (*rules.EDITABLE, MailingStatus.LAPSED),
    }


def _preview(mailing: Mailing, people: list[Addressee]) -> Preview | None:
    """The mail as the chosen person reads it, or the first one."""
    written = rules.languages_of(mailing)
    if not people or not written:
        return None
    person = next((each for each in people if each.key == request.args.get("person")), people[0])
    language = request.args.get("language")
    letter = letter_to(person, mailing, language if language in written else None)
    return Preview(person=person, letter=letter, languages=[(code, LANGUAGE_NAMES[code]) for code in written])


@blueprint.post(f"{ONE}delete")
@requires(Permission.REGISTRATION_DECIDE)
def delete(slug: str, mailing_id: int):
    try:
        with transaction():
            actions.delete(_held(slug, mailing_id))
    except ConflictError as error:
        flash(str(error.message), "error")
        return see_other("mailings_desk.show", slug=slug, mailing_id=mailing_id)
    flash(_("The mailing is deleted."), "success")
    return see_other("mailings_desk.index", slug=slug)


@blueprint.post(f"{ONE}copy")
@requires(Permission.REGISTRATION_DECIDE)
def copy(slug: str, mailing_id: int):
    with transaction():
        copied_id = actions.copy(_held(slug, mailing_id)).id
    flash(_("This is the new draft."), "success")
    return see_other("mailings_desk.edit", slug=slug, mailing_id=copied_id)
