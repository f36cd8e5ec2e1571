"""Releases in French (domain grammar, sections 1 to 9)."""

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
from eventhub.text.articles import article_of, article_of_acronym, elides, french, french_of
from eventhub.text.countries import from_country, in_country
from eventhub.text.durations import lasting
from eventhub.text.lists import join
from eventhub.text.typography import NBSP, full_stop, quote

KINDS = {
    "workshop": Kind("atelier", "m", "sur"),
    "training": Kind("formation", "f", "sur"),
    "conference": Kind("conférence", "f", "sur"),
    "seminar": Kind("séminaire", "m", "sur"),
    "round_table": Kind("table ronde", "f", "sur"),
    "meeting": Kind("réunion", "f", "sur"),
    "webinar": Kind("webinaire", "m", "sur", lasts_a_day=False),
    "consultation": Kind("consultation", "f", "sur"),
    "study_visit": Kind("voyage d’étude", "m", "sur"),
    "launch": Kind("cérémonie de lancement", "f", "de", lasts_a_day=False),
}
_TAKEN_UP = (
    r"{noun}(?: (?P<adjective>(?:sous-)?(?:régionale?|nationale?|internationale?|conjointe?)))?"
    r" (?P<words>(?:à|au|aux|sur|pour|en|de|du|des|d’)\b.+)"
)
_EVENT_NOUNS = frozenset({
    "atelier", "formation", "conference", "seminaire", "table", "reunion", "webinaire", "consultation",
    "voyage", "forum", "lancement", "cours", "examen", "session", "dialogue", "sommet", "colloque",
    "journee", "visite", "rencontre",
})  # fmt: skip
_PROGRAMMES = {
    "project": "projet",
    "programme": "programme",
    "initiative": "initiative",
    "dialogue": "dialogue",
}
_ORGANISE = {
    Tense.BEFORE: ("organisera", "organiseront"),
    Tense.DURING: ("organise", "organisent"),
    Tense.AFTER: ("a organisé", "ont organisé"),
}
_BENEFIT = {Tense.BEFORE: "bénéficiera", Tense.DURING: "bénéficie", Tense.AFTER: "a bénéficié"}
_GATHER = {Tense.BEFORE: "réunira", Tense.DURING: "réunit", Tense.AFTER: "a réuni"}
_TAKE_PLACE = {Tense.BEFORE: "se dérouleront", Tense.DURING: "se déroulent", Tense.AFTER: "se sont déroulés"}
_BELONG = {Tense.BEFORE: "s’inscrit", Tense.DURING: "s’inscrit", Tense.AFTER: "s’inscrivait"}
_BE = {Tense.BEFORE: "est", Tense.DURING: "est", Tense.AFTER: "a été"}
_SAY = ("a déclaré", "a souligné", "a indiqué")


def headline(scene: Scene) -> Sentence:
    """Actors, a verb in the present, the event: no date, no full stop."""
    given = scene.own(scene.facts.headline)
    if given:
        return Sentence(given, frozenset({"headline"}))
    organisers = scene.facts.organisers
    verb = _ORGANISE[Tense.DURING][is_plural(scene)]
    actors = join([short(scene, party) for party in organisers], "fr")
    text = f"{actors} {verb} {event_words(scene, with_duration=False)}"
    return Sentence(text[0].upper() + text[1:], frozenset({"organisers", "kind", "title"}))


def lede(scene: Scene) -> list[Sentence]:
    """Who organises what, when and where."""
    facts = scene.facts
    partners = join([the(scene, party) for party in facts.co_organisers], "fr")
    words = [
        join([the(scene, party) for party in facts.organisers], "fr")
        + (f", en coopération avec {partners}," if partners else ""),
        _ORGANISE[scene.tense][is_plural(scene)],
        event_words(scene) + ",",
        scene.when,
        where(scene),
    ]
    return [sentence(" ".join(filter(None, words)), *lede_facts(scene))]


