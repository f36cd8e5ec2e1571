"""What all languages share: the scene that a writer works in, and what it asks of the facts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from eventhub.releases.facts import Contact, Facts, Funder, Party, Programme, Translated
from eventhub.releases.prose.text import Sentence, sentence
from eventhub.text.articles import first_word, gender_of
from eventhub.text.calendar import clock, zone_name
from eventhub.text.countries import country_name, in_city, same_name
from eventhub.text.dates import arabic_style, date_phrase, date_range
from eventhub.text.durations import number_word
from eventhub.text.languages import in_language, language_name
from eventhub.text.typography import capitalise, quote, tidy


class Tense(StrEnum):
    """Where the date of the release stands against the days of the event."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


_TENSES = {"opening": Tense.DURING, "outcome": Tense.AFTER}


@dataclass(frozen=True)
class Kind:
    """The noun for a kind of event, its gender, and the word that joins a quoted title to it."""

    noun: str
    gender: str
    link: str
    lasts_a_day: bool = True
    """Whether "one-day" is said of it: a webinar takes an hour."""


@dataclass(frozen=True)
class Title:
    """A title as the lede takes it up.

    Either ``words`` continue the noun (Training on fair recruitment: a three-day training *on fair recruitment*), with
    an ``adjective`` from before them; or the title is ``quoted``, and ``is_name`` if it says itself what the event is
    (Diaspora Skills Forum).
    """

    words: str = ""
    adjective: str = ""
    quoted: str = ""
    is_name: bool = False


@dataclass(frozen=True)
class Scene:
    """The facts, seen in one language on one day. ``mentioned`` remembers which acronyms have been explained."""

    facts: Facts
    language: str
    as_of: date
    kind: str = "announcement"
    mentioned: set[str] = field(default_factory=set)

    @property
    def tense(self) -> Tense:
        """By the day of the release; an opening is told while it lasts, an outcome when it is over."""
        if self.kind in _TENSES:
            return _TENSES[self.kind]
        if self.as_of < self.facts.start:
            return Tense.BEFORE
        return Tense.AFTER if self.as_of > self.facts.end else Tense.DURING

    def own(self, translated: Translated) -> str:
        """The text in the language of the release, or nothing: prose is never borrowed from another language."""
        return tidy(translated.get(self.language, ""), self.language)

    def name(self, translated: Translated) -> str:
        """A name in the language of the release, or else in another one: names may be borrowed."""
        return tidy(in_language(translated, self.language)[0], self.language)

    def named(self, party: Party, form: str = "") -> str:
        """The party's name, or its ``form`` in a case, with its acronym in brackets where that is first met."""
        name, acronym = form or self.name(party.name), self.own(party.acronym)
        if not acronym or acronym in self.mentioned or acronym in re.findall(r"[\w-]+", name):
            return name
        self.mentioned.add(acronym)
        return f"{name}（{acronym}）" if self.language == "zh" else f"{name} ({acronym})"

    @property
    def when(self) -> str:
        """The days of the event with their preposition."""
        return self.on(self.facts.event_days)

    def on(self, days: Sequence[date]) -> str:
        """Days with their preposition; the year when asked for, or when it is not that of the release."""
        other_year = {days[0].year, days[-1].year} != {self.as_of.year}
        with_year = other_year if self.facts.print_year is None else self.facts.print_year
        return date_phrase(days, self.language, with_year=with_year, style=self._months)

    @property
    def day_count(self) -> int:
        return self.facts.training_days or len(self.facts.event_days)

    @property
    def has_attendance(self) -> bool:
        facts = self.facts
        return bool(facts.participants or facts.participant_countries or facts.participants_total)

    @property
    def city(self) -> str:
        return self.name(self.facts.place.city)

    @property
    def country(self) -> str:
        """The country as the facts write it, else as the UN does; empty for an event without one."""
        place = self.facts.place
        if not place.country_iso2:
            return ""
        return self.own(place.country) or country_name(place.country_iso2, self.language)

    @property
    def says_country(self) -> bool:
        """Whether the place needs its country: not after a dateline that names it, nor a city of the same name."""
        code = self.facts.place.country_iso2
        return (
            bool(code) and self.country not in self.dateline and not same_name(self.city, code, self.language)
        )

    @property
    def venue(self) -> str:
        """The venue in brackets, after a space; or nothing."""
        venue = self.name(self.facts.place.venue)
        if self.language == "zh":
            return f"（{venue}）" if venue else ""
        return f" ({venue})" if venue else ""

    @property
    def dateline(self) -> str:
        """The words before the lede with their dash, or nothing."""
        given = self.own(self.facts.dateline)
        short, long = {"zh": ("——", "——"), "ru": (" –", " –")}.get(self.language, (" -", " –"))
        if given:
            return given if given.endswith(("-", "–", "—", ":", "：")) else given + short
        style = self.facts.dateline_style
        if style == "city_date" and self.city:
            comma = {"zh": "", "ar": "، "}.get(self.language, ", ")
            return f"{self.city}{comma}{date_range([self.as_of], self.language, style=self._months)}{long}"
        if style in ("city", "city_date") and self.city:
            return self.city + long
        return self.country + short if style != "none" and self.country else ""

    @property
    def _months(self) -> str | None:
        """The series of Arabic month names of the country."""
        code = self.facts.place.country_iso2
        return arabic_style(code) if code and self.language == "ar" else None


