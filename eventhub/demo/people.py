"""Who can sign in to the demo, and who has registered: all fictional, at example.org."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventhub.accounts.actions import add_user
from eventhub.accounts.models import Role, User
from eventhub.accounts.queries import find_user_by_email
from eventhub.events.models import Event, EventStatus
from eventhub.questions.models import Question
from eventhub.questions.queries import offered_categories, sections_of
from eventhub.questions.rules import questions_of
from eventhub.registration.actions import RegistrationDetails, register
from eventhub.registration.answers import AnswerDetails


@dataclass(frozen=True)
class Login:
    key: str
    email: str
    name: str
    role: Role
    what: str
    language: str = "en"


LOGINS = (
    Login(
        "organiser",
        "organiser@example.org",
        "Alice Martin",
        Role.ORGANISER,
        "organiser: the Beijing workshop and more",
    ),
    Login(
        "colleague",
        "colleague@example.org",
        "Bob Diallo",
        Role.ORGANISER,
        "organiser in West Africa, in French",
        "fr",
    ),
    Login("press", "press@example.org", "Clara Ruiz", Role.PRESS_OFFICER, "press officer"),
    Login("administrator", "admin@example.org", "Dana Osei", Role.ADMINISTRATOR, "administrator: everything"),
)

PEOPLE = (
    ("Amina Issoufou", "fr", "NE"),
    ("Boubacar Traoré", "fr", "ML"),
    ("Claire Dupont", "fr", "FR"),
    ("David Mensah", "en", "GH"),
    ("Elena Petrova", "ru", "KG"),
    ("Fatima Zahra Alaoui", "ar", "MA"),
    ("Guo Meiling", "zh", "CN"),
    ("Hassan Youssef", "ar", "EG"),
    ("Ines Rodríguez", "es", "EC"),
    ("Jean-Marc Kouassi", "fr", "CI"),
    ("Khadija Ould Ahmed", "ar", "MR"),
    ("Li Wei", "zh", "CN"),
    ("María Fernanda López", "es", "SV"),
    ("Nino Beridze", "en", "GE"),
    ("Omar Haddad", "ar", "LB"),
    ("Priya Raman", "en", "PH"),
    ("Quentin Lefèvre", "fr", "BE"),
    ("Rania Khalil", "ar", "IQ"),
    ("Sofia Lindqvist", "en", "SE"),
    ("Temur Abdullaev", "ru", "KG"),
)
REGISTERED = {
    "beijing-return-readmission": 12,
    "manila-fair-recruitment": 14,
    "online-media-webinar": 20,
    "niamey-reintegration": 20,
}


def load_users(password: str) -> dict[str, User]:
    """The accounts of the demo by what they are called here."""
    return {
        login.key: find_user_by_email(login.email)
        or add_user(
            email=login.email, name=login.name, password=password, role=login.role, language=login.language
        )
        for login in LOGINS
    }


def register_people(events: list[Event], *, at: datetime) -> None:
    """Let people register for some of ``events``, so that lists, figures and the mailbox have something to show."""
    for event in events:
        if event.status != EventStatus.PUBLISHED or event.starts_at <= at:
            continue
        standard = {each.standard: each for each in questions_of(sections_of(event)) if each.standard}
        category = next(iter(offered_categories(event)), None)
        organizations = [each.organization for each in event.participations]
        for number, (name, language, country) in enumerate(PEOPLE[: REGISTERED.get(event.slug, 0)]):
            details = RegistrationDetails(
                name=name,
                email=f"{name.split()[0].lower()}.{number}@example.org".encode("ascii", "ignore").decode(),
                organization=organizations[number % len(organizations)] if organizations else None,
                position="",
                country=country,
                category=category,
                answers=_answers(standard, number),
            )
            register(event, details, language=language, now=at)


def _answers(standard: Mapping[str, Question], number: int) -> AnswerDetails:
    """What the person of this number says of themselves, so that figures have something to count."""
    values: dict[int, Any] = {}
    for name in ("gender", "age_group", "diet"):
        if name in standard:
            options = standard[name].options
            chosen = str(options[(number * 5 + len(name)) % len(options)].id)
            values[standard[name].id] = [chosen] if name == "diet" else chosen
    return AnswerDetails(values, with_options=frozenset(values))
