"""Facts that trip up a form letter: islands, cities with articles, feminine kinds, three funders, no place."""

from datetime import date

import pytest
from sheets import in_place, lasting, lede, ministry, paragraph, sheet

from eventhub.releases.prose.write import UnwrittenError, write

UNION = {
    "name": {"en": "European Union", "fr": "Union européenne", "es": "Unión Europea"},
    "acronym": {"en": "EU", "fr": "UE", "es": "UE"},
}
NORWAY = {"name": {"en": "Norway", "fr": "Norvège", "es": "Noruega"}, "article": {"fr": "la"}}
FUND = {
    "name": {
        "en": "IOM Development Fund",
        "fr": "Fonds de l’OIM pour le développement",
        "es": "Fondo de la OIM",
    }
}
TITLE = {"en": "Safe Roads", "fr": "Routes sûres", "es": "Rutas seguras"}


@pytest.mark.parametrize(
    ("place", "language", "ending"),
    [
        (in_place("EG", city={"fr": "Le Caire"}), "fr", "au Caire, en Égypte."),
        (in_place("EG", city={"es": "El Cairo"}), "es", "en El Cairo, Egipto."),
        (in_place("NL", city={"fr": "La Haye"}), "fr", "à La Haye, aux Pays-Bas."),
        (in_place("DJ", city={"fr": "Djibouti"}), "fr", "à Djibouti."),
        (in_place("FJ", city={"fr": "Suva"}), "fr", "à Suva, aux Fidji."),
        (in_place("HT", city={"fr": "Port-au-Prince"}), "fr", "à Port-au-Prince, en Haïti."),
        (in_place("IQ", city={"fr": "Erbil"}), "fr", "à Erbil, en Iraq."),
        (in_place("SV", city={"fr": "San Salvador"}), "fr", "à San Salvador, en El Salvador."),
        (in_place("SV"), "es", "en El Salvador."),
        (in_place("JP"), "fr", "au Japon."),
        (in_place("NE"), "en", "in the Niger."),
        (in_place("IR", phrase={"en": "on Kish Island"}), "en", "on Kish Island."),
        (in_place("TN", city={"fr": "Tunis"}, online=True), "fr", "à Tunis, en Tunisie et en ligne."),
        (in_place("TN", online=True), "en", "online."),
        (
            in_place("SN", city={"fr": "Dakar"}, venue={"fr": "Hôtel Exemple"}),
            "fr",
            "à Dakar (Hôtel Exemple), au Sénégal.",
        ),
    ],
)
def test_place(place, language, ending):
    assert lede(sheet(**place), language).endswith(ending)


def test_webinar_has_neither_place_nor_length():
    webinar = sheet(kind="webinar", **in_place("CH", online=True))

    assert lede(webinar, "fr") == "L’OIM organisera un webinaire sur « Routes sûres », le 2 mars."
    assert lede(webinar, "en") == "IOM will organize a webinar on “Safe Roads” on 2 March."


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("workshop", "un atelier d’une journée sur « Routes sûres »"),
        ("training", "une formation d’une journée sur « Routes sûres »"),
        ("conference", "une conférence d’une journée sur « Routes sûres »"),
        ("round_table", "une table ronde d’une journée sur « Routes sûres »"),
        ("study_visit", "un voyage d’étude d’une journée sur « Routes sûres »"),
        ("launch", "une cérémonie de lancement de « Routes sûres »"),
    ],
)
def test_kind_brings_its_gender(kind, words):
    assert words in lede(sheet(kind=kind), "fr")


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("2027-03-09", "an eight-day workshop"),
        ("2027-03-12", "an 11-day workshop"),
        ("2027-03-03", "a two-day workshop"),
    ],
)
def test_english_article_before_a_duration(end, words):
    assert words in lede(sheet(**lasting("2027-03-02", end)), "en")


