"""Releases in Russian: cases, genders and numerals come out right, or the sentence does without them."""

from datetime import date

import pytest
from sheets import GOLDEN, NBSP, beijing, lasting, lede, paragraph, role_of, sheet

from eventhub.releases.facts_file import from_data
from eventhub.releases.prose.write import KINDS_WRITTEN, write
from eventhub.releases.render import as_txt

LATER = {
    "start_time": "08:30",
    "participants_total": 31,
    "participants_women": 17,
    "participants_men": 14,
    "outcomes": {"ru": "Участники согласовали перечень контактных пунктов."},
    "reason": {"ru": "Принимающая сторона попросила о дополнительном времени на подготовку"},
    "media": {"ru": "Аккредитация открыта до 1 ноября."},
    "postponed_to": ["2016-12-08", "2016-12-09"],
    "corrects": {
        "headline": {"ru": "Китай и ЕС обсуждают реадмиссию"},
        "date": "2016-11-01",
        "text": {"ru": "В семинаре участвует 31 человек, а не 13."},
    },
    "boilerplate": {"ru": "МОМ работает в Китае с 2007 года."},
}
AFTER = date(2027, 4, 1)


def party(name: str, acronym: str = "", **more) -> dict:
    return {"name": {"ru": name}} | ({"acronym": {"ru": acronym}} if acronym else {}) | more


IOM = party("Международная организация по миграции", "МОМ")
UNION = {"party": party("Европейский союз", "ЕС"), "role": "lead"}
CARITAS = {"party": party("Каритас"), "role": "lead"}


def russian(**changes):
    plain = {
        "title": {"ru": "Безопасные дороги"},
        "organisers": [IOM],
        "place": {"country_iso2": "CN", "city": {"ru": "Пекин"}},
    }
    return sheet(**(plain | changes))


def framework(**changes) -> str:
    return paragraph(russian(**changes), "ru", "framework")


@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_announcement_of_the_workshop_in_beijing(moment):
    day = {"before": date(2016, 11, 1), "during": date(2016, 11, 3), "after": date(2016, 11, 7)}[moment]

    written = as_txt(write(from_data(beijing()), "ru", as_of=day))

    assert written == (GOLDEN / f"beijing.ru.{moment}.txt").read_text("utf-8")


@pytest.mark.parametrize("kind", [kind for kind in KINDS_WRITTEN if kind != "announcement"])
def test_other_occasions_of_the_workshop_in_beijing(kind):
    written = as_txt(write(from_data(beijing() | LATER), "ru", kind=kind, as_of=date(2016, 11, 5)))

    assert written == (GOLDEN / f"beijing.ru.{kind}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("conference", "трёхдневную конференцию на тему «Безопасные дороги»."),
        ("round_table", "трёхдневный круглый стол на тему «Безопасные дороги»."),
        ("meeting", "трёхдневное совещание на тему «Безопасные дороги»."),
        ("study_visit", "трёхдневную ознакомительную поездку по теме «Безопасные дороги»."),
    ],
)
def test_kind_is_in_the_accusative_with_its_adjective(kind, expected):
    facts = russian(kind=kind, **lasting("2027-03-02", "2027-03-04"))

    assert lede(facts, "ru").endswith(f"проведёт со 2 по 4 марта в Пекине {expected}")


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("школа-семинар", "Школа-семинар на тему «Безопасные дороги» отменена"),
        ("пресс-конференция", "Пресс-конференция на тему «Безопасные дороги» отменена"),
        ("переговоры", "Переговоры на тему «Безопасные дороги» отменены"),
        ("учения", "Учения на тему «Безопасные дороги» отменены"),
        ("выездное заседание", "Выездное заседание на тему «Безопасные дороги» отменено"),
        ("день открытых дверей", "День открытых дверей на тему «Безопасные дороги» отменён"),
    ],
)
def test_participle_agrees_with_whatever_the_event_is_called(name, headline):
    assert write(russian(kind_name={"ru": name}), "ru", kind="cancellation").headline.text == headline


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("Семинар по трудовой миграции", "трёхдневный семинар по трудовой миграции"),
        ("Второй региональный семинар о дорогах", "второй трёхдневный региональный семинар о дорогах"),
        ("Форум диаспоры «Вместе»", "трёхдневный семинар «Форум диаспоры „Вместе“»"),
        ("Семинар: безопасные дороги", "трёхдневный семинар «Безопасные дороги»"),
    ],
)
def test_title_that_names_the_event_is_taken_up(title, event):
    facts = russian(title={"ru": title}, **lasting("2027-03-02", "2027-03-04"))

    assert lede(facts, "ru").endswith(f"в Пекине {event}.")


