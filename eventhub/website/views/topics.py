"""The page of a topic."""

from flask import Blueprint, render_template

from eventhub.events.queries import get_topic
from eventhub.web.access import public
from eventhub.web.responses import with_validator
from eventhub.web.texts import marked
from eventhub.website.collections import collect

blueprint = Blueprint("topics", __name__)
blueprint.after_request(with_validator)


@blueprint.route("/topics/<slug>/")
@public
def show(slug: str):
    topic = get_topic(slug)
    return render_template(
        "topics/show.html", topic=topic, name=marked(topic.name), events=collect("topic", topic)
    )
