"""Releases in Russian on other occasions than the announcement."""

from eventhub.releases.prose import ru
from eventhub.releases.prose.base import (
    Notice,
    Scene,
    Sentence,
    clock_of,
    corrected_headline,
    correction_text,
    figures_of,
    lede_facts,
    sentence,
)
from eventhub.text.lists import join
from eventhub.text.russian import counted
from eventhub.text.typography import NBSP, capitalise, quote

_OPENED = {"m": "открылся", "f": "открылась", "n": "открылось"}
_POSTPONED = {"m": "перенесён", "f": "перенесена", "n": "перенесено"}
_CANCELLED = {"m": "отменён", "f": "отменена", "n": "отменено"}
_PLANNED = {"m": "запланированный", "f": "запланированная", "n": "запланированное"}


def opening(scene: Scene) -> Notice:
    """It has begun: where, and how long it goes on."""
    days = scene.facts.event_days
    opened = _OPENED[ru.kind_words(scene).gender]
    words = [scene.on(days[:1]), ru.where(scene), opened, ru.nominative(scene)]
    lede = [sentence(" ".join(filter(None, words)), *lede_facts(scene))]
    if len(days) > 1:
        lede.append(sentence(f"мероприятие продолжится {scene.on(days[1:])}", "start", "end"))
    lede += _organisers(scene)
    return Notice(_event_is(scene, opened), lede)


def outcome(scene: Scene) -> Notice:
    """It is over: who held it, when and where."""
    gender = ru.kind_words(scene).gender
    return Notice(
        _event_is(scene, {"m": "завершился", "f": "завершилась", "n": "завершилось"}[gender]), ru.lede(scene)
    )


def attendance(scene: Scene) -> list[Sentence]:
    """How many women and how many men came."""
    figures = figures_of(scene)
    if not figures or figures[0] == 1:
        return []
    total, women, men = figures
    if not women or not men:
        noun = counted(total, "участник", "участника", "участников")
        text = f"все {total} {noun}{ru.DASH} {'женщины' if women else 'мужчины'}"
    else:
        parts = [
            f"{women} {counted(women, 'женщина', 'женщины', 'женщин')}",
            f"{men} {counted(men, 'мужчина', 'мужчины', 'мужчин')}",
        ]
        of_them = counted(total, "участника", "участников", "участников")
        text = f"из {total} {of_them} – {join(parts, 'ru')}"
    return [sentence(text, "participants_women", "participants_men")]


def postponement(scene: Scene) -> Notice:
    """It will not be on the days announced, but on others, or on days not yet known."""
    new_days = scene.facts.postponed_to
    gender = ru.kind_words(scene).gender
    lede = [sentence(f"{_announced(scene)} {_POSTPONED[gender]}", *lede_facts(scene))]
    if new_days:
        lede.append(sentence(f"новые даты{ru.DASH} {scene.on(new_days)}", "postponed_to"))
    else:
        lede.append(sentence("о новых датах будет объявлено дополнительно", "postponed_to"))
    return Notice(_event_is(scene, _POSTPONED[gender]), [*lede, *_organisers(scene)])


def cancellation(scene: Scene) -> Notice:
    """It will not take place."""
    gender = ru.kind_words(scene).gender
    lede = [sentence(f"{_announced(scene)} {_CANCELLED[gender]}", *lede_facts(scene))]
    return Notice(_event_is(scene, _CANCELLED[gender]), [*lede, *_organisers(scene)])


def media_advisory(scene: Scene) -> Notice:
    """The press is asked to come."""
    announced = ru.headline(scene)
    headline = Sentence(f"Вниманию СМИ: {announced.text}", announced.facts)
    invited = f"представителей СМИ приглашают на {ru.event_words(scene)}"
    return Notice(headline, [sentence(invited, *lede_facts(scene)), *_organisers(scene)])


def particulars(scene: Scene) -> list[Sentence]:
    """What, when, where and who, a line for each."""
    facts = scene.facts
    opens = clock_of(scene)
    lines = [
        ("Что", ru.nominative(scene, with_duration=False), ("kind", "title")),
        ("Когда", scene.when + (f"; начало: {opens}" if opens else ""), ("start", "end", "start_time")),
        ("Где", ru.where(scene), ("place",)),
        ("Кто", join([scene.named(party) for party in facts.participants], "ru"), ("participants",)),
    ]
    return [Sentence(f"{label}: {words}", frozenset(names)) for label, words, names in lines if words]


def correction(scene: Scene) -> Notice:
    """An earlier release had a mistake."""
    headline, day = corrected_headline(scene)
    which = (
        f"в пресс-релиз {quote(headline, 'ru')} от {day}"
        if headline
        else "в ранее опубликованный пресс-релиз"
    )
    lede = [sentence(f"{which} внесено исправление", "corrects"), *correction_text(scene)]
    title = f"Исправление: {headline}" if headline else "Исправление"
    return Notice(Sentence(title, frozenset({"corrects"})), lede)


def _event_is(scene: Scene, state: str) -> Sentence:
    """В Пекине перенесён семинар на тему «…»."""
    words = [ru.where(scene), state, ru.nominative(scene, with_duration=False)]
    return Sentence(capitalise(" ".join(filter(None, words))), frozenset({"kind", "title", "place"}))


def _announced(scene: Scene) -> str:
    """двухдневный семинар на тему «…», запланированный на 3 и 4 ноября в Пекине,"""
    planned = _PLANNED[ru.kind_words(scene).gender]
    # A range carries its own preposition (с 3 по 5 ноября); single days take «на».
    when = scene.when if scene.when.startswith(("с ", "со ")) else f"на {scene.when}"
    return f"{ru.nominative(scene)}, {' '.join(filter(None, (planned, when, ru.where(scene))))},"


def _organisers(scene: Scene) -> list[Sentence]:
    """Организатор – X; соорганизатор – Y."""
    facts = scene.facts
    result = []
    for name, one, several in (
        ("organisers", "организатор", "организаторы"),
        ("co_organisers", "соорганизатор", "соорганизаторы"),
    ):
        parties = getattr(facts, name)
        if parties:
            label = several if len(parties) > 1 else one
            named = join([scene.named(party) for party in parties], "ru")
            result.append(sentence(f"{label}{NBSP}– {named}", name))
    return result
