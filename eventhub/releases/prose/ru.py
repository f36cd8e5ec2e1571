"""Releases in Russian (domain grammar, sections 1 to 9).

A name is declined by the form stored with it, else by the rule for its head noun where there is one; without either
the sentence keeps the name in the nominative: after a colon or a dash, or as the subject of its verb.
"""

import re
from dataclasses import replace

from eventhub.releases.facts import Party
from eventhub.releases.prose.base import (
    Kind,
    Scene,
    Tense,
    clause,
    contact_of,
    framework_facts,
    languages_of,
    launch_of,
    lede_facts,
    objectives_of,
    place_of,
    spoken_by,
    title_of,
)
from eventhub.releases.prose.ru_parties import (
    DASH,
    are_several,
    attendance,
    funding_of_event,
    funding_of_programme,
    in_case,
    sort_of,
    support_in_kind,
    under,
)
from eventhub.releases.prose.text import Sentence, sentence
from eventhub.text.articles import bare
from eventhub.text.durations import lasting
from eventhub.text.lists import join
from eventhub.text.russian import (
    accusative,
    declined,
    gender_of,
    head_of,
    name_gender,
)
from eventhub.text.russian_places import in_place
from eventhub.text.typography import capitalise, quote

KINDS = {
    "workshop": Kind("семинар", "m", "на тему"),
    "training": Kind("тренинг", "m", "на тему"),
    "conference": Kind("конференция", "f", "на тему"),
    "seminar": Kind("семинар", "m", "на тему"),
    "round_table": Kind("круглый стол", "m", "на тему"),
    "meeting": Kind("совещание", "n", "на тему"),
    "webinar": Kind("вебинар", "m", "на тему", lasts_a_day=False),
    "consultation": Kind("консультативное совещание", "n", "на тему"),
    "study_visit": Kind("ознакомительная поездка", "f", "по теме"),
    "launch": Kind("презентация", "f", "", lasts_a_day=False),
}
_ADJECTIVE = r"[\w-]+(?:ый|ий|ой|ая|яя|ое|ее)"
_TAKEN_UP = (
    rf"(?:(?P<adjective>(?:[IVXL]+ )?(?:{_ADJECTIVE})?(?: {_ADJECTIVE}){{0,2}}) )?"
    r"{noun} (?!и )(?P<words>[\w«].+)"
)
_ROMAN = re.compile(r"\b[ivxl]+\b")
_WHICH_ONE = re.compile(
    r"(?:[IVXL]+|(?:перв|втор|трет|четвёрт|пят|шест|седьм|восьм|девят|десят|очередн|ежегодн)\w+) "
)
_EVENT_NOUNS = frozenset(map(bare, (
    "семинар", "тренинг", "конференция", "совещание", "встреча", "форум", "диалог", "вебинар", "консультация",
    "консультации", "заседание", "саммит", "курс", "круглый", "презентация", "практикум", "сессия", "школа",
    "обзор", "поездка", "визит", "неделя", "запуск", "симпозиум",
)))  # fmt: skip
HOLD = {Tense.BEFORE: ("проведёт", "проведут"), Tense.DURING: ("проводит", "проводят")}
_HELD = {"m": "провёл", "f": "провела", "n": "провело"}
_BE_HELD = {
    Tense.BEFORE: {"m": "пройдёт", "f": "пройдёт", "n": "пройдёт", "p": "пройдут"},
    Tense.DURING: {"m": "проходит", "f": "проходит", "n": "проходит", "p": "проходят"},
    Tense.AFTER: {"m": "прошёл", "f": "прошла", "n": "прошло", "p": "прошли"},
}
_ORGANISED = {"m": "организован", "f": "организована", "n": "организовано", "p": "организованы"}
_WERE = {"m": "был", "f": "была", "n": "было", "p": "были"}
_SAY = (("отметил", "отметила", "отмечает"), ("подчеркнул", "подчеркнула", "подчёркивает"))
_ADD = ("добавил", "добавила", "добавляет")


