"""What events announce, within the transaction in which it happened."""

from blinker import Signal

event_changed = Signal()
"""Sender: the Event, flushed, whose facts, state or organizations changed."""

event_cancelled = Signal()
"""Sender: the Event that will not take place."""
