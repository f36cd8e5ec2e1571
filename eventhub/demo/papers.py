"""The paper of the office in Beijing, with an emblem, a signature and a stamp that are nobody's; and a letter that is
asked for."""

import io
from datetime import date, datetime, timedelta

from PIL import Image, ImageDraw
from sqlalchemy import select

from eventhub.db import Translated, db
from eventhub.events.models import Event
from eventhub.letters.actions import ask
from eventhub.letters.queries import of_registration
from eventhub.letters.visa import VisaDetails
from eventhub.organizations.letterheads import LetterheadDetails, find_letterhead, publish_letterhead
from eventhub.registration.models import Registration, RegistrationStatus

WORKSHOP = "beijing-return-readmission"
BLUE, RED = (18, 72, 90, 255), (168, 40, 60, 255)
CLEAR = (255, 255, 255, 0)


def give_letterhead(events: list[Event]) -> None:
    """Set up the paper of the office of the workshop, unless it has one."""
    office = next((each.office for each in events if each.slug == WORKSHOP), None)
    if office is None or find_letterhead(office):
        return
    details = LetterheadDetails(
        address=Translated(
            en="Tayuan Diplomatic Compound (example)\nBeijing 100600, China",
            fr="Enceinte diplomatique de Tayuan (exemple)\nBeijing 100600, Chine",
            zh="中国北京市塔园外交公寓（示例）\n邮编 100600",
        ),
        phone=office.phone,
        email=office.email,
        website="https://www.example.org",
        footer=Translated(
            en="Example paper of the demo", fr="Papier d’exemple de la démonstration", zh="演示用信笺"
        ),
        signatory_name="Amina Rossi",
        signatory_title=Translated(
            en="Chief of Mission",
            fr="Cheffe de mission",
            es="Jefa de Misión",
            ar="رئيسة البعثة",
            zh="代表处主任",
            ru="Глава миссии",
        ),
    )
    pictures = {"emblem": _emblem(), "signature": _signature(), "stamp": _stamp()}
    publish_letterhead(office, details, pictures=pictures)


def ask_for_visa(events: list[Event], *, at: datetime) -> None:
    """Somebody who has a place at the workshop needs a visa, and waits for the organisers."""
    event = next((each for each in events if each.slug == WORKSHOP and each.starts_at > at), None)
    person = event and db.session.scalar(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.status == RegistrationStatus.CONFIRMED)
        .order_by(Registration.id)
        .limit(1)
    )
    if event is None or person is None or of_registration(person):
        return
    details = VisaDetails(
        surname="EXAMPLE",
        given_names=person.name,
        number="X0000000",
        nationality="FR",
        born_on=date(1984, 5, 17),
        expires_on=event.last_day + timedelta(days=900),
        embassy="Embassy of China (example)",
        embassy_city="Paris",
        arrives_on=event.first_day - timedelta(days=1),
        leaves_on=event.last_day + timedelta(days=1),
    )
    ask(person, details, language="fr", now=at)


def _emblem() -> bytes:
    made = Image.new("RGBA", (400, 400), CLEAR)
    pen = ImageDraw.Draw(made)
    pen.ellipse((10, 10, 390, 390), outline=BLUE, width=22)
    for inset in (80, 150):
        pen.ellipse((inset, 20, 400 - inset, 380), outline=BLUE, width=10)
    for height in (120, 200, 280):
        pen.line((40, height, 360, height), fill=BLUE, width=10)
    return _png(made)


def _signature() -> bytes:
    made = Image.new("RGBA", (600, 200), CLEAR)
    pen = ImageDraw.Draw(made)
    for start in range(30, 470, 70):
        pen.arc((start, 40, start + 110, 150), 150, 400, fill=BLUE, width=6)
    pen.line((40, 165, 560, 130), fill=BLUE, width=5)
    return _png(made)


def _stamp() -> bytes:
    made = Image.new("RGBA", (400, 400), CLEAR)
    pen = ImageDraw.Draw(made)
    for inset, width in ((10, 14), (40, 5), (130, 5)):
        pen.ellipse((inset, inset, 400 - inset, 400 - inset), outline=RED, width=width)
    return _png(made)


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
