"""Mails to people who have registered, each in the language in which they did, about nobody but themselves."""

from dataclasses import replace
from functools import partial
from typing import Any

from flask_babel import gettext as _

from eventhub.events.models import Visibility
from eventhub.mailtexts.presentation import own_words
from eventhub.outbox.actions import queue
from eventhub.outbox.models import OutboxMessage
from eventhub.registration.invitations import Method, calendar_part
from eventhub.registration.line_queries import place_in_line
from eventhub.registration.models import Exemption, Registration, RegistrationStatus
from eventhub.registration.presentation import facts_of, gaps_of, moment_in_words, organization_of
from eventhub.registration.rules import has_ticket
from eventhub.web.language import absolute_url, in_language
from eventhub.web.mails import Rendered, render


def written(name: str, registration: Registration, **more: Any) -> Rendered:
    """The mail ``templates/mail/<name>`` to a person, as it will be sent; ``more`` is what it tells besides."""
    event, language = registration.event, registration.language
    with in_language(language):
        waits = registration.status == RegistrationStatus.WAITLISTED
        is_public = event.visibility != Visibility.PRIVATE
        own = own_words(event, name, language, partial(gaps_of, registration))
        mail = render(
            name,
            language,
            intro=own.intro,
            registration=registration,
            facts=facts_of(event),
            organization=organization_of(registration),
            own_page=absolute_url("registration.mine", token=registration.token),
            privacy_page=absolute_url("registration.notice_read", token=registration.token),
            ticket=absolute_url("tickets.pdf", token=registration.token) if has_ticket(registration) else "",
            event_page=absolute_url("events.show", slug=event.slug) if is_public else "",
            place_in_line=place_in_line(registration) if waits else None,
            until=moment_in_words(registration.offered_until, event) if registration.offered_until else "",
            register_page=absolute_url("registration.register", slug=event.slug) if is_public else "",
            **more,
        )
        return replace(mail, subject=own.subject or mail.subject)


def send(
    name: str, registration: Registration, *, method: Method | None = None, **more: Any
) -> OutboxMessage | None:
    """Owe the person that mail, with an invitation or its withdrawal if ``method`` says so; None without an address."""
    if not registration.email or registration.erased_at:
        # Came without having registered, and left no address; or was forgotten.
        return None
    mail = written(name, registration, **more)
    with in_language(registration.language):
        if registration.shares_mailbox:
            mail = replace(
                mail, subject=_("For %(name)s: %(subject)s", name=registration.name, subject=mail.subject)
            )
            # One calendar, one entry: that of whoever has the mailbox would move, or go, with somebody else's.
            method = None
        calendar = calendar_part(registration, method) if method else None
    return queue(
        kind=name,
        recipient=registration.email,
        recipient_name=registration.name,
        language=registration.language,
        mail=mail,
        about=registration.event,
        calendar=calendar,
        method=method if calendar else None,
    )


def send_exemption(exemption: Exemption) -> None:
    """Owe somebody the link by which they may register in spite of all."""
    event, language = exemption.event, exemption.language
    with in_language(language):
        mail = render(
            "registration_exemption",
            language,
            facts=facts_of(event),
            link=absolute_url("registration.register_exempted", token=exemption.token),
        )
    queue(kind="registration_exemption", recipient=exemption.email, language=language, mail=mail, about=event)
