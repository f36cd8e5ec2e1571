"""Delegations in words."""

from flask_babel import lazy_gettext as _l

from eventhub.delegations.models import Capacity
from eventhub.delegations.rules import Stage

CAPACITY_LABELS = {
    Capacity.HEAD: _l("Head of delegation"),
    Capacity.DELEGATE: _l("Delegate"),
    Capacity.ALTERNATE: _l("Alternate"),
    Capacity.ADVISER: _l("Adviser"),
    Capacity.OBSERVER: _l("Observer"),
}
STAGE_LABELS = {
    Stage.NOT_ASKED: _l("Not asked yet"),
    Stage.ASKED: _l("Asked"),
    Stage.OPENED: _l("Link opened"),
    Stage.NOMINATING: _l("Names not sent yet"),
    Stage.SENT: _l("List received"),
    Stage.OVERDUE: _l("Overdue"),
}
