"""Releases in Russian (domain grammar, sections 1 to 9).

A name is declined only by a form that is stored with it; without one the sentence keeps the name in the nominative:
after a colon or a dash, or as the subject of its verb.
"""

import re

from babel.numbers import format_decimal

from eventhub.releases.facts import Funder, Party, Programme
from eventhub.releases.prose.base import (
    Kind,
    Scene,
    Sentence,
    Tense,
    Title,
    clause,
    contact_of,
    framework_facts,
    languages_of,
    lede_facts,
    money_of,
    objectives_of,
    place_of,
    sentence,
    spoken_by,
    title_of,
)
from eventhub.text.countries import country_name
from eventhub.text.durations import lasting
from eventhub.text.lists import join
from eventhub.text.russian import counted, gender_of, in_place
from eventhub.text.typography import NBSP, capitalise, quote

KINDS = {
    "workshop": Kind("семинар", "m", "на тему"),
    "training": Kind("тренинг", "m", "на тему"),
    "conference": Kind("конференция", "f", "на тему"),
    "seminar": Kind("семинар", "m", "на тему"),
    "round_table": Kind("круглый стол", "m", "на тему"),
    "meeting": Kind("совещание", "n", "на тему"),
    "webinar": Kind("вебинар", "m", "на тему", lasts_a_day=False),
    "consultation": Kind("консультация", "f", "на тему"),
    "study_visit": Kind("ознакомительная поездка", "f", "на тему"),
    "launch": Kind("презентация", "f", "на тему", lasts_a_day=False),
}
_ACCUSATIVE = {
    "конференция": "конференцию",
    "консультация": "консультацию",
    "ознакомительная поездка": "ознакомительную поездку",
    "презентация": "презентацию",
    "встреча": "встречу",
}
_TAKEN_UP = (
    r"(?:(?P<adjective>(?:региональн|национальн|международн|совместн)\w+) )?{noun} "
    r"(?P<words>(?:по|о|об|для)\b.+)"
)
_EVENT_NOUNS = frozenset({
    "семинар", "тренинг", "конференция", "совещание", "встреча", "форум", "диалог", "вебинар", "консультация",
    "заседание", "саммит", "курс", "круглый", "презентация", "практикум",
})  # fmt: skip
_HOLD = {Tense.BEFORE: ("проведёт", "проведут"), Tense.DURING: ("проводит", "проводят")}
_HELD = {"m": "провёл", "f": "провела", "n": "провело"}
_BE_HELD = {
    Tense.BEFORE: {"m": "пройдёт", "f": "пройдёт", "n": "пройдёт"},
    Tense.DURING: {"m": "проходит", "f": "проходит", "n": "проходит"},
    Tense.AFTER: {"m": "прошёл", "f": "прошла", "n": "прошло"},
}
_TAKE_PLACE = {Tense.BEFORE: "пройдёт", Tense.DURING: "проходит", Tense.AFTER: "прошло"}
_TAKE_PART = {
    Tense.BEFORE: ("примут", "примет"),
    Tense.DURING: ("принимают", "принимает"),
    Tense.AFTER: ("приняли", "принял"),
}
_SAY = {"m": ("отметил", "добавил"), "f": ("отметила", "добавила"), None: ("отмечает", "добавляет")}
_PROGRAMMES = {
    "project": ("проект", "проекта", "который", "направлен", "m"),
    "programme": ("программа", "программы", "которую", "направлена", "f"),
    "initiative": ("инициатива", "инициативы", "которую", "направлена", "f"),
    "dialogue": ("диалог", "диалога", "который", "направлен", "m"),
}
"""By type: the noun, its genitive, the relative pronoun as an object, "aims to", the gender."""
DASH = f"{NBSP}–"


def headline(scene: Scene) -> Sentence:
    """Actors, a verb in the present, the event: no date, no full stop."""
    given = scene.own(scene.facts.headline)
    if given:
        return Sentence(given, frozenset({"headline"}))
    verb = _HOLD[Tense.DURING][len(scene.facts.organisers) > 1]
    text = f"{actors(scene)} {verb} {event_words(scene, with_duration=False)}"
    return Sentence(capitalise(text), frozenset({"organisers", "kind", "title"}))


def lede(scene: Scene) -> list[Sentence]:
    """Who holds what, when and where; the event is the subject where the past tense would have to guess a gender."""
    facts = scene.facts
    organisers = join([scene.named(party) for party in facts.organisers], "ru")
    partners, declined = named_in(scene, facts.co_organisers, "instrumental")
    form = gender_of(scene.own(facts.organisers[0].name))
    with_partners = f" в сотрудничестве с {partners}" if partners and declined else ""
    several = len(facts.organisers) > 1
    verb = "провели" if several else _HELD.get(form, "")
    if scene.tense != Tense.AFTER:
        verb = _HOLD[scene.tense][several]
    if verb:
        words = [f"{organisers}{with_partners}", verb, scene.when, where(scene), event_words(scene)]
        result = [sentence(" ".join(filter(None, words)), *lede_facts(scene))]
    else:
        verb = _BE_HELD[scene.tense][kind_words(scene).gender]
        words = [nominative(scene), verb, scene.when, where(scene)]
        result = [
            sentence(" ".join(filter(None, words)), *lede_facts(scene)),
            sentence(f"организатор{DASH} {organisers}{with_partners}", "organisers"),
        ]
    if partners and not declined:
        noun = "соорганизаторы" if len(facts.co_organisers) > 1 else "соорганизатор"
        result.append(sentence(f"{noun}{DASH} {partners}", "co_organisers"))
    return result


