"""What the words of releases are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.releases.models import SpeakerGender

GENDER_LABELS = {SpeakerGender.FEMALE: _l("Feminine"), SpeakerGender.MALE: _l("Masculine")}
