"""Mails to whoever has registered a group: with the one link to the page of the group, and who is on it."""

from collections.abc import Iterable, Sequence
from typing import Any

from eventhub.outbox.actions import queue
from eventhub.registration.labels import STATUS_LABELS
from eventhub.registration.models import Group, Registration
from eventhub.registration.presentation import facts_of, moment_in_words
from eventhub.web.language import absolute_url, in_language
from eventhub.web.mails import render


def tell(name: str, people: Sequence[Registration], *, until: Any = None) -> bool:
    """Owe whoever registered these people the mail ``templates/mail/<name>``; False for somebody who is in no group.

    ``until``: the moment until which they have to answer.
    """
    group = people[0].group if people else None
    if group is None or not group.is_together:
        return False
    send(name, group, people, until=until)
    return True


def send(name: str, group: Group, people: Iterable[Registration], *, until: Any = None) -> None:
    """Owe whoever has registered a group that mail, about some people of it."""
    if not group.contact_email:
        # Was forgotten.
        return
    event, language = group.event, group.language
    with in_language(language):
        mail = render(
            name,
            language,
            group=group,
            people=[(each.name, str(STATUS_LABELS[each.status])) for each in people],
            facts=facts_of(event),
            until=moment_in_words(until, event) if until else "",
            own_page=absolute_url("registration.group", token=group.token),
        )
    queue(
        kind=name,
        recipient=group.contact_email,
        recipient_name=group.contact_name,
        language=language,
        mail=mail,
        about=event,
    )
