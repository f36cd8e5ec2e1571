"""Forms of releases."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from eventhub.releases.labels import GENDER_LABELS
from eventhub.releases.models import Quote, ReleaseText, SpeakerGender
from eventhub.releases.quotes import QuoteDetails
from eventhub.releases.wording import Wording
from eventhub.web.forms import Form, TranslatedField, choices


class TextForm(Form):
    """A release in one language, as a person edits it."""

    headline = TextAreaField(_l("Headline"), [DataRequired(), Length(max=300)], render_kw={"rows": 2})
    body = TextAreaField(
        _l("Text"),
        [DataRequired(), Length(max=20_000)],
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
        )
