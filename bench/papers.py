"""What the papers of a large workshop cost: CPU of this process, without a server."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from time import process_time

from eventhub.app import create_app
from eventhub.clock import now
from eventhub.db import db, schema, transaction
from eventhub.documents import badges, certificate_file, lists
from eventhub.documents.certificate_actions import issue_all
from eventhub.documents.certificate_queries import certificates_of
from eventhub.documents.listing import WRITERS, Listing
from eventhub.events.models import Event
from eventhub.registration.models import Registration
from eventhub.web.language import in_language
from tests.checkin.cast import FIRST, SECOND, mark
from tests.databases import config_for
from tests.registration.cast import make_workshop, register

LISTED, BADGES, CERTIFICATES = 500, 200, 100


def costs(folder: Path) -> dict[str, float]:
    """Milliseconds of CPU by what is made."""
    folder.mkdir()
    app = create_app(config_for(f"sqlite:///{folder / 'papers.sqlite3'}", folder))
    schema.create(app)
    with app.app_context(), in_language("fr"):
        return _papers()


def _papers() -> dict[str, float]:
    certified = _workshop_of(CERTIFICATES)
    for registration in db.session.query(Registration).filter_by(event_id=certified.id):
        for day in (FIRST, SECOND):
            mark(registration, day=day)
    with transaction():
        issue_all(certified, now=now())
    listed, badged = _workshop_of(LISTED), _workshop_of(BADGES)
    certificates = certificates_of(certified)
    works: dict[str, Callable[[], object]] = {
        **{
            f"a list of {LISTED} people as {suffix}": partial(_list, listed, write)
            for suffix, write in WRITERS.items()
        },
        f"{BADGES} badges": lambda: badges.badges(badged, badges.USUAL_SIZE),
        f"{CERTIFICATES} certificates": lambda: certificate_file.write(certified, certificates),
    }
    # Fonts and templates are read for the first one. The typesetter remembers what it has set: each is made once.
    badges.name_plates(_workshop_of(2))
    return {name: _once(work) for name, work in works.items()}


def _list(event: Event, write: Callable[[Listing], bytes]) -> bytes:
    return write(lists.participants_internal(event))


def _once(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return (process_time() - begun) * 1000


_numbers = count()


def _workshop_of(people: int) -> Event:
    event = make_workshop(f"workshop-{people}")
    for _each in range(people):
        register(event, next(_numbers))
    return event
