"""Texts with gaps, as organisers type them."""

from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub.db import Translated
from eventhub.formats.placeholders import unknown_in
from eventhub.mailtexts.models import MailText
from eventhub.web.forms import Form, TranslatedField

LONGEST_SUBJECT = 200


def refuse_unknown_gaps(field: TranslatedField, known: Collection[str]) -> bool:
    """Whether every gap of a text is one that can be filled; messages stand by the language that has others."""
    is_right = True
    for part in field:
        unknown = unknown_in(part.data or "", known)
        if unknown:
            gaps = " ".join(f"{{{name}}}" for name in unknown)
            part.errors = [*part.errors, _("No such gap: %(gaps)s", gaps=gaps)]
            is_right = False
    return is_right


class MailTextForm(Form):
    """An event's own words for a standard mail; what is left empty has the standard words."""

    subject = TranslatedField(_l("Subject"), max_length=LONGEST_SUBJECT)
    intro = TranslatedField(
        _l("Text before the facts"),
        multiline=True,
        max_length=4000,
        description=_l("Markdown. The greeting stands above it, the facts and the link stand below."),
    )

    def validate_gaps(self, known: Collection[str]) -> bool:
        return all([refuse_unknown_gaps(self.subject, known), refuse_unknown_gaps(self.intro, known)])

    @classmethod
    def of(cls, text: MailText | None) -> "MailTextForm":
        """The form as the words stand; what has been sent goes before."""
        return cls(subject=text.subject if text else Translated(), intro=text.intro if text else Translated())
