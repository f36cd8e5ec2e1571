"""What a release says on each occasion, in English, French and Spanish."""

from datetime import date

import pytest
from click.testing import CliRunner
from sheets import BEIJING, NBSP, beijing

from eventhub.cli import main
from eventhub.releases.facts_file import from_data
from eventhub.releases.prose.write import KINDS_WRITTEN, write

LATER = {
    "start_time": "08:30",
    "participants_total": 31,
    "participants_women": 17,
    "participants_men": 14,
    "outcomes": {"en": "Participants agreed on contact points."},
    "reason": {"en": "The venue is not available"},
    "media": {"en": "Please register by 1 November."},
    "corrects": {
        "headline": {"en": "China and EU Discuss Return", "fr": "La Chine et l’UE débattent du retour"},
        "date": "2016-11-01",
        "text": {"en": "31 officials took part, not 13."},
    },
    "boilerplate": {"en": "The Office has worked in China since 2007."},
}
NEW_DAYS = {"postponed_to": ["2016-12-08", "2016-12-09"]}
TITLE = {
    "en": "“Practical Cooperation on Return and Readmission of Irregular Migrants”",
    "fr": f"«{NBSP}La coopération pratique en matière de retour et de réadmission des migrants irréguliers{NBSP}»",
    "es": "«Cooperación práctica sobre el retorno y la readmisión de migrantes irregulares»",
}
OFFICE = {
    "en": "the IOM Liaison Office in China",
    "fr": "le Bureau de liaison de l’OIM en Chine",
    "es": "la Oficina de Enlace de la OIM en China",
}
LEDES = {
    ("opening", "en"): "A two-day workshop on {title}, organized by {office}, opened on 3 November in Beijing."
    " The workshop continues on 4 November.",
    ("opening", "fr"): "Un atelier de deux jours sur {title}, organisé par {office}, s’est ouvert le 3 novembre à"
    " Beijing. Il se poursuit le 4 novembre.",
    ("opening", "es"): "Un taller de dos días sobre {title}, organizado por {office}, se inauguró el 3 de noviembre en"
    " Beijing. El taller continúa el 4 de noviembre.",
    ("postponement", "en"): "The two-day workshop on {title}, which {office} was to organize on 3 and 4 November in"
    " Beijing, has been postponed. The new dates will be announced as soon as they are known.",
    ("postponement", "fr"): "L’atelier de deux jours sur {title}, que {office} devait organiser les 3 et 4 novembre à"
    " Beijing, est reporté. Les nouvelles dates seront communiquées dès qu’elles seront connues.",
    ("postponement", "es"): "El taller de dos días sobre {title}, que {office} iba a organizar los días 3 y 4 de"
    " noviembre en Beijing, ha sido aplazado. Las nuevas fechas se anunciarán en cuanto se conozcan.",
    ("cancellation", "en"): "The two-day workshop on {title}, which {office} was to organize on 3 and 4 November in"
    " Beijing, has been cancelled.",
    ("cancellation", "fr"): "L’atelier de deux jours sur {title}, que {office} devait organiser les 3 et 4 novembre à"
    " Beijing, est annulé.",
    ("cancellation", "es"): "El taller de dos días sobre {title}, que {office} iba a organizar los días 3 y 4 de"
    " noviembre en Beijing, ha sido cancelado.",
    ("media_advisory", "en"): "Representatives of the media are invited to a two-day workshop on {title}, organized by"
    " {office}.",
    ("media_advisory", "fr"): "Les représentants des médias sont invités à un atelier de deux jours sur {title},"
    " organisé par {office}.",
    ("media_advisory", "es"): "Se invita a los representantes de los medios de comunicación a un taller de dos días"
    " sobre {title}, organizado por {office}.",
    ("correction", "en"): "This corrects the release “China and EU Discuss Return” of 1 November 2016. 31 officials"
    " took part, not 13.",
    ("correction", "fr"): f"Le présent texte rectifie le communiqué «{NBSP}La Chine et l’UE débattent du retour{NBSP}»"
    " du 1er novembre 2016.",
}  # fmt: skip


def release(kind: str, language: str = "en", *, of: dict | None = None, **more):
    facts = from_data((of or beijing()) | LATER | more)
    return write(facts, language, kind=kind, as_of=date(2016, 11, 5))


def paragraph(text, role: str) -> str:
    return next((each.text for each in text.paragraphs if each.role == role), "")


