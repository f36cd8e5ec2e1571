"""What agendas announce, within the transaction in which it happened."""

from blinker import Signal

agenda_changed = Signal()
"""Sender: the Event whose agenda items changed, flushed."""

revision_published = Signal()
"""Sender: the Event. ``revision`` was published, with ``changes`` to what the one before said (``differences.Change``);
``tells_participants``: the organiser wants those concerned to be told."""
