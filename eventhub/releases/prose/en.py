"""Releases in English, in the spelling and style of the United Nations (domain grammar, sections 1 to 9)."""

from eventhub.releases.facts import Funder, Party
from eventhub.releases.prose.base import (
    Kind,
    Scene,
    Tense,
    contact_of,
    count_of,
    framework_facts,
    is_one,
    kind_of,
    languages_of,
    launch_of,
    lede_facts,
    money_of,
    objectives_of,
    place_of,
    spoken_by,
    title_of,
    type_of,
)
from eventhub.releases.prose.text import Sentence, sentence
from eventhub.text.articles import article_of
from eventhub.text.countries import english_country
from eventhub.text.durations import a_or_an, lasting
from eventhub.text.lists import join
from eventhub.text.typography import full_stop, quote

KINDS = {
    "workshop": Kind("workshop", "n", "on"),
    "training": Kind("training", "n", "on"),
    "conference": Kind("conference", "n", "on"),
    "seminar": Kind("seminar", "n", "on"),
    "round_table": Kind("round table", "n", "on"),
    "meeting": Kind("meeting", "n", "on"),
    "webinar": Kind("webinar", "n", "on", lasts_a_day=False),
    "consultation": Kind("consultation", "n", "on"),
    "study_visit": Kind("study visit", "n", "on"),
    "launch": Kind("launch event", "n", "for", lasts_a_day=False),
}
_TAKEN_UP = (
    r"(?:(?P<adjective>(?:sub-)?regional|national|international|joint) )?{noun}"
    r" (?P<words>(?:on|for|of|in|to)\b.+)"
)
_EVENT_NOUNS = frozenset({
    "workshop", "training", "conference", "seminar", "table", "meeting", "webinar", "consultation",
    "visit", "forum", "launch", "course", "review", "session", "summit", "symposium", "roundtable",
    "dialogue",
})  # fmt: skip
_PROGRAMMES = {
    "project": "project",
    "programme": "programme",
    "initiative": "initiative",
    "dialogue": "dialogue",
}
_ORGANIZE = {
    Tense.BEFORE: ("will organize", "will organize"),
    Tense.DURING: ("is organizing", "are organizing"),
    Tense.AFTER: ("organized", "organized"),
}
_HEADLINE_VERB = ("organizes", "organize")
_BENEFIT = {Tense.BEFORE: "will benefit from", Tense.DURING: "benefits from", Tense.AFTER: "benefited from"}
_GATHER = {
    Tense.BEFORE: "will bring together",
    Tense.DURING: "brings together",
    Tense.AFTER: "brought together",
}
_RECEIVE = {Tense.BEFORE: "will receive", Tense.DURING: "receives", Tense.AFTER: "received"}
_BE = {Tense.BEFORE: "is", Tense.DURING: "is", Tense.AFTER: "was"}
_BE_HELD = {Tense.BEFORE: "will be held", Tense.DURING: "is being held", Tense.AFTER: "was held"}
_BE_MEANT = {Tense.BEFORE: "is intended", Tense.DURING: "is intended", Tense.AFTER: "was intended"}


def headline(scene: Scene) -> Sentence:
    """Actors, a verb in the present, the event: no date, no full stop."""
    given = scene.own(scene.facts.headline)
    if given:
        return Sentence(given, frozenset({"headline"}))
    actors = join([short(scene, party) for party in scene.facts.organisers], "en")
    event = event_words(scene, with_duration=False)
    text = f"{actors} {_HEADLINE_VERB[is_plural(scene)]} {event.partition(' ')[2]}"
    return Sentence(text[0].upper() + text[1:], frozenset({"organisers", "kind", "title"}))


def lede(scene: Scene) -> list[Sentence]:
    """Who organises what, when and where."""
    facts = scene.facts
    organisers = join([the(scene, party) for party in facts.organisers], "en")
    partners = join([the(scene, party) for party in facts.co_organisers], "en")
    words = [
        f"{organisers}, in cooperation with {partners}," if partners else organisers,
        _ORGANIZE[scene.tense][is_plural(scene)],
        event_words(scene),
        scene.when,
        where(scene),
    ]
    return [sentence(" ".join(filter(None, words)), *lede_facts(scene))]


def framework(scene: Scene) -> list[Sentence]:
    """Programme and funding as a participial opener, then who takes part; what is not known is left out."""
    kind = kind_of(scene, KINDS)
    programme = _under(scene)
    funding = "" if programme else _funded(scene)
    attendance = _attendance(scene)
    sentences = []
    if attendance:
        opener = f"held under {programme}, " if programme else f"{funding}, " if funding else ""
        sentences.append(f"{opener}the event {attendance}")
    elif programme:
        sentences.append(f"the {kind.noun} {_BE[scene.tense]} part of {programme}")
    elif funding:
        sentences.append(f"the {kind.noun} {_BE[scene.tense]} {funding}")
    result = [sentence(text, *framework_facts(scene)) for text in sentences]
    in_kind = [_by_funder(scene, funder) for funder in money_of(scene.facts).in_kind]
    if in_kind:
        text = f"the event {_RECEIVE[scene.tense]} in-kind support from {join(in_kind, 'en')}"
        result.append(sentence(text, "funders"))
    spoken = join(languages_of(scene), "en")
    if spoken:
        result.append(sentence(f"the event {_BE_HELD[scene.tense]} in {spoken}", "working_languages"))
    return result


