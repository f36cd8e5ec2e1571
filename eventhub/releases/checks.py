"""What a press officer should look at before a release goes out. Pure; the words come from the catalogue."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from eventhub.events.models import Event
from eventhub.events.rules import days_of, funding_of
from eventhub.releases.models import Quote, Release
from eventhub.releases.prose.text import Text
from eventhub.releases.wording import Wording, wording_of
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.text.named_days import named_days

LONGEST_HEADLINE = 160
"""Characters; longer ones are cut by search engines and feed readers."""
_NAMES = {each.code: each.name for each in LANGUAGES}
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})*")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_QUOTATION = re.compile(r"[«“]\s*([^«»“”]{25,}?)\s*[»”]")


class Finding(NamedTuple):
    """Something to look at, in a sentence. A serious one has to be overruled before the release goes out."""

    text: Any
    is_serious: bool = False


def findings(release: Release, quotes: Sequence[Quote], said: dict[str, Text]) -> list[Finding]:
    """Each thing to look at; ``said`` is what the facts say now in the languages of the release."""
    written = {text.language for text in release.texts}
    found = [
        Finding(
            _l("The event has a title in %(language)s, the release has no text in it.", language=_NAMES[code])
        )
        for code in _NAMES
        if code in release.event.title and code not in written
    ]
    found += [
        Finding(_l("Nobody has agreed to the quote of %(name)s yet.", name=quote.speaker_name), True)
        for quote in quotes
        if not quote.approved_by
    ]
    days, told = len(days_of(release.event)), release.event.duration_days
    if told and told != days:
        found.append(
            Finding(
                _l(
                    "Number of days in the texts: %(told)s; days of the event: %(days)s.",
                    told=told,
                    days=days,
                )
            )
        )
    for text in release.texts:
        wording = Wording(text.working_headline, text.working_body)
        found += text_findings(wording, text.language, release.event, quotes, said[text.language])
    return found


def text_findings(
    wording: Wording, code: str, event: Event, quotes: Sequence[Quote], said: Text
) -> list[Finding]:
    """The same for one text, whether it is kept yet or not; ``said`` is what the facts say now in its language."""
    return list(_in_text(wording, code, event, quotes, said))


def _in_text(
    wording: Wording, code: str, event: Event, quotes: Sequence[Quote], said: Text
) -> Iterator[Finding]:
    language, text = _NAMES[code], str(wording)
    composed = "\n".join([said.headline.text, *said.bodies()])
    if len(wording.headline) > LONGEST_HEADLINE:
        yield Finding(
            _l(
                "%(language)s: the headline is longer than %(num)s characters.",
                language=language,
                num=LONGEST_HEADLINE,
            )
        )
    unknown = sorted(_numbers(text) - _numbers(composed))
    if unknown:
        yield Finding(
            _l(
                "%(language)s: the facts do not know these numbers: %(numbers)s.",
                language=language,
                numbers=", ".join(unknown),
            ),
            True,
        )
    known_days = named_days(composed, code)
    other_days = [word for day, word in named_days(text, code).items() if day not in known_days]
    if other_days:
        yield Finding(
            _l(
                "%(language)s: the facts do not know these months or days of the week: %(days)s.",
                language=language,
                days=", ".join(other_days),
            ),
            True,
        )
    for name in _names_lost(text, code, event, composed):
        yield Finding(_l("%(language)s: the text no longer names %(name)s.", language=language, name=name))
    yield from _about_acknowledgements(text, code, event, str(wording_of(said)))
    spoken = {_bare(each.text.get(code, "")) for each in quotes}
    titles = {_bare(title) for title in event.title.values()}
    for words in _QUOTATION.findall(wording.body):
        if _bare(words) not in spoken | titles and _bare(words) not in _bare(composed):
            yield Finding(
                _l(
                    "%(language)s: these quoted words are not those that were given: %(words)s",
                    language=language,
                    words=words,
                ),
                True,
            )


def _names_lost(text: str, code: str, event: Event, composed: str) -> Iterator[str]:
    """Names of those who organise, pay and take part that the facts would print as they are, and the text does not."""
    named = [
        event.office.name,
        *(source.organization.name for source, _role in funding_of(event)),
        *(each.organization.name for each in event.participations),
    ]
    expected, present = _bare(composed), _bare(text)
    for name in dict.fromkeys(each.get(code, "") for each in named):
        if name and _bare(name) in expected and _bare(name) not in present:
            yield name


def _about_acknowledgements(text: str, code: str, event: Event, without: str) -> Iterator[Finding]:
    """``without`` is what the facts say but for the acknowledgements; a funder's statement may be a part of it."""
    for source, _role in funding_of(event):
        funder = in_language(source.organization.name, code)[0]
        statement = source.statement.get(code, "")
        if source.statement and not statement:
            yield Finding(
                _l(
                    "%(language)s: the acknowledgement that %(funder)s asks for is not written in this language.",
                    language=_NAMES[code],
                    funder=funder,
                ),
                True,
            )
        elif statement and _bare(statement) in _bare(text) and _bare(statement) not in _bare(without):
            yield Finding(
                _l(
                    "%(language)s: the acknowledgement of %(funder)s stands in the text; it comes by itself, "
                    "beside the emblem.",
                    language=_NAMES[code],
                    funder=funder,
                )
            )


def _numbers(text: str) -> set[str]:
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(text.translate(_DIGITS))}


def _bare(text: str) -> str:
    """Words alone: marks and spaces differ between what was said and what is printed."""
    return re.sub(r"[\W_]+", "", text).casefold()
