"""What the desk offers to download: lists, badges, certificates, letters, and the trail of what was done."""

import json
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import listed
from eventhub.api.area import Area, page_schema
from eventhub.api.desk_delegations import DELEGATION
from eventhub.api.desk_events import ONE
from eventhub.api.desk_registrations import REGISTRATION, REGISTRATIONS, NarrowedBody, wanted
from eventhub.api.desk_releases import TEXT
from eventhub.api.fields import Body
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.audit.models import AuditEntry
from eventhub.audit.queries import about
from eventhub.delegations import letter
from eventhub.delegations.queries import get_delegation
from eventhub.desk.processing import processing_of, sheet_of
from eventhub.desk.reliefweb import posting_of
from eventhub.documents import certificate_file
from eventhub.documents.badges import SIZES
from eventhub.documents.catalogue import CATALOGUE, MEDIA_TYPES, wishes_of
from eventhub.documents.certificate_queries import certificates_of
from eventhub.documents.errors import CertificateNotFoundError, DocumentNotFoundError
from eventhub.documents.seating import SHAPES
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.formats import csv, typeset, xlsx
from eventhub.formats.cells import Sheet
from eventhub.letters.files import FORMATS as FORMATS_OF_LETTERS
from eventhub.questions.models import Privacy
from eventhub.registration.answer_queries import get_answer_file
from eventhub.registration.errors import RegistrationNotFoundError
from eventhub.registration.export import sheet_of as registrations_sheet
from eventhub.registration.queries import find_registrations, get_registration
from eventhub.releases.errors import ReleaseNotFoundError
from eventhub.releases.files import FORMATS
from eventhub.releases.queries import find_text, get_release_of
from eventhub.text.languages import CODES
from eventhub.web.access import requires
from eventhub.web.language import current_language, in_language
from eventhub.web.responses import download

area = Area("desk_files", "Files, and what was done")


def _registrations(slug: str, query: dict[str, Any]) -> Sheet:
    event = get_event_of(current_user, slug)
    sensitive = may_with(current_user, Permission.REGISTRATION_SENSITIVE, event)
    return registrations_sheet(event, find_registrations(event, wanted(query)), with_sensitive=sensitive)


@area.download(f"{REGISTRATIONS}.csv", csv.MEDIA_TYPE, takes=NarrowedBody)
@requires(Permission.REGISTRATION_VIEW)
def registrations_csv(query: dict[str, Any], slug: str) -> Response:
    """The registrations as a table of text; what was told in confidence only with `registration:sensitive`."""
    content = csv.table(_registrations(slug, query))
    return download(content, filename=f"{slug}-registrations.csv", media_type=csv.MEDIA_TYPE)


@area.download(f"{REGISTRATIONS}.xlsx", xlsx.MEDIA_TYPE, takes=NarrowedBody)
@requires(Permission.REGISTRATION_VIEW)
def registrations_xlsx(query: dict[str, Any], slug: str) -> Response:
    """The registrations as a workbook; what was told in confidence only with `registration:sensitive`."""
    content = xlsx.workbook([_registrations(slug, query)])
    return download(content, filename=f"{slug}-registrations.xlsx", media_type=xlsx.MEDIA_TYPE)


@area.download(f"{REGISTRATION}/files/<int:question_id>", "application/pdf", "image/png", "image/jpeg")
@requires(Permission.REGISTRATION_VIEW)
def answer_file(slug: str, registration_id: int, question_id: int) -> Response:
    """A file with which a question was answered."""
    event = get_event_of(current_user, slug)
    found = get_answer_file(get_registration(event, registration_id), question_id)
    is_sensitive = found.answer.question.privacy == Privacy.SENSITIVE
    if is_sensitive and not may_with(current_user, Permission.REGISTRATION_SENSITIVE, event):
        raise RegistrationNotFoundError
    return download(found.content, filename=found.name, media_type=found.media_type)


class DocumentQuery(Body):
    """What a document does not know of is of no matter to it."""

    language = fields.Choice(CODES, load_default="")
    day = fields.Text(10, load_default="", metadata={"description": "Else the next one."})
    size = fields.Choice(SIZES, load_default="")
    shape = fields.Choice(SHAPES, load_default="")


@area.download(
    f"{ONE}/documents/<any({','.join(repr(each) for each in CATALOGUE)}):key>.<any({','.join(MEDIA_TYPES)}):suffix>",
    *MEDIA_TYPES.values(),
    takes=DocumentQuery,
)
@requires(Permission.REGISTRATION_VIEW)
def document(query: dict[str, Any], slug: str, key: str, suffix: str) -> Response:
    """Lists of participants, attendance sheets, badges, name plates, a seating plan."""
    event, kind = get_event_of(current_user, slug), CATALOGUE[key]
    if suffix not in kind.writers:
        raise DocumentNotFoundError
    language = query.pop("language") or _language_for(event)
    with in_language(language):
        content = kind.writers[suffix](event, wishes_of(event, **query))
    return download(content, filename=f"{slug}-{key}-{language}.{suffix}", media_type=MEDIA_TYPES[suffix])


