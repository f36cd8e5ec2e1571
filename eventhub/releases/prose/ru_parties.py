"""Programmes, funders and participants in the cases of a Russian sentence, or in one that needs none."""

from babel.numbers import format_decimal

from eventhub.releases.facts import Funder, Party, Programme
from eventhub.releases.prose.base import Scene, Tense, money_of
from eventhub.text.countries import country_name
from eventhub.text.lists import join
from eventhub.text.russian import counted, declined, is_like_one, is_plural_name, number_word
from eventhub.text.russian_places import country_in_case, from_country
from eventhub.text.typography import NBSP, quote

_TAKE_PART = {
    Tense.BEFORE: ("примут", "примет"),
    Tense.DURING: ("принимают", "принимает"),
    Tense.AFTER: ("приняли", "принял"),
}
_GATHER = {Tense.BEFORE: "соберёт", Tense.DURING: "собирает", Tense.AFTER: "собрало"}
_REPRESENTATIVES = ("представитель", "представителя", "представителей")
_PROGRAMMES = {
    "project": ("проект", "проекта", "m"),
    "programme": ("программа", "программы", "f"),
    "initiative": ("инициатива", "инициативы", "f"),
    "dialogue": ("диалог", "диалога", "m"),
}
"""By type: the noun, its genitive, its gender."""
DASH = f"{NBSP}–"


def are_several(scene: Scene, parties: tuple[Party, ...]) -> bool:
    """Whether parties take a verb in the plural."""
    return len(parties) > 1 or any(is_plural_name(scene.name(party.name)) for party in parties)


def in_case(scene: Scene, parties: tuple[Party, ...], case: str) -> str:
    """Parties joined in the genitive or instrumental; empty unless every one of them has that form."""
    forms = [_form(scene, party, case) for party in parties]
    if not all(forms):
        return ""
    return join([scene.named(party, form) for party, form in zip(parties, forms, strict=True)], "ru")


def _form(scene: Scene, party: Party, case: str) -> str:
    name = scene.name(party.name)
    return scene.own(getattr(party, case)) or declined(name, case) or country_in_case(name, case)


def people(total: int, *, is_minimum: bool, forms: tuple[str, str, str]) -> str:
    """31 представитель; пять участников; более 30 участников; one alone needs no number."""
    if is_minimum:
        number = number_word(total, case="genitive") or format_decimal(total, locale="ru")
        return f"более {number} {counted(total, forms[1], forms[2], forms[2])}"
    if total == 1:
        return forms[0]
    return f"{number_word(total) or format_decimal(total, locale='ru')} {counted(total, *forms)}"


def sort_of(scene: Scene, programme: Programme) -> tuple[str, str, str]:
    """What sort of programme it is; what its name opens with counts before the stored type."""
    opening = scene.name(programme.name).split(" ")[0].casefold()
    named = next((forms for forms in _PROGRAMMES.values() if forms[0] == opening), None)
    return named or _PROGRAMMES[programme.type or "programme"]


def under(scene: Scene, programme: Programme) -> str:
    """проекта «…»; but Проекта поддержки … without quotation marks where the name itself opens with the noun."""
    name = scene.name(programme.name)
    noun, of_it, _gender = sort_of(scene, programme)
    opening, _, rest = name.partition(" ")
    if opening.casefold() == noun:
        return f"{of_it if rest.startswith('«') else name[0] + of_it[1:]} {rest}".strip()
    return f"{of_it} {quote(name, 'ru')}"


def _all_have(scene: Scene, funders: tuple[Funder, ...], case: str) -> bool:
    return all(_form(scene, funder.party, case) for funder in funders)


def _by(scene: Scene, funders: tuple[Funder, ...], case: str) -> str:
    """Funders in the nominative or in a case that they all have, with the instrument by which they pay."""
    names = []
    for funder in funders:
        name = scene.named(funder.party) if case == "nominative" else in_case(scene, (funder.party,), case)
        if funder.instrument:
            instrument = in_case(scene, (funder.instrument,), "genitive")
            name += (
                f" по линии {instrument or 'механизма ' + quote(scene.name(funder.instrument.name), 'ru')}"
            )
        names.append(name)
    return join(names, "ru")


