"""Releases in Chinese and in Arabic: the Beijing workshop, and facts that trip up a form letter."""

from datetime import date

import pytest
from sheets import beijing, in_place, ministry, sheet

from eventhub.releases.facts_file import from_data
from eventhub.releases.prose.write import write
from eventhub.text.arabic import counted, is_feminine

BEFORE, DURING, AFTER = date(2016, 11, 1), date(2016, 11, 3), date(2016, 11, 10)
ZH_TITLE = "“返回和重新接纳非正规移民务实合作”研讨会"
AR_TITLE = "«التعاون العملي بشأن عودة المهاجرين غير النظاميين وإعادة قبولهم»"
AR_OFFICE = "مكتب الاتصال للمنظمة الدولية للهجرة في الصين"


def paragraph(text, role: str) -> str:
    return next((each.text for each in text.paragraphs if each.role == role), "")


def told(language: str, role: str, kind: str = "announcement", as_of: date = AFTER, **changes) -> str:
    """One paragraph of the release of Beijing with other facts."""
    return paragraph(write(from_data(beijing() | changes), language, kind=kind, as_of=as_of), role)


@pytest.mark.parametrize(
    ("as_of", "lede"),
    [
        (BEFORE, f"国际移民组织驻华联络处将于11月3日至4日在北京举办为期两天的{ZH_TITLE}。"),
        (DURING, f"国际移民组织驻华联络处于11月3日至4日在北京举办为期两天的{ZH_TITLE}。"),
        (AFTER, f"国际移民组织驻华联络处于11月3日至4日在北京举办了为期两天的{ZH_TITLE}。"),
    ],
)
def test_chinese_tells_by_particles_when_it_is(as_of, lede):
    assert told("zh", "lede", as_of=as_of) == lede


@pytest.mark.parametrize(("as_of", "verb"), [(BEFORE, "سينظم"), (DURING, "ينظم"), (AFTER, "نظم")])
def test_arabic_begins_with_the_verb_in_its_tense(as_of, verb):
    lede = f"{verb} {AR_OFFICE} ورشة عمل لمدة يومين بعنوان {AR_TITLE}، يومي 3 و4 نوفمبر في بيجين."
    assert told("ar", "lede", as_of=as_of) == lede


def test_chinese_names_programme_funder_and_participants():
    assert told("zh", "framework") == (
        "本次研讨会在由欧洲联盟（欧盟）伙伴关系工具资助的“支持中欧人员往来和移民领域对话项目”框架下举办。"
        "来自外交部、公安部、欧盟委员会移民与内政总司、欧盟驻华代表团和多个欧盟成员国驻北京使馆的代表参加了本次研讨会。"
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"participants_total": 2}, "2"),
        ({"participants_total": 31}, "31名代表"),
        ({"participants_total": 30, "participants_total_is_minimum": True}, "逾30名代表"),
    ],
)
def test_chinese_counts_people_with_their_measure_word(facts, words):
    framework = told("zh", "framework", **facts)
    assert (words if words != "2" else "两名代表") in framework


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (in_place("EG", city={"zh": "开罗", "ar": "القاهرة"}), "在埃及开罗举办"),
        (in_place("EG", city={}), "在埃及举办"),
        (in_place("EG", city={"zh": "开罗"}, venue={"zh": "尼罗河饭店"}), "在埃及开罗（尼罗河饭店）举办"),
        (in_place("EG", online=True), "以线上方式举办"),
    ],
)
def test_chinese_places(place, words):
    assert words in told("zh", "lede", as_of=BEFORE, **place)


def test_a_chinese_title_that_says_what_it_is_takes_no_noun():
    lede = told("zh", "lede", as_of=BEFORE, title={"zh": "应对混合移民的全球措施研讨会"})
    assert lede.endswith("举办为期两天的“应对混合移民的全球措施研讨会”。")


def test_chinese_money_by_what_each_gives():
    funders = [
        {"party": ministry("A"), "role": "lead"},
        {"party": ministry("B"), "role": "co_funder"},
        {"party": ministry("C"), "role": "in_kind"},
    ]
    facts = {name: value for name, value in beijing().items() if name not in ("programme", "participants")}
    text = write(from_data(facts | {"funders": funders}), "zh", as_of=AFTER)
    framework = paragraph(text, "framework")
    assert "资助、" in framework
    assert "共同资助。" in framework
    assert "提供了实物支持。" in framework


