"""What the audit trail announces, within the transaction in which it happened."""

from blinker import Signal

recorded = Signal()
"""Sender: what was acted on, flushed. ``entry``: the AuditEntry."""
