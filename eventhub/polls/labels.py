"""Polls in words."""

from flask_babel import lazy_gettext as _l

from eventhub.polls.models import Answer, PollStatus

ANSWER_LABELS = {
    Answer.ACCEPTED: _l("Yes"),
    Answer.TENTATIVE: _l("If need be"),
    Answer.DECLINED: _l("No"),
}
POLL_LABELS = {
    PollStatus.OPEN: _l("Open"),
    PollStatus.CLOSED: _l("Closed"),
    PollStatus.SETTLED: _l("Date picked"),
    PollStatus.WITHDRAWN: _l("Withdrawn"),
}
