"""What programmes announce, within the transaction in which it happened."""

from blinker import Signal

programme_changed = Signal()
"""Sender: the Programme, flushed, whose facts or funding changed."""

funding_source_changed = Signal()
"""Sender: the FundingSource, flushed, whose facts changed."""
