"""The way of a release to the public: reviewed, cleared, signed off, published, corrected."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import written
from eventhub.api.area import Area
from eventhub.api.desk_releases import ONE, DeskRelease, change_release, desk_release, location_of
from eventhub.api.fields import Body
from eventhub.api.forms import NO_CSRF, Filling
from eventhub.api.schemas import schema_of
from eventhub.programmes.queries import get_funding_source
from eventhub.releases import actions, clearing
from eventhub.releases.forms import CorrectionForm, NoteForm, PublishForm, SignOffForm
from eventhub.releases.models import Release, ReleaseKind
from eventhub.releases.publishing import publish_checked
from eventhub.releases.queries import get_release_of
from eventhub.releases.rules import without_sign_off
from eventhub.web.access import requires
from eventhub.web.forms import from_zone

area = Area("desk_clearing", "Releases on their way out")

NoteBody = schema_of("NoteBody", NoteForm)


def _step(body: dict[str, Any], release_id: int, verb: Callable[[Release, str], None]) -> Response:
    [form] = Filling(body).into(lambda data: NoteForm(data, step="api", meta=NO_CSRF))
    return change_release(release_id, lambda release: verb(release, form.note.data or ""))


@area.write(f"{ONE}/submit", takes=NoteBody, gives=DeskRelease)
@requires(Permission.RELEASE_EDIT)
def submit_release(body: dict[str, Any], release_id: int) -> Response:
    """Ask the colleagues to review the release."""
    return _step(body, release_id, clearing.submit)


@area.write(f"{ONE}/send-back", takes=NoteBody, gives=DeskRelease)
@requires(Permission.RELEASE_CLEAR)
def send_release_back(body: dict[str, Any], release_id: int) -> Response:
    """Say that the release is not ready."""
    return _step(body, release_id, clearing.send_back)


@area.write(f"{ONE}/clear", takes=NoteBody, gives=DeskRelease)
@requires(Permission.RELEASE_CLEAR)
def clear_release(body: dict[str, Any], release_id: int) -> Response:
    """Say that the texts may go out as they stand."""
    return _step(body, release_id, clearing.clear)


class SignOffBody(Body):
    source = fields.Number(1, required=True, metadata={"description": "One of `unsigned`."})
    given_by = fields.Text(200, required=True, metadata={"description": "Who agreed, and how."})


@area.write(f"{ONE}/sign-offs", takes=SignOffBody, gives=DeskRelease)
@requires(Permission.RELEASE_EDIT)
def sign_release_off(body: dict[str, Any], release_id: int) -> Response:
    """Note that a funder agrees to the texts as they stand."""

    def verb(release: Release) -> None:
        filled = {"source_id": body["source"], "given_by": body["given_by"]}
        filling = Filling(filled)
        filling.renamed["source_id"] = "source"
        [form] = filling.into(lambda data: SignOffForm(data, sources=without_sign_off(release), meta=NO_CSRF))
        clearing.sign_off(release, get_funding_source(form.source_id.data), form.given_by.data or "")

    return change_release(release_id, verb)


PublishBody = schema_of("PublishBody", PublishForm)


@area.write(f"{ONE}/publish", takes=PublishBody, gives=DeskRelease)
@requires(Permission.RELEASE_PUBLISH)
def publish_release(body: dict[str, Any], release_id: int) -> Response:
    """Show the release in the newsroom, from the end of an embargo on when that is given."""

    def verb(release: Release) -> None:
        zone = release.event.time_zone
        filling = Filling(body).locally(zone, "embargo_until")
        [form] = filling.into(lambda data: PublishForm(data, meta=NO_CSRF))
        publish_checked(
            release,
            embargo_until=from_zone(form.embargo_until.data, zone),
            despite_findings=bool(form.despite_findings.data),
        )

    return change_release(release_id, verb)


@area.write(f"{ONE}/withdraw", gives=DeskRelease)
@requires(Permission.RELEASE_PUBLISH)
def withdraw_release(release_id: int) -> Response:
    """Take the release out of the newsroom."""
    return change_release(release_id, actions.withdraw)


CorrectBody = schema_of("CorrectBody", CorrectionForm, required=("note",))


@area.write(f"{ONE}/correct", takes=CorrectBody, gives=DeskRelease)
@requires(Permission.RELEASE_PUBLISH)
def correct_release(body: dict[str, Any], release_id: int) -> Response:
    """Put out what has been changed since the release went out; ``note`` tells readers what was wrong."""
    [form] = Filling(body).into(lambda data: CorrectionForm(data, meta=NO_CSRF))
    return change_release(release_id, lambda release: clearing.publish_correction(release, form.note.data))


@area.write(f"{ONE}/drop", gives=DeskRelease)
@requires(Permission.RELEASE_EDIT)
def drop_release_changes(release_id: int) -> Response:
    """Go back to what is out; the versions stay."""
    return change_release(release_id, clearing.drop_changes)


@area.write(f"{ONE}/correction", gives=DeskRelease, status=201)
@requires(Permission.RELEASE_EDIT)
def write_correction(release_id: int) -> Response:
    """Write a release of its own that corrects this one."""

    def change() -> dict[str, Any]:
        wrong = get_release_of(current_user, release_id)
        languages = [text.language for text in wrong.texts]
        kind = ReleaseKind.CORRECTION
        made = actions.write_release(wrong.event, languages, kind=kind, corrects=wrong, author=current_user)
        return desk_release(made)

    return written(DeskRelease, change, status=201, location=location_of)
