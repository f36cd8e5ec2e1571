"""Releases in Arabic on other occasions than the announcement."""

from eventhub.releases.prose import ar
from eventhub.releases.prose.base import (
    Scene,
    clock_of,
    corrected_headline,
    correction_text,
    figures_of,
    lede_facts,
)
from eventhub.releases.prose.text import Notice, Sentence, sentence
from eventhub.text.typography import quote

_OPENED = {"m": "افتُتح", "f": "افتُتحت"}
_CLOSED = {"m": "اختُتم", "f": "اختُتمت"}
_POSTPONED = {"m": "أُجّل", "f": "أُجّلت"}
_CANCELLED = {"m": "أُلغي", "f": "أُلغيت"}


def opening(scene: Scene) -> Notice:
    """It has begun: where, and how long it goes on."""
    days = scene.facts.event_days
    opened = _OPENED[ar.kind_words(scene).gender]
    words = [opened, scene.on(days[:1]), ar.where(scene), ar.event_words(scene), _held_by(scene)]
    lede = [sentence(" ".join(filter(None, words)), *lede_facts(scene))]
    if len(days) > 1:
        lede.append(sentence(f"وتتواصل الفعالية {scene.on(days[1:])}", "start", "end"))
    return Notice(_event_is(scene, opened), lede)


def outcome(scene: Scene) -> Notice:
    """It is over: who held it, when and where."""
    return Notice(_event_is(scene, _CLOSED[ar.kind_words(scene).gender]), ar.lede(scene))


def attendance(scene: Scene) -> list[Sentence]:
    """How many women and how many men came."""
    figures = figures_of(scene)
    if not figures or figures[0] == 1:
        return []
    _total, women, men = figures
    if not women or not men:
        text = f"وكان المشاركون جميعاً من {'النساء' if women else 'الرجال'}"
    else:
        text = f"وبلغ عدد النساء {women} وعدد الرجال {men}"
    return [sentence(text, "participants_women", "participants_men")]


def postponement(scene: Scene) -> Notice:
    """It will not be on the days announced, but on others, or on days not yet known."""
    new_days = scene.facts.postponed_to
    postponed = _POSTPONED[ar.kind_words(scene).gender]
    lede = [sentence(f"{postponed} {_announced(scene)}", *lede_facts(scene))]
    if new_days:
        lede.append(sentence(f"وستُعقد الفعالية {scene.on(new_days)}", "postponed_to"))
    else:
        lede.append(sentence("وسيُعلن الموعد الجديد فور تحديده", "postponed_to"))
    return Notice(_event_is(scene, postponed), lede)


def cancellation(scene: Scene) -> Notice:
    """It will not take place."""
    cancelled = _CANCELLED[ar.kind_words(scene).gender]
    lede = [sentence(f"{cancelled} {_announced(scene)}", *lede_facts(scene))]
    return Notice(_event_is(scene, cancelled), lede)


def media_advisory(scene: Scene) -> Notice:
    """The press is asked to come."""
    announced = ar.headline(scene)
    headline = Sentence(f"دعوة إلى وسائل الإعلام: {announced.text}", announced.facts)
    invited = f"يُدعى ممثلو وسائل الإعلام إلى حضور {ar.event_words(scene)} {_held_by(scene)}"
    return Notice(headline, [sentence(invited, *lede_facts(scene))])


def particulars(scene: Scene) -> list[Sentence]:
    """What, when, where and who, a line for each."""
    facts = scene.facts
    opens = clock_of(scene).replace(", ", "، ")
    lines = [
        ("الفعالية", ar.event_words(scene, with_duration=False), ("kind", "title")),
        ("الموعد", scene.when + (f"، البداية: {opens}" if opens else ""), ("start", "end", "start_time")),
        ("المكان", ar.where(scene), ("place",)),
        ("المشاركون", ar.names(scene, facts.participants), ("participants",)),
    ]
    return [Sentence(f"{label}: {words}", frozenset(names)) for label, words, names in lines if words]


def correction(scene: Scene) -> Notice:
    """An earlier release had a mistake."""
    headline, day = corrected_headline(scene)
    which = f"البيان الصحفي {quote(headline, 'ar')} الصادر في {day}" if headline else "بيان صحفي سابق"
    lede = [sentence(f"يصحح هذا النص {which}", "corrects"), *correction_text(scene)]
    title = f"تصويب: {headline}" if headline else "تصويب"
    return Notice(Sentence(title, frozenset({"corrects"})), lede)


def _held_by(scene: Scene) -> str:
    """من تنظيم A بالتعاون مع B."""
    facts = scene.facts
    partners = ar.names(scene, facts.co_organisers)
    return f"من تنظيم {ar.names(scene, facts.organisers)}" + (f" بالتعاون مع {partners}" if partners else "")


def _event_is(scene: Scene, state: str) -> Sentence:
    """أُجّلت ورشة عمل بعنوان «…» في بيجين."""
    words = [state, ar.event_words(scene, with_duration=False), ar.where(scene)]
    return Sentence(" ".join(filter(None, words)), frozenset({"kind", "title", "place"}))


def _announced(scene: Scene) -> str:
    """ورشة عمل لمدة يومين بعنوان «…» كان من المقرر أن يعقدها X يومي 3 و4 نوفمبر في بيجين."""
    kind = ar.kind_words(scene)
    verb = "تعقد" if ar.feminine_organiser(scene) else "يعقد"
    pronoun = "ها" if kind.gender == "f" else "ه"
    organisers = ar.names(scene, scene.facts.organisers)
    planned = f"كان من المقرر أن {verb}{pronoun} {organisers}"
    return " ".join(filter(None, (ar.event_words(scene), planned, scene.when, ar.where(scene))))
