"""What organizations and offices announce, within the transaction in which it happened."""

from blinker import Signal

organization_changed = Signal()
"""Sender: the Organization, flushed, whose facts changed."""

office_changed = Signal()
"""Sender: the Office, flushed, whose facts changed."""
