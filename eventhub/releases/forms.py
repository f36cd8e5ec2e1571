"""Forms of releases."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from eventhub.programmes.labels import source_label
from eventhub.programmes.models import FundingSource
from eventhub.releases.labels import GENDER_LABELS
from eventhub.releases.merging import Conflict
from eventhub.releases.models import Quote, ReleaseText, SpeakerGender
from eventhub.releases.quotes import QuoteDetails
from eventhub.releases.wording import Wording
from eventhub.web.forms import Form, TranslatedField, choices, number_or_none, tidy


class _TextFields:
    """A release in one language, as a person edits it."""

    headline = TextAreaField(
        _l("Headline"), [DataRequired(), Length(max=300)], filters=[tidy], render_kw={"rows": 2}
    )
    body = TextAreaField(
        _l("Text"),
        [DataRequired(), Length(max=20_000)],
        filters=[tidy],
        description=_l("A blank line begins a new paragraph."),
        render_kw={"rows": 24},
    )
    revision = HiddenField()
    """Which text the person had before them when they began to type."""

    def load(self, text: ReleaseText | None) -> None:
        self.revision.data = text.updated_at.isoformat() if text else ""

    def seen(self) -> datetime | None:
        """``updated_at`` of the text that the form was filled from; None when there was no text."""
        try:
            return datetime.fromisoformat(self.revision.data or "")
        except ValueError:
            return None

    def wording(self) -> Wording:
        return Wording.typed(self.headline.data or "", self.body.data or "")


class BesideForm(_TextFields, PlainForm):
    pass


class TextForm(_TextFields, Form):
    """The editor: one text, and ``beside`` it that of another language, unless ``one_language`` takes it away."""

    beside = FormField(BesideForm)

    def one_language(self) -> "TextForm":
        del self.beside
        return self


class DecisionForm(PlainForm):
    """What becomes of a passage that both a person and the facts have changed."""

    choice = RadioField(
        _l("What shall stand here?"),
        [InputRequired(_l("Choose one."))],
        choices=choices([
            ("mine", _l("The edited words")),
            ("theirs", _l("What the facts say now")),
            ("own", _l("Other words")),
        ]),
    )  # fmt: skip
    own = TextAreaField(_l("Other words"), filters=[tidy])

    def validate_own(self, field: TextAreaField) -> None:
        if self.choice.data == "own" and not field.data:
            raise ValidationError(_l("Write what shall stand here."))


class UpdateForm(Form):
    """The decisions with which a text is brought up to date."""

    seen = HiddenField()
    said = HiddenField()
    """Which text and which words from the facts the person had before them."""
    decisions = FieldList(FormField(DecisionForm))

    def load(self, text: ReleaseText, said: str, conflicts: list[Conflict]) -> None:
        """Ask for a decision on each of ``conflicts``; ``said`` is the digest of the words from the facts."""
        self.seen.data, self.said.data = text.updated_at.isoformat(), said
        while len(self.decisions) > len(conflicts):
            self.decisions.pop_entry()
        while len(self.decisions) < len(conflicts):
            self.decisions.append_entry()

    def decided(self, conflicts: list[Conflict]) -> dict[int, str]:
        """By number of the conflict, the words chosen."""
        return {
            number: {"mine": conflict.mine, "theirs": conflict.theirs}.get(
                entry.form.choice.data, entry.form.own.data or ""
            )
            for number, (entry, conflict) in enumerate(zip(self.decisions, conflicts, strict=False))
        }


class WriteAgainForm(Form):
    may_replace_edits = BooleanField(_l("Replace what was edited by hand"))


class DateForm(Form):
    as_of = DateField(
        _l("Date of the release"),
        [DataRequired()],
        description=_l("Before, during or after the event: the text is written in the tense that fits."),
    )


class PublishForm(Form):
    embargo_until = DateTimeLocalField(
        _l("Embargo until"),
        [Optional()],
        description=_l("By the clock at the venue. Leave empty to publish now."),
    )
    despite_findings = BooleanField(_l("I have looked at what is marked above; publish all the same"))


class NoteForm(Form):
    """What goes with a step of a release; ``step`` tells it from the others on the page."""

    note = TextAreaField(_l("Note to the colleagues"), [Length(max=1000)], render_kw={"rows": 2})

    def __init__(self, *formdata: Any, step: str, **keywords: Any) -> None:
        super().__init__(*formdata, **keywords)
        self.note.id = f"note-{step}"


class SignOffForm(Form):
    """A funder has agreed."""

    source_id = SelectField(_l("Funder"), coerce=number_or_none)
    given_by = StringField(
        _l("Who agreed, and how"),
        [DataRequired(), Length(max=200)],
        description=_l("Such as “Ana Ruiz, by mail of 3 March”."),
    )

    def __init__(self, *formdata: Any, sources: list[FundingSource], **keywords: Any) -> None:
        super().__init__(*formdata, **keywords)
        self.source_id.choices = choices((each.id, source_label(each)) for each in sources)


class CorrectionForm(Form):
    """What readers are told of a correction."""

    note = TranslatedField(
        _l("What was wrong"),
        multiline=True,
        required=True,
        description=_l("Stands under the release, with today’s date."),
    )


class LibraryForm(Form):
    """What one looks for among the quotes of all events."""

    q = StringField(_l("Speaker or words"))


class QuoteForm(Form):
    """What somebody says about the event."""

    speaker_name = StringField(_l("Speaker"), [DataRequired(), Length(max=200)])
    speaker_title = TranslatedField(_l("Function of the speaker"))
    speaker_gender = SelectField(
        _l("Grammatical gender of the speaker"),
        choices=choices([("", "—"), *((each.value, GENDER_LABELS[each]) for each in SpeakerGender)]),
        description=_l("Only used where a verb or a title has to agree."),
    )
    lead_in = TranslatedField(
        _l("Lead-in"),
        description=_l("Stands before the speaker: “Commenting on return migration”. May be empty."),
    )
    text = TranslatedField(
        _l("What was said"), multiline=True, required=True, description=_l("Without quotation marks.")
    )

    approved_by = StringField(
        _l("Who has agreed to these words"),
        [Length(max=200)],
        description=_l("The speaker, or somebody for them. Taken back when the words change."),
    )

    def load(self, quote: Quote) -> None:
        self.speaker_gender.data = quote.speaker_gender.value if quote.speaker_gender else ""

    def details(self) -> QuoteDetails:
        gender = self.speaker_gender.data
        return QuoteDetails(
            speaker_name=self.speaker_name.data or "",
            speaker_title=self.speaker_title.data,
            speaker_gender=SpeakerGender(gender) if gender else None,
            lead_in=self.lead_in.data,
            text=self.text.data,
            approved_by=self.approved_by.data or "",
        )
