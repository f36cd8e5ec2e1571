"""The documents of an event, in the language that is wanted."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.documents.badges import SIZES
from eventhub.documents.catalogue import CATALOGUE, MEDIA_TYPES, Wishes, wishes_of
from eventhub.documents.errors import DocumentNotFoundError
from eventhub.documents.seating import SHAPES
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.events.rules import days_of
from eventhub.registration.figures import figures
from eventhub.text import calendar
from eventhub.text.languages import CODES
from eventhub.text.slugs import slugify
from eventhub.text.typography import capitalise
from eventhub.web.access import requires
from eventhub.web.language import current_language, in_language
from eventhub.web.responses import download
from eventhub.web.security import keep_private

blueprint = Blueprint("documents", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/documents/"


@blueprint.route(ALL)
@requires(Permission.REGISTRATION_VIEW)
def index(slug: str):
    event, language = get_event_of(current_user, slug), current_language()
    days = [(day.isoformat(), capitalise(calendar.full_date(day, language))) for day in days_of(event)]
    chosen = _wishes(event)
    return render_template(
        "desk/documents/index.html",
        event=event,
        documents=CATALOGUE.values(),
        choices={
            "day": (days, chosen.day.isoformat()),
            "size": ([(key, str(size.label)) for key, size in SIZES.items()], chosen.size),
            "shape": ([(key, str(label)) for key, label in SHAPES.items()], chosen.shape),
        },
        language_chosen=_language_for(event),
        confirmed=figures(event).confirmed,
        may_decide=may_with(current_user, Permission.REGISTRATION_DECIDE, event),
    )


@blueprint.route(f"{ALL}<key>.<any(pdf, docx, xlsx):suffix>")
@requires(Permission.REGISTRATION_VIEW)
def file(slug: str, key: str, suffix: str):
    event = get_event_of(current_user, slug)
    kind = CATALOGUE.get(key)
    if kind is None or suffix not in kind.writers:
        raise DocumentNotFoundError
    language = _language_for(event)
    with in_language(language):
        content = kind.writers[suffix](event, _wishes(event))
    name = f"{slugify(slug)}-{key}-{language}.{suffix}"
    return download(content, filename=name, media_type=MEDIA_TYPES[suffix])


def _language_for(event: Event) -> str:
    """The language that is asked for, else that of the event, else that of the page."""
    asked = request.args.get("language", "")
    if asked in CODES:
        return asked
    return next((code for code in event.working_languages if code in CODES), current_language())


def _wishes(event: Event) -> Wishes:
    return wishes_of(event, **{name: request.args.get(name, "") for name in ("day", "size", "shape")})