def framework(scene: Scene) -> list[Sentence]:
    """Programme and funding as a participial opener, then who takes part; what is not known is left out."""
    kind = kind_of(scene, KINDS)
    e = "e" if kind.gender == "f" else ""
    subject = french(kind.noun, "l’" if elides(kind.noun) else "la") if e else "l’événement"
    programme = _under(scene)
    funding = "" if programme else _funded(scene, e)
    attendance = _attendance(scene)
    sentences = []
    if attendance:
        opener = (
            f"organisé{e} dans le cadre {programme}, " if programme else f"{funding}, " if funding else ""
        )
        sentences.append(f"{opener}{subject} {attendance}")
    elif programme:
        sentences.append(f"{definite(kind)} {_BELONG[scene.tense]} dans le cadre {programme}")
    elif funding:
        sentences.append(f"{definite(kind)} {_BE[scene.tense]} {funding}")
    result = [sentence(text, *framework_facts(scene)) for text in sentences]
    in_kind = [_of_funder(scene, funder) for funder in money_of(scene.facts).in_kind]
    if in_kind:
        text = f"{subject} {_BENEFIT[scene.tense]} d’un appui en nature {join(in_kind, 'fr')}"
        result.append(sentence(text, "funders"))
    return result + _languages(scene)


def aim(scene: Scene) -> list[Sentence]:
    """What the event is for, then what the programme aims to."""
    result = []
    objectives = objectives_of(scene)
    if objectives:
        verb = {Tense.BEFORE: "aura", Tense.DURING: "a", Tense.AFTER: "avait"}[scene.tense]
        items = join([("d’" if elides(text) else "de ") + text for text in objectives], "fr")
        result.append(
            sentence(f"{definite(kind_of(scene, KINDS))} {verb} pour objectif {items}", "objectives", "kind")
        )
    programme = scene.facts.programme
    if programme:
        carried = join([the(scene, party) for party in programme.implementers], "fr")
        purpose = scene.own(programme.aim).rstrip(" .")
        name, article, e = _programme(scene)
        name = french(name, article)
        if purpose:
            opener = f"mis{e} en œuvre par {carried}, " if carried else ""
            result.append(sentence(f"{opener}{name} vise à {purpose}", "programme"))
        elif carried:
            result.append(sentence(f"{name} est mis{e} en œuvre par {carried}", "programme"))
    return result


def quotes(scene: Scene) -> list[Sentence]:
    """Each quotation after its speaker; the verb of saying is past even before the event."""
    result = []
    for number, each in enumerate(spoken_by(scene)):
        verb = "a ajouté" if each.again else _SAY[number % len(_SAY)]
        who = ", ".join(filter(None, (each.lead_in, each.speaker)))
        comma = "," if "," in each.speaker else ""
        text = f"{who}{comma} {verb}{NBSP}: {quote(full_stop(each.words), 'fr')}"
        result.append(sentence(text, "quotes"))
    return result


def contact(scene: Scene) -> list[Sentence]:
    """Whom the press may ask."""
    given = contact_of(scene)
    if not given:
        return []
    who = [part for part in (given.name.strip(), scene.name(given.office)) if part]
    ways = [f"courriel{NBSP}: {given.email}"] if given.email else []
    ways += [f"tél.{NBSP}: {given.phone}"] if given.phone else []
    if not who and not ways:
        return []
    text = "pour plus d’informations, veuillez contacter " + ", ".join(who + ways)
    if not who:
        text = "pour plus d’informations" + NBSP + ": " + ", ".join(ways)
    return [sentence(text, "contact")]


def where(scene: Scene) -> str:
    """The place with its prepositions: à Beijing; au Caire, en Égypte; en ligne."""
    code = scene.facts.place.country_iso2
    country = in_country(code, "fr", scene.country) if code else ""
    return place_of(scene, after_city=country, alone=country, online="en ligne", both=" et ")


def event_words(scene: Scene, *, with_duration: bool = True, is_known: bool = False) -> str:
    """un atelier de deux jours sur « … »; une formation régionale de trois jours à la gestion des frontières.

    With the definite article if ``is_known``: l’atelier de deux jours sur « … ».
    """
    launch = launch_of(scene, "lancement d")
    if launch:
        return f"le {launch}"
    kind = kind_of(scene, KINDS)
    title = title_of(scene, kind, _TAKEN_UP, _EVENT_NOUNS)
    article = "une" if kind.gender == "f" else "un"
    noun = definite(kind) if is_known else f"{article} {kind.noun}"
    noun = f"{noun} {title.adjective}".strip()
    said = with_duration and (scene.day_count > 1 or kind.lasts_a_day)
    if title.words.startswith(("de ", "du ", "des ", "d’")):
        return f"{noun} {title.words}" + (
            f", {lasting('d’une durée', scene.day_count, 'fr')}" if said else ""
        )
    if said:
        noun = lasting(noun, scene.day_count, "fr")
    link = kind.link
    if title.is_name and kind.link == "sur":
        link = "intitulée" if kind.gender == "f" else "intitulé"
    return f"{noun} {title.words or f'{link} {title.quoted}'}"