def as_written(scene: Scene, text: str, *facts: str) -> Sentence:
    """What somebody wrote, as a sentence of the language."""
    return sentence(tidy(text, scene.language), *facts, stop="。" if scene.language == "zh" else ".")


def clause(text: str) -> str:
    """A text that somebody wrote as a sentence, made fit for the inside of one: no capital, no full stop."""
    bare = text.rstrip(" .;")
    return bare[:1].lower() + bare[1:] if bare[1:2].islower() or bare[1:2] in (" ", "’") else bare


def kind_of(scene: Scene, kinds: Mapping[str, Kind]) -> Kind:
    """The noun of the event: what the facts call it, else the language's word for its kind."""
    usual = kinds[scene.facts.kind]
    noun = clause(scene.own(scene.facts.kind_name))
    if not noun:
        return usual
    gender = scene.facts.kind_gender.get(scene.language) or gender_of(noun, scene.language)
    return Kind(noun, gender, usual.link, usual.lasts_a_day)


def title_of(scene: Scene, kind: Kind, taken_up: str, event_nouns: frozenset[str]) -> Title:
    """How the lede takes up the title; see ``Title``.

    ``taken_up`` is a pattern with the groups ``adjective`` and ``words``, in which ``{noun}`` stands for the kind.
    """
    borrowed, language = in_language(scene.facts.title, scene.language)
    title = tidy(borrowed, scene.language).rstrip(".")
    if language != scene.language:
        return Title(quoted=quote(title, scene.language))
    noun = re.escape(kind.noun)
    match = re.fullmatch(taken_up.replace("{noun}", noun), title, re.IGNORECASE)
    if match and ":" not in title:
        return Title(words=match["words"], adjective=(match["adjective"] or "").lower())
    labelled = re.fullmatch(rf"{noun}\s*:\s*(.+)", title, re.IGNORECASE)
    if labelled:
        return Title(quoted=quote(capitalise(labelled[1]), scene.language), is_name=True)
    ends = {first_word(title), first_word(title.split()[-1])}
    is_name = not event_nouns.isdisjoint(ends | {word.removesuffix("s") for word in ends})
    return Title(quoted=quote(title, scene.language), is_name=is_name)


def launch_of(scene: Scene, opening: str) -> str:
    """The title of a launch that says so itself (Launch of the Global Report), as a clause; else nothing."""
    title = scene.own(scene.facts.title)
    return clause(title) if scene.facts.kind == "launch" and title.casefold().startswith(opening) else ""


def type_of(programme: Programme, name: str, nouns: Mapping[str, str]) -> tuple[str, bool]:
    """What sort of programme it is, and whether its name opens by saying so (Dialogue UE-Chine …).

    ``nouns`` maps the sorts to the words of the language. What the name opens with counts before the stored type.
    """
    opening = next((sort for sort, noun in nouns.items() if first_word(name) == first_word(noun)), None)
    return (opening, True) if opening else (programme.type or "programme", False)


@dataclass(frozen=True)
class Money:
    """The funders by what they give: those who pay, those who pay along, those who help in kind."""

    paying: tuple[Funder, ...]
    co_funding: tuple[Funder, ...]
    in_kind: tuple[Funder, ...]


def money_of(facts: Facts) -> Money:
    def with_role(*roles: str | None) -> tuple[Funder, ...]:
        return tuple(funder for funder in facts.funders if funder.role in roles)

    return Money(with_role(None, "sole", "lead"), with_role("co_funder"), with_role("in_kind"))


def contact_of(scene: Scene) -> Contact | None:
    """Whom to name: the contact of the event, else the first of the office who answers in this language."""
    answering = (
        each for each in scene.facts.press_contacts if scene.language in (each.languages or scene.language)
    )
    return scene.facts.contact or next(answering, None)


def clock_of(scene: Scene) -> str:
    """When the first day begins, by the clocks of the place; empty when that is not known."""
    facts = scene.facts
    if facts.start_time is None:
        return ""
    moment = datetime.combine(facts.start, facts.start_time, tzinfo=ZoneInfo(facts.time_zone))
    time = clock(moment, facts.time_zone, scene.language)
    return f"{time}, {zone_name(moment, facts.time_zone, scene.language)}"


def corrected_headline(scene: Scene) -> tuple[str, str]:
    """Headline of the release that this one corrects, and its day; both empty when nothing is known of it."""
    given = scene.facts.corrects
    return (scene.name(given.headline), date_range([given.date], scene.language)) if given else ("", "")


