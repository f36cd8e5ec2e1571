"""What organisers fill in about the paper of their office."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField, TelField, URLField
from wtforms.validators import Email, Length, Optional

from eventhub.organizations.letterheads import PICTURES, LetterheadDetails
from eventhub.organizations.models import Letterhead
from eventhub.text.languages import LANGUAGES
from eventhub.web.forms import Form, TranslatedField, choices
from eventhub.web.pictures import PictureField
from eventhub.web.validators import single_line, web_address


class LetterheadForm(Form):
    """The paper; the pictures that it has stay until others are chosen, or they are taken away."""

    name = TranslatedField(
        _l("Name on the paper"), max_length=200, description=_l("Left empty, the name of the office.")
    )
    address = TranslatedField(_l("Postal address"), multiline=True, max_length=500)
    phone = TelField(_l("Phone"), [Length(max=60)], filters=[single_line])
    email = EmailField(_l("E-mail address"), [Optional(), Email(), Length(max=254)])
    website = URLField(_l("Website"), [Length(max=500), web_address])
    footer = TranslatedField(
        _l("Line at the foot"), max_length=300, description=_l("Stands under every page of a letter.")
    )
    signatory_name = StringField(
        _l("Who signs"),
        [Length(max=200)],
        filters=[single_line],
        description=_l("Left empty, the contact person of the event. A note verbale bears no signature."),
    )
    signatory_title = TranslatedField(_l("Function"), max_length=200)
    emblem = PictureField(_l("Emblem"), description=_l("PNG or JPEG, at most 5 MB."))
    signature = PictureField(
        _l("Scanned signature"),
        description=_l("Stands on letters that you issue; nobody can fetch it alone."),
    )
    stamp = PictureField(
        _l("Stamp"), description=_l("Stands beside the signature, and under a note verbale.")
    )
    without_emblem = BooleanField(_l("Take the emblem away"))
    without_signature = BooleanField(_l("Take the signature away"))
    without_stamp = BooleanField(_l("Take the stamp away"))
    language = SelectField(_l("Language of the preview"))

    def __init__(self, *arguments: Any, letterhead: Letterhead | None, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.language.choices = choices((each.code, each.name) for each in LANGUAGES)
        for name in PICTURES:
            if letterhead is None or getattr(letterhead, name) is None:
                del self[f"without_{name}"]

    def details(self) -> LetterheadDetails:
        return LetterheadDetails(
            name=self.name.data,
            address=self.address.data,
            phone=self.phone.data or "",
            email=self.email.data or "",
            website=self.website.data or "",
            footer=self.footer.data,
            signatory_name=self.signatory_name.data or "",
            signatory_title=self.signatory_title.data,
        )

    def pictures(self) -> dict[str, bytes]:
        """Those that were chosen."""
        return {name: self[name].data for name in PICTURES if self[name].data}

    def removed(self) -> list[str]:
        return [name for name in PICTURES if f"without_{name}" in self and self[f"without_{name}"].data]
