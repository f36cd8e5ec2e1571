"""Registrations in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventhub.events.entries import place_of as whole_place_of
from eventhub.events.models import Event
from eventhub.events.presentation import awaits_new_dates, dates_of
from eventhub.organizations.models import Organization
from eventhub.questions.models import Category, Privacy, Question, QuestionKind
from eventhub.questions.presentation import words_of
from eventhub.registration.labels import REFUSAL_TEXTS, REFUSAL_TITLES
from eventhub.registration.models import ChangeRequest, Registration
from eventhub.registration.queries import PublicState
from eventhub.registration.rules import Refusal
from eventhub.text import calendar
from eventhub.text.countries import country_name
from eventhub.text.languages import in_language
from eventhub.web.filters import local_datetime
from eventhub.web.language import absolute_url, current_language


@dataclass(frozen=True)
class EventFacts:
    """What somebody who takes part must know, in the language in force; empty where nothing is known."""

    title: str
    when: str
    hours: str
    where: str
    reason: str
    """Why it is postponed or cancelled."""


def facts_of(event: Event) -> EventFacts:
    undated = awaits_new_dates(event)
    return EventFacts(
        title=in_language(event.title, current_language())[0],
        when=_("New dates to be announced") if undated else dates_of(event),
        hours="" if undated else hours_in_words(event.starts_at, event.ends_at, event.time_zone),
        where=whole_place_of(event),
        reason=in_language(event.status_reason, current_language())[0],
    )


def hours_in_words(starts_at: datetime, ends_at: datetime, time_zone: str) -> str:
    """From when to when, by whose clocks: 09:00–17:00, China Standard Time (UTC+08:00)."""
    language = current_language()
    hours = "–".join(calendar.clock(moment, time_zone, language) for moment in (starts_at, ends_at))
    return _("%(time)s, %(zone)s", time=hours, zone=calendar.zone_name(starts_at, time_zone, language))


def organization_of(registration: Registration) -> str:
    """The name of the person's organization, from the directory or as typed."""
    if registration.organization:
        return in_language(registration.organization.name, current_language())[0]
    return registration.organization_name


def gaps_of(registration: Registration) -> dict[str, str]:
    """What the gaps of a text to this person are filled with: see ``mailtexts.rules.FOR_PARTICIPANTS``."""
    facts = facts_of(registration.event)
    return {
        "name": registration.name,
        "event": facts.title,
        "dates": facts.when,
        "time": facts.hours,
        "venue": facts.where,
        "link": absolute_url("registration.mine", token=registration.token, language=current_language()),
        "reference": registration.reference,
        "organisation": organization_of(registration),
    }


@dataclass(frozen=True)
class Told:
    """An answer in words."""

    question_id: int
    question: str
    text: str
    is_file: bool
    is_sensitive: bool


def answers_in_words(questions: Iterable[Question], answers: Mapping[int, Any]) -> list[Told]:
    """What was answered, in the order of the form."""
    return [
        Told(
            each.id,
            in_language(each.label, current_language())[0],
            words_of(each, answers[each.id]),
            is_file=each.kind == QuestionKind.FILE,
            is_sensitive=each.privacy == Privacy.SENSITIVE,
        )
        for each in questions
        if each.id in answers
    ]


@dataclass(frozen=True)
class Difference:
    """What is asked to be changed: before and after, in words."""

    label: str
    before: str
    after: str


def differences_in(
    request: ChangeRequest,
    questions: Iterable[Question],
    answers: Mapping[int, Any],
    asked_for: Organization | None,
    category: Category | None = None,
) -> list[Difference]:
    """What a request would change; ``asked_for`` and ``category`` are those that it names. Of ``questions``, those that
    the reader may see."""
    registration, details = request.registration, dict(request.details)
    labels = {"name": _("Name"), "position": _("Position"), "organization_name": _("Organisation")}
    found = [
        Difference(label, getattr(registration, key), details[key])
        for key, label in labels.items()
        if key in details and (key != "organization_name" or details[key] or not asked_for)
    ]
    if "country" in details:
        pair = (registration.country, details["country"])
        before, after = (country_name(each, current_language()) if each else "" for each in pair)
        found.append(Difference(_("Country"), before, after))
    if asked_for:
        name = in_language(asked_for.name, current_language())[0]
        found.append(Difference(_("Organisation"), organization_of(registration), name))
    if category:
        before, after = (
            in_language(each.name, current_language())[0] if each else ""
            for each in (registration.category, category)
        )
        found.append(Difference(_("Category"), before, after))
    for each in questions:
        if str(each.id) in request.answers:
            before = words_of(each, answers.get(each.id))
            label = in_language(each.label, current_language())[0]
            found.append(Difference(label, before, words_of(each, request.answers[str(each.id)])))
    return found


@dataclass(frozen=True)
class RegistrationBox:
    """What the page of an event says about registering; ``action`` is empty when one cannot register now."""

    title: str
    text: str
    action: str = ""
    href: str = ""


def box(event: Event, state: PublicState) -> RegistrationBox:
    """Whether one can register, what comes of it, and where."""
    if state.refusal:
        return RegistrationBox(str(REFUSAL_TITLES[state.refusal]), explanation(event, state))
    if state.leads_to_waiting_list:
        text = _("All places are taken. You can join the waiting list.")
        action = _("Join the waiting list")
    else:
        text, action = _places(state), _("Register")
    sentences = [text]
    if state.needs_approval:
        sentences.append(_("The organisers approve each registration."))
    if state.closes_at:
        sentences.append(_("Registration closes on %(date)s.", date=moment_in_words(state.closes_at, event)))
    return RegistrationBox(
        title=_("Take part"),
        text=" ".join(sentence for sentence in sentences if sentence),
        action=action,
        href=url_for("registration.register", slug=event.slug),
    )


def explanation(event: Event, state: PublicState) -> str:
    """Why one cannot register, and when one can."""
    if state.refusal is None:
        return ""
    if state.refusal == Refusal.NOT_OPEN and state.opens_at:
        return _("It opens on %(date)s.", date=moment_in_words(state.opens_at, event))
    if state.refusal == Refusal.CLOSED and state.closes_at:
        return _("It closed on %(date)s.", date=moment_in_words(state.closes_at, event))
    return str(REFUSAL_TEXTS[state.refusal])


def moment_in_words(moment: datetime, event: Event) -> str:
    """A moment by the clocks of the venue, with the name of their zone."""
    zone = calendar.zone_name(moment, event.time_zone, current_language())
    return _("%(time)s, %(zone)s", time=local_datetime(moment, event.time_zone), zone=zone)


def _places(state: PublicState) -> str:
    if state.places_left is None:
        return ""
    return ngettext("%(num)s place is left.", "%(num)s places are left.", state.places_left)