def headline(scene: Scene) -> Sentence:
    """Actors, a verb in the present, the event: no date, no full stop."""
    given = scene.own(scene.facts.headline)
    if given:
        return Sentence(given, frozenset({"headline"}))
    parties = scene.facts.organisers
    actors = join([scene.own(party.acronym) or scene.name(party.name) for party in parties], "ru")
    verb = HOLD[Tense.DURING][are_several(scene, parties)]
    text = f"{actors} {verb} {event_words(scene, with_duration=False)}"
    return Sentence(capitalise(text), frozenset({"organisers", "kind", "title"}))


def lede(scene: Scene) -> list[Sentence]:
    """Who holds what, when and where; the event is the subject where the past tense would have to guess a gender."""
    facts = scene.facts
    several = are_several(scene, facts.organisers)
    verb = "провели" if several else _HELD.get(name_gender(scene.name(facts.organisers[0].name)), "")
    if scene.tense != Tense.AFTER:
        verb = HOLD[scene.tense][several]
    organisers = join([scene.named(party) for party in facts.organisers], "ru")
    partners = in_case(scene, facts.co_organisers, "instrumental")
    with_partners = f" в сотрудничестве с {partners}" if partners else ""
    if verb:
        words = [f"{organisers}{with_partners}", verb, scene.when, where(scene), event_words(scene)]
        result = [sentence(" ".join(filter(None, words)), *lede_facts(scene))]
    else:
        held = _BE_HELD[scene.tense][kind_words(scene).gender]
        words = [scene.when, where(scene), held, event_words(scene, case="nominative")]
        result = [
            sentence(" ".join(filter(None, words)), *lede_facts(scene)),
            sentence(f"организатор{DASH} {organisers}{with_partners}", "organisers"),
        ]
    if facts.co_organisers and not partners:
        result.append(_labelled(scene, facts.co_organisers, "соорганизатор", "co_organisers"))
    return result


def organisers_of(scene: Scene) -> list[Sentence]:
    """Организатор – A; соорганизаторы – B и C."""
    facts = scene.facts
    result = [_labelled(scene, facts.organisers, "организатор", "organisers")]
    if facts.co_organisers:
        result.append(_labelled(scene, facts.co_organisers, "соорганизатор", "co_organisers"))
    return result


def framework(scene: Scene) -> list[Sentence]:
    """The programme with its funding, then who takes part; what is not known is left out."""
    facts = scene.facts
    kind = kind_words(scene)
    was = f"{_WERE[kind.gender]} " if scene.tense == Tense.AFTER else ""
    organised = f"{kind.noun} {was}{_ORGANISED[kind.gender]}"
    funding = funding_of_programme(scene) if facts.programme else funding_of_event(scene, organised)
    result = []
    if facts.programme:
        text = f"{organised} в рамках {under(scene, facts.programme)}{funding}"
        result.append(sentence(text, *framework_facts(scene)))
    elif funding:
        result.append(sentence(funding, *framework_facts(scene)))
    result += [sentence(text, *framework_facts(scene)) for text in attendance(scene)]
    in_kind = support_in_kind(scene, f"мероприятие {_BE_HELD[scene.tense]['n']}")
    if in_kind:
        result.append(sentence(in_kind, "funders"))
    spoken = languages_of(scene)
    if spoken:
        noun = "рабочие языки" if len(spoken) > 1 else "рабочий язык"
        result.append(sentence(f"{noun} мероприятия{DASH} {join(spoken, 'ru')}", "working_languages"))
    return result


def aim(scene: Scene) -> list[Sentence]:
    """What the event is for, then what the programme aims to: verbs and nouns stand alike after «цель –»."""
    result = []
    objectives = objectives_of(scene)
    if objectives:
        noun = declined(kind_words(scene).noun, "genitive") or "мероприятия"
        label = "цели" if len(objectives) > 1 else "цель"
        result.append(sentence(f"{label} {noun}{DASH} {join(objectives, 'ru')}", "objectives", "kind"))
    programme = scene.facts.programme
    if programme:
        noun, of_it, gender = sort_of(scene, programme)
        purpose = clause(scene.own(programme.aim))
        if purpose:
            result.append(sentence(f"цель {of_it}{DASH} {purpose}", "programme"))
        if programme.implementers:
            carried = join([scene.named(party) for party in programme.implementers], "ru")
            verb = "реализуют" if are_several(scene, programme.implementers) else "реализует"
            result.append(sentence(f"{accusative(noun, gender)} {verb} {carried}", "programme"))
    return result


