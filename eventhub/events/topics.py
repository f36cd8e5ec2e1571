"""Topics: writing them, and how many events each has."""

from collections.abc import Sequence

from sqlalchemy import func, select

from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.db.references import delete_unused
from eventhub.db.slugs import unique_slug
from eventhub.events.actions import touch
from eventhub.events.models import Event, Topic, event_topics


def create_topic(name: Translated, *, slug: str | None = None) -> Topic:
    """Add a topic. Its slug, made from the name unless given, is fixed for life."""
    topic = Topic(slug=slug or unique_slug(Topic, name, fallback="topic"), name=name)
    db.session.add(topic)
    db.session.flush()
    record("topic:name:create", topic)
    return topic


def rename_topic(topic: Topic, name: Translated) -> None:
    """Give a topic another name, which the calendar entries of coming events then carry too."""
    if topic.name == name:
        return
    before, topic.name = topic.name, name
    db.session.flush()
    record("topic:name:edit", topic, changes={"name": [before, name]})
    is_about_it = Event.topics.any(Topic.id == topic.id)
    for event in db.session.scalars(select(Event).where(is_about_it, Event.ends_at >= now())).all():
        touch(event)


def delete_topic(topic: Topic) -> None:
    """Remove a topic that no event is about.

    Raises:
        StillUsedError: with the number of events.
    """
    record("topic:name:delete", topic)
    delete_unused(topic)


def topics_with_counts() -> Sequence[tuple[Topic, int]]:
    """Every topic and the number of events about it, drafts included."""
    rows = db.session.execute(
        select(Topic, func.count(event_topics.c.event_id))
        .outerjoin(event_topics, event_topics.c.topic_id == Topic.id)
        .group_by(Topic.id)
        .order_by(Topic.slug)
    )
    return [(topic, count) for topic, count in rows]
