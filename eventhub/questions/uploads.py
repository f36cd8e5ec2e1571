"""Files that people send: known by what is in them, whatever they are called. Pictures are written anew."""

from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import ValidationError

from eventhub.formats.errors import InvalidPictureError
from eventhub.formats.pictures import without_metadata

LARGEST = 5 * 2**20
"""Bytes. A scan of two pages by a telephone has less."""
LARGEST_REQUEST = 4 * LARGEST
PDF = "application/pdf"
SIGNATURES = {
    PDF: (b"%PDF-", ".pdf"),
    "image/png": (b"\x89PNG\r\n\x1a\n", ".png"),
    "image/jpeg": (b"\xff\xd8\xff", ".jpg"),
}
"""What a file of each kind begins with (ISO 32000-2 section 7.5.2, PNG section 5.2, JPEG ITU-T T.81 B.1.1.3), and
how its name ends."""
ACCEPTED = ",".join((*SIGNATURES, ".pdf", ".png", ".jpg", ".jpeg"))


@dataclass(frozen=True)
class Upload:
    """A file as it was sent. ``name`` is harmless: one component, with the ending that fits the content."""

    name: str
    media_type: str
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def media_type_of(content: bytes) -> str | None:
    """The kind of a file by its first bytes; None for one that is not taken."""
    return next((kind for kind, (start, _end) in SIGNATURES.items() if content.startswith(start)), None)


def read_upload(storage: FileStorage) -> Upload:
    """What somebody sent. The file as it arrived is closed.

    Raises:
        ValidationError: it is too large, empty, or of a kind that is not taken.
    """
    with closing(storage):
        content = storage.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValidationError(_l("The file is larger than 5 MB. Make it smaller, and choose it again."))
    kind = media_type_of(content)
    if kind is None:
        raise ValidationError(_l("Send a PDF, or a picture as PNG or JPEG. This file is none of these."))
    if kind != PDF:
        try:
            content = without_metadata(content)
        except InvalidPictureError as error:
            raise ValidationError(
                _l("Send a PDF, or a picture as PNG or JPEG. This file is none of these.")
            ) from error
    name = PurePosixPath((storage.filename or "").replace("\\", "/")).name
    stem = "".join(char for char in PurePosixPath(name).stem if char.isprintable())[:80] or "file"
    return Upload(stem + SIGNATURES[kind][1], kind, content)
