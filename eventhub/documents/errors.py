"""Refusals about documents."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import NotFoundError


class DocumentNotFoundError(NotFoundError):
    message = _l("There is no such document.")
