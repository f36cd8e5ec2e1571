"""What the page at the entrance asks for by script: the list that it keeps, and what it sends when it has a network."""

from typing import Any

from flask import Blueprint, current_app, jsonify, request, send_from_directory
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from eventhub.accounts.permissions import Permission
from eventhub.checkin import actions
from eventhub.checkin.actions import Done
from eventhub.checkin.forms import WalkInForm
from eventhub.checkin.presentation import language_for, outcome_in_words
from eventhub.checkin.queries import everybody_expected, get_occasion
from eventhub.checkin.sending import (
    MOST_ACTS,
    REFUSALS,
    WALK_IN,
    MalformedActError,
    SentAct,
    carry_out,
    read_act,
)
from eventhub.checkin.views.desk import ALL
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.registration.errors import NoPlaceError
from eventhub.web.access import requires
from eventhub.web.security import keep_private

blueprint = Blueprint("checkin_device", __name__)
blueprint.after_request(keep_private)


@blueprint.route(f"{ALL}people.json")
@requires(Permission.CHECKIN_USE)
def people(slug: str):
    """Who is expected, and who came when: no more than a desk must know, for it stays on the device."""
    event = get_event_of(current_user, slug)
    return jsonify(csrf=generate_csrf(), people=everybody_expected(event))


@blueprint.post(f"{ALL}acts.json")
@requires(Permission.CHECKIN_USE)
def acts(slug: str):
    """What was noted at a desk, in order. Each act is answered for itself; sent again, it is answered again."""
    get_event_of(current_user, slug)
    sent = (request.get_json(silent=True) or {}).get("acts")
    if not isinstance(sent, list) or len(sent) > MOST_ACTS:
        raise BadRequest
    return jsonify(results=[_answer(slug, each) for each in sent])


def _answer(slug: str, data: Any) -> dict[str, Any]:
    client_id = str(data.get("client_id", ""))[:64] if isinstance(data, dict) else ""
    try:
        act = read_act(data, now())
        with transaction():
            event = get_event_of(current_user, slug)
            done = _let_in(event, act) if act.kind == WALK_IN else carry_out(event, act)
            return {"client_id": client_id, "status": "done", **_told(done, event)}
    except MalformedActError:
        return {"client_id": client_id, "status": "refused", "reason": "malformed", "message": ""}
    except IntegrityError:
        # The same act came twice at the same moment: the next time it is answered as done.
        return {"client_id": client_id, "status": "again"}
    except REFUSALS as error:
        reason = "full" if isinstance(error, NoPlaceError) else "refused"
        return {"client_id": client_id, "status": "refused", "reason": reason, "message": str(error.message)}


def _let_in(event: Event, act: SentAct) -> Done:
    typed = MultiDict({"name": act.name, "organization": act.organization, "email": act.email})
    # The token of the message has been checked.
    form = WalkInForm(typed, meta={"csrf": False})
    form.organization.offer(event)
    if not form.validate():
        raise MalformedActError
    return actions.let_in(
        event,
        form.details(),
        get_occasion(event, act.occasion),
        act.press,
        language=language_for(event),
        beyond_capacity=act.beyond_capacity,
    )


def _told(done: Done, event: Event) -> dict[str, Any]:
    return {
        "outcome": done.outcome.value,
        "message": outcome_in_words(done, event),
        "reference": done.registration.reference,
    }


@blueprint.route(f"{ALL}worker.js")
@requires(Permission.CHECKIN_USE)
def worker(slug: str):
    """The service worker. From this address it can see to the pages below it, and to no others."""
    get_event_of(current_user, slug)
    return send_from_directory(
        current_app.static_folder or "static", "js/checkin_worker.js", mimetype="text/javascript", max_age=0
    )
