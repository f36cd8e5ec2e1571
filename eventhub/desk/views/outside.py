"""Announcing an event on the sites of others."""

import json

from flask import Blueprint, render_template
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.desk.reliefweb import missing_in, posting_of
from eventhub.events.queries import get_event_of
from eventhub.web.access import requires
from eventhub.web.responses import download

blueprint = Blueprint("outside_desk", __name__)


@blueprint.route("/events/<slug>/reliefweb/")
@requires(Permission.DESK_USE)
def reliefweb(slug: str):
    event = get_event_of(current_user, slug)
    posting = posting_of(event)
    return render_template(
        "desk/events/reliefweb.html",
        event=event,
        posting=json.dumps(posting, ensure_ascii=False, indent=2),
        missing=missing_in(event, posting),
    )


@blueprint.route("/events/<slug>/reliefweb.json")
@requires(Permission.DESK_USE)
def reliefweb_file(slug: str):
    posting = posting_of(get_event_of(current_user, slug))
    content = (json.dumps(posting, ensure_ascii=False, indent=1) + "\n").encode()
    return download(content, filename=f"{slug}-reliefweb.json", media_type="application/json")
