"""The page of a focal point, who has no account: which dates suit the organisation."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.polls import actions
from eventhub.polls.errors import LinkExpiredError
from eventhub.polls.forms import AnswerForm, answer_form
from eventhub.polls.labels import ANSWER_LABELS
from eventhub.polls.models import AskedOrganization
from eventhub.polls.presentation import dates_in_words, results_of
from eventhub.polls.queries import get_asked_by_token
from eventhub.polls.rules import answers_of, expires_at, takes_answers
from eventhub.registration.presentation import facts_of, moment_in_words
from eventhub.web.access import public
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("polls", __name__)
# The address of the page is a secret.
blueprint.after_request(keep_private)


@blueprint.route("/polls/<token>/", methods=["GET", "POST"])
@public
def show(token: str):
    asked = _opened(token)
    form = answer_form(asked)
    if not form.is_submitted() or not form.validate():
        return _page(asked, form)
    try:
        with transaction():
            answers, comment = form.answers(), form.comment.data or ""
            actions.answer(_opened(token), answers, comment=comment, now=now())
        flash(_("Thank you. The organisers have your answers."), "success")
    except ConflictError as error:
        flash(str(error.message), "error")
    return see_other("polls.show", token=token)


def _opened(token: str) -> AskedOrganization:
    asked = get_asked_by_token(token)
    if now() >= expires_at(asked.poll):
        raise LinkExpiredError
    return asked


def _page(asked: AskedOrganization, form: AnswerForm):
    poll, given = asked.poll, answers_of(asked)
    return render_template(
        "polls/show.html",
        asked=asked,
        poll=poll,
        event=poll.event,
        facts=facts_of(poll.event),
        due=moment_in_words(poll.due_at, poll.event),
        form=form,
        dates=[(each, form[f"date_{each.id}"], given.get(each.id)) for each in dates_in_words(poll)],
        is_open=takes_answers(poll, now()),
        results=results_of(poll) if poll.shows_answers else None,
        labels=ANSWER_LABELS,
    ), 422 if form.errors else 200