def test_training_days_count_before_the_calendar():
    course = sheet(kind="training", training_days=10, **lasting("2027-03-01", "2027-03-12"))

    assert "une formation de dix jours sur « Routes sûres », du 1er au 12 mars" in lede(course, "fr")


def test_days_apart():
    assert ", les 2, 4 et 8 mars à Beijing." in lede(
        sheet(days=["2027-03-02", "2027-03-04", "2027-03-08"], **lasting("2027-03-02", "2027-03-08")),
        "fr",
        date(2027, 2, 1),
    ).replace(", en Chine", "")


def test_title_that_begins_with_the_kind_is_taken_up_by_the_sentence():
    training = sheet(
        kind="training",
        title={
            "en": "Regional Training on border management",
            "fr": "Formation régionale à la gestion des frontières",
            "es": "Capacitación regional en gestión de fronteras",
        },
        **lasting("2027-03-02", "2027-03-04"),
    )

    assert "a three-day regional training on border management from 2 to 4 March" in lede(training, "en")
    assert "une formation régionale de trois jours à la gestion des frontières, du 2 au 4 mars" in lede(
        training, "fr"
    )
    assert "una capacitación regional de tres días en gestión de fronteras, del 2 al 4 de marzo" in lede(
        training, "es"
    )


def test_title_that_says_of_whom_is_taken_up_before_the_duration():
    judges = sheet(
        kind="training",
        title={"en": "Training of judges", "fr": "Formation de juges", "es": "Capacitación de jueces"},
        **lasting("2027-03-02", "2027-03-04"),
    )

    assert "une formation de juges, d’une durée de trois jours, du 2 au 4 mars" in lede(judges, "fr")
    assert "una capacitación de jueces, de tres días de duración, del 2 al 4 de marzo" in lede(judges, "es")
    assert "a three-day training of judges from 2 to 4 March" in lede(judges, "en")


def test_launch_that_says_so_itself():
    launch = sheet(kind="launch", title={"en": "Launch of the Report", "fr": "Lancement du rapport"})

    assert "will organize the launch of the Report on 2 March" in lede(launch, "en")
    assert "organisera le lancement du rapport, le 2 mars" in lede(launch, "fr")


def test_single_participant():
    facts = sheet(participants_total=1, participant_countries=["CN"])

    assert paragraph(facts, "fr", "framework") == "L’événement réunira un participant venu de Chine."
    assert paragraph(facts, "es", "framework") == "El evento reunirá a un participante procedente de China."
    assert paragraph(facts, "en", "framework") == "The event will bring together one participant from China."


def test_title_that_is_a_name_is_introduced_as_one():
    forum = sheet(kind="conference", title={"en": "Diaspora Skills Forum", "fr": "Forum des compétences"})

    assert "a one-day conference entitled “Diaspora Skills Forum”" in lede(forum, "en")
    assert "une conférence d’une journée intitulée « Forum des compétences »" in lede(forum, "fr")


def test_title_in_another_language_stays_in_quotes():
    assert "un taller de un día sobre «Safe Roads»" in lede(sheet(title={"en": "Safe Roads"}), "es")


def test_kind_with_a_name_of_its_own():
    experts = sheet(kind="meeting", kind_name={"fr": "réunion d’experts", "en": "Expert group meeting"})

    assert "une réunion d’experts d’une journée" in lede(experts, "fr")
    assert "a one-day expert group meeting" in lede(experts, "en")


def test_several_organisers_and_partners():
    facts = sheet(
        organisers=[
            {"name": {"en": "IOM", "fr": "OIM", "es": "OIM"}},
            {"name": {"en": "ILO", "fr": "OIT", "es": "OIT"}},
        ],
        co_organisers=[{"name": {"en": "UNHCR", "fr": "HCR", "es": "ACNUR"}}],
    )

    assert lede(facts, "fr").startswith("L’OIM et l’OIT, en coopération avec le HCR, organiseront un atelier")
    assert lede(facts, "en").startswith("IOM and the ILO, in cooperation with UNHCR, will organize a")
    assert lede(facts, "es").startswith("La OIM y la OIT, en cooperación con el ACNUR, organizarán un taller")


