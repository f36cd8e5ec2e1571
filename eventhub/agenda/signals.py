"""What agendas announce, within the transaction in which it happened."""

from blinker import Signal

agenda_changed = Signal()
"""Sender: the Event whose agenda items changed, flushed."""
