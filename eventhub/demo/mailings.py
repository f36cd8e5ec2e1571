"""A mailing that waits for its day, and another that a colleague has to read."""

from datetime import datetime, time

from eventhub.db import Translated
from eventhub.demo.nominations import WORKSHOP
from eventhub.events.models import Event
from eventhub.mailings import actions
from eventhub.mailings.actions import MailingDetails
from eventhub.mailings.errors import TooLateError
from eventhub.mailings.models import Anchor, Audience
from eventhub.mailings.queries import mailings_of
from eventhub.registration.models import RegistrationStatus

PRACTICAL = MailingDetails(
    subject=Translated(
        en="See you soon: {event}",
        fr="À bientôt : {event}",
        ar="إلى اللقاء قريبًا: {event}",
        zh="期待与您相见：{event}",
    ),
    body=Translated(
        en="We look forward to seeing you on **{dates}** ({time}).\n\nPlace: {venue}\n\n"
        "If you cannot come, please tell us on [your page]({link}); your number is {reference}.",
        fr="Nous nous réjouissons de vous voir les **{dates}** ({time}).\n\nLieu : {venue}\n\n"
        "Si vous ne pouvez pas venir, dites-le sur [votre page]({link}) ; votre numéro est {reference}.",
        ar="يسعدنا لقاؤكم في **{dates}** ({time}).\n\nالمكان: {venue}\n\n"
        "إن تعذّر حضوركم فأخبرونا عبر [صفحتكم]({link})؛ رقمكم {reference}.",
        zh="期待在 **{dates}**（{time}）与您相见。\n\n地点：{venue}\n\n"
        "如您无法出席，请在[您的页面]({link})告知；您的编号为 {reference}。",
    ),
    statuses=[RegistrationStatus.CONFIRMED.value],
)
QUESTION = MailingDetails(
    subject=Translated(en="Two questions about {event}", fr="Deux questions sur {event}"),
    body=Translated(
        en="Dear {name},\n\nwill your colleagues need visas, and which languages do they speak? "
        "Your list: {link}",
        fr="{name},\n\nvos collègues auront-ils besoin de visas, et quelles langues parlent-ils ? "
        "Votre liste : {link}",
    ),
    audience=Audience.FOCAL_POINTS,
    needs_second_reader=True,
)


def write_to_people(events: list[Event], *, at: datetime) -> None:
    """Write both, once, for the workshop in Beijing as long as it is to come."""
    event = next((each for each in events if each.slug == WORKSHOP and each.starts_at > at), None)
    if event is None or mailings_of(event):
        return
    practical = actions.create(event, PRACTICAL)
    try:
        actions.schedule(practical, anchor=Anchor.BEFORE_START, days=3, at_time=time(9), at=at)
    except TooLateError:
        # The workshop begins within days: it stays a draft.
        actions.send_back(practical)
    actions.submit(actions.create(event, QUESTION))