def test_spanish_e_before_the_sound_of_i():
    facts = sheet(organisers=[{"name": {"es": "España"}}, {"name": {"es": "Italia"}}])

    assert lede(facts, "es").startswith("España e Italia organizarán")


def test_feminine_event_and_its_participles():
    facts = sheet(kind="conference", funders=[{"party": UNION}], participants_total=40)

    assert paragraph(facts, "fr", "framework") == (
        "Financée par l’Union européenne (UE), la conférence réunira 40 participants."
    )
    assert paragraph(facts, "es", "framework") == (
        "Financiada por la Unión Europea (UE), la conferencia reunirá a 40 participantes."
    )


def test_three_funders_on_a_project():
    facts = sheet(
        programme={"name": {"en": "Roads", "fr": "Routes", "es": "Rutas"}, "type": "project"},
        funders=[
            {"party": UNION, "role": "lead"},
            {"party": NORWAY, "role": "co_funder"},
            {"party": FUND, "role": "co_funder"},
        ],
    )

    assert paragraph(facts, "en", "framework") == (
        "The workshop is part of the “Roads” project, funded by the European Union (EU), "
        "with co-funding from Norway and the IOM Development Fund."
    )
    assert paragraph(facts, "fr", "framework") == (
        "L’atelier s’inscrit dans le cadre du projet « Routes » financé par l’Union européenne (UE) "
        "et cofinancé par la Norvège et le Fonds de l’OIM pour le développement."
    )
    assert paragraph(facts, "es", "framework") == (
        "El taller se enmarca en el proyecto «Rutas», financiado por la Unión Europea (UE) "
        "y cofinanciado por Noruega y el Fondo de la OIM."
    )


def test_initiative_is_feminine():
    facts = sheet(programme={"name": {"fr": "Routes"}, "type": "initiative"}, funders=[{"party": UNION}])

    assert "de l’initiative « Routes » financée par l’Union" in paragraph(facts, "fr", "framework")


def test_help_in_kind_is_no_funding():
    facts = sheet(funders=[{"party": NORWAY, "role": "in_kind"}])

    assert (
        paragraph(facts, "fr", "framework") == "L’événement bénéficiera d’un appui en nature de la Norvège."
    )
    assert paragraph(facts, "en", "framework") == "The event will receive in-kind support from Norway."


def test_statement_of_a_funder_stands_word_for_word_at_the_end():
    facts = sheet(funders=[{"party": UNION, "statement": {"fr": "Financé par l’Union européenne"}}] * 2)

    assert paragraph(facts, "fr", "acknowledgement") == "Financé par l’Union européenne."
    assert paragraph(facts, "en", "acknowledgement") == ""


def test_participants_counted_from_countries_and_organisations():
    facts = sheet(
        participants_total=1200,
        participants_total_is_minimum=True,
        participant_countries=["CN", "JP", "HT"],
        participants=[
            ministry(),
            {"name": {"fr": "plusieurs ambassades", "en": "several embassies"}, "indefinite": True},
        ],
    )

    assert (
        "la participation active de plus de 1 200 représentants venus de Chine, du Japon et d’Haïti"
        in paragraph(facts, "fr", "framework").replace("\u202f", " ")
    )
    assert "issus du Ministère Santé et de plusieurs ambassades" in paragraph(facts, "fr", "framework")
    assert "more than 1,200 representatives from China, Japan and Haiti, representing" in paragraph(
        facts, "en", "framework"
    )


def test_open_group_gives_up_its_own_des():
    facts = sheet(participants=[{"name": {"fr": "des représentants d’ambassades"}, "indefinite": True}])

    assert paragraph(facts, "fr", "framework").endswith("issus de représentants d’ambassades.")


