"""The editor of texts: one language, or two beside each other, and what is worth a look while one writes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.db import transaction
from eventhub.releases import actions
from eventhub.releases.checks import Finding, text_findings
from eventhub.releases.errors import ChangedMeanwhileError, EditedTextError
from eventhub.releases.forms import BesideForm, TextForm, WriteAgainForm
from eventhub.releases.models import Quote, Release, ReleaseText
from eventhub.releases.prose.text import Text
from eventhub.releases.provenance import Traced, trace
from eventhub.releases.queries import find_text, get_release_of, quotes_of
from eventhub.releases.views.desk import NAMES, TEXT
from eventhub.releases.wording import Wording, facts_say, is_stale, wording_of
from eventhub.web.access import requires
from eventhub.web.responses import see_other

blueprint = Blueprint("releases_editor", __name__)
PAIR = f"{TEXT}<any(en,fr,es,ar,zh,ru):beside>/"


@dataclass(frozen=True)
class Column:
    """A language in the editor: its fields, and what helps in filling them."""

    code: str
    form: TextForm | BesideForm
    findings: list[Finding]
    from_facts: Wording
    traced: list[Traced]
    """Sentences of the text that is kept, with the facts that they rest on."""
    is_edited: bool
    is_stale: bool

    @property
    def name(self) -> str:
        return NAMES[self.code]


@blueprint.route(TEXT, methods=["GET", "POST"], defaults={"beside": None})
@blueprint.route(PAIR, methods=["GET", "POST"])
@requires(Permission.RELEASE_EDIT)
def edit(release_id: int, code: str, beside: str | None):
    release = get_release_of(current_user, release_id)
    form = _form(release, code, beside)
    parts = _parts(form, code, beside)
    if not form.is_submitted():
        for language, part in parts.items():
            part.load(find_text(release, language))
        return _editor(release, form, parts)
    if not form.validate():
        return _editor(release, form, parts)
    try:
        with transaction():
            release = get_release_of(current_user, release_id)
            for language, part in parts.items():
                actions.edit_text(release, language, part.wording(), seen=part.seen())
    except ChangedMeanwhileError as error:
        # What was typed stays in the form, now on top of the other's text: saving again is a choice made knowingly.
        part = parts[error.language]
        part.body.errors = [str(error.message)]
        part.load(error.present)
        return _editor(get_release_of(current_user, release_id), form, parts, present=error.present)
    flash(_("Saved."), "success")
    return see_other("releases_desk.show", release_id=release_id)


@blueprint.post(f"{TEXT}check", defaults={"beside": None})
@blueprint.post(f"{PAIR}check")
@requires(Permission.RELEASE_EDIT)
def check(release_id: int, code: str, beside: str | None):
    """What is worth a look in the words as typed, of which nothing is kept; for a script, that alone."""
    release = get_release_of(current_user, release_id)
    form = _form(release, code, beside)
    parts = _parts(form, code, beside)
    if request.headers.get("X-Requested-With") == "fetch":
        return render_template("desk/releases/findings.html", columns=_columns(release, parts))
    return _editor(release, form, parts)


@blueprint.post(f"{TEXT}again")
@requires(Permission.RELEASE_EDIT)
def write_again(release_id: int, code: str):
    form = WriteAgainForm()
    try:
        with transaction():
            release = get_release_of(current_user, release_id)
            actions.write_again(release, code, may_replace_edits=bool(form.may_replace_edits.data))
    except EditedTextError as error:
        form.may_replace_edits.errors = [str(error.message)]
        release = get_release_of(current_user, release_id)
        text_form = _form(release, code, None, formdata=None)
        text_form.load(find_text(release, code))
        return _editor(release, text_form, {code: text_form}, again_form=form)
    flash(_("Written again from the facts."), "success")
    return see_other("releases_desk.show", release_id=release_id)


def _form(release: Release, code: str, beside: str | None, **formdata: None) -> TextForm:
    """The form with what the desk works on in ``code`` and, if it is another language, in ``beside``."""
    kept = _kept(release, code)
    if beside in (None, code):
        return TextForm(data=kept, **formdata).one_language()
    form = TextForm(data={**kept, "beside": _kept(release, beside)}, **formdata)
    form.beside.label.text = NAMES[beside]
    return form


def _kept(release: Release, code: str) -> dict[str, str]:
    text = find_text(release, code)
    return {"headline": text.working_headline, "body": text.working_body} if text else {}


def _parts(form: TextForm, code: str, beside: str | None) -> dict[str, TextForm | BesideForm]:
    """By language, its part of the form."""
    return {code: form} if beside in (None, code) else {code: form, beside: form.beside.form}


def _columns(release: Release, parts: dict[str, TextForm | BesideForm]) -> list[Column]:
    said, quotes = facts_say(release, parts), quotes_of(release.event)
    return [_column(release, code, part, said, quotes) for code, part in parts.items()]


def _column(
    release: Release, code: str, form: TextForm | BesideForm, said: dict[str, Text], quotes: Sequence[Quote]
) -> Column:
    text = find_text(release, code)
    typed = form.wording()
    return Column(
        code=code,
        form=form,
        findings=text_findings(typed, code, release.event, quotes, said[code]) if typed.body else [],
        from_facts=wording_of(said[code]),
        traced=trace(release.event, text.wording, said[code]) if text else [],
        is_edited=text is not None and text.is_edited,
        is_stale=text is not None and is_stale(text, said),
    )


def _editor(
    release: Release,
    form: TextForm,
    parts: dict[str, TextForm | BesideForm],
    *,
    again_form: WriteAgainForm | None = None,
    present: ReleaseText | None = None,
):
    """The form beside what helps in filling it; ``present`` is what somebody else has saved meanwhile."""
    wrong = form.errors or (again_form and again_form.errors)
    return render_template(
        "desk/releases/edit_pair.html" if len(parts) > 1 else "desk/releases/edit.html",
        release=release,
        form=form,
        columns=_columns(release, parts),
        again_form=again_form or WriteAgainForm(None),
        present=present,
        names=NAMES,
        others=[each for each in release.texts if each.language not in parts],
    ), 422 if wrong else 200
