"""The description of the API, for programs and as a page for people. The page comes from the same document."""

from typing import Any

from flask import Blueprint, Response, json, render_template

from eventhub.api import everything
from eventhub.api.identity import PREFIX
from eventhub.web.access import public
from eventhub.web.responses import cacheable, with_validator

blueprint = Blueprint("api_docs", __name__, url_prefix=PREFIX)
blueprint.after_request(with_validator)


@blueprint.route("/openapi.json")
@public
def document() -> Response:
    content = json.dumps(everything.description(), indent=1, ensure_ascii=False, sort_keys=False).encode()
    response = cacheable(content, media_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.route("/docs/")
@public
def page() -> str:
    described = everything.description()
    return render_template("api/docs.html", about=described["info"]["description"], tags=_tags(described))


def _tags(described: dict[str, Any]) -> list[dict[str, Any]]:
    """Each area with its operations, in the order of the document."""
    return [
        {
            "name": tag["name"].removeprefix("api_"),
            "title": tag["description"],
            "operations": [
                _operation(path, method, operation, described["components"]["schemas"])
                for path, methods in described["paths"].items()
                for method, operation in methods.items()
                if isinstance(operation, dict) and tag["name"] in operation.get("tags", ())
            ],
        }
        for tag in described["tags"]
    ]


def _operation(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    body = next(iter(operation.get("requestBody", {}).get("content", {}).values()), None)
    code, answer = next(each for each in operation["responses"].items() if each[0].startswith("2"))
    content = next(iter(answer.get("content", {}).values()), None)
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "parameters": [_row(each["name"], each["schema"], each) for each in operation.get("parameters", ())],
        "body": _rows(body["schema"], schemas) if body else [],
        "status": code,
        "answer": _rows(content["schema"], schemas) if content else [],
    }


def _rows(schema: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    resolved = _resolved(schema, schemas)
    required = resolved.get("required", ())
    return [
        _row(name, each, {"required": name in required, **each})
        for name, each in resolved.get("properties", {}).items()
    ]


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _row(name: str, schema: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "type": _type(schema),
        "required": bool(said.get("required")),
        "description": said.get("description", ""),
        "choices": [each for each in schema.get("enum", ()) if each],
    }


def _type(schema: dict[str, Any]) -> str:
    """What a value is, in a word or two of OpenAPI."""
    for nested in schema.get("anyOf", schema.get("allOf", ())):
        if nested.get("type") != "null":
            return _type(nested)
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    kinds = schema.get("type", "object")
    kind = next((each for each in kinds if each != "null"), "null") if isinstance(kinds, list) else kinds
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return "text per language" if "propertyNames" in schema else schema.get("format", kind)
