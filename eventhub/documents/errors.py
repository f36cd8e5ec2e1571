"""Refusals about documents."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class DocumentNotFoundError(NotFoundError):
    message = _l("There is no such document.")


class CertificateNotFoundError(NotFoundError):
    message = _l("There is no such certificate.")


class AlreadyRevokedError(ConflictError):
    message = _l("This certificate has been revoked before.")
