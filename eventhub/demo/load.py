"""Loading the demo; loading it again changes nothing."""

from dataclasses import dataclass

from eventhub.clock import now, today
from eventhub.demo.agendas import publish_agendas
from eventhub.demo.calendar import DemoCalendar
from eventhub.demo.editions import hold_earlier_edition
from eventhub.demo.groups import choose_groups
from eventhub.demo.mailings import write_to_people
from eventhub.demo.nominations import ask_for_nominations
from eventhub.demo.papers import ask_for_visa, give_letterhead
from eventhub.demo.people import LOGINS, load_users, register_people
from eventhub.demo.polls import poll_for_a_date
from eventhub.demo.privacy import tell_of_privacy
from eventhub.demo.questions import ask_questions
from eventhub.demo.registry import load_registry
from eventhub.demo.releases import release_events
from eventhub.demo.together import register_colleagues
from eventhub.demo.workshops import load_events

PASSWORD = "eventhub-demo"  # noqa: S105 - known to everybody on purpose; `eventhub demo` runs on this machine only


@dataclass(frozen=True)
class Loaded:
    """How many events were made, who can sign in (e-mail address and role), and where a focal point begins."""

    events: int
    logins: list[tuple[str, str]]
    nominations: str
    """Token of a list that waits for its focal point; empty when nothing was made."""


def load_demo() -> Loaded:
    """Make what is not there yet: offices, organizations, programmes, events, people, nominations, releases."""
    users = load_users(PASSWORD)
    registry = load_registry(users)
    events = load_events(registry, DemoCalendar(today("UTC")), users["organiser"])
    earlier = hold_earlier_edition(events)
    publish_agendas(events, users["organiser"])
    release_events(events, users["organiser"])
    ask_questions(events)
    tell_of_privacy(events)
    give_letterhead(events)
    register_people(events, at=now())
    register_colleagues(events, at=now())
    choose_groups(events, at=now())
    ask_for_visa(events, at=now())
    link = ask_for_nominations(events, at=now())
    poll_for_a_date(events, at=now())
    write_to_people(events, at=now())
    return Loaded(
        events=len(events) + (earlier is not None),
        logins=[(login.email, login.what) for login in LOGINS],
        nominations=link,
    )
