"""Figures for Prometheus: right, nobody's in particular, and closed to strangers."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from eventhub.app import create_app
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.outbox.models import Delivery, OutboxMessage
from tests.databases import config_for
from tests.website.cast import make_event


def figures(client, **keywords) -> dict[tuple[str, str], float]:
    """By name and status, the value."""
    text = client.get("/metrics", **keywords).text
    return {
        (sample.name, sample.labels.get("status", "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_what_the_instance_holds_is_counted(client):
    make_event()
    found = figures(client)
    assert found["eventhub_events", "published"] == 1
    assert found["eventhub_events", "draft"] == 0
    assert found["eventhub_mail_late_seconds", ""] == 0


def test_a_mail_that_waits_too_long_shows(client):
    with transaction():
        db.session.add(
            OutboxMessage(
                message_id="one@example.org",
                kind="x",
                language="en",
                recipient="ana@example.org",
                subject="S",
                body="B",
                content=b"C",
                status=Delivery.QUEUED,
                due_at=now().replace(year=2020),
            )
        )
    assert figures(client)["eventhub_mail_late_seconds", ""] > 10**6
    assert "ana@" not in client.get("/metrics").text


@pytest.mark.parametrize(
    "stranger",
    [
        {"environ_base": {"REMOTE_ADDR": "198.51.100.7"}},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"Forwarded": "for=127.0.0.1"}},
    ],
)
def test_only_this_machine_reads_them(client, stranger):
    assert client.get("/metrics", **stranger).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"), [("Bearer right-token", 200), ("Bearer wrong", 404), ("", 404), ("Bearer é", 404)]
)
def test_a_token_opens_them_to_others_and_then_to_nobody_else(database_url, instance, sent, status):
    app = create_app(config_for(database_url, instance, metrics_token="right-token"))
    headers = {"Authorization": sent} if sent else {}
    assert app.test_client().get("/metrics", headers=headers).status_code == status
    with app.app_context():
        db.engine.dispose()
