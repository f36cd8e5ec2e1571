"""Pictures that people send: decoded, and written anew as PNG, so that nothing of a file is kept but what one sees."""

import io
from base64 import b64encode

from eventhub.deferred import Deferred
from eventhub.formats.errors import InvalidPictureError

Image, ImageOps = Deferred("PIL.Image"), Deferred("PIL.ImageOps")

READ = ("PNG", "JPEG")
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
    try:
        with Image.open(io.BytesIO(content), formats=READ) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InvalidPictureError
            # The orientation is metadata, too.
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    # A broken file shows itself in many ways, and none of them is our mistake.
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise InvalidPictureError from error
    side = LONGEST_SIDE
    while True:
        picture.thumbnail((side, side))
        written = _png(picture)
        if len(written) <= LARGEST:
            return written
        side = side * 3 // 4


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
