"""Typeset documents: a template of ``templates/documents`` and data in, the bytes of a PDF or a PNG out.

The typesetter is typst, and every face comes with it as a package: fonts that a machine happens to have do not matter.
The same data give the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from eventhub.config import SOURCE_ROOT
from eventhub.deferred import Deferred
from eventhub.formats.characters import clean

typst = Deferred("typst")

PDF_TYPE = "application/pdf"
PNG_TYPE = "image/png"
FONT_PACKAGES = ("fontpkg_noto_sans", "fontpkg_ibm_plex_sans_arabic", "manimgx_fonts_cjk")
NO_FACE = "could not be displayed with font"
"""What typst says of a letter that is in no font. Somebody's name may be written in any script."""
_TEMPLATES = SOURCE_ROOT / "templates" / "documents"


def pdf(template: str, data: Mapping[str, Any], *, modified: datetime) -> bytes:
    """A tagged PDF (PDF/UA-1, ISO 14289-1): its text can be copied, searched and read aloud in all six scripts.

    ``template`` names a file of ``templates/documents`` without its ending; ``data`` is what JSON can carry, with
    ``language`` and ``title`` among it; ``modified`` is aware. A letter that no face here has is a box on paper; its
    document is tagged all the same, but cannot be called PDF/UA.
    """
    options = {"format": "pdf", "timestamp": int(modified.timestamp())}
    try:
        return _compiled(template, data, **options, pdf_standards="ua-1")
    except typst.TypstError as error:
        if NO_FACE not in str(error):
            raise
        return _compiled(template, data, **options)


def png(template: str, data: Mapping[str, Any] | None = None, *, pixels_per_inch: float = 72) -> bytes:
    """The one page of a template as a picture; at 72 pixels per inch, a point of the template is a pixel."""
    return _compiled(template, data or {}, format="png", ppi=float(pixels_per_inch))


def _compiled(template: str, data: Mapping[str, Any], **options: Any) -> bytes:
    source = _TEMPLATES / f"{template}.typ"
    # JSON on one line has no line break of its own: one that is made of U+2028 or U+0085 stands within a text.
    inputs = {"data": clean(json.dumps(data, ensure_ascii=False)).replace("\n", "\\n")}
    # The root bounds what a template may read; what it reads beside itself is an emblem.
    return typst.compile(source, root=SOURCE_ROOT, font_paths=_fonts(), sys_inputs=inputs, **options)


@cache
def _fonts() -> Any:
    folders = [str(files(package)) for package in FONT_PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
