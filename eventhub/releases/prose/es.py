"""Releases in Spanish (domain grammar, sections 1 to 9)."""

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
from eventhub.text.articles import article_of, article_of_acronym, spanish, spanish_of
from eventhub.text.countries import from_country, in_country
from eventhub.text.durations import lasting
from eventhub.text.lists import join
from eventhub.text.typography import quote

KINDS = {
    "workshop": Kind("taller", "m", "sobre"),
    "training": Kind("capacitación", "f", "sobre"),
    "conference": Kind("conferencia", "f", "sobre"),
    "seminar": Kind("seminario", "m", "sobre"),
    "round_table": Kind("mesa redonda", "f", "sobre"),
    "meeting": Kind("reunión", "f", "sobre"),
    "webinar": Kind("seminario web", "m", "sobre", lasts_a_day=False),
    "consultation": Kind("consulta", "f", "sobre"),
    "study_visit": Kind("visita de estudio", "f", "sobre"),
    "launch": Kind("acto de lanzamiento", "m", "de", lasts_a_day=False),
}
_TAKEN_UP = (
    r"{noun}(?: (?P<adjective>regional|nacional|internacional|subregional|conjunt[oa]))?"
    r" (?P<words>(?:sobre|en|para|a|de|del)\b.+)"
)
_EVENT_NOUNS = frozenset({
    "taller", "talleres", "capacitacion", "formacion", "conferencia", "seminario", "mesa", "reunion",
    "consulta", "foro", "visita", "lanzamiento", "curso", "examen", "sesion", "dialogo", "cumbre",
    "coloquio", "jornada", "encuentro",
})  # fmt: skip
_PROGRAMMES = {
    "project": "proyecto",
    "programme": "programa",
    "initiative": "iniciativa",
    "dialogue": "diálogo",
}
_ORGANIZE = {
    Tense.BEFORE: ("organizará", "organizarán"),
    Tense.DURING: ("organiza", "organizan"),
    Tense.AFTER: ("organizó", "organizaron"),
}
_COUNT_ON = {Tense.BEFORE: "contará con", Tense.DURING: "cuenta con", Tense.AFTER: "contó con"}
_GATHER = {Tense.BEFORE: "reunirá a", Tense.DURING: "reúne a", Tense.AFTER: "reunió a"}
_BELONG = {Tense.BEFORE: "se enmarca en", Tense.DURING: "se enmarca en", Tense.AFTER: "se enmarcó en"}
_BE = {Tense.BEFORE: "está", Tense.DURING: "está", Tense.AFTER: "fue"}
_TAKE_PLACE = {Tense.BEFORE: "se desarrollará", Tense.DURING: "se desarrolla", Tense.AFTER: "se desarrolló"}
_AIM = {Tense.BEFORE: "tendrá", Tense.DURING: "tiene", Tense.AFTER: "tuvo"}
_SAY = ("afirmó", "señaló", "indicó")


def headline(scene: Scene) -> Sentence:
    """Actors, a verb in the present, the event: no date, no full stop."""
    given = scene.own(scene.facts.headline)
    if given:
        return Sentence(given, frozenset({"headline"}))
    actors = join([short(scene, party) for party in scene.facts.organisers], "es")
    text = f"{actors} {_ORGANIZE[Tense.DURING][is_plural(scene)]} {event_words(scene, with_duration=False)}"
    return Sentence(text[0].upper() + text[1:], frozenset({"organisers", "kind", "title"}))


def lede(scene: Scene) -> list[Sentence]:
    """Who organises what, when and where."""
    facts = scene.facts
    organisers = join([the(scene, party) for party in facts.organisers], "es")
    partners = join([the(scene, party) for party in facts.co_organisers], "es")
    words = [
        f"{organisers}, en cooperación con {partners}," if partners else organisers,
        _ORGANIZE[scene.tense][is_plural(scene)],
        f"{event_words(scene)},",
        scene.when,
        where(scene),
    ]
    return [sentence(" ".join(filter(None, words)), *lede_facts(scene))]


