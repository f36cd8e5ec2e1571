"""QR codes (ISO/IEC 18004): text in, a picture out. Always full codes: phones cannot read the small ones, Micro QR."""

import io

import segno

QUIET_ZONE = 4
"""Empty modules around the code, which readers need (section 9.1)."""


def png(text: str, *, scale: int = 10) -> bytes:
    """Black on white; ``scale`` pixels for each module. The same text gives the same bytes."""
    written = io.BytesIO()
    segno.make_qr(text, error="m").save(written, kind="png", scale=scale, border=QUIET_ZONE)
    return written.getvalue()


def svg(text: str) -> str:
    """The same as a drawing, for typeset documents; its size is given where it is placed."""
    written = io.BytesIO()
    segno.make_qr(text, error="m").save(
        written, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False, omitsize=True, unit=None
    )
    return written.getvalue().decode()
