"""What events are about."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.db import transaction
from eventhub.db.references import StillUsedError, references_to
from eventhub.events import topics
from eventhub.events.models import Topic
from eventhub.events.queries import get_topic
from eventhub.events.topics_forms import TopicForm
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.uses import refusal, uses_in_words

blueprint = Blueprint("topics_desk", __name__)


@blueprint.route("/topics/")
@requires(Permission.DESK_USE)
def index():
    return render_template(
        "desk/topics/index.html",
        topics=topics.topics_with_counts(),
        may_edit=may(current_user, Permission.REGISTRY_EDIT),
    )


@blueprint.route("/topics/new", methods=["GET", "POST"])
@requires(Permission.REGISTRY_EDIT)
def create():
    form = TopicForm()
    if form.validate_on_submit():
        with transaction():
            topics.create_topic(form.name.data)
        flash(_("The topic is saved."), "success")
        return see_other("topics_desk.index")
    return _form_page(form)


@blueprint.route("/topics/<slug>/", methods=["GET", "POST"])
@requires(Permission.REGISTRY_EDIT)
def edit(slug: str):
    topic = get_topic(slug)
    form = TopicForm(obj=topic)
    if form.validate_on_submit():
        with transaction():
            topics.rename_topic(topic, form.name.data)
        flash(_("Saved."), "success")
        return see_other("topics_desk.index")
    return _form_page(form, topic)


@blueprint.post("/topics/<slug>/delete")
@requires(Permission.REGISTRY_EDIT)
def delete(slug: str):
    try:
        with transaction():
            topics.delete_topic(get_topic(slug))
    except StillUsedError as error:
        flash(refusal(error.uses), "error")
        return see_other("topics_desk.edit", slug=slug)
    flash(_("The topic is deleted."), "success")
    return see_other("topics_desk.index")


def _form_page(form: TopicForm, topic: Topic | None = None):
    page = render_template(
        "desk/topics/form.html",
        form=form,
        topic=topic,
        used_by=uses_in_words(references_to(topic)) if topic else "",
    )
    return page, 422 if form.errors else 200
