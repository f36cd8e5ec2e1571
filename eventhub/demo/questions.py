"""What the demo asks of those who register in Beijing."""

from datetime import timedelta

from eventhub.db import Translated
from eventhub.events.models import Event
from eventhub.questions.actions import (
    CategoryDetails,
    QuestionDetails,
    SectionDetails,
    add_category,
    add_question,
    add_section,
    add_standard,
)
from eventhub.questions.models import QuestionKind

ASKED = "beijing-return-readmission"
STANDARD = ("gender", "age_group", "diet", "access", "visa_letter", "arrival", "flight", "hotel")
BEFORE = timedelta(days=7)
"""Until when arrivals are asked for, before the event."""


def ask_questions(events: list[Event]) -> None:
    """Give the workshop in Beijing a form: participants and media, figures, food, and arrivals later."""
    event = next((each for each in events if each.slug == ASKED), None)
    if event is None:
        return
    add_category(
        event,
        CategoryDetails(
            name=Translated(
                en="Participants",
                fr="Participants",
                es="Participantes",
                ar="المشاركون",
                zh="参加者",
                ru="Участники",
            ),
            description=Translated(
                en="Officials and experts of the organisations that take part.",
                fr="Fonctionnaires et experts des organisations qui participent.",
                es="Funcionarios y expertos de las organizaciones que participan.",
                ar="موظفو الجهات المشاركة وخبراؤها.",
                zh="参加单位的官员和专家。",
                ru="Сотрудники и эксперты участвующих организаций.",
            ),
        ),
    )
    media = add_category(
        event,
        CategoryDetails(
            name=Translated(en="Media", fr="Médias", es="Medios", ar="وسائل الإعلام", zh="媒体", ru="Пресса"),
            description=Translated(
                en="Opening session and press briefing.",
                fr="Séance d’ouverture et point de presse.",
                es="Sesión de apertura y encuentro con la prensa.",
                ar="الجلسة الافتتاحية والإحاطة الصحفية.",
                zh="开幕式和新闻发布会。",
                ru="Открытие и брифинг для прессы.",
            ),
            needs_approval=True,
            capacity=8,
        ),
    )
    add_section(
        event,
        SectionDetails(
            title=Translated(
                en="About you", fr="À votre sujet", es="Sobre usted", ar="عنك", zh="关于您", ru="О вас"
            )
        ),
    )
    for name in STANDARD:
        add_standard(event, name, open_until=event.starts_at - BEFORE)
    own = add_section(
        event,
        SectionDetails(
            title=Translated(
                en="Your work",
                fr="Votre travail",
                es="Su trabajo",
                ar="عملك",
                zh="您的工作",
                ru="Ваша работа",
            ),
            category=media,
        ),
    )
    add_question(
        own,
        QuestionDetails(
            kind=QuestionKind.TEXT,
            label=Translated(
                en="For whom do you report?",
                fr="Pour quel média travaillez-vous ?",
                es="¿Para qué medio trabaja?",
                ar="لأي وسيلة إعلامية تعمل؟",
                zh="您为哪家媒体报道？",
                ru="Для какого издания вы работаете?",
            ),
            is_required=True,
        ),
    )
    add_question(
        own,
        QuestionDetails(
            kind=QuestionKind.FILE,
            label=Translated(
                en="Your press card",
                fr="Votre carte de presse",
                es="Su acreditación de prensa",
                ar="بطاقتك الصحفية",
                zh="您的记者证",
                ru="Ваше журналистское удостоверение",
            ),
        ),
    )
