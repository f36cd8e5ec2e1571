"""The paper of the office in Beijing, with an emblem, a signature and a stamp that are nobody's."""

import io

from PIL import Image, ImageDraw

from eventhub.db import Translated
from eventhub.events.models import Event
from eventhub.organizations.letterheads import LetterheadDetails, find_letterhead, publish_letterhead

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
