"""What the answers of the open data are held to: the published schemas, with their formats."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # has none
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from indgang.api.views import SCHEMAS

UK = Path(__file__).parent / "hsds-uk-3.0" / "schema" / "compiled"


@cache
def _registry() -> Registry[Any]:
    found = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    resources = (
        (name, Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in found.items()
    )
    return Registry[Any]().with_resources(resources)


@cache
def _validator(name: str, *, uk: bool) -> Draft202012Validator:
    schema = json.loads((UK / name).read_text()) if uk else {"$ref": name}
    return Draft202012Validator(
        schema, registry=_registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def faults_of(content: Any, name: str, *, uk: bool = False) -> list[str]:
    """Everything that the schema of that name finds wrong, formats too."""
    found = _validator(name, uk=uk).iter_errors(content)
    return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in found]
