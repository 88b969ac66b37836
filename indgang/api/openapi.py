"""The description of the open data for programs, made from the same table that reads a question."""

from typing import Any

from indgang.api.rules import DAYS, MOST_A_PAGE, PARAMETERS

Json = dict[str, Any]
_TEXT, _YES_NO, _NUMBER = {"type": "string"}, {"type": "boolean"}, {"type": "number", "minimum": 0}
_ABOUT: dict[str, tuple[Json, str]] = {
    "search": (_TEXT, "Everyday words. What people say finds what it is called."),
    "page": ({"type": "integer", "minimum": 1}, "Page number, from 1."),
    "per_page": (
        {"type": "integer", "minimum": 1, "maximum": MOST_A_PAGE},
        "How many on a page: 50 if it is not said; with minimal, all of them.",
    ),
    "format": (
        {"type": "string", "enum": ["json", "ndjson"]},
        "ndjson streams everything, one on each line, without pages.",
    ),
    "taxonomy_term_id": (_TEXT, "Only services described with this term."),
    "taxonomy_id": (_TEXT, "Only services described with any term of this taxonomy."),
    "organization_id": (_TEXT, "Only services of this organization."),
    "modified_after": (
        {"type": "string", "format": "date-time"},
        "Only services modified at this moment or later.",
    ),
    "minimal": (_YES_NO, "Only id and last_modified of each service."),
    "full": (_YES_NO, "Each with everything nested in it."),
    "full_service": (_YES_NO, "Organizations with their services, fully nested."),
    "minimum_age": (_NUMBER, "Only services whose minimum age is this or more."),
    "maximum_age": (_NUMBER, "Only services whose maximum age is this or less."),
    "start_time": (_TEXT, "Only services that begin at this time of day (09:30) or later."),
    "end_time": (_TEXT, "Only services that end at this time of day or earlier."),
    "day": ({"type": "string", "enum": list(DAYS)}, "Only services that happen on this weekday."),
    "postcode": (_TEXT, "Only at places with this postcode; with proximity, near its middle."),
    "proximity": (_NUMBER, "Metres from the middle of the postcode."),
    "top_only": (_YES_NO, "Only terms without a parent. No term here has one."),
    "parent_id": (_TEXT, "Only terms below this one."),
}
_LISTS = {
    "services": ("Services", "service"),
    "service_at_locations": ("Services at their places", "service_at_location"),
    "organizations": ("Organizations", "organization"),
    "taxonomies": ("Taxonomies", "taxonomy"),
    "taxonomy_terms": ("Terms of the taxonomies", "taxonomy_term"),
}
_COUNTS = ("total_items", "total_pages", "page_number", "size")
_FLAGS = ("first_page", "last_page", "empty")


def document(base: str) -> Json:
    """The OpenAPI document of the open data that is served below ``base``."""
    paths: Json = {"/": {"get": _get("Which version and profile this is", _ok(_base()), ())}}
    for name, (title, schema) in _LISTS.items():
        one = {"$ref": f"{base}schema/{schema}.json"}
        paths[f"/{name}"] = {"get": _get(f"{title}, in pages", _list(one), PARAMETERS[name])}
        more = PARAMETERS["organization" if schema == "organization" else "one"]
        paths[f"/{name}/{{id}}"] = {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "get": _get(f"One of them with everything: {schema}", _ok(one), more),
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Offers as open data (HSDS 3.0, Open Referral UK)",
            "version": "3.0",
            "description": (
                "What there is in town, for whom, when, where, and whether there is room. Open to"
                " everybody, without a key. Service capacities are those of HSDS 3.1."
            ),
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": base.rstrip("/")}],
        "paths": paths,
        "components": {"parameters": {n: _parameter(n) for n in _ABOUT}, "schemas": _schemas()},
    }


def _get(summary: str, answer: Json, parameters: tuple[str, ...]) -> Json:
    return {
        "summary": summary,
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in parameters],
        "responses": {
            "200": answer,
            "304": {"description": "As it was when you last asked."},
            "default": {
                "description": "What is wrong with the question.",
                "content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            },
        },
    }


def _list(one: Json) -> Json:
    contents = {"type": "object", "properties": {"contents": {"type": "array", "items": one}}}
    answer = _ok({"allOf": [{"$ref": "#/components/schemas/Page"}, contents]})
    answer["content"]["application/x-ndjson"] = {"schema": one}
    return answer


def _ok(schema: Json) -> Json:
    return {"description": "The answer.", "content": {"application/json": {"schema": schema}}}


def _parameter(name: str) -> Json:
    schema, description = _ABOUT[name]
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _base() -> Json:
    link = {"type": "string", "format": "uri"}
    fields = {"version": _TEXT, "profile": link, "openapi_url": link}
    return {"type": "object", "properties": fields, "required": list(fields)}


def _schemas() -> Json:
    counts: Json = {name: {"type": "integer"} for name in _COUNTS}
    fields = counts | {name: {"type": "boolean"} for name in _FLAGS}
    wrong = {"type": "object", "properties": {"parameter": _TEXT, "detail": _TEXT}}
    return {
        "Page": {
            "type": "object",
            "properties": fields | {"contents": {"type": "array"}},
            "required": [*fields, "contents"],
        },
        "Problem": {
            "type": "object",
            "properties": {
                "type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT,
                "errors": {"type": "array", "items": wrong},
            },
        },
    }  # fmt: skip
