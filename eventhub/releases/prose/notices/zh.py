"""Releases in Chinese on other occasions than the announcement."""

from eventhub.releases.prose import zh
from eventhub.releases.prose.base import (
    Scene,
    clock_of,
    corrected_headline,
    correction_text,
    counted,
    figures_of,
    lede_facts,
)
from eventhub.releases.prose.text import Notice, Sentence
from eventhub.text.lists import join
from eventhub.text.typography import quote


def opening(scene: Scene) -> Notice:
    """It has begun: where, and how long it goes on."""
    days = scene.facts.event_days
    text = f"{_organisers(scene)}举办的{zh.event_words(scene)}{scene.on(days[:1])}{zh.where(scene)}开幕"
    lede = [zh.say(text, *lede_facts(scene))]
    if len(days) > 1:
        last = scene.on(days[-1:])
        lede.append(zh.say(f"{zh.this_event(scene)}将持续至{last}", "start", "end"))
    headline = f"{zh.actors(scene)}举办的{zh.event_words(scene, with_duration=False)}开幕"
    return Notice(Sentence(headline, frozenset({"organisers", "kind", "title"})), lede)


def outcome(scene: Scene) -> Notice:
    """It is over: who held it, when and where."""
    headline = f"{zh.actors(scene)}举办的{zh.event_words(scene, with_duration=False)}闭幕"
    return Notice(Sentence(headline, frozenset({"organisers", "kind", "title"})), zh.lede(scene))


def attendance(scene: Scene) -> list[Sentence]:
    """How many women and how many men came."""
    figures = figures_of(scene)
    if not figures or figures[0] == 1:
        return []
    total, women, men = figures
    if not women or not men:
        text = f"{counted(total, 'zh')}名与会者均为{'女性' if women else '男性'}"
    else:
        text = f"{counted(total, 'zh')}名与会者中，女性{counted(women, 'zh')}名，男性{counted(men, 'zh')}名"
    return [zh.say(text, "participants_women", "participants_men")]


def postponement(scene: Scene) -> Notice:
    """It will not be on the days announced, but on others, or on days not yet known."""
    new_days = scene.facts.postponed_to
    text = f"{_announced(scene)}延期举行"
    later = f"新的日期为{scene.on(new_days)}" if new_days else "新的日期确定后将另行公布"
    lede = [zh.say(text, *lede_facts(scene)), zh.say(later, "postponed_to")]
    return Notice(_event_is(scene, "延期举行"), lede)


def cancellation(scene: Scene) -> Notice:
    """It will not take place."""
    lede = [zh.say(f"{_announced(scene)}取消", *lede_facts(scene))]
    return Notice(_event_is(scene, "取消"), lede)


def media_advisory(scene: Scene) -> Notice:
    """The press is asked to come."""
    invited = f"诚邀媒体代表参加{_organisers(scene)}举办的{zh.event_words(scene)}"
    announced = zh.headline(scene)
    headline = Sentence(f"媒体通告：{announced.text}", announced.facts)
    return Notice(headline, [zh.say(invited, *lede_facts(scene))])


def particulars(scene: Scene) -> list[Sentence]:
    """What, when, where and who, a line for each."""
    facts = scene.facts
    opens = clock_of(scene).replace(", ", "，").replace(" (", "（").replace(")", "）")
    lines = [
        ("活动", zh.event_words(scene, with_duration=False), ("kind", "title")),
        ("时间", scene.when + (f"，开始时间：{opens}" if opens else ""), ("start", "end", "start_time")),
        ("地点", zh.where(scene).removeprefix("在"), ("place",)),
        ("参加方", zh.names_of(scene, facts.participants), ("participants",)),
    ]
    return [Sentence(f"{label}：{words}", frozenset(names)) for label, words, names in lines if words]


def correction(scene: Scene) -> Notice:
    """An earlier release had a mistake."""
    headline, day = corrected_headline(scene)
    which = f"{day}发布的新闻稿{quote(headline, 'zh')}" if headline else "此前发布的新闻稿"
    title = f"更正：{headline}" if headline else "更正"
    lede = [zh.say(f"现对{which}作如下更正", "corrects"), *correction_text(scene)]
    return Notice(Sentence(title, frozenset({"corrects"})), lede)


def _organisers(scene: Scene) -> str:
    """由A与B: who holds it, as it stands before 举办."""
    facts = scene.facts
    names = join([scene.named(party) for party in facts.organisers], "zh")
    partners = join([scene.named(party) for party in facts.co_organisers], "zh")
    return f"由{names}与{partners}共同" if partners else f"由{names}"


def _event_is(scene: Scene, state: str) -> Sentence:
    """“…”研讨会延期举行."""
    return Sentence(f"{zh.event_words(scene, with_duration=False)}{state}", frozenset({"kind", "title"}))


def _announced(scene: Scene) -> str:
    """原定于11月3日至4日在北京举办的为期两天的“…”研讨会."""
    held = f"原定{_organisers(scene)}于{scene.when}{zh.where(scene)}举办的"
    return f"{held}{zh.event_words(scene)}"
