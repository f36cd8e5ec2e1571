"""Releases in English on other occasions than the announcement."""

from eventhub.releases.prose import en
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
    by = join([en.the(scene, party) for party in facts.organisers], "en")
    partners = join([en.the(scene, party) for party in facts.co_organisers], "en")
    by += f" in cooperation with {partners}" if partners else ""
    begun = " ".join(filter(None, ("opened", scene.on(days[:1]), en.where(scene))))
    lede = [sentence(f"{en.event_words(scene)}, organized by {by}, {begun}", *lede_facts(scene))]
    if len(days) > 1:
        noun = kind_of(scene, en.KINDS).noun
        lede.append(sentence(f"the {noun} continues {scene.on(days[1:])}", "start", "end"))
    verb = "open" if en.is_plural(scene) else "opens"
    return Notice(_actors_and(scene, verb), lede)


def outcome(scene: Scene) -> Notice:
    """It is over: who held it, when and where."""
    verb = "conclude" if en.is_plural(scene) else "concludes"
    return Notice(_actors_and(scene, verb), en.lede(scene))


def attendance(scene: Scene) -> list[Sentence]:
    """How many women and how many men came."""
    figures = figures_of(scene)
    if not figures:
        return []
    total, women, men = figures
    if total == 1:
        return []
    if not women or not men:
        text = f"all {counted(total, 'en')} participants were {'women' if women else 'men'}"
    else:
        parts = [f"{counted(women, 'en')} {_were(women)} women" if women > 1 else "one was a woman"]
        parts += [f"{counted(men, 'en')} {_were(men)} men" if men > 1 else "one was a man"]
        text = f"of the {counted(total, 'en')} participants, {join(parts, 'en')}"
    return [sentence(text, "participants_women", "participants_men")]


def postponement(scene: Scene) -> Notice:
    """It will not be on the days announced, but on others, or on days not yet known."""
    new_days = scene.facts.postponed_to
    lede = [sentence(f"{_announced(scene)}, has been postponed", *lede_facts(scene))]
    if new_days:
        lede.append(sentence(f"it will now take place {scene.on(new_days)}", "postponed_to"))
    else:
        lede.append(sentence("the new dates will be announced as soon as they are known", "postponed_to"))
    return Notice(_event_is(scene, "postponed"), lede)


def cancellation(scene: Scene) -> Notice:
    """It will not take place."""
    lede = [sentence(f"{_announced(scene)}, has been cancelled", *lede_facts(scene))]
    return Notice(_event_is(scene, "cancelled"), lede)


def media_advisory(scene: Scene) -> Notice:
    """The press is asked to come."""
    by = join([en.the(scene, party) for party in scene.facts.organisers], "en")
    invited = f"representatives of the media are invited to {en.event_words(scene)}, organized by {by}"
    announced = en.headline(scene)
    headline = Sentence(f"Media advisory: {announced.text}", announced.facts)
    return Notice(headline, [sentence(invited, *lede_facts(scene))])


def particulars(scene: Scene) -> list[Sentence]:
    """What, when, where and who, a line for each."""
    facts = scene.facts
    what = capitalise(en.event_words(scene, with_duration=False).partition(" ")[2])
    opens = clock_of(scene)
    when = scene.when.removeprefix("on ") + (f"; it begins at {opens}" if opens else "")
    lines = [
        ("What", what, ("kind", "title")),
        ("When", when, ("start", "end", "start_time")),
        ("Where", en.where(scene).removeprefix("in "), ("place",)),
        ("Who", join([en.the(scene, party) for party in facts.participants], "en"), ("participants",)),
    ]
    return [
        Sentence(f"{label}: {capitalise(words)}", frozenset(names)) for label, words, names in lines if words
    ]


def correction(scene: Scene) -> Notice:
    """An earlier release had a mistake."""
    headline, day = corrected_headline(scene)
    which = f"the release {quote(headline, 'en')} of {day}" if headline else "an earlier release"
    lede = [sentence(f"this corrects {which}", "corrects")]
    return Notice(
        Sentence(f"Correction: {headline}" if headline else "Correction", frozenset({"corrects"})),
        [*lede, *correction_text(scene)],
    )


def _actors_and(scene: Scene, verb: str) -> Sentence:
    """IOM opens workshop on “…”."""
    actors = join([en.short(scene, party) for party in scene.facts.organisers], "en")
    event = en.event_words(scene, with_duration=False).partition(" ")[2]
    return Sentence(capitalise(f"{actors} {verb} {event}"), frozenset({"organisers", "kind", "title"}))


def _event_is(scene: Scene, state: str) -> Sentence:
    """Workshop on “…” in Beijing postponed."""
    event = en.event_words(scene, with_duration=False).partition(" ")[2]
    text = " ".join(filter(None, (event, en.where(scene), state)))
    return Sentence(capitalise(text), frozenset({"kind", "title", "place"}))


def _announced(scene: Scene) -> str:
    """the two-day workshop on “…”, which X was to organize on 3 and 4 November in Beijing."""
    organisers = join([en.the(scene, party) for party in scene.facts.organisers], "en")
    verb = "were to organize" if en.is_plural(scene) else "was to organize"
    which = " ".join(filter(None, (organisers, verb, scene.when, en.where(scene))))
    return f"{en.event_words(scene, is_known=True)}, which {which}"


def _were(number: int) -> str:
    return "were" if number > 1 else "was"
