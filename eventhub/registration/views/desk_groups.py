"""Groups at the desk: decided on as one. Further routes of the registrations of an event."""

from collections.abc import Callable

from flask import flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.registration import groups
from eventhub.registration.group_queries import get_group
from eventhub.registration.line_queries import place_in_line
from eventhub.registration.models import Group, RegistrationStatus
from eventhub.registration.queries import desk_of
from eventhub.registration.rules import ACTIVE, MAY_BE_CONFIRMED, MAY_BE_DECLINED, may_change, places_left
from eventhub.registration.views.desk_one import ALL, blueprint
from eventhub.web.access import requires
from eventhub.web.responses import see_other

GROUP = f"{ALL}groups/<int:group_id>/"
VERBS: dict[str, Callable[[Group], object]] = {
    "confirm": lambda group: groups.confirm_group(group, now=now()),
    "decline": lambda group: groups.decline_group(group, now=now()),
    "cancel": lambda group: groups.cancel_group(group, now=now()),
    "keep": lambda group: groups.keep_places(group, keeps=True, now=now()),
    "pass": lambda group: groups.keep_places(group, keeps=False, now=now()),
    "part": lambda group: groups.part_group(group, now=now()),
}


@blueprint.route(GROUP)
@requires(Permission.REGISTRATION_VIEW)
def group(slug: str, group_id: int):
    event = get_event_of(current_user, slug)
    found = get_group(event, group_id)
    statuses = {each.status for each in found.members}
    waiting = [each for each in found.members if each.status == RegistrationStatus.WAITLISTED]
    return render_template(
        "desk/registrations/group.html",
        event=event,
        group=found,
        place_in_line=place_in_line(waiting[0]) if waiting else None,
        waiting=len(waiting),
        places_left=places_left(event, desk_of(event)),
        may_decide=may_with(current_user, Permission.REGISTRATION_DECIDE, event) and may_change(event, now()),
        is_confirmable=bool(statuses & set(MAY_BE_CONFIRMED)),
        is_declinable=bool(statuses & set(MAY_BE_DECLINED)),
        is_active=bool(statuses & set(ACTIVE)),
    )


@blueprint.post(f"{GROUP}<any(confirm, decline, cancel, keep, pass, part):what>")
@requires(Permission.REGISTRATION_DECIDE)
def decide_group(slug: str, group_id: int, what: str):
    try:
        with transaction():
            found = get_group(get_event_of(current_user, slug), group_id)
            VERBS[what](found)
            waits = any(each.status == RegistrationStatus.WAITLISTED for each in found.members)
        if what == "confirm" and waits:
            flash(_("There are not enough places: the group is on the waiting list."), "info")
        else:
            flash(_("Saved."), "success")
    except ConflictError as error:
        flash(str(error.message), "error")
    return see_other("registration_desk.group", slug=slug, group_id=group_id)
