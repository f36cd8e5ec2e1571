"""The way of a release to the public, as the desk walks it; and the versions of its texts."""

from collections.abc import Callable
from itertools import pairwise

from flask import Blueprint, abort, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.releases import actions, clearing
from eventhub.releases.errors import AlreadyAnnouncedError, ChangedMeanwhileError
from eventhub.releases.forms import CorrectionForm, NoteForm, SignOffForm
from eventhub.releases.models import Release, ReleaseKind
from eventhub.releases.queries import find_text, get_release_of
from eventhub.releases.rules import without_sign_off
from eventhub.releases.versions import changes
from eventhub.releases.views.desk import NAMES, TEXT, page_of
from eventhub.releases.wording import Wording
from eventhub.web.access import requires
from eventhub.web.responses import see_other

blueprint = Blueprint("releases_clearing", __name__)
ONE = "/releases/<int:release_id>/"


@blueprint.post(f"{ONE}submit")
@requires(Permission.RELEASE_EDIT)
def submit(release_id: int):
    return _step(release_id, "submit", clearing.submit, _("The release is sent to review."))


@blueprint.post(f"{ONE}send-back")
@requires(Permission.RELEASE_CLEAR)
def send_back(release_id: int):
    return _step(release_id, "send_back", clearing.send_back, _("The release is a draft again."))


@blueprint.post(f"{ONE}clear")
@requires(Permission.RELEASE_CLEAR)
def clear(release_id: int):
    return _step(release_id, "clear", clearing.clear, _("The release is cleared. It goes out as it stands."))


def _step(release_id: int, name: str, step: Callable[[Release, str], None], done: str):
    form = NoteForm(step=name)
    if not form.validate():
        return page_of(get_release_of(current_user, release_id), **{f"{name}_form": form})
    _try(release_id, lambda release: step(release, form.note.data or ""), done)
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.post(f"{ONE}sign-offs")
@requires(Permission.RELEASE_EDIT)
def sign_off(release_id: int):
    release = get_release_of(current_user, release_id)
    sources = {each.id: each for each in without_sign_off(release)}
    form = SignOffForm(sources=list(sources.values()))
    if not form.validate():
        return page_of(release, sign_off_form=form)
    source = sources[form.source_id.data]
    _try(release_id, lambda each: clearing.sign_off(each, source, form.given_by.data or ""), _("Noted."))
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.post(f"{ONE}correct")
@requires(Permission.RELEASE_PUBLISH)
def correct(release_id: int):
    form = CorrectionForm()
    if not form.validate():
        return page_of(get_release_of(current_user, release_id), correction_form=form)
    note = form.note.data
    _try(release_id, lambda each: clearing.publish_correction(each, note), _("The correction is published."))
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.post(f"{ONE}drop")
@requires(Permission.RELEASE_EDIT)
def drop(release_id: int):
    _try(release_id, clearing.drop_changes, _("The text is again what is out."))
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.post(f"{ONE}correction")
@requires(Permission.RELEASE_EDIT)
def write_correction(release_id: int):
    """A release of its own that corrects this one."""
    try:
        with transaction():
            wrong = get_release_of(current_user, release_id)
            languages = [text.language for text in wrong.texts]
            kind = ReleaseKind.CORRECTION
            release_id = actions.write_release(
                wrong.event, languages, kind=kind, corrects=wrong, author=current_user
            ).id
    except AlreadyAnnouncedError as error:
        release_id = error.release.id
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.route(f"{TEXT}versions/")
@requires(Permission.DESK_USE)
def versions(release_id: int, code: str):
    release = get_release_of(current_user, release_id)
    text = find_text(release, code)
    if text is None:
        abort(404)
    said = [f"{each.headline}\n\n{each.body}" for each in text.versions]
    differences = [changes(*pair) for pair in pairwise(["", *said])]
    return render_template(
        "desk/releases/versions.html",
        release=release,
        code=code,
        names=NAMES,
        entries=list(zip(text.versions, differences, strict=True))[::-1],
        wording=text.wording,
    )


@blueprint.post(f"{TEXT}versions/<int:number>/restore")
@requires(Permission.RELEASE_EDIT)
def restore(release_id: int, code: str, number: int):
    text = find_text(get_release_of(current_user, release_id), code)
    version = next((each for each in text.versions if each.number == number), None) if text else None
    if text is None or version is None:
        abort(404)
    wording, seen = Wording(version.headline, version.body), text.updated_at
    try:
        with transaction():
            actions.edit_text(get_release_of(current_user, release_id), code, wording, seen=seen)
    except ChangedMeanwhileError as error:
        flash(str(error.message), "error")
    else:
        flash(_("The version is restored."), "success")
    return see_other("releases_clearing.versions", release_id=release_id, code=code)


def _try(release_id: int, change: Callable[[Release], None], done: str) -> None:
    """Make a change, and say on the next page that it is made, or why it could not be."""
    try:
        with transaction():
            change(get_release_of(current_user, release_id))
    except ConflictError as error:
        flash(str(error.message), "error")
    else:
        flash(done, "success")
