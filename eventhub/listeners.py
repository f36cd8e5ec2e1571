"""Which areas listen to the signals of others."""

from eventhub.accounts import receivers as accounts
from eventhub.calendars import receivers as calendars
from eventhub.checkin import receivers as checkin
from eventhub.delegations import receivers as delegations
from eventhub.documents import receivers as documents
from eventhub.events import receivers as events
from eventhub.letters import receivers as letters
from eventhub.mailings import receivers as mailings
from eventhub.polls import receivers as polls
from eventhub.registration import receivers as registration


def connect() -> None:
    """Begin to listen, for every area; listening twice is listening once."""
    for receivers in (
        accounts,
        events,
        calendars,
        registration,
        letters,
        polls,
        delegations,
        checkin,
        documents,
        mailings,
    ):
        receivers.connect()
