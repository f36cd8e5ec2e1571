"""Refusals about webhooks."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, GoneError, NotFoundError


class WebhookNotFoundError(NotFoundError):
    message = _l("There is no such webhook.")


class TooManyWebhooksError(ConflictError):
    message = _l("You have many webhooks already. Delete one that is not needed any more.")


class ChangesForgottenError(GoneError):
    message = _l("These changes are no longer kept. Begin without `since`, and read everything anew.")
