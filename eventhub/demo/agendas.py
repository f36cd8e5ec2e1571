"""Agendas of the demo: tracks, rooms, sign-up and two revisions in Manila; interpretation with relay in Beijing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from eventhub.accounts.models import User
from eventhub.agenda.actions import InterpretationDetails, SessionDetails, add_sessions, edit_session
from eventhub.agenda.models import SessionKind
from eventhub.agenda.queries import agenda_of
from eventhub.agenda.revisions import collect_changes, publish_revision
from eventhub.db import Translated
from eventhub.events.models import Event, EventStatus

SLUG = "manila-fair-recruitment"
INTERPRETED = "beijing-return-readmission"
HALL = "Hall A"
ROOMS = ("Room 1", "Room 2", "Room 3")
TRACKS = ("Labour migration", "Data", "Protection")
PLACES = (12, 4, 12)
TOPICS = (
    Translated(
        en="Fair recruitment across borders",
        fr="Le recrutement équitable par-delà les frontières",
        es="Contratación equitativa a través de las fronteras",
        ar="التوظيف العادل عبر الحدود",
        zh="跨境公平招聘",
        ru="Справедливый наём за рубежом",
    ),
    Translated(
        en="Counting who moves, and why",
        fr="Compter qui se déplace, et pourquoi",
        es="Contar quién se desplaza y por qué",
        ar="إحصاء من يتنقل ولماذا",
        zh="统计谁在流动及其原因",
        ru="Как считать тех, кто переезжает, и почему",
    ),
    Translated(
        en="Referral of people at risk",
        fr="L’orientation des personnes à risque",
        es="Remisión de personas en situación de riesgo",
        ar="إحالة الأشخاص المعرضين للخطر",
        zh="高风险人群的转介",
        ru="Направление людей, которым грозит опасность",
    ),
)


def publish_agendas(events: Sequence[Event], organiser: User) -> None:
    """Give the training in Manila parallel sessions, publish its agenda, and move one of them to another room."""
    for event in events:
        if event.slug == SLUG and event.status == EventStatus.PUBLISHED:
            _publish(event, organiser)
        elif event.slug == INTERPRETED:
            _interpret(event)


def _interpret(event: Event) -> None:
    """Sessions are held in French and Chinese by turns; French is reached from Chinese by way of English."""
    into = {"fr": {"zh": "fr", "en": "fr"}, "zh": {"en": "zh", "fr": "en"}}
    spoken = [each for each in agenda_of(event) if each.kind in (SessionKind.OPENING, SessionKind.SESSION)]
    for number, session in enumerate(spoken):
        floor = ("fr", "zh")[number % 2]
        edit_session(
            session,
            replace(
                SessionDetails.of(session),
                floor_language=floor,
                interpretations=tuple(
                    InterpretationDetails(source=source, target=target)
                    for target, source in into[floor].items()
                ),
            ),
        )


def _publish(event: Event, organiser: User) -> None:
    for session in agenda_of(event):
        edit_session(session, replace(SessionDetails.of(session), room=HALL))
    start = event.local_start.replace(hour=15, minute=15)
    parallel = add_sessions(
        event,
        [
            SessionDetails(
                kind=SessionKind.GROUP_WORK,
                starts_at=start + timedelta(days=1),
                ends_at=start + timedelta(days=1, hours=1, minutes=30),
                room=room,
                track=track,
                title=title,
                takes_sign_ups=True,
                capacity=capacity,
            )
            for room, track, title, capacity in zip(ROOMS, TRACKS, TOPICS, PLACES, strict=True)
        ],
    )
    collect_changes(event, by=organiser)
    edit_session(parallel[1], replace(SessionDetails.of(parallel[1]), room="Garden tent"))
    publish_revision(
        event,
        number=2,
        by=organiser,
        note=Translated(
            en="Room 2 is needed for interpretation.",
            fr="La salle 2 est prise par l’interprétation.",
            es="La sala 2 se necesita para la interpretación.",
            ar="القاعة 2 مخصصة للترجمة الشفوية.",
            zh="2号厅用于口译。",
            ru="Зал 2 нужен для перевода.",
        ),
        tells_participants=False,
    )
