"""Registering. What people do by their secret link is in ``own``."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request

from eventhub.clock import now
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.queries import WITH_OFFICE, get_readable_event
from eventhub.questions.errors import QuestionNotFoundError
from eventhub.questions.fields import with_questions
from eventhub.questions.models import Category
from eventhub.questions.presentation import FormSection, form_sections
from eventhub.questions.queries import offered_categories, sections_of
from eventhub.questions.rules import asked_of, in_form, questions_of
from eventhub.questions.uploads import LARGEST_REQUEST
from eventhub.registration import actions
from eventhub.registration.errors import ExemptionUsedError, NotAdmittedError, OptionFullError
from eventhub.registration.exemptions import register_exempted as register_beside
from eventhub.registration.form_keys import token_of_form
from eventhub.registration.forms import LinkForm, RegistrationForm, mark_full
from eventhub.registration.links import resend_links
from eventhub.registration.presentation import box, facts_of
from eventhub.registration.privacy import notice_of, remembered_notice
from eventhub.registration.queries import get_exemption, state_for_public, states_for_public, takes_groups
from eventhub.tokens import new_token
from eventhub.web.access import public
from eventhub.web.language import current_language
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("registration", __name__)
# Forms carry keys of their own, and the other pages are secret: none is for a cache.
blueprint.after_request(keep_private)
WITH_FILES = (
    "registration.register",
    "registration.register_as",
    "registration.change",
    "registration.answer",
)


@blueprint.url_value_preprocessor
def take_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Where files are sent, more may come: said before anything of the request is read."""
    if endpoint in WITH_FILES:
        request.max_content_length = LARGEST_REQUEST


@blueprint.route("/events/<slug>/register/", methods=["GET", "POST"])
@public
def register(slug: str):
    event = get_readable_event(slug, WITH_OFFICE)
    offered = offered_categories(event)
    if len(offered) > 1:
        return _choice_page(event, offered)
    return _register(event, offered[0] if offered else None)


@blueprint.route("/events/<slug>/register/as/<key>/", methods=["GET", "POST"])
@public
def register_as(slug: str, key: str):
    event = get_readable_event(slug, WITH_OFFICE)
    return _register(event, offered_category(event, key))


def offered_category(event: Event, key: str) -> Category:
    """The category that people choose by this key.

    Raises:
        QuestionNotFoundError
    """
    found = next((each for each in offered_categories(event) if each.key == key), None)
    if found is None:
        raise QuestionNotFoundError
    return found


def _choice_page(event: Event, offered: Sequence[Category]):
    state = state_for_public(event, now())
    return render_template(
        "registration/choose.html",
        event=event,
        facts=facts_of(event),
        state=state,
        box=box(event, state),
        takes_groups=takes_groups(event),
        categories=states_for_public(event, now(), offered),
        link_form=LinkForm(None, prefix="link"),
    )


def _register(event: Event, category: Category | None):
    slug, key = event.slug, category.key if category else None
    every_section = sections_of(event)
    sections = asked_of(every_section, category)
    questions = [each for each in questions_of(sections) if in_form(each)]
    form = with_questions(RegistrationForm, questions)()
    form.organization.offer(event)
    page = partial(_register_page, form_sections(sections, questions), form, slug, key)
    if not form.validate_on_submit():
        return page(422 if form.errors else 200)
    details = replace(form.details(), notice=remembered_notice(event, every_section))
    token = token_of_form(form.form_key.data or new_token(), event, details.email)
    try:
        with transaction():
            event = get_readable_event(slug, WITH_OFFICE)
            details = replace(details, category=offered_category(event, key) if key else None)
            registered = actions.register(event, details, language=current_language(), now=now(), token=token)
            is_own = registered.is_own
    except NotAdmittedError:
        return page(409)
    except OptionFullError as error:
        mark_full(form, error)
        return page(409)
    if is_own:
        return see_other("registration.mine", token=token)
    return see_other("registration.sent", slug=slug)


@blueprint.route("/events/<slug>/privacy/")
@public
def privacy(slug: str):
    """What happens with what people tell when they register."""
    event = get_readable_event(slug)
    notice = notice_of(event.office, event, sections_of(event))
    return render_template("registration/privacy.html", event=event, office=event.office, notice=notice)


@blueprint.route("/registrations/exception/<token>/", methods=["GET", "POST"])
@public
def register_exempted(token: str):
    """Register in spite of all, by a link that one person got."""
    exemption = get_exemption(token)
    event, category = exemption.event, exemption.category
    every_section = sections_of(event)
    sections = asked_of(every_section, category)
    questions = [each for each in questions_of(sections) if in_form(each)]
    form = with_questions(RegistrationForm, questions)(email=exemption.email)
    form.organization.offer(event)
    shown = form_sections(sections, questions)
    is_used = exemption.used_at is not None
    if not is_used and form.validate_on_submit():
        # The link counts for one address, whatever was typed.
        notice = remembered_notice(event, every_section)
        details = replace(form.details(), email=exemption.email, notice=notice)
        own = token_of_form(form.form_key.data or new_token(), event, details.email)
        try:
            with transaction():
                exemption = get_exemption(token)
                details = replace(details, category=exemption.category)
                registration = register_beside(
                    exemption, details, language=current_language(), token=own, at=now()
                )
                own = registration.token
            return see_other("registration.mine", token=own)
        except (NotAdmittedError, ExemptionUsedError) as error:
            form.form_errors = [str(error.message)]
        except OptionFullError as error:
            mark_full(form, error)
        event = get_exemption(token).event
    return render_template(
        "registration/exception.html",
        event=event,
        facts=facts_of(event),
        form=form,
        sections=shown,
        is_used=is_used,
    ), 422 if form.errors else 200


def _register_page(
    sections: list[FormSection], form: RegistrationForm, slug: str, key: str | None, status: int
):
    common = what_to_register_for(slug, key)
    return render_template(
        "registration/register.html",
        **common,
        form=form,
        sections=sections,
        takes_groups=takes_groups(common["event"]),
        link_form=LinkForm(None, prefix="link"),
    ), status


def what_to_register_for(slug: str, key: str | None) -> dict[str, Any]:
    """What every page on which people register shows of the event, and of the category of this key."""
    event = get_readable_event(slug, WITH_OFFICE)
    category = offered_category(event, key) if key else None
    state = state_for_public(event, now(), category)
    return {
        "event": event,
        "facts": facts_of(event),
        "state": state,
        "box": box(event, state),
        "category": category,
    }


@blueprint.post("/events/<slug>/register/link")
@public
def send_link(slug: str):
    """Send somebody their link again. The answer is the same whether the address is known or not."""
    event = get_readable_event(slug, WITH_OFFICE)
    form = LinkForm(prefix="link")
    if not form.validate():
        return render_template("registration/link.html", event=event, form=form), 422
    with transaction():
        resend_links(get_readable_event(slug, WITH_OFFICE), form.email.data or "", now=now())
    return see_other("registration.sent", slug=slug)


@blueprint.route("/events/<slug>/register/sent/")
@public
def sent(slug: str):
    return render_template("registration/sent.html", event=get_readable_event(slug, WITH_OFFICE))
