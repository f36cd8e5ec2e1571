"""The data that is measured: the demo in a database of its own, and what else a measurement needs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from bench.people import EVENT, engine_of
from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from eventhub.accounts.tokens_actions import add_token
from eventhub.accounts.tokens_rules import USUAL_LIFE
from eventhub.app import create_app
from eventhub.clock import now
from eventhub.db import Translated, db, schema, transaction
from eventhub.db.state import SiteState, everything_changed
from eventhub.demo.load import load_demo
from eventhub.events.models import Event, EventStatus
from eventhub.questions.actions import QuestionDetails, SectionDetails, add_question, add_section
from eventhub.questions.models import QuestionKind
from eventhub.registration.models import RegistrationDesk
from tests.databases import config_for
from tests.people import Person, make_user

LEADER = Person("Lena Leader", "lena@example.org")


def load(database_url: str, folder: Path) -> None:
    """Create the database and fill it with the demo."""
    app = create_app(config_for(database_url, folder))
    schema.create(app)
    with _writing(database_url, folder):
        load_demo()


def open_registration(database_url: str, folder: Path, slug: str) -> None:
    """Give an event places for everybody, from now until next year."""
    later = now() + timedelta(days=300)
    with _writing(database_url, folder):
        db.session.execute(
            update(Event)
            .where(Event.slug == slug)
            .values(
                capacity=None,
                status=EventStatus.PUBLISHED,
                starts_at=later,
                ends_at=later + timedelta(days=1),
            )
        )
        db.session.execute(
            update(RegistrationDesk).values(
                is_offered=True, opens_at=None, closes_at=None, needs_approval=False
            )
        )


def make_token(database_url: str, folder: Path) -> str:
    """A key to the API that may do everything, of a new administrator who can also sign in."""
    with _writing(database_url, folder):
        user = make_user(LEADER, Role.ADMINISTRATOR)
        return add_token(user, name="Rehearsal", scopes=list(Permission), life=USUAL_LIFE).text


def ask_for_a_file(database_url: str, folder: Path) -> int:
    """Ask those who register for a file; the number of the question."""
    with _writing(database_url, folder):
        event = db.session.query(Event).filter_by(slug=EVENT).one()
        section = add_section(event, SectionDetails(title=Translated(en="About you")))
        details = QuestionDetails(kind=QuestionKind.FILE, label=Translated(en="Your CV"))
        return add_question(section, details, []).id


def edit_of(database_url: str) -> Callable[[], None]:
    """What an edit does to all that is kept of public pages; it costs the server nothing."""

    def edit() -> None:
        with engine_of(database_url).begin() as connection:
            connection.execute(update(SiteState).values(everything_changed()))

    return edit


@contextmanager
def _writing(database_url: str, folder: Path) -> Iterator[None]:
    """One transaction, after which no connection stays open."""
    with create_app(config_for(database_url, folder)).app_context():
        with transaction():
            yield
        db.engine.dispose()