@pytest.mark.parametrize(
    ("organiser", "expected"),
    [
        ("Министерство юстиции Грузии", "Министерство юстиции Грузии провело 2 марта"),
        ("МОМ в Кыргызстане", "МОМ в Кыргызстане провела 2 марта"),
        ("Европейский союз", "Европейский союз провёл 2 марта"),
        ("Соединенные Штаты Америки", "Соединенные Штаты Америки провели 2 марта"),
    ],
)
def test_past_tense_agrees_with_the_organiser(organiser, expected):
    assert expected in lede(russian(organisers=[party(organiser)]), "ru", AFTER)


def test_event_is_the_subject_where_the_gender_of_the_organiser_is_not_known():
    facts = russian(kind="conference", organisers=[party("Каритас")], co_organisers=[party("Оксфам")])

    assert lede(facts, "ru", AFTER) == (
        "2 марта в Пекине прошла однодневная конференция на тему «Безопасные дороги». Организатор – Каритас. "
        "Соорганизатор – Оксфам."
    )


def test_co_organisers_are_in_the_instrumental_with_their_acronym():
    partners = [
        party("Международная организация труда", "МОТ"),
        party("Оксфам", instrumental={"ru": "Оксфамом"}),
    ]

    assert lede(russian(co_organisers=partners), "ru").startswith(
        "Международная организация по миграции (МОМ) в сотрудничестве с Международной организацией труда (МОТ) и "
        "Оксфамом проведёт"
    )


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"country_iso2": "TJ", "city": {"ru": "Хорог"}}, "в Хороге (Таджикистан)"),
        ({"country_iso2": "VN", "city": {"ru": "Ханой"}}, "в Ханое (Вьетнам)"),
        ({"country_iso2": "RU", "city": {"ru": "Грозный"}}, "в городе Грозный (Российская Федерация)"),
        ({"country_iso2": "DJ", "city": {"ru": "Джибути"}}, "в Джибути"),
        ({"country_iso2": "CU"}, "на Кубе"),
        ({"country_iso2": "FR"}, "во Франции"),
        ({"country_iso2": "AS"}, "(Американское Самоа)"),
        ({"country_iso2": "KG", "city": {"ru": "Бишкек"}, "online": True}, "в Бишкеке (Кыргызстан) и в онлайн-формате"),
    ],
)  # fmt: skip
def test_place_is_declined_where_its_ending_is_sure(place, expected):
    facts = russian(place=place, dateline_style="none")

    assert f" 2 марта {expected} однодневный" in lede(facts, "ru")


@pytest.mark.parametrize(
    ("funders", "expected"),
    [
        (
            [UNION, {"party": party("Канада"), "role": "co_funder"}],
            "Семинар организован при финансовой поддержке Европейского союза (ЕС) и при финансовом участии Канады.",
        ),
        ([CARITAS, UNION], "Доноры мероприятия – Каритас и Европейский союз (ЕС)."),
        (
            [{"party": party("Правительство Норвегии"), "role": "in_kind"}],
            "Мероприятие пройдёт при материально-технической поддержке Правительства Норвегии.",
        ),
        ([CARITAS | {"role": "in_kind"}], "Материально-техническая поддержка – Каритас."),
    ],
)
def test_funders_without_a_programme(funders, expected):
    assert framework(funders=funders) == expected