@pytest.mark.parametrize(("kind", "language"), LEDES)
def test_first_paragraph(kind, language):
    expected = LEDES[kind, language].format(title=TITLE[language], office=OFFICE[language])
    assert paragraph(release(kind, language), "lede") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "It will now take place on 8 and 9 December."),
        ("fr", "Il aura lieu les 8 et 9 décembre."),
        ("es", "Se celebrará los días 8 y 9 de diciembre."),
    ],
)
def test_postponement_to_days_that_are_known(language, expected):
    assert paragraph(release("postponement", language, **NEW_DAYS), "lede").endswith(expected)


def test_reason_follows_what_it_explains():
    assert paragraph(release("cancellation"), "reason") == "The venue is not available."


@pytest.mark.parametrize(
    ("kind", "headline"),
    [
        ("opening", "IOM Liaison Office in China opens workshop on {title}"),
        ("outcome", "IOM Liaison Office in China concludes workshop on {title}"),
        ("postponement", "Workshop on {title} in Beijing postponed"),
        ("cancellation", "Workshop on {title} in Beijing cancelled"),
        ("correction", "Correction: China and EU Discuss Return"),
    ],
)
def test_headline_tells_the_occasion(kind, headline):
    assert release(kind).headline.text == headline.format(title=TITLE["en"])


def test_outcome_is_told_in_the_past_on_whatever_day_it_comes_out():
    facts = from_data(beijing() | LATER)
    text = write(facts, "en", kind="outcome", as_of=date(2016, 11, 4))
    assert "organized a two-day workshop" in paragraph(text, "lede")
    assert "benefited from" in paragraph(text, "framework")


@pytest.mark.parametrize(
    ("language", "women", "men", "expected"),
    [
        ("en", 17, 14, "Of the 31 participants, 17 were women and 14 were men."),
        ("en", 1, 8, "Of the nine participants, one was a woman and eight were men."),
        ("en", 6, 0, "All six participants were women."),
        ("fr", 17, 14, "Sur les 31 participants, on comptait 17 femmes et 14 hommes."),
        ("fr", 1, 2, "Sur les trois participants, on comptait une femme et deux hommes."),
        ("fr", 6, 0, "Les six participantes étaient toutes des femmes."),
        ("es", 17, 14, "De los 31 participantes, 17 eran mujeres y 14 eran hombres."),
        ("es", 1, 2, "De los tres participantes, una era mujer y dos eran hombres."),
        ("es", 0, 5, "Los cinco participantes eran hombres."),
    ],
)
def test_outcome_counts_women_and_men(language, women, men, expected):
    counted = {"participants_total": women + men, "participants_women": women, "participants_men": men}
    assert paragraph(release("outcome", language, **counted), "attendance") == expected


@pytest.mark.parametrize(
    "counted",
    [
        {"participants_total": 1, "participants_women": 1, "participants_men": 0},
        {"participants_total": 31, "participants_women": 17, "participants_men": 15},
        {"participants_total": 30, "participants_total_is_minimum": True},
    ],
)
def test_figures_that_do_not_add_up_or_name_one_person_are_not_told(counted):
    assert paragraph(release("outcome", **counted), "attendance") == ""


def test_media_advisory_tells_what_when_where_and_who_line_by_line():
    lines = [each.text for each in release("media_advisory").paragraphs if each.role == "particulars"]
    assert lines[0] == f"What: Workshop on {TITLE['en']}"
    assert lines[1] == "When: 3 and 4 November; it begins at 08:30, China Standard Time (UTC+08:00)"
    assert lines[2] == "Where: Beijing"
    assert lines[3].startswith("Who: The Ministry of Foreign Affairs of China, ")


def test_participles_agree_with_the_event():
    training = beijing() | {"kind": "training"}
    assert "est reportée. Elle aura lieu" in paragraph(
        release("postponement", "fr", of=training, **NEW_DAYS), "lede"
    )
    assert release("cancellation", "fr", of=training).headline.text.startswith(f"Annulée{NBSP}: formation")
    assert "ha sido cancelada" in paragraph(release("cancellation", "es", of=training), "lede")


@pytest.mark.parametrize("kind", KINDS_WRITTEN)
def test_every_kind_ends_with_what_the_office_says_of_itself(kind):
    assert paragraph(release(kind), "boilerplate") == LATER["boilerplate"]["en"]


@pytest.mark.parametrize("kind", KINDS_WRITTEN)
def test_every_sentence_names_the_facts_it_rests_on(kind):
    text = release(kind)
    sentences = [text.headline, *(each for part in text.paragraphs for each in part.sentences)]
    assert all(each.facts for each in sentences)


def test_a_correction_of_nothing_is_refused_by_the_command():
    result = CliRunner().invoke(main, ["release", str(BEIJING), "--language", "en", "--kind", "correction"])
    assert result.exit_code == 2
    assert "corrects: is missing" in result.stderr
