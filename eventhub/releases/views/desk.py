"""Releases at the desk: write from facts, date, publish, withdraw. For their words see ``editor``."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.releases import actions, files
from eventhub.releases.checks import findings
from eventhub.releases.errors import (
    AlreadyAnnouncedError,
    EmbargoOverError,
    FindingsError,
    ReleaseNotFoundError,
)
from eventhub.releases.forms import (
    CorrectionForm,
    DateForm,
    NoteForm,
    PublishForm,
    SignOffForm,
)
from eventhub.releases.labels import KIND_LABELS, STEP_LABELS
from eventhub.releases.models import Release, ReleaseStatus
from eventhub.releases.publishing import publish_checked
from eventhub.releases.queries import find_text, get_release_of, quotes_of, releases_of, text_in
from eventhub.releases.rules import is_open, is_public, without_sign_off
from eventhub.releases.wording import facts_say, is_stale
from eventhub.text.languages import LANGUAGES
from eventhub.web.access import requires
from eventhub.web.filters import local_datetime
from eventhub.web.forms import Form, from_zone, in_zone
from eventhub.web.language import current_language, in_language
from eventhub.web.responses import download, see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("releases_desk", __name__)
NAMES = {each.code: each.name for each in LANGUAGES}
TEXT = "/releases/<int:release_id>/<any(en,fr,es,ar,zh,ru):code>/"


@blueprint.route("/releases/")
@requires(Permission.DESK_USE)
def index():
    entries = [(release, text_in(release, current_language())) for release in releases_of(current_user)]
    return render_template("desk/releases/index.html", entries=entries)


@blueprint.post("/events/<slug>/releases/")
@requires(Permission.RELEASE_EDIT)
def write(slug: str):
    try:
        with transaction():
            release = actions.write_release(get_event_of(current_user, slug), author=current_user)
            release_id = release.id
        flash(_("The release is written. Read it, edit it, publish it."), "success")
    except AlreadyAnnouncedError as error:
        release_id = error.release.id
        flash(str(error.message), "info")
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.route("/releases/<int:release_id>/")
@requires(Permission.DESK_USE)
def show(release_id: int):
    return page_of(get_release_of(current_user, release_id))


def page_of(release: Release, **sent: Form):
    """The release as the desk sees it, with the form that was sent and its messages."""
    unsigned = without_sign_off(release)
    embargo = in_zone(release.embargo_until, release.event.time_zone)
    written = [text.language for text in release.texts]
    said = facts_say(release, written)
    found = findings(release, quotes_of(release.event), said)
    return render_template(
        "desk/releases/show.html",
        release=release,
        stale={text.language for text in release.texts if is_stale(text, said)},
        unwritten=[each for each in LANGUAGES if each.code not in written],
        **{
            "date_form": DateForm(None, obj=release),
            "publish_form": PublishForm(None, embargo_until=embargo),
            **{f"{step}_form": NoteForm(None, step=step) for step in ("submit", "send_back", "clear")},
            "sign_off_form": SignOffForm(None, sources=unsigned),
            "correction_form": CorrectionForm(None),
            **sent,
        },
        kinds=KIND_LABELS,
        steps=_steps(release),
        unsigned=unsigned,
        findings=found,
        needs_a_word=any(each.is_serious for each in found),
        pending=[NAMES[text.language] for text in release.texts if text.is_pending],
        may_edit=may_with(current_user, Permission.RELEASE_EDIT, release.event),
        may_clear=may_with(current_user, Permission.RELEASE_CLEAR, release.event),
        may_publish=may_with(current_user, Permission.RELEASE_PUBLISH, release.event),
        is_published=release.status == ReleaseStatus.PUBLISHED,
        is_visible=is_public(release, now()),
        event_is_open=is_open(release.event),
        names=NAMES,
        formats=files.FORMATS,
        written_names=[NAMES[code] for code in written],
    ), 422 if sent else 200


def _steps(release: Release) -> list[dict[str, str]]:
    """The way of the release so far, as ``components/timeline.html`` shows it, the latest first."""
    return [
        {
            "when": local_datetime(step.at, release.event.time_zone),
            "datetime": step.at.isoformat(),
            "what": str(STEP_LABELS[step.status]),
            "who": step.user.name if step.user else "",
            "detail": step.note,
        }
        for step in reversed(release.steps)
    ]


@blueprint.route(
    "/releases/<int:release_id>/<any(en,fr,es,ar,zh,ru):code>.<any(pdf,docx,txt,md,json,jsonld):suffix>"
)
@requires(Permission.DESK_USE)
def file(release_id: int, code: str, suffix: str):
    """A text as a file for those who have to agree to it before it goes out."""
    release, form = get_release_of(current_user, release_id), files.FORMATS[suffix]
    text = find_text(release, code)
    if text is None or not text.headline:
        raise ReleaseNotFoundError
    with in_language(code):
        content = form.write(release, text)
    return keep_private(
        download(content, filename=f"{release.slug}-{code}.{suffix}", media_type=form.media_type)
    )


@blueprint.post("/releases/<int:release_id>/date")
@requires(Permission.RELEASE_EDIT)
def date(release_id: int):
    form = DateForm()
    if not form.validate() or form.as_of.data is None:
        return page_of(get_release_of(current_user, release_id), date_form=form)
    with transaction():
        actions.date_release(get_release_of(current_user, release_id), form.as_of.data)
    flash(_("The date is set; texts that nobody had edited are written anew."), "success")
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.post("/releases/<int:release_id>/publish")
@requires(Permission.RELEASE_PUBLISH)
def publish(release_id: int):
    form = PublishForm()
    if not form.validate():
        return page_of(get_release_of(current_user, release_id), publish_form=form)
    try:
        with transaction():
            release = get_release_of(current_user, release_id)
            publish_checked(
                release,
                embargo_until=_embargo(form, release),
                despite_findings=bool(form.despite_findings.data),
            )
    except FindingsError as error:
        form.despite_findings.errors = [str(error.message)]
        return page_of(get_release_of(current_user, release_id), publish_form=form)
    except EmbargoOverError as error:
        form.embargo_until.errors = [str(error.message)]
        return page_of(get_release_of(current_user, release_id), publish_form=form)
    except ConflictError as error:
        form.form_errors = [str(error.message)]
        return page_of(get_release_of(current_user, release_id), publish_form=form)
    flash(_("The release is published."), "success")
    return see_other("releases_desk.show", release_id=release_id)


def _embargo(form: PublishForm, release: Release) -> datetime | None:
    return from_zone(form.embargo_until.data, release.event.time_zone)


@blueprint.post("/releases/<int:release_id>/withdraw")
@requires(Permission.RELEASE_PUBLISH)
def withdraw(release_id: int):
    if _could(actions.withdraw, release_id):
        flash(_("The release is withdrawn from the newsroom."), "success")
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.post("/releases/<int:release_id>/delete")
@requires(Permission.RELEASE_EDIT)
def delete(release_id: int):
    if not _could(actions.delete_draft, release_id):
        return see_other("releases_desk.show", release_id=release_id)
    flash(_("The draft is deleted."), "success")
    return see_other("releases_desk.index")


def _could(change: Callable[[Release], None], release_id: int) -> bool:
    """Whether ``change`` was made; if the state of the release forbids it, the next page says so."""
    try:
        with transaction():
            change(get_release_of(current_user, release_id))
    except ConflictError as error:
        flash(str(error.message), "error")
        return False
    return True