@pytest.mark.parametrize(
    ("sort", "funders", "expected"),
    [
        ("programme", [UNION], "программы «Дороги», финансируемой Европейским союзом (ЕС)."),
        ("project", [CARITAS], "проекта «Дороги», который финансирует Каритас."),
        (
            "initiative",
            [{"party": party("Нидерланды")}, CARITAS | {"role": "co_funder"}],
            "инициативы «Дороги», которую финансируют Нидерланды и софинансирует Каритас.",
        ),
    ],
)
def test_funding_agrees_with_the_sort_of_programme(sort, funders, expected):
    programme = {"name": {"ru": "Дороги"}, "type": sort}

    assert framework(programme=programme, funders=funders) == f"Семинар организован в рамках {expected}"


def test_instrument_of_a_funder_is_declined_too():
    funder = UNION | {"instrument": {"name": {"ru": "Инструмент партнерства"}}}

    assert "Европейского союза (ЕС) по линии Инструмента партнерства" in framework(funders=[funder])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"participants_total": 1}, "примет участие один человек."),
        ({"participants_total": 2}, "примут участие два человека."),
        ({"participants_total": 21}, "примет участие 21 человек."),
        ({"participants_total": 112}, "примут участие 112 человек."),
        (
            {"participants_total": 30, "participants_total_is_minimum": True},
            "примут участие более 30 человек.",
        ),
        (
            {"participants_total": 5, "participants_total_is_minimum": True},
            "примут участие более пяти человек.",
        ),
    ],
)
def test_number_governs_noun_and_verb(facts, expected):
    assert framework(**facts) == f"В мероприятии {expected}"


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["CN", "NL", "CI"], "из Китая, Нидерландов и Кот-д’Ивуара"),
        (["GE", "CU"], "из Грузии и с Кубы"),
        (["AS", "CN"], "из следующих стран: Американское Самоа и Китай"),
    ],
)
def test_countries_that_participants_come_from(codes, expected):
    assert framework(participant_countries=codes) == f"Мероприятие соберёт участников {expected}."


def test_one_name_that_nobody_can_decline_puts_all_after_a_colon():
    participants = [party("Министерство юстиции"), party("Каритас", "КРТ")]

    assert framework(participants=participants, participants_total=22) == (
        "В мероприятии примут участие 22 представителя следующих организаций и структур: Министерство юстиции и "
        "Каритас (КРТ)."
    )


def test_stored_form_of_a_name_goes_before_the_rule():
    participants = [party("Каритас", genitive={"ru": "организации «Каритас»"})]

    assert framework(participants=participants) == (
        "В мероприятии примут участие представители организации «Каритас»."
    )


@pytest.mark.parametrize(
    ("women", "men", "expected"),
    [
        (17, 14, "Среди 31 участника – 17 женщин и 14 мужчин."),
        (1, 2, "Среди трёх участников – одна женщина и двое мужчин."),
        (2, 21, "Среди 23 участников – две женщины и 21 мужчина."),
        (6, 0, "Все шесть участников – женщины."),
        (0, 22, "Все 22 участника – мужчины."),
    ],
)
def test_outcome_counts_women_and_men(women, men, expected):
    facts = russian(participants_total=women + men, participants_women=women, participants_men=men)

    assert role_of(write(facts, "ru", kind="outcome"), "attendance") == expected


def quoted(gender: str | None = None, **more) -> dict:
    speaker = {"name": "Алекс Ким", "title": {"ru": "глава миссии"}} | ({"gender": gender} if gender else {})
    return {"speaker": speaker, "text": {"ru": "Дороги важны."}} | more


@pytest.mark.parametrize(("gender", "verb"), [("m", "отметил"), ("f", "отметила"), (None, "отмечает")])
def test_verb_of_saying_agrees_with_the_speaker_or_has_no_gender(gender, verb):
    spoken = paragraph(russian(quotes=[quoted(gender)]), "ru", "quote")

    assert spoken == f"«Дороги важны», – {verb} глава миссии Алекс Ким."


def test_quote_after_a_lead_in_follows_its_speaker():
    spoken = paragraph(russian(quotes=[quoted("f", lead_in={"ru": "Открывая семинар,"})]), "ru", "quote")

    assert spoken == "Открывая семинар, Алекс Ким, глава миссии, отметила: «Дороги важны»."


