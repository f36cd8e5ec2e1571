"""What the office in Beijing adds to its privacy notice, and when its workshop forgets those who came."""

from dataclasses import fields, replace

from eventhub.db import Translated
from eventhub.events.models import Event
from eventhub.organizations.notices import publish_notice
from eventhub.registration.actions import set_desk
from eventhub.registration.details import DeskDetails
from eventhub.registration.queries import desk_of

WORKSHOP = "beijing-return-readmission"
DAYS = 180
WORDS = Translated(
    en="We follow the data protection principles of our organisation. Its privileges and immunities are not waived.",
    fr=(
        "Nous suivons les principes de protection des données de notre organisation. Il n’est renoncé à aucun de ses "
        "privilèges et immunités."
    ),
    es=(
        "Seguimos los principios de protección de datos de nuestra organización. No se renuncia a sus prerrogativas e "
        "inmunidades."
    ),
    ar="نتّبع مبادئ حماية البيانات المعمول بها في منظمتنا، دون تنازل عن امتيازاتها وحصاناتها.",
    zh="我们遵循本组织的数据保护原则，且不放弃本组织的特权与豁免。",
    ru=(
        "Мы следуем принципам защиты данных нашей организации. Это не означает отказа от её привилегий и иммунитетов."
    ),
)


def tell_of_privacy(events: list[Event]) -> None:
    """Nothing when the workshop was there before."""
    event = next((each for each in events if each.slug == WORKSHOP), None)
    if event is None:
        return
    publish_notice(event.office, WORDS)
    desk = desk_of(event)
    now = DeskDetails(**{each.name: getattr(desk, each.name) for each in fields(DeskDetails)})
    set_desk(event, replace(now, retention_days=DAYS))
