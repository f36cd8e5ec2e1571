"""Releases in Spanish on other occasions than the announcement."""

from eventhub.releases.prose import es
from eventhub.releases.prose.base import (
    Scene,
    clock_of,
    corrected_headline,
    correction_text,
    counted,
    figures_of,
    kind_of,
    lede_facts,
)
from eventhub.releases.prose.text import Notice, Sentence, sentence
from eventhub.text.lists import join
from eventhub.text.typography import capitalise, quote


def opening(scene: Scene) -> Notice:
    """It has begun: where, and how long it goes on."""
    facts = scene.facts
    days = facts.event_days
    by = join([es.the(scene, party) for party in facts.organisers], "es")
    partners = join([es.the(scene, party) for party in facts.co_organisers], "es")
    by += f" en cooperación con {partners}" if partners else ""
    begun = " ".join(filter(None, ("se inauguró", scene.on(days[:1]), es.where(scene))))
    text = f"{es.event_words(scene)}, organizad{_ending(scene)} por {by}, {begun}"
    lede = [sentence(text, *lede_facts(scene))]
    if len(days) > 1:
        noun = es.definite(kind_of(scene, es.KINDS))
        lede.append(sentence(f"{noun} continúa {scene.on(days[1:])}", "start", "end"))
    return Notice(_actors_and(scene, "inauguran" if es.is_plural(scene) else "inaugura"), lede)


def outcome(scene: Scene) -> Notice:
    """It is over: who held it, when and where."""
    return Notice(_actors_and(scene, "concluyen" if es.is_plural(scene) else "concluye"), es.lede(scene))


def attendance(scene: Scene) -> list[Sentence]:
    """How many women and how many men came."""
    figures = figures_of(scene)
    if not figures or figures[0] == 1:
        return []
    total, women, men = figures
    if not men:
        text = f"las {counted(total, 'es')} participantes eran mujeres"
    elif not women:
        text = f"los {counted(total, 'es')} participantes eran hombres"
    else:
        parts = [_people(women, "mujer"), _people(men, "hombre")]
        text = f"de los {counted(total, 'es')} participantes, {join(parts, 'es')}"
    return [sentence(text, "participants_women", "participants_men")]


def postponement(scene: Scene) -> Notice:
    """It will not be on the days announced, but on others, or on days not yet known."""
    new_days = scene.facts.postponed_to
    lede = [sentence(f"{_announced(scene)}, ha sido aplazad{_ending(scene)}", *lede_facts(scene))]
    if new_days:
        lede.append(sentence(f"se celebrará {scene.on(new_days)}", "postponed_to"))
    else:
        lede.append(sentence("las nuevas fechas se anunciarán en cuanto se conozcan", "postponed_to"))
    return Notice(_event_is(scene, f"aplazad{_ending(scene)}"), lede)


def cancellation(scene: Scene) -> Notice:
    """It will not take place."""
    lede = [sentence(f"{_announced(scene)}, ha sido cancelad{_ending(scene)}", *lede_facts(scene))]
    return Notice(_event_is(scene, f"cancelad{_ending(scene)}"), lede)


def media_advisory(scene: Scene) -> Notice:
    """The press is asked to come."""
    by = join([es.the(scene, party) for party in scene.facts.organisers], "es")
    invited = (
        f"se invita a los representantes de los medios de comunicación a {es.event_words(scene)}, "
        f"organizad{_ending(scene)} por {by}"
    )
    announced = es.headline(scene)
    headline = Sentence(f"Aviso a los medios: {announced.text}", announced.facts)
    return Notice(headline, [sentence(invited, *lede_facts(scene))])


def particulars(scene: Scene) -> list[Sentence]:
    """What, when, where and who, a line for each."""
    facts = scene.facts
    opens = clock_of(scene)
    when = scene.when + (f"; comienzo: {opens}" if opens else "")
    lines = [
        ("Qué", _bare_event(scene), ("kind", "title")),
        ("Cuándo", when, ("start", "end", "start_time")),
        ("Dónde", es.where(scene), ("place",)),
        ("Quién", join([es.the(scene, party) for party in facts.participants], "es"), ("participants",)),
    ]
    return [Sentence(f"{label}: {words}", frozenset(names)) for label, words, names in lines if words]


def correction(scene: Scene) -> Notice:
    """An earlier release had a mistake."""
    headline, day = corrected_headline(scene)
    which = f"el comunicado {quote(headline, 'es')} del {day}" if headline else "un comunicado anterior"
    lede = [sentence(f"el presente texto rectifica {which}", "corrects")]
    title = f"Rectificación: {headline}" if headline else "Rectificación"
    return Notice(Sentence(title, frozenset({"corrects"})), [*lede, *correction_text(scene)])


def _actors_and(scene: Scene, verb: str) -> Sentence:
    """La OIM inaugura un taller sobre «…»."""
    actors = join([es.short(scene, party) for party in scene.facts.organisers], "es")
    text = f"{actors} {verb} {es.event_words(scene, with_duration=False)}"
    return Sentence(capitalise(text), frozenset({"organisers", "kind", "title"}))


def _event_is(scene: Scene, state: str) -> Sentence:
    """Aplazado: taller sobre «…» en Beijing."""
    words = " ".join(filter(None, (_bare_event(scene), es.where(scene))))
    return Sentence(f"{capitalise(state)}: {words}", frozenset({"kind", "title", "place"}))


def _bare_event(scene: Scene) -> str:
    """The event without article: taller sobre «…»."""
    words = es.event_words(scene, with_duration=False)
    return words.removeprefix("una ").removeprefix("un ").removeprefix("el ")


def _announced(scene: Scene) -> str:
    """el taller de dos días sobre «…», que X iba a organizar los días 3 y 4 de noviembre en Beijing."""
    organisers = join([es.the(scene, party) for party in scene.facts.organisers], "es")
    verb = "iban a organizar" if es.is_plural(scene) else "iba a organizar"
    which = " ".join(filter(None, (organisers, verb, scene.when, es.where(scene))))
    return f"{es.event_words(scene, is_known=True)}, que {which}"


def _people(number: int, noun: str) -> str:
    """eran mujeres, era una mujer: with the verb of its number."""
    if number == 1:
        return "una era mujer" if noun == "mujer" else "uno era hombre"
    return f"{counted(number, 'es')} eran {'mujeres' if noun == 'mujer' else 'hombres'}"


def _ending(scene: Scene) -> str:
    return es.ending_of(kind_of(scene, es.KINDS))
