"""Releases in Chinese (domain grammar, sections 1 to 9)."""

import re

from eventhub.releases.facts import Funder, Party, Programme
from eventhub.releases.prose.base import (
    Kind,
    Scene,
    Tense,
    contact_of,
    counted,
    framework_facts,
    languages_of,
    lede_facts,
    money_of,
    objectives_of,
    spoken_by,
)
from eventhub.releases.prose.text import Sentence, sentence
from eventhub.text.countries import country_name
from eventhub.text.durations import lasting
from eventhub.text.languages import in_language
from eventhub.text.lists import join
from eventhub.text.typography import quote, tidy

STOP = "。"
KINDS = {
    "workshop": Kind("研讨会", "", ""),
    "training": Kind("培训班", "", ""),
    "conference": Kind("会议", "", ""),
    "seminar": Kind("研讨会", "", ""),
    "round_table": Kind("圆桌会议", "", ""),
    "meeting": Kind("会议", "", ""),
    "webinar": Kind("网络研讨会", "", "", lasts_a_day=False),
    "consultation": Kind("磋商会", "", ""),
    "study_visit": Kind("考察访问", "", ""),
    "launch": Kind("启动仪式", "", "", lasts_a_day=False),
}
_SAYS_WHAT_IT_IS = re.compile(
    r"(?:会议?|培训班?|讲习班|课程|论坛|对话|磋商|访问|考察|仪式|活动|峰会|大会)$|^(?:关于)?启动"
)
"""Ends of titles that name the event themselves (应对混合移民的全球措施研讨会)."""
_PROGRAMMES = {"project": "项目", "programme": "方案", "initiative": "倡议", "dialogue": "对话"}
_ORGANISE = {Tense.BEFORE: "将于{when}{where}举办{event}", Tense.DURING: "于{when}{where}举办{event}",
             Tense.AFTER: "于{when}{where}举办了{event}"}  # fmt: skip
_TAKE_PART = {Tense.BEFORE: "将参加", Tense.DURING: "参加", Tense.AFTER: "参加了"}
_SUPPORT = {Tense.BEFORE: "将为{event}提供实物支持", Tense.DURING: "为{event}提供实物支持",
            Tense.AFTER: "为{event}提供了实物支持"}  # fmt: skip
_AIM = {Tense.BEFORE: "旨在", Tense.DURING: "旨在", Tense.AFTER: "旨在"}


def headline(scene: Scene) -> Sentence:
    """Actors, 举办, the event: no date, no full stop."""
    given = scene.own(scene.facts.headline)
    if given:
        return Sentence(given, frozenset({"headline"}))
    text = f"{actors(scene)}举办{event_words(scene, with_duration=False)}"
    return Sentence(text, frozenset({"organisers", "kind", "title"}))


def lede(scene: Scene) -> list[Sentence]:
    """Who holds what, when and where."""
    facts = scene.facts
    partners = join([scene.named(party) for party in facts.co_organisers], "zh")
    organisers = join([scene.named(party) for party in facts.organisers], "zh")
    act = _ORGANISE[scene.tense].format(when=scene.when, where=where(scene), event=event_words(scene))
    if partners:
        act = act.replace("举办", "共同举办", 1)
        organisers = f"{organisers}与{partners}"
    return [say(f"{organisers}{act}", *lede_facts(scene))]


def framework(scene: Scene) -> list[Sentence]:
    """The programme with its funding, then who takes part; what is not known is left out."""
    facts = scene.facts
    event = this_event(scene)
    funding = _funded(scene)
    sentences = []
    if facts.programme:
        by = f"由{funding}的" if funding else ""
        sentences.append(f"{event}在{by}{programme_words(scene, facts.programme)}框架下举办")
    elif funding:
        sentences.append(f"{event}由{funding}")
    attendance = _attendance(scene)
    result = [say(text, *framework_facts(scene)) for text in [*sentences, *attendance]]
    in_kind = join([_by_funder(scene, funder) for funder in money_of(facts).in_kind], "zh")
    if in_kind:
        result.append(say(in_kind + _SUPPORT[scene.tense].format(event=event), "funders"))
    spoken = join(languages_of(scene), "zh")
    if spoken:
        result.append(say(f"工作语言为{spoken}", "working_languages"))
    return result


def aim(scene: Scene) -> list[Sentence]:
    """What the event is for, then what the programme aims to."""
    result = []
    objectives = "；".join(text.rstrip("。；") for text in objectives_of(scene))
    if objectives:
        result.append(say(f"{this_event(scene)}{_AIM[scene.tense]}{objectives}", "objectives", "kind"))
    programme = scene.facts.programme
    if programme:
        carried = join([scene.named(party) for party in programme.implementers], "zh")
        purpose = scene.own(programme.aim).rstrip("。 ")
        clauses = [f"由{carried}执行"] if carried else []
        clauses += [f"旨在{purpose}"] if purpose else []
        if clauses:
            result.append(say(f"{programme_words(scene, programme)}{'，'.join(clauses)}", "programme"))
    return result


