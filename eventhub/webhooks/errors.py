"""Refusals about webhooks."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class WebhookNotFoundError(NotFoundError):
    message = _l("There is no such webhook.")


class TooManyWebhooksError(ConflictError):
    message = _l("You have many webhooks already. Delete one that is not needed any more.")
