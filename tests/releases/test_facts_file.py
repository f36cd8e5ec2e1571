"""A file of facts that cannot be used says which field is wrong, and in plain words."""

import pytest
from sheets import BEIJING, beijing

from eventhub.releases.facts import Facts
from eventhub.releases.facts_file import FactsError, from_data, load, parse


def without(name):
    return {key: value for key, value in beijing().items() if key != name}


def problems(data):
    with pytest.raises(FactsError) as caught:
        from_data(data)
    return [str(problem) for problem in caught.value.problems]


def test_the_facts_of_beijing():
    facts = load(BEIJING)

    assert isinstance(facts, Facts)
    assert [day.isoformat() for day in facts.event_days] == ["2016-11-03", "2016-11-04"]
    assert facts.funders[0].instrument.name["fr"] == "Instrument de partenariat"
    assert facts.quotes[0].speaker.gender == "m"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"end": "2016-11-01"}, "end: 2016-11-01 is before start (2016-11-03)"),
        ({"end": "2018-11-03"}, "end: 2018-11-03 is more than a year after start (2016-11-03)"),
        ({"start": "2016-02-30"}, 'start: "2016-02-30" is not a date of the calendar written YYYY-MM-DD'),
        ({"start": "3 November"}, 'start: "3 November" is not a date of the calendar written YYYY-MM-DD'),
        (
            {"days": ["2016-11-09"]},
            "days[0]: 2016-11-09 is not between start (2016-11-03) and end (2016-11-04)",
        ),
        ({"time_zone": "Mars/Base"}, 'time_zone: "Mars/Base" is not a time zone, such as Asia/Shanghai'),
        (
            {"place": {"country_iso2": "ZZ"}},
            'place.country_iso2: "ZZ" is not the code of a country (ISO 3166-1)',
        ),
        (
            {"place": {"country_iso2": "cn"}},
            'place.country_iso2: "cn" is not a country code of two capital letters, such as CN',
        ),
        (
            {"participant_countries": ["CN", "QQ"]},
            'participant_countries[1]: "QQ" is not the code of a country (ISO 3166-1)',
        ),
        ({"organisers": []}, "organisers: must have at least one entry"),
        ({"title": {"en": ""}}, "title.en: is empty"),
        ({"title": {}}, "title: has no text in any language"),
        ({"title": {"xx": "a"}}, 'title: "xx" is not a language: use en, fr, es, ar, zh or ru'),
        ({"title": "Workshop"}, "title: must be a group of fields { }"),
        ({"participants_total": 0}, "participants_total: must be at least 1"),
        ({"participants_total": "many"}, "participants_total: must be a whole number"),
        ({"budget": 3}, "budget: is not a field of the facts"),
        ({"contact": {"email": "nobody"}}, 'contact.email: "nobody" is not an e-mail address'),
        ({"quotes": [{"text": {"en": "a"}}]}, "quotes[0].speaker: is missing"),
        (
            {"programme": {"name": {"en": "A"}, "type": "plan"}},
            'programme.type: "plan" is not one of project, programme, initiative or dialogue',
        ),
    ],
)
def test_problem_names_its_field(changes, problem):
    assert problems(beijing() | changes) == [problem]


def test_every_missing_field_is_named():
    data = without("title")
    del data["start"]

    assert problems(data) == ["title: is missing", "start: is missing"]


def test_several_problems_are_told_at_once():
    assert len(problems(beijing() | {"kind": "party", "end": "soon"})) == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": }', "the file is not JSON: Expecting value at line 1, column 7"),
        ('{"a": 1, "a": 2}', "a: is given more than once in one place"),
        ("[]", "must be a group of fields { }"),
    ],
)
def test_text_that_holds_no_facts(text, problem):
    with pytest.raises(FactsError, match="^" + problem.replace("{", r"\{")):
        parse(text)


def test_text_nested_without_end():
    with pytest.raises(FactsError, match="nested too deep"):
        parse("[" * 100_000)


def test_file_that_is_not_there(tmp_path):
    with pytest.raises(FactsError, match="the file cannot be read"):
        load(tmp_path / "none.json")


def test_file_that_is_no_text(tmp_path):
    path = tmp_path / "facts.json"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(FactsError, match="not text in UTF-8"):
        load(path)
