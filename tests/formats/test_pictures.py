"""Pictures that people send, as they are kept."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eventhub.formats.errors import InvalidPictureError
from eventhub.formats.pictures import LARGEST, LONGEST_SIDE, without_metadata, written_anew


def picture(width: int, height: int, kind: str = "PNG", **options) -> bytes:
    written = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(written, kind, **options)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_large_photograph_is_kept_small_and_as_png():
    kept = written_anew(picture(2400, 1200, "JPEG"))
    shown = opened(kept)
    assert shown.format == "PNG"
    assert max(shown.size) <= LONGEST_SIDE
    assert shown.width == pytest.approx(2 * shown.height, abs=1)
    assert len(kept) <= LARGEST


def test_a_small_picture_keeps_its_size_and_what_is_clear_stays_clear():
    written = io.BytesIO()
    Image.new("RGBA", (20, 10), (200, 0, 0, 0)).save(written, "PNG")
    shown = opened(written_anew(written.getvalue()))
    assert shown.size == (20, 10)
    assert shown.getpixel((5, 5)) == (200, 0, 0, 0)


def test_what_the_file_says_besides_is_gone_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: to be turned by a quarter.
    exif[0x013B] = "Dina Haddad"
    kept = written_anew(picture(40, 20, "JPEG", exif=exif))
    assert opened(kept).size == (20, 40)
    assert b"Dina" not in kept


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_scan_keeps_format_and_size_and_loses_what_the_file_says_besides(kind):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "Dina Haddad"
    kept = without_metadata(picture(1400, 700, kind, exif=exif) + b"<script>alert(1)</script>")
    assert (opened(kept).format, opened(kept).size) == (kind, (700, 1400))
    assert b"Dina" not in kept
    assert b"script" not in kept


@pytest.mark.parametrize("change", [written_anew, without_metadata])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture(30, 30)[:60],
        b"GIF89a" + b"\0" * 40,
    ],
)
def test_what_is_no_picture_is_refused(change, content):
    with pytest.raises(InvalidPictureError):
        change(content)


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused():
    written = io.BytesIO()
    Image.new("1", (8000, 8000)).save(written, "PNG")
    assert len(written.getvalue()) < 20_000
    with pytest.raises(InvalidPictureError):
        written_anew(written.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 900), st.binary(max_size=12))
def test_a_damaged_picture_is_refused_or_read_and_never_breaks_anything(start, noise):
    whole = picture(24, 24)
    damaged = whole[:start] + noise + whole[start + len(noise) :]
    with suppress(InvalidPictureError):
        assert opened(written_anew(damaged)).format == "PNG"
