"""Releases in Russian on other occasions than the announcement."""

from collections.abc import Sequence
from datetime import date

from babel.numbers import format_decimal

from eventhub.releases.prose import ru
from eventhub.releases.prose.base import (
    Scene,
    Tense,
    clock_of,
    corrected_headline,
    correction_text,
    figures_of,
    lede_facts,
)
from eventhub.releases.prose.ru_parties import DASH, are_several
from eventhub.releases.prose.text import Notice, Sentence, sentence
from eventhub.text.lists import join
from eventhub.text.russian import counted, men, number_word, women
from eventhub.text.typography import capitalise, quote

_OPENED = {"m": "открылся", "f": "открылась", "n": "открылось", "p": "открылись"}
_ENDED = {"m": "завершился", "f": "завершилась", "n": "завершилось", "p": "завершились"}
_POSTPONED = {"m": "перенесён", "f": "перенесена", "n": "перенесено", "p": "перенесены"}
_CANCELLED = {"m": "отменён", "f": "отменена", "n": "отменено", "p": "отменены"}
_PLANNED = {"m": "запланированный", "f": "запланированная", "n": "запланированное", "p": "запланированные"}
_WHICH = {"m": "который", "f": "которую", "n": "которое", "p": "которые"}


def opening(scene: Scene) -> Notice:
    """It has begun: where, and how long it goes on."""
    days = scene.facts.event_days
    opened = _OPENED[ru.kind_words(scene).gender]
    words = [scene.on(days[:1]), ru.where(scene), opened, ru.event_words(scene, case="nominative")]
    lede = [sentence(" ".join(filter(None, words)), *lede_facts(scene))]
    if len(days) > 1:
        is_range = len(days) > 2 and (days[-1] - days[0]).days == len(days) - 1
        until = f"продлится до {scene.on(days[-1:])}" if is_range else f"продолжится {scene.on(days[1:])}"
        lede.append(sentence(f"мероприятие {until}", "start", "end"))
    return Notice(_happens(scene, opened), lede + ru.organisers_of(scene))


def outcome(scene: Scene) -> Notice:
    """It is over: who held it, when and where."""
    return Notice(_happens(scene, _ENDED[ru.kind_words(scene).gender]), ru.lede(scene))


def attendance(scene: Scene) -> list[Sentence]:
    """How many women and how many men came."""
    figures = figures_of(scene)
    if not figures or figures[0] == 1:
        return []
    total, n_women, n_men = figures
    if not n_women or not n_men:
        number = number_word(total) or format_decimal(total, locale="ru")
        noun = counted(total, "участник", "участника", "участников")
        text = f"все {number} {noun}{DASH} {'женщины' if n_women else 'мужчины'}"
    else:
        of_all = number_word(total, case="genitive") or format_decimal(total, locale="ru")
        noun = counted(total, "участника", "участников", "участников")
        text = f"среди {of_all} {noun}{DASH} {women(n_women)} и {men(n_men)}"
    return [sentence(text, "participants_women", "participants_men")]


def postponement(scene: Scene) -> Notice:
    """It will not be on the days announced, but on others, or on days not yet known."""
    new_days = scene.facts.postponed_to
    postponed = _POSTPONED[ru.kind_words(scene).gender]
    to = f" {_for(scene, new_days)}" if new_days else ""
    names = [*lede_facts(scene), *(["postponed_to"] if new_days else [])]
    lede = [sentence(f"{_announced(scene)}, {postponed}{to}", *names)]
    if not new_days:
        lede.append(sentence("о новых датах будет объявлено дополнительно", "postponed_to"))
    return Notice(_is(scene, postponed), lede + ru.organisers_of(scene))


def cancellation(scene: Scene) -> Notice:
    """It will not take place."""
    gender = ru.kind_words(scene).gender
    verb = "не состоятся" if gender == "p" else "не состоится"
    lede = [sentence(f"{_announced(scene)}, {verb}", *lede_facts(scene))]
    return Notice(_is(scene, _CANCELLED[gender]), lede + ru.organisers_of(scene))


def media_advisory(scene: Scene) -> Notice:
    """The press is asked to come."""
    organisers = scene.facts.organisers
    announced = ru.headline(scene)
    headline = Sentence(f"Вниманию СМИ: {announced.text}", announced.facts)
    tense = Tense.BEFORE if scene.tense == Tense.BEFORE else Tense.DURING
    verb = ru.HOLD[tense][are_several(scene, organisers)]
    held = f"{_WHICH[ru.kind_words(scene).gender]} {verb}"
    by = join([scene.named(party) for party in organisers], "ru")
    invited = f"представители СМИ приглашаются на {ru.event_words(scene)}, {held} {by}"
    return Notice(headline, [sentence(invited, *lede_facts(scene))])


def particulars(scene: Scene) -> list[Sentence]:
    """What, when, where and who, a line for each."""
    facts = scene.facts
    opens = clock_of(scene)
    what = ru.event_words(scene, with_duration=False, case="nominative")
    lines = [
        ("Что", what, ("kind", "title")),
        ("Когда", scene.when + (f"; начало: {opens}" if opens else ""), ("start", "end", "start_time")),
        ("Где", ru.where(scene), ("place",)),
        ("Кто", join([scene.named(party) for party in facts.participants], "ru"), ("participants",)),
    ]
    return [Sentence(f"{label}: {words}", frozenset(names)) for label, words, names in lines if words]


def correction(scene: Scene) -> Notice:
    """An earlier release had a mistake."""
    headline, day = corrected_headline(scene)
    which = (
        f"пресс-релиз {quote(headline, 'ru')} от {day}" if headline else "ранее опубликованный пресс-релиз"
    )
    lede = [sentence(f"в {which} внесено исправление", "corrects"), *correction_text(scene)]
    title = f"Исправление: {headline}" if headline else "Исправление"
    return Notice(Sentence(title, frozenset({"corrects"})), lede)


def _happens(scene: Scene, verb: str) -> Sentence:
    """В Пекине открылся семинар на тему «…»."""
    words = [ru.where(scene), verb, ru.event_words(scene, with_duration=False, case="nominative")]
    return Sentence(capitalise(" ".join(filter(None, words))), frozenset({"kind", "title", "place"}))


def _is(scene: Scene, state: str) -> Sentence:
    """Семинар на тему «…» перенесён."""
    event = ru.event_words(scene, with_duration=False, case="nominative")
    return Sentence(f"{capitalise(event)} {state}", frozenset({"kind", "title"}))


def _announced(scene: Scene) -> str:
    """двухдневный семинар на тему «…», запланированный на 3 и 4 ноября в Пекине."""
    planned = _PLANNED[ru.kind_words(scene).gender]
    words = [planned, _for(scene, scene.facts.event_days), ru.where(scene)]
    return f"{ru.event_words(scene, case='nominative')}, {' '.join(filter(None, words))}"


def _for(scene: Scene, days: Sequence[date]) -> str:
    """на 3 и 4 ноября; на период с 3 по 5 ноября."""
    phrase = scene.on(days)
    return f"на период {phrase}" if phrase.startswith(("с ", "со ")) else f"на {phrase}"
