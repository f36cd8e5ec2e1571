"""Names in the sentences of letters."""

from collections.abc import Mapping

from eventhub.text import articles
from eventhub.text.languages import in_language
from eventhub.text.typography import capitalise


def at_the_head(name: Mapping[str, str], article: Mapping[str, str], code: str) -> str:
    """A name at the head of a sentence, with its article."""
    text = in_language(name, code)[0]
    the = articles.article_of(text, code, article)
    with_article = {
        "en": lambda: articles.english_the(text, bool(the)),
        "fr": lambda: articles.french(text, the),
        "es": lambda: articles.spanish(text, the),
    }
    return capitalise(with_article.get(code, lambda: text)())
