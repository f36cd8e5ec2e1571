"""How the tests look at a page: as a browser would, strictly."""

import json
import re
from typing import Any

import html5lib
from flask.testing import FlaskClient

XHTML = "{http://www.w3.org/1999/xhtml}"


def tree_of(html: str):
    """The page, parsed; html5lib raises ParseError where the HTML standard sees an error."""
    return html5lib.HTMLParser(strict=True).parse(html)


def text_of(html: str) -> str:
    """The words of the page, without the marks between them."""
    words = "".join(part for part in tree_of(html).itertext())
    return re.sub(r"\s+", " ", words)


def elements(html: str, tag: str) -> list:
    return list(tree_of(html).iter(XHTML + tag))


def main_of(client: FlaskClient, path: str) -> str:
    """What the page says below its head, as text."""
    response = client.get(path)
    assert response.status_code == 200, path
    main = next(tree_of(response.text).iter(XHTML + "main"))
    return re.sub(r"\s+", " ", "".join(main.itertext())).strip()


def titles(client: FlaskClient, path: str) -> list[str]:
    """The titles of the entries of a list, in order."""
    response = client.get(path)
    assert response.status_code == 200, path
    found = (
        each for each in tree_of(response.text).iter() if "entry-title" in (each.get("class") or "").split()
    )
    return ["".join(each.itertext()).strip() for each in found]


def structured_data(html: str) -> dict[str, Any]:
    """The schema.org data of the page."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found)