def test_names_with_commas_are_set_apart_by_semicolons():
    facts = sheet(
        participants=[ministry("Health, Labour and Welfare"), ministry("Justice"), ministry("Finance")]
    )

    assert paragraph(facts, "en", "framework").endswith(
        "the Ministry of Health, Labour and Welfare; the Ministry of Justice; and the Ministry of Finance."
    )


def test_objectives_continue_the_sentence():
    facts = sheet(objectives={"fr": ["Écouter les jeunes."], "en": ["Listen to young people."]})

    assert paragraph(facts, "fr", "aim") == "L’atelier aura pour objectif d’écouter les jeunes."
    assert paragraph(facts, "en", "aim") == "The workshop is intended to listen to young people."


def test_objective_that_the_context_states_is_not_said_twice():
    facts = sheet(
        objectives={"fr": ["Maintenir une politique efficace."]},
        context={"fr": "L’atelier contribuera à maintenir une politique efficace."},
    )

    assert paragraph(facts, "fr", "aim") == ""


def test_implementers():
    facts = sheet(
        programme={
            "name": {"fr": "Routes"},
            "aim": {"fr": "protéger les voyageurs"},
            "implementers": [{"name": {"fr": "OIM"}}, {"name": {"fr": "HCR"}}],
        }
    )

    assert paragraph(facts, "fr", "aim") == (
        "Mis en œuvre par l’OIM et le HCR, le programme « Routes » vise à protéger les voyageurs."
    )


def test_quotation_within_a_quotation_and_a_second_word_of_the_same_speaker():
    speaker = {"name": "Ana Ejemplo", "title": {"fr": "directrice", "en": "Director", "es": "Directora"}}
    facts = sheet(
        quotes=[
            {"speaker": speaker, "text": {"fr": "Le « guichet unique » est ouvert", "es": "Está «abierto»."}},
            {"speaker": speaker, "text": {"fr": "Venez !", "es": "¡Vengan!"}},
        ]
    )

    assert paragraph(facts, "fr", "quote") == (
        "Ana Ejemplo, directrice, a déclaré : « Le “guichet unique” est ouvert. »\n"
        "Ana Ejemplo, directrice, a ajouté : « Venez ! »"
    )
    assert (
        paragraph(facts, "es", "quote").splitlines()[0] == "Ana Ejemplo, Directora, afirmó: «Está “abierto”»."
    )
    assert paragraph(facts, "en", "quote") == ""


@pytest.mark.parametrize(
    ("contact", "text"),
    [
        ({"email": "press@example.org"}, "Pour plus d’informations : courriel : press@example.org."),
        ({"name": "Ana Ejemplo"}, "Pour plus d’informations, veuillez contacter Ana Ejemplo."),
        ({}, ""),
    ],
)
def test_contact_of_which_little_is_known(contact, text):
    assert paragraph(sheet(contact=contact), "fr", "contact") == text


@pytest.mark.parametrize(
    ("style", "dateline"),
    [
        ("country", "Chine -"),
        ("city", "Beijing –"),
        ("city_date", "Beijing, 1er février 2027 –"),
        ("none", ""),
    ],
)
def test_dateline_style(style, dateline):
    assert write(sheet(dateline_style=style), "fr").dateline == dateline


def test_country_is_named_once():
    assert lede(sheet(), "fr").endswith("à Beijing.")
    assert lede(sheet(dateline_style="city"), "fr").endswith("à Beijing, en Chine.")


def test_working_languages():
    assert paragraph(sheet(working_languages=["fr", "zh"]), "fr", "framework") == (
        "Les travaux se dérouleront en français et en chinois."
    )


@pytest.mark.parametrize(("language", "kind"), [("xx", "announcement"), ("fr", "obituary")])
def test_what_cannot_be_written_is_refused(language, kind):
    with pytest.raises(UnwrittenError):
        write(sheet(), language, kind=kind)
