"""What the forms of events announce, within the transaction in which it happened."""

from blinker import Signal

category_changed = Signal()
"""Sender: the Event of which a category was made or changed, flushed."""