def framework(scene: Scene) -> list[Sentence]:
    """The programme with its funding, then who takes part; what is not known is left out."""
    facts = scene.facts
    result = []
    if facts.programme:
        sort = sort_of(scene, facts.programme)
        funded = _funded(scene, sort[2])
        under = f"мероприятие {_TAKE_PLACE[scene.tense]} в рамках {under_programme(scene, facts.programme)}"
        result.append(sentence(under + (f", {funded}" if funded else ""), *framework_facts(scene)))
    else:
        funded = _funded(scene, "мероприятие")
        if funded:
            result.append(sentence(funded, *framework_facts(scene)))
    result += [sentence(text, *framework_facts(scene)) for text in _attendance(scene)]
    in_kind = [_by_funder(scene, funder) for funder in money_of(facts).in_kind]
    if in_kind:
        result.append(sentence(f"поддержка в натуральной форме{DASH} {join(in_kind, 'ru')}", "funders"))
    spoken = languages_of(scene)
    if spoken:
        noun = "рабочие языки" if len(spoken) > 1 else "рабочий язык"
        result.append(sentence(f"{noun}{DASH} {join(spoken, 'ru')}", "working_languages"))
    return result


def aim(scene: Scene) -> list[Sentence]:
    """What the event is for, then what the programme aims to."""
    result = []
    objectives = join(objectives_of(scene), "ru")
    if objectives:
        result.append(sentence(f"мероприятие направлено на то, чтобы {objectives}", "objectives"))
    programme = scene.facts.programme
    if programme:
        noun, _genitive, _which, aims, _gender = sort_of(scene, programme)
        carried = join([scene.named(party) for party in programme.implementers], "ru")
        purpose = clause(scene.own(programme.aim))
        if purpose:
            result.append(sentence(f"{noun} {aims} на то, чтобы {purpose}", "programme"))
        if carried:
            label = "исполнители" if len(programme.implementers) > 1 else "исполнитель"
            result.append(sentence(f"{label}{DASH} {carried}", "programme"))
    return result


def quotes(scene: Scene) -> list[Sentence]:
    """Each quotation with a verb in the gender of the speaker; in the present, which has none, when that is unknown."""
    result = []
    for each in spoken_by(scene):
        verb = _SAY[each.gender if each.gender in ("m", "f") else None][each.again]
        if each.lead_in:
            who = f"{each.lead_in}, {each.speaker}{',' if each.title else ''}"
            text = f"{who} {verb}: {quote(each.words.rstrip(' .'), 'ru')}."
        else:
            words = each.words.rstrip(" .")
            mark = "" if words.endswith(("!", "?", "…")) else ","
            text = f"{quote(words, 'ru')}{mark} – {verb} {each.speaker}"
        result.append(sentence(text, "quotes"))
    return result


def contact(scene: Scene) -> list[Sentence]:
    """Whom the press may ask."""
    given = contact_of(scene)
    if not given:
        return []
    who = [part for part in (given.name.strip(), scene.name(given.office)) if part]
    ways = [f"эл. почта: {given.email}"] if given.email else []
    ways += [f"тел.: {given.phone}"] if given.phone else []
    if not who and not ways:
        return []
    return [sentence("дополнительная информация: " + ", ".join(who + ways), "contact")]


def where(scene: Scene) -> str:
    """The place with its preposition: в Пекине (Китай); в городе Нью-Дели; в онлайн-формате."""
    place = scene.facts.place
    country = scene.country
    alone = in_place(country) or (f"({country})" if country else "")
    if scene.own(place.phrase) or not scene.city:
        return place_of(scene, after_city="", alone=alone, online="в онлайн-формате", both=" и ")
    brackets = [scene.name(place.venue), country if scene.says_country else ""]
    said = ", ".join(filter(None, brackets))
    city = (in_place(scene.city) or f"в городе {scene.city}") + (f" ({said})" if said else "")
    return f"{city} и в онлайн-формате" if place.online else city


def event_words(scene: Scene, *, with_duration: bool = True) -> str:
    """двухдневный семинар на тему «…», in the accusative that проводить asks for."""
    kind, title = _kind_and_title(scene)
    noun = _ACCUSATIVE.get(kind.noun, kind.noun)
    ending = {"f": ("ая", "ую")}.get(kind.gender)
    return _with_title(scene, kind, title, noun, with_duration=with_duration, ending=ending)


