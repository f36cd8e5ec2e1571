"""What programmes announce, within the transaction in which it happened."""

from blinker import Signal

programme_changed = Signal()
"""Sender: the Programme, flushed, whose facts or funding changed."""
