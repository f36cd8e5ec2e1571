"""Pictures that people send: decoded, and written anew as PNG, so that nothing of a file is kept but what one sees."""

import io
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from eventhub.deferred import Deferred
from eventhub.formats.errors import InvalidPictureError

Image, ImageOps = Deferred("PIL.Image"), Deferred("PIL.ImageOps")

READ = ("PNG", "JPEG")
PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_QUALITY = 90
"""Of 95: a scan stays as legible as it came."""
MOST_PIXELS = 40_000_000
"""Of a picture that is decoded at all: a small file may unfold to more than there is memory for."""
LONGEST_SIDE = 1000
"""Pixels: 300 for each inch of the largest that a letter shows."""
LARGEST = 300 * 2**10
"""Bytes of what is kept: it goes into every letter."""


def written_anew(content: bytes) -> bytes:
    """A PNG of what a PNG or JPEG shows, upright, without metadata, at most ``LONGEST_SIDE`` long and ``LARGEST`` big.

    Raises:
        InvalidPictureError: it is no such picture, is broken, or has too many pixels.
    """
    picture, side = _decoded(content, ("RGBA",)), LONGEST_SIDE
    while True:
        picture.thumbnail((side, side))
        written = _png(picture)
        if len(written) <= LARGEST:
            return written
        side = side * 3 // 4


def without_metadata(content: bytes) -> bytes:
    """The same picture in the same size and format, decoded and encoded again, upright: what a camera tells of place
    and time is gone, and whatever else was in the file.

    Raises:
        InvalidPictureError: as above.
    """
    written = io.BytesIO()
    if content.startswith(PNG_START):
        _decoded(content, ("RGBA", "RGB", "LA", "L")).save(written, "PNG", optimize=True)
    else:
        _decoded(content, ("RGB", "L")).save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()


def _decoded(content: bytes, modes: Sequence[str]) -> Any:
    """The picture, upright, in the first of ``modes`` if it is in none of them."""
    try:
        with Image.open(io.BytesIO(content), formats=READ) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InvalidPictureError
            # The orientation is metadata, too.
            picture = ImageOps.exif_transpose(opened)
            picture = picture if picture.mode in modes else picture.convert(modes[0])
            # A new one: the decoded one still holds what stood beside the pixels.
            clean = Image.new(picture.mode, picture.size)
            clean.paste(picture)
            return clean
    # A broken file shows itself in many ways, and none of them is our mistake.
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise InvalidPictureError from error


def _png(picture: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)  # pyright: ignore - imported when it is first used
    return written.getvalue()


def as_svg(png: bytes) -> str:
    """The same in an SVG: text, which typeset documents can be given among their data."""
    width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/png;base64,{b64encode(png).decode()}"/></svg>'
    )
