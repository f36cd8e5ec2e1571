"""The gaps that a text for people may have: a closed list."""

from eventhub.formats.placeholders import LINK
from eventhub.mailtexts.models import StandardMail

FOR_PARTICIPANTS = ("name", "event", "dates", "time", "venue", LINK, "reference", "organisation")
FOR_FOCAL_POINTS = (*FOR_PARTICIPANTS, "deadline")
TO_FOCAL_POINTS = frozenset({StandardMail.ASKED_AGAIN})


def gaps_of(mail: StandardMail) -> tuple[str, ...]:
    """The gaps that the words of a standard mail may have."""
    return FOR_FOCAL_POINTS if mail in TO_FOCAL_POINTS else FOR_PARTICIPANTS
