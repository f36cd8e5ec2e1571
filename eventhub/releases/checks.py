"""What a press officer should look at before a release goes out. Pure; the words come from the catalogue."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.events.rules import days_of
from eventhub.releases.models import Quote, Release, ReleaseText
from eventhub.releases.prose.text import Text
from eventhub.text.languages import LANGUAGES

LONGEST_HEADLINE = 160
"""Characters; longer ones are cut by search engines and feed readers."""
_NAMES = {each.code: each.name for each in LANGUAGES}
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})*")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_QUOTATION = re.compile(r"[«“]\s*([^«»“”]{25,}?)\s*[»”]")


def findings(release: Release, quotes: Sequence[Quote], said: dict[str, Text]) -> list[Any]:
    """Each thing to look at, in a sentence; ``said`` is what the facts say now in the languages of the release."""
    written = {text.language for text in release.texts}
    found: list[Any] = [
        _l("The event has a title in %(language)s, the release has no text in it.", language=_NAMES[code])
        for code in _NAMES
        if code in release.event.title and code not in written
    ]
    found += [
        _l("Nobody has agreed to the quote of %(name)s yet.", name=quote.speaker_name)
        for quote in quotes
        if not quote.approved_by
    ]
    days, told = len(days_of(release.event)), release.event.duration_days
    if told and told != days:
        found.append(
            _l("Number of days in the texts: %(told)s; days of the event: %(days)s.", told=told, days=days)
        )
    for text in release.texts:
        found += _in_text(text, quotes, said[text.language])
    return found


def _in_text(text: ReleaseText, quotes: Sequence[Quote], said: Text) -> Iterator[Any]:
    language = _NAMES[text.language]
    if len(text.working_headline) > LONGEST_HEADLINE:
        yield _l(
            "%(language)s: the headline is longer than %(num)s characters.",
            language=language,
            num=LONGEST_HEADLINE,
        )
    known = _numbers("\n".join([said.headline.text, *said.bodies()]))
    unknown = sorted(_numbers(text.wording) - known)
    if unknown:
        yield _l(
            "%(language)s: the facts do not know these numbers: %(numbers)s.",
            language=language,
            numbers=", ".join(unknown),
        )
    spoken = {_bare(each.text.get(text.language, "")) for each in quotes}
    titles = {_bare(title) for title in text.release.event.title.values()}
    for words in _QUOTATION.findall(text.working_body):
        if _bare(words) not in spoken | titles and _bare(words) not in _bare("\n".join(said.bodies())):
            yield _l(
                "%(language)s: these quoted words are not those that were given: %(words)s",
                language=language,
                words=words,
            )


def _numbers(text: str) -> set[str]:
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(text.translate(_DIGITS))}


def _bare(text: str) -> str:
    """Words alone: marks and spaces differ between what was said and what is printed."""
    return re.sub(r"[\W_]+", "", text).casefold()