def nominative(scene: Scene, *, with_duration: bool = True) -> str:
    """двухдневная конференция на тему «…», as a subject."""
    kind, title = _kind_and_title(scene)
    return _with_title(scene, kind, title, kind.noun, with_duration=with_duration, ending=None)


def _kind_and_title(scene: Scene) -> tuple[Kind, Title]:
    kind = kind_words(scene)
    return kind, title_of(scene, kind, _TAKEN_UP, _EVENT_NOUNS)


def _with_title(
    scene: Scene, kind: Kind, title: Title, noun: str, *, with_duration: bool, ending: tuple[str, str] | None
) -> str:
    words = f"{title.adjective} {noun}".strip()
    if with_duration and (scene.day_count > 1 or kind.lasts_a_day):
        words = lasting(words, scene.day_count, "ru", gender=kind.gender)
    if ending:
        # дневная, региональная: the adjectives before a feminine noun follow it into the accusative.
        words = re.sub(rf"(?<=\w){ending[0]}(?= )", ending[1], words)
    link = "" if title.is_name else f"{kind.link} "
    return f"{words} {title.words or f'{link}{title.quoted}'}"


def kind_words(scene: Scene) -> Kind:
    """The noun of the event: what the facts call it, with its gender, else the word for its kind."""
    usual = KINDS[scene.facts.kind]
    noun = clause(scene.own(scene.facts.kind_name))
    if not noun:
        return usual
    gender = scene.facts.kind_gender.get("ru") or gender_of(noun) or "m"
    return Kind(noun, gender, usual.link, usual.lasts_a_day)


def actors(scene: Scene) -> str:
    """The organisers by their short names."""
    return join(
        [scene.own(party.acronym) or scene.name(party.name) for party in scene.facts.organisers], "ru"
    )


def named_in(scene: Scene, parties: tuple[Party, ...], case: str) -> tuple[str, bool]:
    """Parties joined, and whether they stand in the case: only when every one of them has that form stored."""
    forms = [scene.own(getattr(party, case)) for party in parties]
    if parties and all(forms):
        return join(forms, "ru"), True
    return join([scene.named(party) for party in parties], "ru"), False


def sort_of(scene: Scene, programme: Programme) -> tuple[str, str, str, str, str]:
    """What sort of programme it is; what its name opens with counts before the stored type."""
    opening = scene.name(programme.name).split(" ")[0].casefold()
    named = next((forms for forms in _PROGRAMMES.values() if forms[0] == opening), None)
    return named or _PROGRAMMES[programme.type or "programme"]


def under_programme(scene: Scene, programme: Programme) -> str:
    """проекта «…»; «Проекта поддержки …» where the name itself opens with the noun."""
    name = scene.name(programme.name)
    noun, genitive, *_ = sort_of(scene, programme)
    if name.split(" ")[0].casefold() == noun:
        return quote(capitalise(genitive) + name[len(noun) :], "ru")
    return f"{genitive} {quote(name, 'ru')}"


def people(total: int, *, is_minimum: bool, forms: tuple[str, str, str]) -> str:
    """31 представитель; более 30 представителей."""
    number = format_decimal(total, locale="ru")
    return f"более {number} {forms[2]}" if is_minimum else f"{number} {counted(total, *forms)}"


def _by_funder(scene: Scene, funder: Funder) -> str:
    if not funder.instrument:
        return scene.named(funder.party)
    return f"{scene.named(funder.party)} через механизм {quote(scene.name(funder.instrument.name), 'ru')}"


def _funded(scene: Scene, what: str) -> str:
    """который финансирует A и софинансирует B; with ``what`` as the object before the verb."""
    money = money_of(scene.facts)
    paying = [_by_funder(scene, funder) for funder in money.paying]
    along = [_by_funder(scene, funder) for funder in money.co_funding]
    clauses = []
    if paying:
        clauses.append(f"{'финансируют' if len(paying) > 1 else 'финансирует'} {join(paying, 'ru')}")
    if along:
        clauses.append(f"{'софинансируют' if len(along) > 1 else 'софинансирует'} {join(along, 'ru')}")
    return f"{what} {' и '.join(clauses)}" if clauses else ""


def _attendance(scene: Scene) -> list[str]:
    facts = scene.facts
    total, is_minimum = facts.participants_total, facts.participants_total_is_minimum
    parties, declined = named_in(scene, facts.participants, "genitive")
    countries = [country_name(code, "ru") for code in facts.participant_countries]
    forms = (
        ("представитель", "представителя", "представителей")
        if parties
        else ("участник", "участника", "участников")
    )
    who = people(total, is_minimum=is_minimum, forms=forms) if total else ("представители" if parties else "")
    is_one = bool(total) and not is_minimum and total % 10 == 1 and total % 100 != 11
    result = []
    if who:
        whose = "" if not parties else f" {parties}" if declined else f" следующих структур: {parties}"
        result.append(f"в мероприятии {_TAKE_PART[scene.tense][is_one]} участие {who}{whose}")
    if countries:
        label = "страны участников" if len(countries) > 1 else "страна участников"
        result.append(f"{label}{DASH} {join(countries, 'ru')}")
    return result
