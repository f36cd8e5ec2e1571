"""Mails to focal points, each in the language in which their organisation was asked."""

from dataclasses import replace
from functools import partial
from typing import Any

from eventhub.clock import now
from eventhub.delegations.models import Delegation
from eventhub.delegations.presentation import due_in_words, gaps_of, request_of
from eventhub.delegations.rules import is_late
from eventhub.mailtexts.presentation import own_words
from eventhub.outbox.actions import queue
from eventhub.outbox.models import OutboxMessage
from eventhub.registration.presentation import facts_of
from eventhub.web.language import absolute_url, in_language
from eventhub.web.mails import render


def send(name: str, delegation: Delegation, **more: Any) -> OutboxMessage | None:
    """Owe the focal point the mail ``templates/mail/<name>``; an organisation without an address gets a
    letter only (None).

    ``more`` is what this mail says that others do not.
    """
    participation, language = delegation.participation, delegation.language
    if not participation.focal_point_email:
        return None
    with in_language(language):
        own = own_words(participation.event, name, language, partial(gaps_of, delegation))
        mail = render(
            name,
            language,
            intro=own.intro,
            delegation=delegation,
            request=request_of(delegation),
            facts=facts_of(participation.event),
            due=due_in_words(delegation),
            is_late=is_late(delegation, now()),
            own_page=absolute_url("delegations.show", token=delegation.token, language=language),
            **more,
        )
        mail = replace(mail, subject=own.subject or mail.subject)
    return queue(
        kind=name,
        recipient=participation.focal_point_email,
        recipient_name=participation.focal_point_name,
        language=language,
        mail=mail,
        about=participation.event,
    )