def _language_for(event: Event) -> str:
    return next((code for code in event.working_languages if code in CODES), current_language())


@area.download(f"{ONE}/certificates.pdf", typeset.PDF_TYPE)
@requires(Permission.REGISTRATION_DECIDE)
def certificates_pdf(slug: str) -> Response:
    """All certificates that hold, to be printed and signed, in the language of the request."""
    event = get_event_of(current_user, slug)
    found = certificates_of(event, valid_only=True)
    if not found:
        raise CertificateNotFoundError
    content = certificate_file.write(event, found)
    return download(content, filename=f"{slug}-certificates.pdf", media_type=typeset.PDF_TYPE)


@area.download(
    f"{DELEGATION}/letter.<any({','.join(FORMATS_OF_LETTERS)}):suffix>", *FORMATS_OF_LETTERS.values()
)
@requires(Permission.REGISTRATION_VIEW)
def delegation_letter(slug: str, delegation_id: int, suffix: str) -> Response:
    """The letter by which an organisation was asked."""
    delegation = get_delegation(get_event_of(current_user, slug), delegation_id)
    name = f"letter-{delegation.reference.replace('/', '-')}.{suffix}"
    return download(letter.write(delegation, suffix), filename=name, media_type=FORMATS_OF_LETTERS[suffix])


@area.download(f"{TEXT}.<any({','.join(FORMATS)}):suffix>", *(each.media_type for each in FORMATS.values()))
@requires(Permission.DESK_USE)
def release_file(release_id: int, code: str, suffix: str) -> Response:
    """A text of a release as a file, for those who have to agree to it before it goes out."""
    release, form = get_release_of(current_user, release_id), FORMATS[suffix]
    text = find_text(release, code)
    if text is None or not text.headline:
        raise ReleaseNotFoundError
    with in_language(code):
        content = form.write(release, text)
    return download(content, filename=f"{release.slug}-{code}.{suffix}", media_type=form.media_type)


@area.download(f"{ONE}/reliefweb.json", "application/json")
@requires(Permission.DESK_USE)
def reliefweb(slug: str) -> Response:
    """The event as ReliefWeb takes it."""
    content = json.dumps(posting_of(get_event_of(current_user, slug)), ensure_ascii=False).encode()
    return download(content, filename=f"{slug}-reliefweb.json", media_type="application/json")


@area.download("/desk/processing.csv", csv.MEDIA_TYPE)
@requires(Permission.REGISTRATION_VIEW)
def processing() -> Response:
    """The register of processing of the events whose registrations the user may see."""
    content = csv.table(sheet_of(processing_of(current_user)))
    return download(content, filename="processing.csv", media_type=csv.MEDIA_TYPE)


class EntrySchema(Schema):
    """A line of the audit trail; `seal` holds the line to the one before it."""

    position = fields.Number(required=True, allow_none=True)
    at = fields.Moment(required=True)
    who = fields.Text(200, required=True, allow_none=True)
    origin = fields.Text(64, required=True, allow_none=True)
    action = fields.Text(80, required=True)
    kind = fields.Text(40, required=True)
    number = fields.Number(required=True, allow_none=True)
    changes = fields.Free(required=True)
    seal = fields.Text(64, required=True, allow_none=True)


Entries = page_schema(EntrySchema, "Entry")


def _entry(entry: AuditEntry) -> dict[str, Any]:
    plain = ("position", "at", "origin", "action", "changes", "seal")
    return {
        **{name: getattr(entry, name) for name in plain},
        "who": entry.actor.name if entry.actor else None,
        "kind": entry.subject_kind,
        "number": entry.subject_id,
    }


def _entries(query: dict[str, Any], *conditions: Any) -> Response:
    rows = select(AuditEntry).where(*conditions).options(joinedload(AuditEntry.actor))
    page = page_of(rows, [Order(AuditEntry.id)], query)
    return listed(Entries, page._replace(items=[_entry(each) for each in page.items]))


@area.read("/desk/audit", takes=PageQuery, gives=Entries)
@requires(Permission.USER_ADMINISTER)
def list_audit(query: dict[str, Any]) -> Response:
    """All that was done, in order."""
    return _entries(query)


@area.read(f"{ONE}/history", takes=PageQuery, gives=Entries)
@requires(Permission.DESK_USE)
def list_history(query: dict[str, Any], slug: str) -> Response:
    """All that was done with an event, in order."""
    return _entries(query, about(get_event_of(current_user, slug)))
