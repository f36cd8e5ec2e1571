"""Figures of an instance for Prometheus: what it holds and what waits, never whose."""

from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event, EventStatus
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.releases.models import Release, ReleaseStatus

_COUNTED = (
    ("eventhub_events", "Events by status.", Event.status, EventStatus),
    ("eventhub_registrations", "Registrations by status.", Registration.status, RegistrationStatus),
    ("eventhub_releases", "Releases by status.", Release.status, ReleaseStatus),
    ("eventhub_mails", "Mails by how far they have come.", OutboxMessage.status, Delivery),
)


class _Figures(Collector):
    """Reads the database when it is asked: the same from each process of a server."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, help_text, column, kinds in _COUNTED:
            yield _by_status(name, help_text, column, kinds)
        late = GaugeMetricFamily(
            "eventhub_mail_late_seconds", "How long the mail that is most overdue waits."
        )
        late.add_metric([], _seconds_late())
        yield late


def _by_status(name: str, help_text: str, column: Any, kinds: Any) -> GaugeMetricFamily:
    rows = db.session.execute(select(column.label("status"), func.count().label("number")).group_by(column))
    found = {row.status: row.number for row in rows}
    family = GaugeMetricFamily(name, help_text, labels=["status"])
    for kind in kinds:
        family.add_metric([kind.value], found.get(kind, 0))
    return family


def _seconds_late() -> float:
    waiting = OutboxMessage.status.in_([Delivery.QUEUED, Delivery.SENDING])
    due = db.session.scalar(select(func.min(OutboxMessage.due_at)).where(waiting))
    return max((now() - due).total_seconds(), 0) if due else 0


def figures() -> bytes:
    """All figures in the text format of Prometheus, version 0.0.4."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures())
    return generate_latest(registry)
