"""What the worker does about notices, for tests of any area."""

from eventhub.db import db, transaction
from eventhub.mailings import notice_batches
from eventhub.mailings.models import Notice, NoticeStatus


def write_notices() -> None:
    """Until everybody who is owed a notice has been written to."""
    while db.session.query(Notice).filter_by(status=NoticeStatus.SENDING).count():
        write_some_notices()


def write_some_notices() -> None:
    """One batch of it."""
    with transaction():
        notice_batches.write_next_notices()
