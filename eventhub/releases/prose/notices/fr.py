"""Releases in French on other occasions than the announcement."""

from eventhub.releases.prose import fr
from eventhub.releases.prose.base import (
    Kind,
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
from eventhub.text.typography import NBSP, capitalise, quote


def opening(scene: Scene) -> Notice:
    """It has begun: where, and how long it goes on."""
    facts = scene.facts
    kind = _kind(scene)
    e = _e(kind)
    days = facts.event_days
    by = join([fr.the(scene, party) for party in facts.organisers], "fr")
    partners = join([fr.the(scene, party) for party in facts.co_organisers], "fr")
    by += f" en coopération avec {partners}" if partners else ""
    begun = " ".join(filter(None, (f"s’est ouvert{e}", scene.on(days[:1]), fr.where(scene))))
    lede = [sentence(f"{fr.event_words(scene)}, organisé{e} par {by}, {begun}", *lede_facts(scene))]
    if len(days) > 1:
        pronoun = "elle" if e else "il"
        lede.append(sentence(f"{pronoun} se poursuit {scene.on(days[1:])}", "start", "end"))
    return Notice(_actors_and(scene, "ouvrent" if fr.is_plural(scene) else "ouvre"), lede)


def outcome(scene: Scene) -> Notice:
    """It is over: who held it, when and where."""
    return Notice(_actors_and(scene, "concluent" if fr.is_plural(scene) else "conclut"), fr.lede(scene))


def attendance(scene: Scene) -> list[Sentence]:
    """How many women and how many men came."""
    figures = figures_of(scene)
    if not figures or figures[0] == 1:
        return []
    total, women, men = figures
    if not men:
        text = f"les {counted(total, 'fr')} participantes étaient toutes des femmes"
    elif not women:
        text = f"les {counted(total, 'fr')} participants étaient tous des hommes"
    else:
        parts = [_people(women, "femme"), _people(men, "homme")]
        text = f"sur les {counted(total, 'fr')} participants, on comptait {join(parts, 'fr')}"
    return [sentence(text, "participants_women", "participants_men")]


def postponement(scene: Scene) -> Notice:
    """It will not be on the days announced, but on others, or on days not yet known."""
    new_days = scene.facts.postponed_to
    e = _e(_kind(scene))
    lede = [sentence(f"{_announced(scene)}, est reporté{e}", *lede_facts(scene))]
    if new_days:
        pronoun = "elle" if e else "il"
        lede.append(sentence(f"{pronoun} aura lieu {scene.on(new_days)}", "postponed_to"))
    else:
        lede.append(
            sentence("les nouvelles dates seront communiquées dès qu’elles seront connues", "postponed_to")
        )
    return Notice(_event_is(scene, f"reporté{e}"), lede)


def cancellation(scene: Scene) -> Notice:
    """It will not take place."""
    e = _e(_kind(scene))
    lede = [sentence(f"{_announced(scene)}, est annulé{e}", *lede_facts(scene))]
    return Notice(_event_is(scene, f"annulé{e}"), lede)


def media_advisory(scene: Scene) -> Notice:
    """The press is asked to come."""
    e = _e(_kind(scene))
    by = join([fr.the(scene, party) for party in scene.facts.organisers], "fr")
    invited = f"les représentants des médias sont invités à {fr.event_words(scene)}, organisé{e} par {by}"
    announced = fr.headline(scene)
    headline = Sentence(f"Avis aux médias{NBSP}: {announced.text}", announced.facts)
    return Notice(headline, [sentence(invited, *lede_facts(scene))])


def particulars(scene: Scene) -> list[Sentence]:
    """What, when, where and who, a line for each."""
    facts = scene.facts
    opens = clock_of(scene)
    when = scene.when + (f"{NBSP}; début à {opens}" if opens else "")
    lines = [
        ("Quoi", _bare_event(scene), ("kind", "title")),
        ("Quand", when, ("start", "end", "start_time")),
        ("Où", fr.where(scene), ("place",)),
        ("Qui", join([fr.the(scene, party) for party in facts.participants], "fr"), ("participants",)),
    ]
    return [Sentence(f"{label}{NBSP}: {words}", frozenset(names)) for label, words, names in lines if words]


def correction(scene: Scene) -> Notice:
    """An earlier release had a mistake."""
    headline, day = corrected_headline(scene)
    which = f"le communiqué {quote(headline, 'fr')} du {day}" if headline else "un communiqué antérieur"
    lede = [sentence(f"le présent texte rectifie {which}", "corrects")]
    title = f"Rectificatif{NBSP}: {headline}" if headline else "Rectificatif"
    return Notice(Sentence(title, frozenset({"corrects"})), [*lede, *correction_text(scene)])


def _actors_and(scene: Scene, verb: str) -> Sentence:
    """L’OIM ouvre un atelier sur « … »."""
    actors = join([fr.short(scene, party) for party in scene.facts.organisers], "fr")
    text = f"{actors} {verb} {fr.event_words(scene, with_duration=False)}"
    return Sentence(capitalise(text), frozenset({"organisers", "kind", "title"}))


def _event_is(scene: Scene, state: str) -> Sentence:
    """Reporté : atelier sur « … » à Beijing."""
    words = " ".join(filter(None, (_bare_event(scene), fr.where(scene))))
    return Sentence(f"{capitalise(state)}{NBSP}: {words}", frozenset({"kind", "title", "place"}))


def _bare_event(scene: Scene) -> str:
    """The event without article: atelier sur « … »."""
    words = fr.event_words(scene, with_duration=False)
    return words.removeprefix("une ").removeprefix("un ").removeprefix("le ").removeprefix("l’")


def _announced(scene: Scene) -> str:
    """l’atelier de deux jours sur « … », que X devait organiser les 3 et 4 novembre à Beijing."""
    organisers = join([fr.the(scene, party) for party in scene.facts.organisers], "fr")
    verb = "devaient organiser" if fr.is_plural(scene) else "devait organiser"
    which = " ".join(filter(None, (organisers, verb, scene.when, fr.where(scene))))
    return f"{fr.event_words(scene, is_known=True)}, {_que(which)}"


def _que(clause: str) -> str:
    """« que » before a clause, elided before a vowel."""
    return f"qu’{clause}" if clause[:1].casefold() in "aeiouyéèêâîôœ" else f"que {clause}"


def _people(number: int, noun: str) -> str:
    if number == 1:
        return "une femme" if noun == "femme" else "un homme"
    return f"{counted(number, 'fr')} {noun}s"


def _kind(scene: Scene) -> Kind:
    return kind_of(scene, fr.KINDS)


def _e(kind: Kind) -> str:
    """The ending of a participle that agrees with the noun of the event."""
    return "e" if kind.gender == "f" else ""
