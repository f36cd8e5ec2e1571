"""The definite article of a name in a form, and how the name then reads."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import FormField, SelectField
from wtforms.utils import unset_value

from eventhub.text.articles import article_of, english_the, french_of, spanish_of
from eventhub.web.forms import choices

UNSAID = "?"
ARTICLES = {"en": ("the",), "fr": ("le", "la", "l’", "les"), "es": ("el", "la", "los", "las")}


def _articles(code: str) -> list[Any]:
    known = ((article, article) for article in ARTICLES[code])
    return choices([(UNSAID, _l("automatic")), *known, ("", _l("none"))])


class ArticleForm(PlainForm):
    """The article in each language that has one."""

    en = SelectField(_l("Article in English"), choices=_articles("en"), default=UNSAID)
    fr = SelectField(_l("Article in French"), choices=_articles("fr"), default=UNSAID)
    es = SelectField(_l("Article in Spanish"), choices=_articles("es"), default=UNSAID)


class ArticlesField(FormField):
    """Data: article per language; empty where the name takes none, absent where its first word decides."""

    def __init__(self, label: Any = None, **keywords: Any) -> None:
        super().__init__(ArticleForm, label, **keywords)

    @property
    def data(self) -> dict[str, str]:
        return {code: article for code, article in self.form.data.items() if article not in (UNSAID, None)}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        known = (
            {}
            if data is unset_value
            else {code: each.replace("'", "’") for code, each in (data or {}).items()}
        )
        super().process(formdata, known, extra_filters)


def in_sentences(name: Mapping[str, str], article: Mapping[str, str]) -> list[tuple[str, str]]:
    """Language and a part of a sentence that holds the name, for each language with articles that it exists in."""
    written = {
        "en": lambda text, the: f"with the support of {english_the(text, bool(the))}",
        "fr": lambda text, the: f"avec le soutien {french_of(text, the)}",
        "es": lambda text, the: f"con el apoyo {spanish_of(text, the)}",
    }
    return [
        (code, f"… {write(name[code], article_of(name[code], code, article))} …")
        for code, write in written.items()
        if name.get(code)
    ]