@pytest.mark.parametrize(
    "aim", ["модернизация пограничного контроля", "модернизировать пограничный контроль"]
)
def test_aim_may_be_a_noun_or_a_verb(aim):
    programme = {"name": {"ru": "Программа «Границы»"}, "aim": {"ru": aim}, "implementers": [IOM]}

    assert paragraph(russian(programme=programme, organisers=[party("МОТ")]), "ru", "aim") == (
        f"Цель программы – {aim}. Программу реализует Международная организация по миграции (МОМ)."
    )


def test_dash_is_tied_to_the_word_before_it():
    assert f"Китай{NBSP}–" not in write(russian(), "ru").bodies()[0]
    assert f"»,{NBSP}– " in write(russian(quotes=[quoted("m")]), "ru").bodies()[-1]


def test_border_training_in_khorog():
    """From the report of the news agency: who paid, who came, who held it."""
    facts = russian(
        kind="training",
        title={"ru": "Основы пограничного контроля"},
        place={"country_iso2": "TJ", "city": {"ru": "Хорог"}, "phrase": {"ru": "в Хорогском учебном центре"}},
        dateline_style="none",
        funders=[{"party": party("Отдел по контролю за наркотиками Госдепартамента США")}],
        participants_total=15,
        participants=[party("пограничная полиция Афганистана"), party("Пограничная служба Таджикистана")],
    )
    text = write(facts, "ru", as_of=AFTER)

    assert role_of(text, "lede").endswith(
        "провела 2 марта в Хорогском учебном центре однодневный тренинг на тему «Основы пограничного контроля»."
    )
    assert role_of(text, "framework") == (
        "Тренинг был организован при финансовой поддержке Отдела по контролю за наркотиками Госдепартамента США. "
        "В мероприятии приняли участие 15 представителей пограничной полиции Афганистана и Пограничной службы "
        "Таджикистана."
    )


def test_meeting_of_the_border_programme_in_dushanbe():
    """From the report of the news agency: a meeting of a programme that the Union funds."""
    facts = russian(
        kind="meeting",
        kind_name={"ru": "заседание"},
        title={"ru": "VI региональное заседание координационной группы"},
        place={"country_iso2": "TJ", "city": {"ru": "Душанбе"}},
        organisers=[party("БОМКА")],
        programme={"name": {"ru": "БОМКА"}, "type": "programme"},
        funders=[UNION],
        participants=[
            party("Министерство иностранных дел Таджикистана"), party("представительство ЕС в Таджикистане"),
        ],
    )  # fmt: skip
    text = write(facts, "ru", as_of=AFTER)

    assert text.headline.text == "БОМКА проводит VI региональное заседание координационной группы"
    assert role_of(text, "framework") == (
        "Заседание было организовано в рамках программы «БОМКА», финансируемой Европейским союзом (ЕС). "
        "В мероприятии приняли участие представители Министерства иностранных дел Таджикистана и "
        "представительства ЕС в Таджикистане."
    )


def test_seminar_of_the_border_programme_in_turkmenistan():
    """From the report of the news site: border services of Central Asia, a programme named by its noun."""
    facts = russian(
        title={"ru": "Управление границами"},
        place={"country_iso2": "TM"},
        dateline_style="none",
        programme={"name": {"ru": "Программа содействия управлению границами в Центральной Азии (БОМКА-10)"}},
        participant_countries=["KZ", "KG", "TJ", "TM", "UZ"],
        **lasting("2027-06-28", "2027-06-29"),
    )

    assert "проведёт 28 и 29 июня в Туркменистане двухдневный семинар" in lede(facts, "ru")
    assert paragraph(facts, "ru", "framework") == (
        "Семинар организован в рамках Программы содействия управлению границами в Центральной Азии (БОМКА-10). "
        "Мероприятие соберёт участников из Казахстана, Кыргызстана, Таджикистана, Туркменистана и Узбекистана."
    )