def funding_of_programme(scene: Scene) -> str:
    """The clause after the programme in the genitive: , финансируемого A; , который финансирует A и софинансирует B."""
    money = money_of(scene.facts)
    together = "софинансиру" if money.paying or len(money.co_funding) == 1 else "совместно финансиру"
    groups = [("финансиру", money.paying), (together, money.co_funding)]
    groups = [(verb, funders) for verb, funders in groups if funders]
    if not scene.facts.programme or not groups:
        return ""
    is_feminine = sort_of(scene, scene.facts.programme)[2] == "f"
    if all(_all_have(scene, funders, "instrumental") for _verb, funders in groups):
        ending = "емой" if is_feminine else "емого"
        clauses = [f"{verb}{ending} {_by(scene, funders, 'instrumental')}" for verb, funders in groups]
        return f", {' и '.join(clauses)}"
    clauses = []
    for verb, funders in groups:
        number = are_several(scene, tuple(funder.party for funder in funders))
        clauses.append(f"{verb}{'ют' if number else 'ет'} {_by(scene, funders, 'nominative')}")
    return f", {'которую' if is_feminine else 'который'} {' и '.join(clauses)}"


def funding_of_event(scene: Scene, organised: str) -> str:
    """семинар организован при финансовой поддержке A и при финансовом участии B; доноры мероприятия – A и B."""
    money = money_of(scene.facts)
    along = "финансовом участии" if money.paying or len(money.co_funding) == 1 else "финансовой поддержке"
    groups = [("финансовой поддержке", money.paying), (along, money.co_funding)]
    groups = [(means, funders) for means, funders in groups if funders]
    if not groups:
        return ""
    if all(_all_have(scene, funders, "genitive") for _means, funders in groups):
        means = [f"при {means} {_by(scene, funders, 'genitive')}" for means, funders in groups]
        return f"{organised} {' и '.join(means)}"
    donors = money.paying + money.co_funding
    label = "доноры" if len(donors) > 1 else "донор"
    return f"{label} мероприятия{DASH} {_by(scene, donors, 'nominative')}"


def support_in_kind(scene: Scene, held: str) -> str:
    """мероприятие пройдёт при материально-технической поддержке A; or A after a dash."""
    in_kind = money_of(scene.facts).in_kind
    if in_kind and _all_have(scene, in_kind, "genitive"):
        return f"{held} при материально-технической поддержке {_by(scene, in_kind, 'genitive')}"
    return f"материально-техническая поддержка{DASH} {_by(scene, in_kind, 'nominative')}" if in_kind else ""


def attendance(scene: Scene) -> list[str]:
    facts = scene.facts
    total, is_minimum = facts.participants_total, facts.participants_total_is_minimum
    from_where = _from_where(facts.participant_countries)
    if not facts.participants and not total and not from_where:
        return []
    if not facts.participants and not total:
        return [f"мероприятие {_GATHER[scene.tense]} участников {from_where}"]
    # Not «примут участие 30 участников».
    forms = _REPRESENTATIVES if facts.participants else ("человек", "человека", "человек")
    who = people(total, is_minimum=is_minimum, forms=forms) if total else "представители"
    who = "один человек" if who == "человек" else who
    is_one = bool(total) and not is_minimum and is_like_one(total or 0)
    sentences = []
    if facts.participants:
        of_them = in_case(scene, facts.participants, "genitive")
        if not of_them:
            named = join([scene.named(party) for party in facts.participants], "ru")
            of_them = f"следующих организаций и структур: {named}"
        who += f" {of_them}"
        sentences = [f"в их числе{DASH} участники {from_where}"] if from_where else []
    elif from_where:
        who += f" {from_where}"
    return [f"в мероприятии {_TAKE_PART[scene.tense][is_one]} участие {who}", *sentences]


def _from_where(codes: tuple[str, ...]) -> str:
    """из Китая, Нидерландов и Ганы; с Кубы и из Китая; из следующих стран: … where a case is not known."""
    origins = [from_country(code) for code in codes]
    if not all(origins):
        return f"из следующих стран: {join([country_name(code, 'ru') for code in codes], 'ru')}"
    if all(each.startswith("из ") for each in origins):
        origins[1:] = [each.removeprefix("из ") for each in origins[1:]]
    return join(origins, "ru")