def aim(scene: Scene) -> list[Sentence]:
    """What the event is for, then what the programme aims to."""
    result = []
    objectives = objectives_of(scene)
    if objectives:
        noun = kind_of(scene, KINDS).noun
        items = join([text.removeprefix("to ") for text in objectives], "en")
        result.append(sentence(f"the {noun} {_BE_MEANT[scene.tense]} to {items}", "objectives", "kind"))
    programme = scene.facts.programme
    if programme:
        carried = join([the(scene, party) for party in programme.implementers], "en")
        purpose = scene.own(programme.aim).rstrip(" .").removeprefix("to ")
        if purpose:
            opener = f"implemented by {carried}, " if carried else ""
            result.append(sentence(f"{opener}{_programme(scene)} aims to {purpose}", "programme"))
        elif carried:
            result.append(sentence(f"{_programme(scene)} is implemented by {carried}", "programme"))
    return result


def quotes(scene: Scene) -> list[Sentence]:
    """Each quotation after its speaker; the verb of saying is past even before the event."""
    result = []
    for each in spoken_by(scene):
        who = ", ".join(filter(None, (each.lead_in, each.speaker)))
        verb = "added" if each.again else "said"
        text = f"{who}{',' if ',' in each.speaker else ''} {verb}: {quote(full_stop(each.words), 'en')}"
        result.append(sentence(text, "quotes"))
    return result


def contact(scene: Scene) -> list[Sentence]:
    """Whom the press may ask."""
    given = contact_of(scene)
    if not given:
        return []
    name, office = given.name.strip(), scene.own(given.office)
    the_office = f"{article_of(office, 'en', {})} {office}".strip() or scene.name(given.office)
    who = f"{name} at {the_office}" if name and office else ", ".join(filter(None, (name, the_office)))
    ways = [f"email: {given.email}"] if given.email else []
    ways += [f"tel.: {given.phone}"] if given.phone else []
    if who:
        return [sentence("for more information, please contact " + ", ".join([who, *ways]), "contact")]
    return [sentence("for more information: " + ", ".join(ways), "contact")] if ways else []


def where(scene: Scene) -> str:
    """The place with its prepositions: in Beijing; in Cairo, Egypt; online."""
    code = scene.facts.place.country_iso2
    country = scene.country
    alone = (
        f"in {english_country(code)}"
        if code and country == english_country(code).removeprefix("the ")
        else ""
    )
    alone = alone or (f"in {country}" if country else "")
    return place_of(scene, after_city=country, alone=alone, online="online", both=" and ")


def event_words(scene: Scene, *, with_duration: bool = True, is_known: bool = False) -> str:
    """a two-day workshop on “…”; a three-day regional training on border management; or that one, if ``is_known``."""
    launch = launch_of(scene, "launch of")
    if launch:
        return f"the {launch}"
    kind = kind_of(scene, KINDS)
    title = title_of(scene, kind, _TAKEN_UP, _EVENT_NOUNS)
    noun = " ".join(filter(None, (title.adjective, kind.noun)))
    if with_duration and (scene.day_count > 1 or kind.lasts_a_day):
        noun = lasting(noun, scene.day_count, "en")
    link = "entitled" if title.is_name and kind.link == "on" else kind.link
    article = "the" if is_known else a_or_an(noun)
    return f"{article} {noun} {title.words or f'{link} {title.quoted}'}"


def the(scene: Scene, party: Party) -> str:
    return f"{_article(scene, party)} {scene.named(party)}".strip()


def _article(scene: Scene, party: Party) -> str:
    return "" if party.indefinite else article_of(scene.name(party.name), "en", party.article)


def short(scene: Scene, party: Party) -> str:
    return scene.own(party.acronym) or scene.name(party.name)


def is_plural(scene: Scene) -> bool:
    first = scene.facts.organisers[0]
    return first.indefinite or len(scene.facts.organisers) > 1


def _by_funder(scene: Scene, funder: Funder) -> str:
    if funder.instrument:
        return f"{the(scene, funder.instrument)} of {the(scene, funder.party)}"
    return the(scene, funder.party)


def _funded(scene: Scene) -> str:
    """funded by A, with co-funding from B."""
    money = money_of(scene.facts)
    paying = join([_by_funder(scene, funder) for funder in money.paying], "en")
    along = join([_by_funder(scene, funder) for funder in money.co_funding], "en")
    if paying and along:
        return f"funded by {paying}, with co-funding from {along}"
    return f"funded by {paying}" if paying else f"co-funded by {along}" if along else ""


def _programme(scene: Scene) -> str:
    """the “EU-China … Support Project”; the “Fair Recruitment Corridors” programme."""
    programme = scene.facts.programme
    if not programme:
        return ""
    name = scene.name(programme.name)
    sort, _ = type_of(programme, name, _PROGRAMMES)
    says_itself = not set(_PROGRAMMES).isdisjoint(name.casefold().split())
    return f"the {quote(name, 'en')}" if says_itself else f"the {quote(name, 'en')} {_PROGRAMMES[sort]}"


def _under(scene: Scene) -> str:
    """the “…” project, funded by …; empty without a programme."""
    if not scene.facts.programme:
        return ""
    return ", ".join(filter(None, (_programme(scene), _funded(scene))))


def _attendance(scene: Scene) -> str:
    facts = scene.facts
    parties = join([the(scene, party) for party in facts.participants], "en")
    origins = join([english_country(code) for code in facts.participant_countries], "en")
    total, one = facts.participants_total, is_one(scene)
    count = count_of(scene, "more than")
    if parties:
        noun = "representative" if one else "representatives"
        of = f"from {origins}, representing {parties}" if origins else f"of {parties}"
        return " ".join(filter(None, (_BENEFIT[scene.tense], "the active participation of", count, noun, of)))
    if total or origins:
        noun = "participant" if one else "participants"
        return " ".join(
            filter(None, (_GATHER[scene.tense], count, noun, f"from {origins}" if origins else ""))
        )
    return ""
