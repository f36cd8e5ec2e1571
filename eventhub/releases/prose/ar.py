"""Releases in Arabic (domain grammar, sections 1 to 9). The verb stands first and agrees with its subject in gender."""

from eventhub.releases.facts import Funder, Party, Programme
from eventhub.releases.prose.base import (
    Kind,
    Scene,
    Tense,
    clause,
    contact_of,
    framework_facts,
    languages_of,
    lede_facts,
    money_of,
    objectives_of,
    spoken_by,
    title_of,
)
from eventhub.releases.prose.text import Sentence, sentence
from eventhub.text.arabic import counted, is_feminine
from eventhub.text.countries import country_name
from eventhub.text.durations import lasting
from eventhub.text.lists import join
from eventhub.text.typography import full_stop, quote

KINDS = {
    "workshop": Kind("ورشة عمل", "f", "بعنوان"),
    "training": Kind("دورة تدريبية", "f", "بعنوان"),
    "conference": Kind("مؤتمر", "m", "بعنوان"),
    "seminar": Kind("ندوة", "f", "بعنوان"),
    "round_table": Kind("مائدة مستديرة", "f", "بعنوان"),
    "meeting": Kind("اجتماع", "m", "بعنوان"),
    "webinar": Kind("ندوة إلكترونية", "f", "بعنوان", lasts_a_day=False),
    "consultation": Kind("مشاورة", "f", "بعنوان"),
    "study_visit": Kind("زيارة دراسية", "f", "بعنوان"),
    "launch": Kind("حفل إطلاق", "m", "", lasts_a_day=False),
}
_TAKEN_UP = (
    r"(?P<adjective>){noun} "
    r"(?P<words>(?:(?:إقليمي|وطني|دولي)ة? )?(?:حول|بشأن|عن|في|على)\b.+)"
)
_EVENT_NOUNS = frozenset({
    "ورشة", "دورة", "مؤتمر", "ندوة", "مائدة", "اجتماع", "مشاورة", "زيارة", "حفل", "منتدى", "حوار", "قمة", "ملتقى",
})  # fmt: skip
_ORGANISE = {
    Tense.BEFORE: ("سينظم", "ستنظم"),
    Tense.DURING: ("ينظم", "تنظم"),
    Tense.AFTER: ("نظم", "نظمت"),
}
_BE_HELD = {Tense.BEFORE: "ستُعقد", Tense.DURING: "تُعقد", Tense.AFTER: "عُقدت"}
_TAKE_PART = {Tense.BEFORE: "سيشارك", Tense.DURING: "يشارك", Tense.AFTER: "شارك"}
_ENJOY = {Tense.BEFORE: "ستحظى", Tense.DURING: "تحظى", Tense.AFTER: "حظيت"}
_AIM = {Tense.BEFORE: "تهدف", Tense.DURING: "تهدف", Tense.AFTER: "هدفت"}
_SAY = {"m": ("قال", "أضاف"), "f": ("قالت", "أضافت")}
_PROGRAMMES = {
    "project": ("مشروع", "المشروع", "يهدف"),
    "programme": ("برنامج", "البرنامج", "يهدف"),
    "initiative": ("مبادرة", "المبادرة", "تهدف"),
    "dialogue": ("حوار", "الحوار", "يهدف"),
}
"""By type: the noun, the same with its article, "aims"."""


def headline(scene: Scene) -> Sentence:
    """The event, then who holds it: no date, no full stop."""
    given = scene.own(scene.facts.headline)
    if given:
        return Sentence(given, frozenset({"headline"}))
    kind = kind_words(scene)
    pronoun = "ها" if kind.gender == "f" else "ه"
    verb = _ORGANISE[Tense.DURING][feminine_organiser(scene)]
    text = f"{event_words(scene, with_duration=False)} {verb}{pronoun} {actors(scene)}"
    return Sentence(text, frozenset({"organisers", "kind", "title"}))