def quotes(scene: Scene) -> list[Sentence]:
    """Each quotation with a verb in the gender of the speaker; in the present, which has none, when that is unknown."""
    result = []
    for number, each in enumerate(spoken_by(scene)):
        forms = _ADD if each.again else _SAY[number % len(_SAY)]
        verb = forms[{"m": 0, "f": 1}.get(each.gender or "", 2)]
        words = each.words.rstrip(" .")
        if each.lead_in:
            who = f"{each.lead_in}, {each.speaker}{',' if each.title else ''}"
            text = f"{who} {verb}: {quote(words, 'ru')}."
        else:
            # The title stands before the name as its apposition, unless it holds clauses of its own.
            is_plain = each.title and "," not in each.title
            who = f"{clause(each.title)} {each.name}" if is_plain else each.speaker
            mark = "" if words.endswith(("!", "?", "…")) else ","
            text = f"{quote(words, 'ru')}{mark}{DASH} {verb} {who}"
        result.append(sentence(text, "quotes"))
    return result


def contact(scene: Scene) -> list[Sentence]:
    """Whom the press may ask."""
    given = contact_of(scene)
    if not given:
        return []
    parts = [part for part in (given.name.strip(), scene.name(given.office)) if part]
    parts += [f"эл. почта: {given.email}"] if given.email else []
    parts += [f"тел.: {given.phone}"] if given.phone else []
    if not parts:
        return []
    formula = "дополнительную информацию можно получить по следующим контактам: "
    return [sentence(formula + ", ".join(parts), "contact")]


def where(scene: Scene) -> str:
    """The place with its preposition: в Пекине (Китай); в городе Грозный; в онлайн-формате."""
    place = scene.facts.place
    country = scene.country
    alone = in_place(country) or (f"({country})" if country else "")
    if scene.own(place.phrase) or not scene.city:
        return place_of(scene, after_city="", alone=alone, online="в онлайн-формате", both=" и ")
    said = ", ".join(filter(None, (scene.name(place.venue), country if scene.says_country else "")))
    city = (in_place(scene.city) or f"в городе {scene.city}") + (f" ({said})" if said else "")
    return f"{city} и в онлайн-формате" if place.online else city


def event_words(scene: Scene, *, with_duration: bool = True, case: str = "accusative") -> str:
    """двухдневную конференцию на тему «…», the object of проводить; двухдневная конференция in the nominative."""
    launch = launch_of(scene, "запуск ")
    if launch:
        return launch
    kind = kind_words(scene)
    title = title_of(scene, kind, _TAKEN_UP, _EVENT_NOUNS)
    adjective = _ROMAN.sub(lambda number: number[0].upper(), title.adjective)
    noun = f"{adjective} {kind.noun}".strip()
    if with_duration and (scene.day_count > 1 or kind.lasts_a_day):
        # Второй трёхдневный семинар: which one it is stands before how long it is.
        which = _WHICH_ONE.match(noun)
        split = which.end() if which else 0
        noun = noun[:split] + lasting(noun[split:], scene.day_count, "ru", gender=kind.gender)
    if case == "accusative":
        noun = accusative(noun, kind.gender)
    own_title = scene.own(scene.facts.title)
    says_itself = title.is_name or not own_title or bare(head_of(own_title)[1]) in _EVENT_NOUNS
    link = "" if says_itself else kind.link
    return " ".join(filter(None, (noun, title.words or f"{link} {title.quoted}".strip())))


def kind_words(scene: Scene) -> Kind:
    """The noun of the event: what the facts call it, with its gender, else the word for its kind."""
    usual = KINDS[scene.facts.kind]
    noun = clause(scene.own(scene.facts.kind_name))
    if noun:
        gender = gender_of(noun)
        gender = gender if gender == "p" else scene.facts.kind_gender.get("ru") or gender
        return replace(usual, noun=noun, gender=gender)
    return Kind("запуск", "m", "", usual.lasts_a_day) if launch_of(scene, "запуск ") else usual


def _labelled(scene: Scene, parties: tuple[Party, ...], label: str, fact: str) -> Sentence:
    named = join([scene.named(party) for party in parties], "ru")
    return sentence(f"{label}{'ы' if len(parties) > 1 else ''}{DASH} {named}", fact)
