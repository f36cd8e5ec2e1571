"""The form of a page as a browser would send it."""

import html5lib
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict


def fields_of(html: str) -> MultiDict:
    """The fields of the main form of a page, filled as they stand, without any button."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    form = next(each for each in document.iter("form") if "form" in each.get("class", "").split())
    fields = MultiDict()
    for control in form.iter():
        name = control.get("name")
        if name and control.tag in ("input", "select", "textarea") and not control.get("disabled"):
            for value in _values(control):
                fields.add(name, value)
    return fields


def _values(control) -> list[str]:
    if control.tag == "textarea":
        return [control.text or ""]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        return [each.get("value", each.text) for each in chosen]
    if control.get("type") in ("checkbox", "radio"):
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [control.get("value", "")]


def filled(client: FlaskClient, path: str, **changes: str | None) -> MultiDict:
    """The form of the page at ``path`` with some fields changed ("__" is "-"); None leaves a field out."""
    page = client.get(path)
    assert page.status_code == 200, page.text
    return changed(fields_of(page.text), **changes)


def changed(fields: MultiDict, **changes: str | None) -> MultiDict:
    result = MultiDict(fields)
    for name, value in changes.items():
        key = name.replace("__", "-")
        if value is None:
            result.pop(key, None)
        else:
            result.setlist(key, [value])
    return result