def correction_text(scene: Scene) -> list[Sentence]:
    """What is right, as somebody wrote it."""
    given = scene.facts.corrects
    words = scene.own(given.text) if given else ""
    return [as_written(scene, words, "corrects")] if words else []


def prose_of(scene: Scene, name: str) -> list[Sentence]:
    """The fact ``name`` as somebody wrote it in this language, a sentence for each of their paragraphs."""
    parts = re.split(r"\n\s*\n", getattr(scene.facts, name).get(scene.language, ""))
    return [as_written(scene, part, name) for part in parts if part.strip()]


def objectives_of(scene: Scene) -> list[str]:
    """The objectives as infinitive clauses, without those that the context states word for word."""
    said = scene.own(scene.facts.context)
    texts = (tidy(text, scene.language) for text in scene.facts.objectives.get(scene.language, ()))
    return [clause(text) for text in texts if text and clause(text) not in said]


def acknowledgements(scene: Scene) -> list[Sentence]:
    """The fixed statements that funders demand, word for word, each once."""
    statements = (scene.own(funder.statement) for funder in scene.facts.funders)
    return [as_written(scene, statement, "funders") for statement in dict.fromkeys(filter(None, statements))]


def lede_facts(scene: Scene) -> list[str]:
    """Names of the facts that the lede rests on."""
    certain = ["organisers", "kind", "title", "start", "end", "time_zone", "place"]
    return certain + [
        name for name in ("co_organisers", "days", "training_days") if getattr(scene.facts, name)
    ]


def framework_facts(scene: Scene) -> list[str]:
    """Names of the facts that the sentence on framework, funding and participants rests on."""
    names = ("programme", "funders", "participants", "participants_total", "participant_countries")
    return [name for name in names if getattr(scene.facts, name)]


@dataclass(frozen=True)
class Spoken:
    """A quotation in the language of the release. ``again``: the same person spoke just before."""

    lead_in: str
    name: str
    title: str
    gender: str | None
    words: str
    again: bool

    @property
    def speaker(self) -> str:
        """Name, then title."""
        return ", ".join(filter(None, (self.name, self.title)))


def spoken_by(scene: Scene) -> Iterable[Spoken]:
    """The quotes that have words in this language."""
    before = ""
    for each in scene.facts.quotes:
        words, speaker = scene.own(each.text), each.speaker
        if words:
            lead_in, title = scene.own(each.lead_in).rstrip(" ,:，、：،"), scene.own(speaker.title)
            yield Spoken(lead_in, speaker.name.strip(), title, speaker.gender, words, speaker.name == before)
            before = speaker.name


def place_of(scene: Scene, *, after_city: str, alone: str, online: str, both: str) -> str:
    """The place from its parts, or the phrase that the facts prescribe; a webinar on line needs no place.

    ``after_city`` and ``alone`` are the country as it follows a city or stands for itself; ``both`` joins a place to
    ``online``.
    """
    place = scene.facts.place
    given = scene.own(place.phrase)
    if given:
        return given
    on_line = online if place.online else ""
    if scene.city:
        city = in_city(scene.city, scene.language) + scene.venue
        country = f", {after_city}" if scene.says_country else ""
        return both.join(filter(None, (city + country, on_line)))
    if place.online:
        return "" if scene.facts.kind == "webinar" else on_line
    return alone and alone + scene.venue


def figures_of(scene: Scene) -> tuple[int, int, int] | None:
    """How many took part, how many of them women, how many men; None where one of the three cannot be told."""
    facts = scene.facts
    women, men = facts.participants_women, facts.participants_men
    total = facts.participants_total or (women or 0) + (men or 0)
    if not total or facts.participants_total_is_minimum or (women is None and men is None):
        return None
    women = total - (men or 0) if women is None else women
    men = total - women if men is None else men
    return (total, women, men) if women >= 0 and men >= 0 and women + men == total else None


def counted(number: int, language: str) -> str:
    """A number in a sentence: in words below ten, then in figures (UN Editorial Manual)."""
    return number_word(number, language) if 0 < number < 10 else format_decimal(number, locale=language)


def is_one(scene: Scene) -> bool:
    """Whether a single person takes part, for the number of nouns and participles."""
    return scene.facts.participants_total == 1 and not scene.facts.participants_total_is_minimum


def count_of(scene: Scene, more_than: str) -> str:
    """How many take part, in words below ten, after "more than" where the figure is a minimum; or nothing."""
    total = scene.facts.participants_total
    if not total:
        return ""
    number = counted(total, scene.language)
    return f"{more_than} {number}" if scene.facts.participants_total_is_minimum else number


def languages_of(scene: Scene) -> list[str]:
    """Names of the working languages; a tag of no known language is passed over."""
    return list(filter(None, (language_name(tag, scene.language) for tag in scene.facts.working_languages)))
