"""Releases at the desk: written from the facts, and edited."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import done, expect_match, listed, shown, written
from eventhub.api.area import Area, page_schema
from eventhub.api.desk_events import ONE as EVENT
from eventhub.api.fields import Body
from eventhub.api.forms import NO_CSRF, Filling
from eventhub.api.identity import PREFIX
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.schemas import SLUG, schema_of
from eventhub.clock import now
from eventhub.db import db
from eventhub.desk.forms import ReleaseForm
from eventhub.events.permissions import looked_after_by
from eventhub.events.queries import get_event_of
from eventhub.releases import actions
from eventhub.releases.errors import ReleaseNotFoundError
from eventhub.releases.forms import DateForm, TextForm
from eventhub.releases.models import Release, ReleaseKind, ReleaseStatus, ReleaseText
from eventhub.releases.publishing import findings_of
from eventhub.releases.queries import find_text, get_release_of
from eventhub.releases.rules import fitting_kind, languages_for, without_sign_off
from eventhub.releases.wording import Wording, facts_say, is_stale
from eventhub.text.languages import CODES
from eventhub.web.access import requires

area = Area("desk_releases", "Releases at the desk")

ALL = "/desk/releases"
ONE = f"{ALL}/<int:release_id>"
TEXT = f"{ONE}/texts/<any(en,fr,es,ar,zh,ru):code>"


class TextSchema(Schema):
    """A text as the desk works on it; ``is_pending``: what is out differs."""

    language = fields.Choice(CODES, required=True)
    headline = fields.Text(300, required=True)
    body = fields.Text(required=True)
    is_pending = fields.Flag(required=True)
    is_edited = fields.Flag(required=True)
    is_stale = fields.Flag(
        required=True, metadata={"description": "The facts have changed since it was written."}
    )
    updated_at = fields.Moment(required=True)


class StepSchema(Schema):
    status = fields.Choice(ReleaseStatus, required=True)
    note = fields.Text(required=True)
    user = fields.Text(200, required=True, allow_none=True)
    at = fields.Moment(required=True)


class FindingSchema(Schema):
    text = fields.Text(required=True)
    is_serious = fields.Flag(required=True, metadata={"description": "Has to be mended or overruled."})


class ReleaseSummary(Schema):
    id = fields.Number(required=True)
    slug = fields.Text(SLUG, required=True)
    event = fields.Text(SLUG, required=True)
    kind = fields.Choice(ReleaseKind, required=True)
    status = fields.Choice(ReleaseStatus, required=True)
    as_of = fields.Day(required=True)
    languages = fields.Several(fields.Text(8), required=True)
    embargo_until = fields.Moment(required=True, allow_none=True)
    published_at = fields.Moment(required=True, allow_none=True)
    revised_at = fields.Moment(required=True)


class DeskRelease(ReleaseSummary):
    corrects = fields.Number(required=True, allow_none=True)
    texts = fields.Several(fields.Part(TextSchema), required=True)
    steps = fields.Several(fields.Part(StepSchema), required=True)
    unsigned = fields.Several(
        fields.Number(1),
        required=True,
        metadata={"description": "Funding sources whose funder has yet to agree."},
    )
    findings = fields.Several(fields.Part(FindingSchema), required=True)


class ReleasesQuery(PageQuery):
    status = fields.Choice(ReleaseStatus, load_default=None)
    event = fields.Text(SLUG, load_default="")


Releases = page_schema(ReleaseSummary, "DeskRelease")


def _summary(release: Release) -> dict[str, Any]:
    plain = ("id", "slug", "kind", "status", "as_of", "embargo_until", "published_at", "revised_at")
    return {
        **{name: getattr(release, name) for name in plain},
        "event": release.event.slug,
        "languages": [each.language for each in release.texts],
    }


def desk_release(release: Release) -> dict[str, Any]:
    said = facts_say(release, [each.language for each in release.texts])
    return {
        **_summary(release),
        "corrects": release.corrects_id,
        "texts": [
            {
                "language": each.language,
                "headline": each.working_headline,
                "body": each.working_body,
                "is_pending": each.is_pending,
                "is_edited": each.is_edited,
                "is_stale": is_stale(each, said),
                "updated_at": each.updated_at,
            }
            for each in release.texts
        ],
        "steps": [
            {"status": each.status, "note": each.note, "user": each.user and each.user.name, "at": each.at}
            for each in release.steps
        ],
        "unsigned": [each.id for each in without_sign_off(release)],
        "findings": findings_of(release),
    }


def change_release(release_id: int, verb: Callable[[Release], Any]) -> Response:
    def change() -> dict[str, Any]:
        release = get_release_of(current_user, release_id)
        expect_match(DeskRelease, desk_release(release))
        verb(release)
        # As the next one will read it: in UTC, and with whatever the database has made of it.
        db.session.flush()
        db.session.expire(release)
        return desk_release(release)

    return written(DeskRelease, change)


@area.read(ALL, takes=ReleasesQuery, gives=Releases)
@requires(Permission.DESK_USE)
def list_desk_releases(query: dict[str, Any]) -> Response:
    """The releases of the events that the user looks after, drafts included, the newest first."""
    rows = select(Release).join(Release.event).where(looked_after_by(current_user))
    if query["status"]:
        rows = rows.where(Release.status == ReleaseStatus(query["status"]))
    if query["event"]:
        rows = rows.where(Release.event_id == get_event_of(current_user, query["event"]).id)
    rows = rows.options(selectinload(Release.texts), contains_eager(Release.event))
    page = page_of(rows, [Order(Release.id, True)], query)
    return listed(Releases, page._replace(items=[_summary(each) for each in page.items]))


class WriteBody(Body):
    kind = fields.Choice(
        [each for each in ReleaseKind if each != ReleaseKind.CORRECTION],
        load_default=None,
        allow_none=True,
        metadata={"description": "Without it, what there is to tell of the event now."},
    )
    languages = fields.Several(
        fields.Choice(CODES),
        load_default=None,
        allow_none=True,
        metadata={"description": "Else those of the title."},
    )


def location_of(made: dict[str, Any]) -> str:
    return f"{PREFIX}{ALL}/{made['id']}"


@area.write(f"{EVENT}/releases", takes=WriteBody, gives=DeskRelease, status=201)
@requires(Permission.RELEASE_EDIT)
def write_release(body: dict[str, Any], slug: str) -> Response:
    """Write a release from the facts of an event, as a draft."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        filled = {
            "kind": body["kind"] or fitting_kind(event, now()).value,
            "languages": languages_for(event) if body["languages"] is None else body["languages"],
        }
        [form] = Filling(filled).into(lambda data: ReleaseForm(data, meta=NO_CSRF))
        kind = ReleaseKind(form.kind.data)
        release = actions.write_release(event, form.languages.data or (), kind=kind, author=current_user)
        return desk_release(release)

    return written(DeskRelease, change, status=201, location=location_of)


