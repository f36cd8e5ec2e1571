"""The language of a request: first in the path of public pages, by preference everywhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_babel import force_locale, get_locale, get_translations
from flask_login import current_user
from werkzeug.routing import AnyConverter

from eventhub.extensions import babel
from eventhub.text.languages import CODES, LANGUAGES, direction, negotiate

DEFAULT = "en"


def current_language() -> str:
    """Code of the language in which this request is answered, or this mail written (see ``in_language``)."""
    # Asked hundreds of times for one page: what flask_babel looks up each time is kept for the request.
    try:
        return g.current_language
    except (AttributeError, RuntimeError):
        locale = get_locale()
    code = locale.language if locale else DEFAULT
    if has_app_context():
        g.current_language = code
    return code


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """A context in which texts are written in language ``code``: for mails and stored renderings."""
    if not has_app_context():
        yield
        return
    before = g.pop("current_language", None)
    try:
        with force_locale(code):
            yield
    finally:
        g.pop("current_language", None)
        if before:
            g.current_language = before


def _select() -> str:
    if not has_request_context():
        return DEFAULT
    if "language" in g:
        return g.language
    if current_user and current_user.is_authenticated:
        return current_user.language
    return negotiate(request.headers.get("Accept-Language", ""))


def alternates() -> list[tuple[str, str]]:
    """Language code and absolute URL of the current page in each language; empty where the URL carries none."""
    if not request.endpoint or not current_app.url_map.is_endpoint_expecting(request.endpoint, "language"):
        return []
    values: dict[str, Any] = {**(request.view_args or {}), **request.args.to_dict(flat=False)}
    return [(code, absolute_url(request.endpoint, **{**values, "language": code})) for code in CODES]


def absolute_url(endpoint: str, **values: Any) -> str:
    """URL of an endpoint under the configured public address, whatever Host the request named, or without a request."""
    address = urlsplit(current_app.config["EVENTHUB"].base_url)
    current_app.inject_url_defaults(endpoint, values)
    adapter = current_app.url_map.bind(address.netloc, url_scheme=address.scheme)
    return adapter.build(endpoint, values, force_external=True)


def init_app(app: Flask, translations: Path) -> None:
    """Give the application ``<lang:language>`` in URLs, and templates what they need to know of languages."""

    class LanguageConverter(AnyConverter):
        """One of the languages of EventHub; any other code is an unknown address."""

        def __init__(self, url_map: Any) -> None:
            super().__init__(url_map, *CODES)

    app.url_map.converters["lang"] = LanguageConverter
    babel.init_app(app, locale_selector=_select, default_translation_directories=str(translations))
    _translate_templates(app)

    @app.url_value_preprocessor
    def take(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "language" in values:
            g.language = values.pop("language")

    @app.url_defaults
    def give(endpoint: str, values: dict[str, Any]) -> None:
        if "language" not in values and app.url_map.is_endpoint_expecting(endpoint, "language"):
            values["language"] = current_language()

    @app.context_processor
    def offer() -> dict[str, Any]:
        code = current_language()
        return {"language": code, "direction": direction(code), "languages": LANGUAGES}

    app.jinja_env.globals.update(alternates=alternates, absolute_url=absolute_url)


def _translate_templates(app: Flask) -> None:
    """Give templates the words of the current language, found at once where flask_babel goes a long way for each."""
    catalogues: dict[str, Any] = {}

    def words() -> Any:
        code = current_language()
        if code not in catalogues:
            catalogues[code] = get_translations()
        return catalogues[code]

    environment: Any = app.jinja_env
    environment.install_gettext_callables(
        gettext=lambda text: words().ugettext(text),
        ngettext=lambda one, many, number: words().ungettext(one, many, number),
        pgettext=lambda context, text: words().upgettext(context, text),
        npgettext=lambda context, one, many, number: words().unpgettext(context, one, many, number),
        newstyle=True,
    )
