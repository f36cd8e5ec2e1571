"""The edition before of the training in Manila: over, with minutes and decisions that the public may read."""

from collections.abc import Sequence
from datetime import timedelta

from eventhub.agenda.actions import copy_agenda
from eventhub.agenda.minutes import DecisionDetails, publish_minutes, set_minutes
from eventhub.agenda.models import Session, SessionKind
from eventhub.agenda.queries import agenda_of
from eventhub.db import Translated
from eventhub.demo.agendas import SLUG
from eventhub.events.actions import complete, duplicate_event, publish
from eventhub.events.models import Event
from eventhub.events.series import series_to_continue

A_YEAR = timedelta(weeks=52)
"""So that it began on the same day of the week."""
SAID = Translated(
    en="Participants compared what recruitment costs migrants in five corridors. Fees are highest where nobody "
    "inspects.",
    fr="Les participants ont comparé ce que le recrutement coûte aux migrants dans cinq corridors. Les frais sont "
    "les plus élevés là où personne n’inspecte.",
    es="Los participantes compararon lo que la contratación cuesta a los migrantes en cinco corredores. Los gastos son "
    "mayores donde nadie inspecciona.",
    ar="قارن المشاركون كلفة التوظيف على المهاجرين في خمسة ممرات. وتبلغ الرسوم أعلاها حيث لا تفتيش.",
    zh="与会者比较了五条走廊中招聘给移民带来的费用。无人监察之处，收费最高。",
    ru="Участники сравнили, во что обходится мигрантам наём в пяти коридорах. Сборы выше всего там, где никто "
    "не проверяет.",
)
DECIDED = (
    Translated(
        en="Each agency publishes its fees by the end of the year.",
        fr="Chaque agence publie ses frais avant la fin de l’année.",
        es="Cada agencia publica sus tarifas antes de fin de año.",
        ar="تنشر كل وكالة رسومها قبل نهاية العام.",
        zh="各机构于年底前公布收费标准。",
        ru="Каждое агентство публикует свои расценки до конца года.",
    ),
    Translated(
        en="The next edition takes up licensing and inspection.",
        fr="La prochaine édition traitera des licences et de l’inspection.",
        es="La próxima edición tratará de las licencias y la inspección.",
        ar="تتناول الدورة المقبلة الترخيص والتفتيش.",
        zh="下一届将讨论许可与监察。",
        ru="Следующий выпуск посвящён лицензированию и проверкам.",
    ),
)


def hold_earlier_edition(events: Sequence[Event]) -> Event | None:
    """Hold the training a year earlier, if it was made just now; the edition comes back."""
    event = next((each for each in events if each.slug == SLUG), None)
    if event is None:
        return None
    earlier = duplicate_event(
        event,
        series=series_to_continue(event),
        staff=[each.user for each in event.staff],
        starts_at=event.starts_at - A_YEAR,
        ends_at=event.ends_at - A_YEAR,
    )
    copy_agenda(event, earlier)
    publish(earlier)
    complete(earlier)
    _keep_minutes(earlier)
    return earlier


def _keep_minutes(event: Event) -> None:
    session = next(each for each in agenda_of(event) if each.kind == SessionKind.SESSION)
    set_minutes(session, SAID, _decisions(session))
    publish_minutes(event)


def _decisions(session: Session) -> list[DecisionDetails]:
    organizations = [each.organization for each in session.event.participations]
    return [
        DecisionDetails(
            text=text,
            organization=organizations[number % len(organizations)] if organizations else None,
            due_on=session.event.last_day + timedelta(days=90 * (number + 1)),
        )
        for number, text in enumerate(DECIDED)
    ]
