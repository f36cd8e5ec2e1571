"""Bringing a text up to date with the facts, without losing what a person wrote."""

from datetime import datetime

from flask import Blueprint, abort, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.db import transaction
from eventhub.releases import actions
from eventhub.releases.errors import ChangedMeanwhileError, UndecidedError
from eventhub.releases.forms import UpdateForm
from eventhub.releases.merging import merge
from eventhub.releases.models import ReleaseText
from eventhub.releases.queries import find_text, get_release_of
from eventhub.releases.views.desk import NAMES, TEXT
from eventhub.releases.wording import facts_say, wording_of
from eventhub.tokens import digest
from eventhub.web.access import requires
from eventhub.web.responses import see_other

blueprint = Blueprint("releases_update", __name__)


@blueprint.route(f"{TEXT}update", methods=["GET", "POST"])
@requires(Permission.RELEASE_EDIT)
def show(release_id: int, code: str):
    text = _text_of(release_id, code)
    said = str(wording_of(facts_say(text.release, [code])[code]))
    merged = merge(text.written, text.wording, said)
    form = UpdateForm()
    is_sent = form.is_submitted()
    is_wrong = is_sent and not form.validate()
    if is_sent and not is_wrong:
        try:
            with transaction():
                actions.bring_up_to_date(
                    _text_of(release_id, code),
                    form.decided(merged.conflicts),
                    seen=_moment(form.seen.data),
                    said=form.said.data or "",
                )
        except ChangedMeanwhileError:
            is_wrong = True
            form.form_errors = [_("The text or the facts have changed meanwhile. Look at the result again.")]
            text = _text_of(release_id, code)
        except UndecidedError as error:
            is_wrong = True
            form.form_errors = [str(error.message)]
        else:
            flash(_("The text is up to date."), "success")
            return see_other("releases_desk.show", release_id=release_id)
    form.load(text, digest(said), merged.conflicts)
    page = render_template(
        "desk/releases/update.html",
        release=text.release,
        code=code,
        names=NAMES,
        form=form,
        merged=merged,
        decisions=list(form.decisions),
    )
    return page, 422 if is_wrong else 200


def _text_of(release_id: int, code: str) -> ReleaseText:
    text = find_text(get_release_of(current_user, release_id), code)
    if text is None:
        abort(404)
    return text


def _moment(typed: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(typed or "")
    except ValueError:
        return None
