"""Whatever is left out, the release reads well: properties over subsets of the facts."""

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import NBSP, beijing, ministry

from eventhub.releases.facts_file import from_data
from eventhub.releases.prose.write import KINDS_WRITTEN, LANGUAGES_WRITTEN, write
from eventhub.releases.render import as_txt

CERTAIN = {"kind", "title", "start", "end", "time_zone", "place", "organisers", "as_of"}
EVERYTHING = beijing() | {
    "co_organisers": [ministry("Justice")],
    "participants_total": 7,
    "participants_total_is_minimum": True,
    "participant_countries": ["CN", "NL", "CI"],
    "working_languages": ["zh", "en"],
    "objectives": {
        "en": ["Share practice."],
        "fr": ["Échanger les pratiques."],
        "es": ["Intercambiar prácticas."],
        "ar": ["تبادل الممارسات"],
        "zh": ["交流做法。"],
        "ru": ["обменяться опытом."],
    },
    "print_year": True,
    "start_time": "08:30",
    "participants_women": 4,
    "participants_men": 3,
    "outcomes": {
        "en": "They agreed.",
        "fr": "Ils ont conclu.",
        "es": "Acordaron.",
        "zh": "达成一致",
        "ru": "Решили",
    },
    "postponed_to": ["2017-02-28", "2017-03-01"],
    "reason": {
        "en": "The venue is closed",
        "fr": "La salle est fermée",
        "es": "La sede está cerrada",
        "ru": "Зал закрыт",
    },
    "media": {
        "en": "Bring a press card.",
        "fr": "Munissez-vous de votre carte.",
        "es": "Traiga su carné.",
        "ru": "Иметь при себе карту прессы.",
    },
    "corrects": {
        "headline": {"en": "China and EU Meet", "ru": "Встреча Китая и ЕС"},
        "date": "2016-11-01",
        "text": {"en": "Seven took part", "fr": "Ils étaient sept", "es": "Eran siete", "ru": "Их было семь"},
    },
    "boilerplate": {
        "en": "The office assists.",
        "fr": "Le bureau assiste.",
        "es": "La oficina asiste.",
        "ru": "Бюро помогает",
    },
    "press_contacts": [{"name": "Ana Ruiz", "email": "ana@example.org", "languages": ["es"]}],
}
OPTIONAL = sorted(set(EVERYTHING) - CERTAIN)
MONEY = st.lists(st.sampled_from(["sole", "lead", "co_funder", "in_kind"]), max_size=3)
KINDS = ["workshop", "training", "conference", "round_table", "webinar", "launch", "study_visit"]

FLAWS = {
    "two spaces": r"[ \u00a0]{2}",
    "space in Chinese": r"[\u4e00-\u9fff，。] (?=[\u4e00-\u9fff])",
    "full stop of another script": r"[\u4e00-\u9fff]\.(?:\s|$)",
    "space before a mark": r" [,.;)،؛，。；]",
    "two marks": r"[,;،؛，；、]\s*[,;.،؛，。；、]|\.\.|。。",
    "empty brackets": r"\(\s*\)|（\s*）",
    "empty quotation": r"«\s*»|“\s*”",
    "dangling conjunction": r"\b(?:and|et|y|e|or|de|of|du|del|by|par|por|from)\s*[,.;]"
    r"|\b(?:и|в|с|на|من|في|عن|إلى)\s*[,.;،]|\sو[\s،.]|[由与和、]。",
    "Python": r"None|\{|\}|Tense|frozenset|\[",
    "small initial": r"\n\n[«“]?[a-zà-ÿа-яё]",
    "article doubled": r"\b(the the|le le|la la|de de|du du|el el)\b",
}  # fmt: skip


@given(
    left=st.sets(st.sampled_from(OPTIONAL)),
    roles=MONEY,
    kind=st.sampled_from(KINDS),
    length=st.integers(0, 12),
    day=st.dates(date(2016, 10, 20), date(2017, 2, 1)),
)
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("occasion", KINDS_WRITTEN)
@pytest.mark.parametrize("language", LANGUAGES_WRITTEN)
def test_every_subset_reads_well(language, occasion, left, roles, kind, length, day):
    data = {name: value for name, value in EVERYTHING.items() if name not in left} | {"kind": kind}
    data["end"] = f"2016-11-{3 + length:02d}"
    data["funders"] = [{"party": ministry(f"No {n}"), "role": role} for n, role in enumerate(roles)]
    facts = from_data(data)

    release = write(facts, language, kind=occasion, as_of=day)
    written = as_txt(release)

    assert written == as_txt(write(facts, language, kind=occasion, as_of=day))
    flaws = {name: re.findall(pattern, written.strip()) for name, pattern in FLAWS.items()}
    assert not any(flaws.values()), (flaws, written)
    for paragraph in release.paragraphs:
        ends_well = re.search(rf"[.!?。](?:{NBSP}?»|”)?$", paragraph.text)
        assert ends_well or paragraph.role == "particulars", paragraph.text
    numbers = set(re.findall(r"\d+", json.dumps(data) + f"{facts.event_days}{day.isoformat()}0800 UTC"))
    unknown = {number for number in re.findall(r"\d+", written) if number.lstrip("0") not in _plain(numbers)}
    assert not unknown, (unknown, written)


def _plain(numbers: set[str]) -> set[str]:
    """The same without noughts before them, as dates are printed."""
    return {number.lstrip("0") for number in numbers} | {"08", "8", ""}
