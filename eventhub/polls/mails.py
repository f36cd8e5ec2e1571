"""Mails to the focal points of a poll, each in the language in which their organisation was asked."""

from typing import Any

from eventhub.outbox.actions import queue
from eventhub.polls.models import AskedOrganization, ProposedDate
from eventhub.polls.presentation import date_in_words, dates_in_words
from eventhub.polls.rules import focal_points
from eventhub.registration.presentation import facts_of, moment_in_words
from eventhub.text.languages import in_language as text_in
from eventhub.web.language import absolute_url, in_language
from eventhub.web.mails import render


def ask(name: str, asked: AskedOrganization, token: str) -> bool:
    """Owe the focal point the mail ``templates/mail/<name>`` with a secret link, which is forgotten once it is sent.

    False when the organisation has no address.
    """
    page = absolute_url("polls.show", token=token, language=asked.language)
    return _send(name, asked, is_secret=True, own_page=page)


def tell(name: str, asked: AskedOrganization, date: ProposedDate | None = None) -> bool:
    """Owe the focal point that mail about the end of the poll, with the ``date`` that was picked if one was."""
    return _send(name, asked, is_secret=False, picked=date)


def _send(name: str, asked: AskedOrganization, *, is_secret: bool, **more: Any) -> bool:
    poll, language = asked.poll, asked.language
    event = poll.event
    participation = focal_points(event).get(asked.organization_id)
    if participation is None or not participation.focal_point_email:
        return False
    with in_language(language):
        if more.get("picked"):
            more["picked"] = date_in_words(more["picked"], event)
        mail = render(
            name,
            language,
            facts=facts_of(event),
            office=text_in(event.office.name, language)[0],
            organization=text_in(asked.organization.name, language)[0],
            due=moment_in_words(poll.due_at, event),
            dates=dates_in_words(poll),
            message=text_in(poll.message, language)[0],
            contact=event.contact_email,
            **more,
        )
    queue(
        kind=name,
        recipient=participation.focal_point_email,
        recipient_name=participation.focal_point_name,
        language=language,
        mail=mail,
        about=event,
        is_secret=is_secret,
    )
    return True