def test_a_chinese_speaker_is_named_after_the_title():
    quote = {
        "speaker": {"name": "李伟", "title": {"zh": "联络处主任"}},
        "lead_in": {"zh": "谈到回返移民时"},
        "text": {"zh": "合作已经成熟"},
    }
    assert told("zh", "quote", quotes=[quote]) == "谈到回返移民时，联络处主任李伟表示：“合作已经成熟。”"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "opening",
            f"由国际移民组织驻华联络处举办的为期两天的{ZH_TITLE}11月3日在北京开幕。本次研讨会将持续至11月4日。",
        ),
        ("postponement", "延期举行。新的日期确定后将另行公布。"),
        ("cancellation", f"原定由国际移民组织驻华联络处于11月3日至4日在北京举办的为期两天的{ZH_TITLE}取消。"),
    ],
)
def test_chinese_occasions(kind, words):
    assert told("zh", "lede", kind).endswith(words)


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("وزارة الداخلية", "ستنظم"),
        ("الاتحاد الأوروبي", "سينظم"),
        ("بعثة الأمم المتحدة", "ستنظم"),
        ("مجلس أوروبا", "سينظم"),
        ("عدة سفارات", "ستنظم"),
        ("الأمم المتحدة", "ستنظم"),
    ],
)
def test_the_arabic_verb_agrees_with_who_organises(name, verb):
    organiser = {"name": {"ar": name, "en": "X"}, "category": "government"}
    assert told("ar", "lede", as_of=BEFORE, organisers=[organiser]).startswith(f"{verb} {name} ")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "ممثل واحد"),
        (2, "ممثلان"),
        (3, "ثلاثة ممثلين"),
        (10, "عشرة ممثلين"),
        (11, "11 ممثلاً"),
        (31, "31 ممثلاً"),
        (100, "100 ممثل"),
        (103, "103 ممثلين"),
    ],
)
def test_arabic_nouns_follow_their_number(number, words):
    assert counted(number, "ممثل", "ممثلان", "ممثلين", "ممثلاً") == words
    assert f"شارك في الفعالية {words} عن" in told("ar", "framework", participants_total=number)


@pytest.mark.parametrize(
    ("country", "days"),
    [("LB", "يومي ٣ و٤ تشرين الثاني"), ("MA", "يومي 3 و4 نونبر"), ("CN", "يومي 3 و4 نوفمبر")],
)
def test_arabic_months_and_digits_are_those_of_the_country(country, days):
    assert days in told("ar", "lede", as_of=BEFORE, **in_place(country, city={"ar": "المدينة"}))


@pytest.mark.parametrize(
    ("gender", "verb"), [("m", "وقال لي وي"), ("f", "وقالت لي وي"), (None, "وجاء على لسان لي وي")]
)
def test_the_arabic_verb_of_saying_agrees_with_the_speaker(gender, verb):
    speaker = {"name": "لي وي"} | ({"gender": gender} if gender else {})
    quote = {"speaker": speaker, "text": {"ar": "التعاون ناضج"}}
    assert told("ar", "quote", quotes=[quote]) == f"{verb}: «التعاون ناضج.»"


def test_arabic_says_both_when_it_is_in_a_room_and_online():
    place = in_place("CN", city={"ar": "بيجين"}, online=True)
    assert told("ar", "lede", as_of=BEFORE, **place).endswith("في بيجين، الصين وعبر الإنترنت.")


def test_an_arabic_number_keeps_its_plus_before_it():
    assert "\u2066+ 86 13466385492\u2069" in told("ar", "contact").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "opening",
            f"افتُتحت في 3 نوفمبر في بيجين ورشة عمل لمدة يومين بعنوان {AR_TITLE} من تنظيم {AR_OFFICE}.",
        ),
        ("cancellation", f"أُلغيت ورشة عمل لمدة يومين بعنوان {AR_TITLE} كان من المقرر أن يعقدها {AR_OFFICE}"),
        ("postponement", "وسيُعلن الموعد الجديد فور تحديده."),
    ],
)
def test_arabic_occasions(kind, words):
    assert words in told("ar", "lede", kind)


def test_the_arabic_verb_agrees_with_what_is_cancelled():
    assert told("ar", "lede", "cancellation", kind_name={}, kind_gender={}).startswith("أُلغيت")
    meeting = write(from_data(beijing() | {"kind": "meeting"}), "ar", kind="cancellation", as_of=AFTER)
    assert paragraph(meeting, "lede").startswith("أُلغي اجتماع")


@pytest.mark.parametrize(
    ("name", "feminine"), [("وزارة", True), ("مكتب", False), ("", False), ("خبراء", False)]
)
def test_gender_is_read_off_the_first_word(name, feminine):
    assert is_feminine(name) is feminine


def test_a_sheet_with_nothing_but_the_certain_facts_is_a_release():
    for language in ("zh", "ar"):
        text = write(sheet(), language, as_of=BEFORE)
        assert text.headline.text
        assert paragraph(text, "lede")