def framework(scene: Scene) -> list[Sentence]:
    """Programme and funding as a participial opener, then who takes part; what is not known is left out."""
    kind = kind_of(scene, KINDS)
    subject = definite(kind) if kind.gender == "f" else "el evento"
    programme = _under(scene, of=scene.has_attendance)
    funding = "" if programme else _funded(scene, ending_of(kind))
    attendance = _attendance(scene)
    sentences = []
    if attendance:
        opener = f"{funding}, " if funding else ""
        opener = f"celebrad{ending_of(kind)} en el marco {programme}, " if programme else opener
        sentences.append(f"{opener}{subject} {attendance}")
    elif programme:
        sentences.append(f"{definite(kind)} {_BELONG[scene.tense]} {programme}")
    elif funding:
        sentences.append(f"{definite(kind)} {_BE[scene.tense]} {funding}")
    result = [sentence(text, *framework_facts(scene)) for text in sentences]
    in_kind = [_of_funder(scene, funder) for funder in money_of(scene.facts).in_kind]
    if in_kind:
        text = f"{subject} {_COUNT_ON[scene.tense]} el apoyo en especie {join(in_kind, 'es')}"
        result.append(sentence(text, "funders"))
    spoken = join(languages_of(scene), "es")
    if spoken:
        result.append(sentence(f"{subject} {_TAKE_PLACE[scene.tense]} en {spoken}", "working_languages"))
    return result


def aim(scene: Scene) -> list[Sentence]:
    """What the event is for, then what the programme aims to."""
    result = []
    objectives = join(objectives_of(scene), "es")
    if objectives:
        text = f"{definite(kind_of(scene, KINDS))} {_AIM[scene.tense]} por objeto {objectives}"
        result.append(sentence(text, "objectives", "kind"))
    programme = scene.facts.programme
    if programme:
        carried = join([the(scene, party) for party in programme.implementers], "es")
        purpose = scene.own(programme.aim).rstrip(" .")
        name, article = _programme(scene)
        name = spanish(name, article)
        ending = "a" if article == "la" else "o"
        if purpose:
            opener = f"ejecutad{ending} por {carried}, " if carried else ""
            result.append(sentence(f"{opener}{name} se propone {purpose}", "programme"))
        elif carried:
            result.append(sentence(f"{name} es ejecutad{ending} por {carried}", "programme"))
    return result


def quotes(scene: Scene) -> list[Sentence]:
    """Each quotation after its speaker; the full stop stands outside the quotation marks (RAE, Ortografía)."""
    result = []
    for number, each in enumerate(spoken_by(scene)):
        verb = "añadió" if each.again else _SAY[number % len(_SAY)]
        who = ", ".join(filter(None, (each.lead_in, each.speaker)))
        text = f"{who}{',' if ',' in each.speaker else ''} {verb}: {quote(each.words.rstrip(' .'), 'es')}."
        result.append(sentence(text, "quotes"))
    return result


def contact(scene: Scene) -> list[Sentence]:
    """Whom the press may ask."""
    given = contact_of(scene)
    if not given:
        return []
    who = [part for part in (given.name.strip(), scene.name(given.office)) if part]
    ways = [f"correo electrónico: {given.email}"] if given.email else []
    ways += [f"tel.: {given.phone}"] if given.phone else []
    if who:
        return [sentence("para más información, póngase en contacto con " + ", ".join(who + ways), "contact")]
    return [sentence("para más información: " + ", ".join(ways), "contact")] if ways else []


def where(scene: Scene) -> str:
    """The place with its prepositions: en Beijing; en El Cairo, Egipto; en línea."""
    code = scene.facts.place.country_iso2
    alone = in_country(code, "es", scene.country) if code else ""
    return place_of(scene, after_city=scene.country, alone=alone, online="en línea", both=" y ")


def event_words(scene: Scene, *, with_duration: bool = True, is_known: bool = False) -> str:
    """un taller de dos días sobre «…»; una capacitación regional de tres días en gestión de fronteras.

    With the definite article if ``is_known``: el taller de dos días sobre «…».
    """
    launch = launch_of(scene, "lanzamiento de")
    if launch:
        return f"el {launch}"
    kind = kind_of(scene, KINDS)
    title = title_of(scene, kind, _TAKEN_UP, _EVENT_NOUNS)
    noun = definite(kind) if is_known else f"{'una' if kind.gender == 'f' else 'un'} {kind.noun}"
    noun = f"{noun} {title.adjective}".strip()
    said = with_duration and (scene.day_count > 1 or kind.lasts_a_day)
    if title.words.startswith(("de ", "del ")):
        return f"{noun} {title.words}" + (
            f",{lasting('', scene.day_count, 'es')} de duración" if said else ""
        )
    if said:
        noun = lasting(noun, scene.day_count, "es")
    link = kind.link
    if title.is_name and kind.link == "sobre":
        link = f"titulad{ending_of(kind)}"
    return f"{noun} {title.words or f'{link} {title.quoted}'}"


