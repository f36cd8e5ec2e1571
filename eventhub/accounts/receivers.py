"""What accounts do about what the audit trail notes: whatever lets people in, or changes it, is also in the log, which
can be kept and watched elsewhere."""

from typing import Any

from eventhub.audit.models import AuditEntry
from eventhub.audit.signals import recorded
from eventhub.web.security_log import told

WATCHED = "user:"


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    recorded.connect(_tell)


def _tell(subject: Any, *, entry: AuditEntry) -> None:
    if entry.action.startswith(WATCHED):
        told(entry.action.replace(":", "_"), about=subject.id)
