"""Files with offers in them: which kind a file is, and the services or rows that it holds.

Whatever is wrong with a file is found here and told; nothing of it is ever run, unpacked or fetched.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indgang.offers.rules import offer_table, workbook
from indgang.offers.rules.archive import Archive
from indgang.offers.rules.cells import guarded, unguarded
from indgang.offers.rules.hsds.tables import AT, FILES, NUMBERS, Placed, Row, Tables, nested
from indgang.offers.rules.offer_table import UnreadableTable
from indgang.offers.rules.sheet import Fault, Wrong

MOST_BYTES = 80_000_000  # bytes of one file; 5,000 services with everything come to half of it
MOST_TABLE = 20_000_000  # bytes of a simple table
MOST_OFFERS = 20_000  # more is not the overview of one town
MOST_CELLS = 2_000_000  # rows of a data package; 5,000 services have 150,000
PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Contents:
    """What a file holds: services as HSDS has them, or the rows of a simple table."""

    services: list[Row] = field(default_factory=list)
    rows: list[offer_table.Row] | None = None
    faults: list[Placed] = field(default_factory=list)


def contents_of(path: Path) -> Contents:
    """Everything in the file or folder. Raises UnreadableTable, with a code there are words for."""
    if path.is_dir():
        return _package({one.name: _reader(one) for one in path.iterdir() if one.is_file()})
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableTable("too_large", str(MOST_BYTES // 1_000_000))
    content = path.read_bytes()
    if content[:2] == b"PK":
        return _archived(Archive(content))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _json(_decoded(content))
    rows = offer_table.rows_of(content, most_bytes=MOST_TABLE, most_rows=MOST_OFFERS)
    return Contents(rows=rows)


def _reader(path: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableTable("too_large", str(MOST_BYTES // 1_000_000))
        return path.read_bytes()

    return read


def _archived(archive: Archive) -> Contents:
    if workbook.is_workbook(archive):
        lines = workbook.lines_of(archive, most_rows=MOST_OFFERS)
        return Contents(rows=offer_table.rows_of_lines(lines, typed=workbook.typed))
    files: dict[str, Callable[[], bytes]] = {}
    for name in archive.names:
        files[name.rpartition("/")[2]] = lambda name=name: archive.read(name)  # type: ignore[misc]  # bound now
    return _package(files)


def _package(files: dict[str, Callable[[], bytes]]) -> Contents:
    """The tables of a data package; the list in it says which file is which table."""
    if PACKAGE not in files:
        raise UnreadableTable("no_package", PACKAGE)
    listed = _loaded(_decoded(files[PACKAGE]()))
    resources = listed.get("resources") if isinstance(listed, dict) else None
    if not isinstance(resources, list):
        raise UnreadableTable("no_package", PACKAGE)
    tables: dict[str, list[Row]] = {}
    faults: list[Placed] = []
    known = {file: table for table, file in FILES.items()}
    for resource in (one for one in resources if isinstance(one, dict)):
        path = str(resource.get("path") or "")
        name = str(resource.get("name") or "")
        table = name if name in FILES else known.get(path, "")
        if not table:
            continue
        if path not in files:  # also whatever lies outside the package, or on the web
            raise UnreadableTable("missing_file", path[:40])
        tables[table] = _table(path, _decoded(files[path]()), faults)
    return _nested(tables, faults)


def _nested(tables: dict[str, list[Row]], faults: list[Placed]) -> Contents:
    if sum(map(len, tables.values())) > MOST_CELLS:
        raise UnreadableTable("too_many_rows", str(MOST_CELLS))
    services, more = nested(tables)
    return Contents(services=_few_enough(services), faults=[*faults, *more])


def _table(name: str, text: str, faults: list[Placed]) -> list[Row]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=offer_table.delimiter(text), strict=True
    )
    found: list[Row] = []
    try:
        heads = [head.strip() for head in next(reader, [])]
        for number, cells in enumerate(reader, 2):
            if any(map(str.strip, cells)):
                row: Row = {AT: f"{name} {number}"}
                _fill(row, heads, cells, faults)
                found.append(row)
    except csv.Error as fault:
        raise UnreadableTable("not_csv", str(fault)) from fault
    return found


def _fill(row: Row, heads: list[str], cells: list[str], faults: list[Placed]) -> None:
    for head, cell in zip(heads, cells, strict=False):
        text, is_formula = unguarded(cell)
        if is_formula:
            faults.append(Placed(row[AT], Fault(head, Wrong.FORMULA, text[:20])))
        if text.strip() and head:
            row[head] = _number(text) if head in NUMBERS else text


def _number(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() and abs(number) < 10**9 else number


def _decoded(content: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise UnreadableTable("encoding_hsds") from fault


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise UnreadableTable("not_json", str(fault)[:80]) from fault


def _json(text: str) -> Contents:
    """One service, a page or a list of them, organizations with theirs, or one on each line."""
    try:
        told = _loaded(text)
    except UnreadableTable:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        told = [_loaded(line) for line in lines]
    if isinstance(told, dict) and any(name in FILES.values() for name in told):
        return _nested(_tables_told(told), [])
    services = _few_enough(_services_in(told))
    for number, service in enumerate(services, 1):
        service[AT] = f"services[{number}]"
    return Contents(services=services)


def _tables_told(told: dict[str, Any]) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    for table, file in FILES.items():
        rows = told.get(file, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UnreadableTable("not_services")
        tables[table] = [row | {AT: f"{file} {n}"} for n, row in enumerate(rows, 1)]
    return {table: rows for table, rows in tables.items() if rows}


def _services_in(told: Any) -> list[Row]:
    if isinstance(told, dict):
        for name in ("contents", "services"):
            if isinstance(told.get(name), list) and "status" not in told:
                return _services_in([_with_owner(one, told) for one in told[name]])
        told = [told]
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise UnreadableTable("not_services")
    found: list[Row] = []
    for one in told:
        inside = one.get("services")
        if isinstance(inside, list) and "status" not in one:
            found += [_with_owner(service, one) for service in inside if isinstance(service, dict)]
        else:
            found.append(one)
    return found


def _with_owner(service: Any, owner: Row) -> Any:
    """An organization's service, with the organization in it as a service has it."""
    if not isinstance(service, dict) or "name" not in owner or service.get("organization"):
        return service
    return service | {"organization": {n: v for n, v in owner.items() if n != "services"}}


def _few_enough(services: list[Row]) -> list[Row]:
    if len(services) > MOST_OFFERS:
        raise UnreadableTable("too_many_rows", str(MOST_OFFERS))
    return services


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def package_of(tables: Tables) -> dict[str, bytes]:
    """The files of a data package with these tables: one CSV each, and the list of them."""
    files: dict[str, bytes] = {}
    resources = []
    for table, file in FILES.items():
        rows = list(tables.rows.get(table, {}).values())
        if not rows:
            continue
        heads = sorted({name for row in rows for name in row}, key=lambda n: (n != "id", n))
        files[file] = _written(heads, rows)
        fields = [
            {"name": head, "type": "number" if head in NUMBERS else "string"} for head in heads
        ]
        resources.append(
            {
                "name": table, "path": file, "profile": "tabular-data-resource",
                "encoding": "utf-8", "schema": {"primaryKey": "id", "fields": fields},
            }
        )  # fmt: skip
    listed = {"name": "hsds-3-0", "profile": "tabular-data-package", "resources": resources}
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    return {PACKAGE: text.encode()} | files


def _written(heads: list[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    for row in rows:
        writer.writerow("" if row.get(h) is None else guarded(str(row[h])) for h in heads)
    return out.getvalue().encode()