def definite(kind: Kind) -> str:
    return spanish(kind.noun, "la" if kind.gender == "f" else "el")


def ending_of(kind: Kind) -> str:
    return "a" if kind.gender == "f" else "o"


def the(scene: Scene, party: Party) -> str:
    return spanish(scene.named(party), _article(scene, party))


def _of(scene: Scene, party: Party) -> str:
    return spanish_of(scene.named(party), _article(scene, party))


def _article(scene: Scene, party: Party) -> str:
    return "" if party.indefinite else article_of(scene.name(party.name), "es", party.article)


def short(scene: Scene, party: Party) -> str:
    acronym = scene.own(party.acronym)
    if acronym:
        return spanish(acronym, article_of_acronym(acronym, scene.name(party.name), "es", party.article))
    return spanish(scene.name(party.name), _article(scene, party))


def is_plural(scene: Scene) -> bool:
    first = scene.facts.organisers[0]
    return len(scene.facts.organisers) > 1 or first.indefinite or _article(scene, first) in ("los", "las")


def _by_funder(scene: Scene, funder: Funder) -> str:
    if funder.instrument:
        return f"{the(scene, funder.instrument)} {_of(scene, funder.party)}"
    return the(scene, funder.party)


def _of_funder(scene: Scene, funder: Funder) -> str:
    if funder.instrument:
        return f"{_of(scene, funder.instrument)} {_of(scene, funder.party)}"
    return _of(scene, funder.party)


def _funded(scene: Scene, ending: str) -> str:
    """financiado por A y cofinanciado por B, in the gender of what is funded."""
    money = money_of(scene.facts)
    paying = join([_by_funder(scene, funder) for funder in money.paying], "es")
    along = join([_by_funder(scene, funder) for funder in money.co_funding], "es")
    clauses = [f"financiad{ending} por {paying}"] if paying else []
    clauses += [f"cofinanciad{ending} por {along}"] if along else []
    return " y ".join(clauses)


def _programme(scene: Scene) -> tuple[str, str]:
    """Name of the programme, with its sort where the name does not begin with it, and its article."""
    programme = scene.facts.programme
    if not programme:
        return "", ""
    name = scene.name(programme.name)
    sort, opens_name = type_of(programme, name, _PROGRAMMES)
    noun = _PROGRAMMES[sort]
    words = quote(name, "es") if opens_name else f"{noun} {quote(name, 'es')}"
    return words, "la" if sort == "initiative" else "el"


def _under(scene: Scene, *, of: bool) -> str:
    """del proyecto «…», financiado por …; without ``of``, el proyecto «…»; empty without a programme."""
    name, article = _programme(scene)
    if not name:
        return ""
    words = spanish_of(name, article) if of else spanish(name, article)
    return ", ".join(filter(None, (words, _funded(scene, "a" if article == "la" else "o"))))


def _attendance(scene: Scene) -> str:
    facts = scene.facts
    parties = join([_of(scene, party) for party in facts.participants], "es")
    countries = join([from_country(code, "es") for code in facts.participant_countries], "es")
    total, one = facts.participants_total, is_one(scene)
    count = count_of(scene, "más de")
    origins = f"{'procedente' if one else 'procedentes'} {countries}" if countries else ""
    if parties:
        noun = "representante" if one else "representantes"
        of = f"{origins}, en nombre {parties}" if origins else parties
        return " ".join(filter(None, (_COUNT_ON[scene.tense], "la participación activa de", count, noun, of)))
    if total or origins:
        noun = "participante" if one else "participantes"
        return " ".join(filter(None, (_GATHER[scene.tense], count, noun, origins)))
    return ""