def lede(scene: Scene) -> list[Sentence]:
    """Who holds what, when and where."""
    facts = scene.facts
    partners = names(scene, facts.co_organisers)
    words = [
        _ORGANISE[scene.tense][feminine_organiser(scene)],
        names(scene, facts.organisers),
        f"بالتعاون مع {partners}" if partners else "",
        f"{event_words(scene)}،",
        scene.when,
        where(scene),
    ]
    return [sentence(" ".join(filter(None, words)), *lede_facts(scene))]


def framework(scene: Scene) -> list[Sentence]:
    """The programme with its funding, then who takes part; what is not known is left out."""
    facts = scene.facts
    funding = _funded(scene)
    under = f"في إطار {programme_words(scene, facts.programme)}" if facts.programme else ""
    result = []
    if under or funding:
        text = " ".join(filter(None, (f"{_BE_HELD[scene.tense]} الفعالية", under, funding)))
        result.append(sentence(text, *framework_facts(scene)))
    attendance = _attendance(scene)
    if attendance:
        result.append(sentence(attendance, *framework_facts(scene)))
    in_kind = join([_by_funder(scene, funder) for funder in money_of(facts).in_kind], "ar")
    if in_kind:
        result.append(sentence(f"و{_ENJOY[scene.tense]} الفعالية بدعم عيني من {in_kind}", "funders"))
    spoken = languages_of(scene)
    if spoken:
        noun = "لغات العمل هي" if len(spoken) > 1 else "لغة العمل هي"
        result.append(sentence(f"{noun} {join(spoken, 'ar')}", "working_languages"))
    return result


def aim(scene: Scene) -> list[Sentence]:
    """What the event is for, then what the programme aims to."""
    result = []
    objectives = join(objectives_of(scene), "ar")
    if objectives:
        result.append(sentence(f"و{_AIM[scene.tense]} الفعالية إلى {objectives}", "objectives"))
    programme = scene.facts.programme
    if programme:
        _noun, known, aims = sort_of(scene, programme)
        purpose = clause(scene.own(programme.aim))
        if purpose:
            result.append(sentence(f"و{aims} {known} إلى {purpose}", "programme"))
        if programme.implementers:
            carries = "وتتولى" if is_feminine(scene.name(programme.implementers[0].name)) else "ويتولى"
            carried = names(scene, programme.implementers)
            result.append(sentence(f"{carries} {carried} تنفيذ {known}", "programme"))
    return result


def quotes(scene: Scene) -> list[Sentence]:
    """Each quotation after its speaker; the verb in the speaker's gender, or none where that is not known."""
    result = []
    for each in spoken_by(scene):
        speaker = "، ".join(filter(None, (each.name, each.title)))
        words = quote(full_stop(each.words), "ar")
        if each.gender in _SAY:
            verb = _SAY[each.gender][each.again]
            text = (
                f"{each.lead_in}، {verb} {speaker}: {words}"
                if each.lead_in
                else f"و{verb} {speaker}: {words}"
            )
        else:
            opening = f"{each.lead_in}، جاء" if each.lead_in else "وجاء"
            text = f"{opening} على لسان {speaker}{' أيضاً' if each.again else ''}: {words}"
        result.append(sentence(text, "quotes"))
    return result


def contact(scene: Scene) -> list[Sentence]:
    """Whom the press may ask."""
    given = contact_of(scene)
    if not given:
        return []
    who = [part for part in (given.name.strip(), scene.name(given.office)) if part]
    ways = [f"البريد الإلكتروني: {_from_the_left(given.email)}"] if given.email else []
    ways += [f"الهاتف: {_from_the_left(given.phone)}"] if given.phone else []
    if not who and not ways:
        return []
    return [sentence("لمزيد من المعلومات، جهة الاتصال: " + "، ".join(who + ways), "contact")]


def _from_the_left(text: str) -> str:
    """Isolated from the words around it, or the plus of a number would go to its other end (UAX 9, section 2.4)."""
    return f"\u2066{text}\u2069"


def where(scene: Scene) -> str:
    """The place with its preposition: في بيجين، الصين; عبر الإنترنت."""
    place = scene.facts.place
    given = scene.own(place.phrase)
    if given:
        return given
    online = "عبر الإنترنت" if place.online else ""
    if scene.city:
        country = f"، {scene.country}" if scene.says_country else ""
        here = f"في {scene.city}{scene.venue}{country}"
        return f"{here} و{online}" if online else here
    if online:
        return "" if scene.facts.kind == "webinar" else online
    return f"في {scene.country}{scene.venue}" if scene.country else ""


