"""Which areas listen to the signals of others."""

from eventhub.calendars import receivers as calendars


def connect() -> None:
    """Begin to listen, for every area; listening twice is listening once."""
    for receivers in (calendars,):
        receivers.connect()
