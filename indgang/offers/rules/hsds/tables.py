"""Services as the tables of an HSDS data package, and back again.

Nested, a service holds its schedules; in tables, a schedule names its service. Going from the one to
the other loses nothing: a row that names something that is not there is a fault, and so is an id
that is there twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indgang.offers.rules.sheet import Fault, Wrong

Row = dict[str, Any]
AT = "§at"  # where in the file something stands, carried along with it
# In the order in which HSDS lists its tables.
FILES = {
    "organization": "organizations.csv", "service": "services.csv", "phone": "phones.csv",
    "schedule": "schedules.csv", "service_area": "service_areas.csv",
    "service_at_location": "service_at_location.csv", "location": "locations.csv",
    "address": "addresses.csv", "language": "languages.csv", "funding": "funding.csv",
    "accessibility": "accessibility.csv", "cost_option": "cost_options.csv",
    "program": "programs.csv", "required_document": "required_documents.csv",
    "contact": "contacts.csv", "organization_identifier": "organization_identifiers.csv",
    "service_capacity": "service_capacities.csv", "unit": "units.csv",
    "attribute": "attributes.csv", "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv", "metadata": "metadata.csv",
}  # fmt: skip
NUMBERS = {
    "minimum_age", "maximum_age", "amount", "latitude", "longitude", "interval", "count",
    "available", "maximum", "timezone", "extension", "year_incorporated",
}  # fmt: skip
_CONTACTS = {"contacts": "contact", "phones": "phone", "attributes": "attribute"}
# What is nested below what: the field, and the table whose rows name their owner.
MANY: Mapping[str, Mapping[str, str]] = {
    "service": {
        **_CONTACTS, "schedules": "schedule", "service_areas": "service_area",
        "service_at_locations": "service_at_location", "languages": "language",
        "funding": "funding", "cost_options": "cost_option",
        "required_documents": "required_document", "capacities": "service_capacity",
    },
    "service_at_location": {**_CONTACTS, "schedules": "schedule"},
    "location": {
        **_CONTACTS, "languages": "language", "addresses": "address",
        "accessibility": "accessibility", "schedules": "schedule",
    },
    "organization": {
        **_CONTACTS, "funding": "funding", "organization_identifiers": "organization_identifier",
    },
    "contact": {"phones": "phone", "attributes": "attribute"},
    "phone": {"languages": "language", "attributes": "attribute"},
    "schedule": {"attributes": "attribute"},
    "cost_option": {"attributes": "attribute"},
    "service_capacity": {"attributes": "attribute"},
}  # fmt: skip
# What there is one of: the field, the table, and the column that names it.
ONE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "service": {
        "organization": ("organization", "organization_id"), "program": ("program", "program_id"),
    },
    "service_at_location": {"location": ("location", "location_id")},
    "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    "taxonomy_term": {"taxonomy_detail": ("taxonomy", "taxonomy_id")},
    "service_capacity": {"unit": ("unit", "unit_id")},
}  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """Something that is wrong, and where."""

    at: str
    fault: Fault


@dataclass
class Tables:
    """Rows by table, each with its id once."""

    rows: dict[str, dict[str, Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        """The row, unless it is there."""
        self.rows.setdefault(table, {}).setdefault(str(row.get("id")), row)


def flattened(services: Iterable[Row]) -> Tables:
    """The tables that hold these services, with all that is nested in them."""
    found = Tables()
    for one in services:
        _flatten("service", one, found)
    return found


def _flatten(table: str, nested: Row, found: Tables) -> None:
    many, single = MANY.get(table, {}), ONE.get(table, {})
    row: Row = {}
    for name, value in nested.items():
        if name in many:
            for child in value:
                _flatten(many[name], child, found)
        elif name in single:
            _flatten(single[name][0], value, found)
        else:
            row[name] = value
    found.add(table, row)


def nested(tables: Mapping[str, list[Row]]) -> tuple[list[Row], list[Placed]]:
    """The services of these tables with all that belongs to them, and what is wrong with the rows.

    Every row says under ``AT`` where it stands.
    """
    faults: list[Placed] = []
    known = {table: _by_id(rows, faults) for table, rows in tables.items()}
    owners: dict[str, Row] = {}
    for table in MANY:
        owners |= known.get(table, {})
    for table, rows in known.items():
        for row in rows.values():
            _put_one(table, row, known, faults)
    for table in tables:
        for row in known[table].values():
            _put_below(table, row, owners, known, faults)
    return list(known.get("service", {}).values()), faults


def _by_id(rows: list[Row], faults: list[Placed]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        own = str(row.get("id") or "")
        if not own:
            faults.append(Placed(row[AT], Fault("id", Wrong.MISSING)))
        elif own in found:
            faults.append(Placed(row[AT], Fault("id", Wrong.TWICE, own[:40])))
        else:
            found[own] = row
    return found


def _put_one(
    table: str, row: Row, known: Mapping[str, dict[str, Row]], faults: list[Placed]
) -> None:
    for name, (other, column) in ONE.get(table, {}).items():
        wanted = str(row.get(column) or "")
        if not wanted:
            continue
        if wanted in known.get(other, {}):
            row[name] = known[other][wanted]
        elif other in known or other in ("organization", "location"):
            faults.append(Placed(row[AT], Fault(column, Wrong.UNKNOWN, wanted[:40])))


def _put_below(
    table: str,
    row: Row,
    owners: Mapping[str, Row],
    known: Mapping[str, dict[str, Row]],
    faults: list[Placed],
) -> None:
    for owner, fields in MANY.items():
        name = next((n for n, child in fields.items() if child == table), "")
        if not name:
            continue
        column = "link_id" if table == "attribute" else f"{owner}_id"
        wanted = str(row.get(column) or "")
        if not wanted:
            continue
        if wanted in known.get(owner, {}):
            known[owner][wanted].setdefault(name, []).append(row)
        elif wanted not in owners and table != "attribute":
            faults.append(Placed(row[AT], Fault(column, Wrong.UNKNOWN, wanted[:40])))