def definite(kind: Kind) -> str:
    article = "l’" if elides(kind.noun) else "la" if kind.gender == "f" else "le"
    return french(kind.noun, article)


def the(scene: Scene, party: Party) -> str:
    return french(scene.named(party), _article(scene, party))


def _of(scene: Scene, party: Party) -> str:
    """« de » before a party; « des » of an open group is lost in it: de représentants, not de des représentants."""
    name = scene.named(party)
    if party.indefinite:
        name = name.removeprefix("des ")
    return french_of(name, _article(scene, party))


def _article(scene: Scene, party: Party) -> str:
    return "" if party.indefinite else article_of(scene.name(party.name), "fr", party.article)


def short(scene: Scene, party: Party) -> str:
    acronym = scene.own(party.acronym)
    return (
        french(acronym, article_of_acronym(acronym, scene.name(party.name), "fr", party.article))
        if acronym
        else french(scene.name(party.name), _article(scene, party))
    )


def is_plural(scene: Scene) -> bool:
    first = scene.facts.organisers[0]
    return len(scene.facts.organisers) > 1 or first.indefinite or _article(scene, first) == "les"


def _by_funder(scene: Scene, funder: Funder) -> str:
    if funder.instrument:
        return f"{the(scene, funder.instrument)} {_of(scene, funder.party)}"
    return the(scene, funder.party)


def _of_funder(scene: Scene, funder: Funder) -> str:
    if funder.instrument:
        return f"{_of(scene, funder.instrument)} {_of(scene, funder.party)}"
    return _of(scene, funder.party)


def _funded(scene: Scene, e: str) -> str:
    """financé par A et cofinancé par B, in the gender of what is funded."""
    money = money_of(scene.facts)
    paying = join([_by_funder(scene, funder) for funder in money.paying], "fr")
    along = join([_by_funder(scene, funder) for funder in money.co_funding], "fr")
    clauses = [f"financé{e} par {paying}"] if paying else []
    clauses += [f"cofinancé{e} par {along}"] if along else []
    return " et ".join(clauses)


def _programme(scene: Scene) -> tuple[str, str, str]:
    """Name of the programme with its sort where the name does not say it, its article, its feminine ending."""
    programme = scene.facts.programme
    if not programme:
        return "", "", ""
    name = scene.name(programme.name)
    sort, opens_name = type_of(programme, name, _PROGRAMMES)
    noun = _PROGRAMMES[sort]
    e = "e" if sort == "initiative" else ""
    words = quote(name, "fr") if opens_name else f"{noun} {quote(name, 'fr')}"
    return words, "l’" if e else "le", e


def _under(scene: Scene) -> str:
    """du projet « … » financé par …, with its « de »; empty without a programme."""
    name, article, e = _programme(scene)
    return " ".join(filter(None, (french_of(name, article), _funded(scene, e)))) if name else ""


def _attendance(scene: Scene) -> str:
    facts = scene.facts
    parties = [_of(scene, party) for party in facts.participants]
    origins = [from_country(code, "fr") for code in facts.participant_countries]
    total, one = facts.participants_total, is_one(scene)
    come = f"{'venu' if one else 'venus'} {join(origins, 'fr')}" if origins else ""
    count = count_of(scene, "plus de")
    if parties:
        issued = f"{'issu' if one else 'issus'} {join(parties, 'fr')}"
        representatives = "représentant" if one else "représentants"
        words = [f"{count} {representatives}".strip(), " et ".join(filter(None, (come, issued)))]
        return f"{_BENEFIT[scene.tense]} de la participation active {french_of(' '.join(words), '')}"
    if total or origins:
        participants = f"{count} {'participant' if one else 'participants'}" if total else "des participants"
        return " ".join(filter(None, (_GATHER[scene.tense], participants, come)))
    return ""


def _languages(scene: Scene) -> list[Sentence]:
    spoken = join([f"en {name}" for name in languages_of(scene)], "fr")
    if not spoken:
        return []
    return [sentence(f"les travaux {_TAKE_PLACE[scene.tense]} {spoken}", "working_languages")]