def event_words(scene: Scene, *, with_duration: bool = True) -> str:
    """ورشة عمل لمدة يومين بعنوان «…»."""
    kind = kind_words(scene)
    title = title_of(scene, kind, _TAKEN_UP, _EVENT_NOUNS)
    noun = kind.noun
    if with_duration and (scene.day_count > 1 or kind.lasts_a_day):
        noun = lasting(noun, scene.day_count, "ar")
    return " ".join(filter(None, (noun, title.words or f"{kind.link} {title.quoted}".strip())))


def kind_words(scene: Scene) -> Kind:
    """The noun of the event: what the facts call it, with its gender, else the word for its kind."""
    usual = KINDS[scene.facts.kind]
    noun = scene.own(scene.facts.kind_name)
    if not noun:
        return usual
    gender = scene.facts.kind_gender.get("ar") or ("f" if is_feminine(noun) else "m")
    return Kind(noun, gender, "بعنوان", usual.lasts_a_day)


def actors(scene: Scene) -> str:
    """The organisers by their short names."""
    return join(
        [scene.own(party.acronym) or scene.name(party.name) for party in scene.facts.organisers], "ar"
    )


def names(scene: Scene, parties: tuple[Party, ...]) -> str:
    return join([scene.named(party) for party in parties], "ar")


def feminine_organiser(scene: Scene) -> bool:
    """Whether the verb before the organisers is feminine: it agrees with the first of them."""
    return is_feminine(scene.name(scene.facts.organisers[0].name))


def sort_of(scene: Scene, programme: Programme) -> tuple[str, str, str]:
    """What sort of programme it is; what its name opens with counts before the stored type."""
    opening = scene.name(programme.name).split(" ")[0]
    named = next((forms for forms in _PROGRAMMES.values() if forms[0] == opening), None)
    return named or _PROGRAMMES[programme.type or "programme"]


def programme_words(scene: Scene, programme: Programme) -> str:
    """مشروع «…»; the name alone where it opens with the noun."""
    name = scene.name(programme.name)
    noun, *_ = sort_of(scene, programme)
    return quote(name, "ar") if name.startswith(noun) else f"{noun} {quote(name, 'ar')}"


def _by_funder(scene: Scene, funder: Funder) -> str:
    named = scene.named(funder.party)
    return f"{named} من خلال {scene.name(funder.instrument.name)}" if funder.instrument else named


def _funded(scene: Scene) -> str:
    """بتمويل من A وبتمويل مشترك من B."""
    money = money_of(scene.facts)
    paying = join([_by_funder(scene, funder) for funder in money.paying], "ar")
    along = join([_by_funder(scene, funder) for funder in money.co_funding], "ar")
    parts = [f"بتمويل من {paying}"] if paying else []
    parts += [f"بتمويل مشترك من {along}"] if along else []
    return join(parts, "ar")


def _attendance(scene: Scene) -> str:
    facts = scene.facts
    total, is_minimum = facts.participants_total, facts.participants_total_is_minimum
    parties = names(scene, facts.participants)
    countries = join([country_name(code, "ar") for code in facts.participant_countries], "ar")
    if not (total or parties or countries):
        return ""
    forms = ("ممثل", "ممثلان", "ممثلين", "ممثلاً") if parties else ("مشارك", "مشاركان", "مشاركين", "مشاركاً")
    plain = "ممثلون" if parties else "مشاركون"
    if total and is_minimum:
        dual = forms[1].removesuffix("ان") + "ين"
        who = f"أكثر من {counted(total, *forms, genitive_two=dual)}"
    else:
        who = counted(total, *forms) if total else plain
    words = [
        f"و{_TAKE_PART[scene.tense]} في الفعالية {who}",
        f"من {countries}" if countries else "",
        f"{'يمثلون' if countries else 'عن'} {parties}" if parties else "",
    ]
    return " ".join(filter(None, words))