def quotes(scene: Scene) -> list[Sentence]:
    """Each quotation after its speaker, whose title stands before the name."""
    result = []
    for each in spoken_by(scene):
        verb = "还表示" if each.again else "表示"
        who = "，".join(filter(None, (each.lead_in, each.title + each.name)))
        words = (
            each.words if each.words.endswith(("。", "！", "？", "…")) else f"{each.words.rstrip('.')}{STOP}"
        )
        result.append(Sentence(f"{who}{verb}：{quote(words, 'zh')}", frozenset({"quotes"})))
    return result


def contact(scene: Scene) -> list[Sentence]:
    """Whom the press may ask."""
    given = contact_of(scene)
    if not given:
        return []
    who = "，".join(filter(None, (scene.name(given.office), given.name.strip())))
    ways = [f"电子邮箱：{given.email}"] if given.email else []
    ways += [f"电话：{given.phone}"] if given.phone else []
    if not who and not ways:
        return []
    opening = f"如需更多信息，请联系{who}" if who else "如需更多信息"
    return [say("，".join([opening, *ways]), "contact")]


def where(scene: Scene) -> str:
    """The place with its preposition: 在北京; 在埃及开罗; 以线上方式."""
    place = scene.facts.place
    given = scene.own(place.phrase)
    if given:
        return given
    country = scene.country if scene.says_country or not scene.city else ""
    here = country + scene.city
    if place.online:
        return f"在{here}{scene.venue}以线上线下相结合的方式" if scene.city else "以线上方式"
    return f"在{here}{scene.venue}" if here else ""


def event_words(scene: Scene, *, with_duration: bool = True) -> str:
    """为期两天的“…”研讨会; a title that says itself what it is takes no noun."""
    kind = kind_words(scene)
    borrowed, _language = in_language(scene.facts.title, scene.language)
    title = quote(tidy(borrowed, "zh").rstrip("。. "), "zh")
    says_it = bool(_SAYS_WHAT_IT_IS.search(borrowed.strip("。. “”")))
    event = title if says_it else f"{title}{kind.noun}"
    if with_duration and (scene.day_count > 1 or kind.lasts_a_day):
        return lasting(event, scene.day_count, "zh")
    return event


def kind_words(scene: Scene) -> Kind:
    """The noun of the event: what the facts call it, else the word for its kind."""
    usual = KINDS[scene.facts.kind]
    noun = scene.own(scene.facts.kind_name)
    return Kind(noun, "", "", usual.lasts_a_day) if noun else usual


def this_event(scene: Scene) -> str:
    """本次研讨会."""
    return f"本次{kind_words(scene).noun}"


def actors(scene: Scene) -> str:
    """The organisers by their short names."""
    return join(
        [scene.own(party.acronym) or scene.name(party.name) for party in scene.facts.organisers], "zh"
    )


def say(text: str, *facts: str) -> Sentence:
    return sentence(text, *facts, stop=STOP)


def people(scene: Scene, noun: str) -> str:
    """31名代表; 两名代表; 逾30名代表; without a figure, the noun alone."""
    total = scene.facts.participants_total
    if not total:
        return noun
    more = "逾" if scene.facts.participants_total_is_minimum else ""
    return f"{more}{counted(total, 'zh')}名{noun}"


def names_of(scene: Scene, parties: tuple[Party, ...]) -> str:
    """Parties by name; 以及 before the last where a name itself holds a list."""
    names = [scene.named(party) for party in parties]
    if len(names) > 1 and any("、" in name or "和" in name for name in names):
        return "、".join(names[:-1]) + f"以及{names[-1]}"
    return join(names, "zh")


def programme_words(scene: Scene, programme: Programme) -> str:
    """“…”项目; the noun only where the name does not end with one."""
    name = scene.name(programme.name)
    ends_itself = name.endswith(tuple(_PROGRAMMES.values()))
    return quote(name, "zh") + ("" if ends_itself else _PROGRAMMES[programme.type or "programme"])


def _by_funder(scene: Scene, funder: Funder) -> str:
    """欧洲联盟（欧盟）伙伴关系工具: the owner, then its instrument."""
    instrument = scene.name(funder.instrument.name) if funder.instrument else ""
    return scene.named(funder.party) + instrument


def _funded(scene: Scene) -> str:
    """A资助; A资助、B共同资助: what stands after 由."""
    money = money_of(scene.facts)
    paying = join([_by_funder(scene, funder) for funder in money.paying], "zh")
    along = join([_by_funder(scene, funder) for funder in money.co_funding], "zh")
    return "、".join(filter(None, (f"{paying}资助" if paying else "", f"{along}共同资助" if along else "")))


def _attendance(scene: Scene) -> list[str]:
    facts = scene.facts
    parties = names_of(scene, facts.participants)
    countries = join([country_name(code, "zh") for code in facts.participant_countries], "zh")
    act = f"{_TAKE_PART[scene.tense]}{this_event(scene)}"
    if parties and countries:
        return [f"来自{countries}的{people(scene, '代表')}{act}", f"他们代表{parties}"]
    if parties:
        return [f"来自{parties}的{people(scene, '代表')}{act}"]
    if countries:
        return [f"来自{countries}的{people(scene, '与会者')}{act}"]
    return [f"{people(scene, '与会者')}{act}"] if facts.participants_total else []