@area.read(ONE, gives=DeskRelease)
@requires(Permission.DESK_USE)
def show_desk_release(release_id: int) -> Response:
    """A release with its texts, its way so far, and what is worth a look in it."""
    return shown(DeskRelease, desk_release(get_release_of(current_user, release_id)))


@area.write(ONE, method="DELETE")
@requires(Permission.RELEASE_EDIT)
def delete_release(release_id: int) -> Response:
    """Remove a draft."""

    def change() -> None:
        release = get_release_of(current_user, release_id)
        expect_match(DeskRelease, desk_release(release))
        actions.delete_draft(release)

    return done(change)


TextBody = schema_of("ReleaseTextBody", TextForm, without=("beside",), required=("headline", "body"))


@area.write(TEXT, method="PUT", takes=TextBody, gives=DeskRelease)
@requires(Permission.RELEASE_EDIT)
def edit_text(body: dict[str, Any], release_id: int, code: str) -> Response:
    """Keep the words of a person; of a release that is out, until they are put out as a correction."""
    [form] = Filling(body).into(lambda data: TextForm(data, meta=NO_CSRF).one_language())

    def verb(release: Release) -> None:
        text = find_text(release, code)
        actions.edit_text(release, code, form.wording(), seen=text.updated_at if text else None)

    return change_release(release_id, verb)


class AgainBody(Body):
    may_replace_edits = fields.Flag(load_default=False)


@area.write(f"{TEXT}/again", takes=AgainBody, gives=DeskRelease)
@requires(Permission.RELEASE_EDIT)
def write_text_again(body: dict[str, Any], release_id: int, code: str) -> Response:
    """Bring a text up to date with the facts, or add that language."""
    return change_release(
        release_id,
        lambda release: actions.write_again(release, code, may_replace_edits=body["may_replace_edits"]),
    )


DateBody = schema_of("ReleaseDateBody", DateForm, required=("as_of",))


@area.write(f"{ONE}/date", method="PUT", takes=DateBody, gives=DeskRelease)
@requires(Permission.RELEASE_EDIT)
def date_release(body: dict[str, Any], release_id: int) -> Response:
    """Set the day of the release, which sets the tense."""
    [form] = Filling(body).into(lambda data: DateForm(data, meta=NO_CSRF))
    return change_release(release_id, lambda release: actions.date_release(release, form.as_of.data))


class VersionSchema(Schema):
    number = fields.Number(required=True)
    headline = fields.Text(300, required=True)
    body = fields.Text(required=True)
    is_by_hand = fields.Flag(required=True)
    created_at = fields.Moment(required=True)


class Versions(Schema):
    items = fields.Several(fields.Part(VersionSchema), required=True)


def _text(release: Release, code: str) -> ReleaseText:
    text = find_text(release, code)
    if text is None:
        raise ReleaseNotFoundError
    return text


@area.read(f"{TEXT}/versions", gives=Versions)
@requires(Permission.DESK_USE)
def list_versions(release_id: int, code: str) -> Response:
    """A text as it stood after each change."""
    return shown(Versions, {"items": _text(get_release_of(current_user, release_id), code).versions})


@area.write(f"{TEXT}/versions/<int:number>/restore", gives=DeskRelease)
@requires(Permission.RELEASE_EDIT)
def restore_version(release_id: int, code: str, number: int) -> Response:
    """Let a text be again as it was."""

    def verb(release: Release) -> None:
        text = _text(release, code)
        version = next((each for each in text.versions if each.number == number), None)
        if version is None:
            raise ReleaseNotFoundError
        wording = Wording(version.headline, version.body)
        actions.edit_text(release, code, wording, seen=text.updated_at)

    return change_release(release_id, verb)
