"""Pictures in forms."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, ValidationError

from eventhub.formats.errors import InvalidPictureError
from eventhub.formats.pictures import written_anew

LARGEST_SENT = 5 * 2**20
"""Bytes. A photograph by a telephone has less."""


class PictureField(FileField):
    """A PNG or JPEG; data is a PNG written anew, or None when nothing was chosen."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        keywords["render_kw"] = {"accept": "image/png,image/jpeg", **keywords.get("render_kw", {})}
        super().__init__(*arguments, **keywords)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = None
        for storage in valuelist:
            if getattr(storage, "filename", ""):
                self.data = _read(storage)


def _read(storage: Any) -> bytes:
    with closing(storage):
        content = storage.stream.read(LARGEST_SENT + 1)
    if len(content) > LARGEST_SENT:
        raise ValidationError(_l("The file is larger than 5 MB. Make it smaller, and choose it again."))
    try:
        return written_anew(content)
    except InvalidPictureError as error:
        raise ValidationError(
            _l("Send a picture as PNG or JPEG. This file is none that can be shown.")
        ) from error
