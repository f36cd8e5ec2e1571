"""The release that EventHub was begun for: the workshop of 3 and 4 November in Beijing, against stored texts."""

from datetime import date

import pytest
from sheets import BEIJING, GOLDEN, beijing, role_of

from eventhub.releases.facts_file import from_data, load
from eventhub.releases.prose.write import write
from eventhub.releases.render import as_txt

DAYS = {"before": date(2016, 11, 1), "during": date(2016, 11, 3), "after": date(2016, 11, 7)}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("moment", DAYS)
def test_stored_text(language, moment):
    written = as_txt(write(load(BEIJING), language, as_of=DAYS[moment]))

    assert written == (GOLDEN / f"beijing.{language}.{moment}.txt").read_text("utf-8")


def test_paragraphs_stand_in_the_order_of_the_seed():
    roles = [paragraph.role for paragraph in write(load(BEIJING), "fr").paragraphs]

    assert roles == ["lede", "framework", "context", "aim", "quote", "contact"]


def test_last_day_in_the_time_zone_of_the_event_is_still_during():
    during = write(load(BEIJING), "en", as_of=date(2016, 11, 4))

    assert "is organizing" in role_of(during, "lede")


def test_sentences_know_the_facts_they_rest_on():
    text = write(load(BEIJING), "fr")
    facts = {paragraph.role: paragraph.sentences[0].facts for paragraph in text.paragraphs}

    assert facts["lede"] == {"organisers", "kind", "title", "start", "end", "time_zone", "place"}
    assert facts["framework"] == {"programme", "funders", "participants"}
    assert facts["aim"] == {"programme"}
    assert facts["contact"] == {"contact"}
    assert text.headline.facts == {"headline"}


def test_year_is_printed_when_the_release_is_of_another_year():
    lede = role_of(write(load(BEIJING), "fr", as_of=date(2017, 2, 1)), "lede")

    assert lede.endswith("les 3 et 4 novembre 2016 à Beijing.")


def test_year_is_printed_on_demand():
    facts = from_data(beijing() | {"print_year": True})

    assert role_of(write(facts, "en"), "lede").endswith("on 3 and 4 November 2016 in Beijing.")


def test_context_without_text_in_the_language_is_left_out():
    data = beijing()
    data["context"] = {"fr": data["context"]["fr"]}

    roles = [paragraph.role for paragraph in write(from_data(data), "en").paragraphs]

    assert roles == ["lede", "framework", "aim", "quote", "contact"]


def test_headline_is_composed_where_nobody_set_one():
    data = beijing()
    del data["headline"]

    headlines = {language: write(from_data(data), language).headline.text for language in ("en", "fr", "es")}

    assert headlines == {
        "en": "IOM Liaison Office in China organizes workshop on “Practical Cooperation on Return and Readmission of "
        "Irregular Migrants”",
        "fr": "Le Bureau de liaison de l’OIM en Chine organise un atelier sur «\u00a0La coopération pratique en "
        "matière de retour et de réadmission des migrants irréguliers\u00a0»",
        "es": "La Oficina de Enlace de la OIM en China organiza un taller sobre «Cooperación práctica sobre el "
        "retorno y la readmisión de migrantes irregulares»",
    }
