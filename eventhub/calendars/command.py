"""The command ``eventhub calendars``."""

import click

from eventhub.calendars.actions import store_blocks
from eventhub.calendars.queries import ids_of_stored_events
from eventhub.commands import ready_app
from eventhub.db import db, transaction
from eventhub.events.models import Event


@click.command()
def calendars() -> None:
    """Write the calendar entries of all events anew; needed when BASE_URL has changed, harmless at any time."""
    with ready_app().app_context():
        event_ids = ids_of_stored_events()
        for event_id in event_ids:
            # One transaction each, so that nobody on the desk waits for the whole.
            with transaction():
                store_blocks(db.session.get_one(Event, event_id))
    click.echo(f"The calendar entries of {len(event_ids)} events are up to date.")
