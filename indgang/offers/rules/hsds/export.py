"""The overview as a file: HSDS as JSON, one service a line or a data package, or a simple table."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from indgang.offers.rules.cells import guarded
from indgang.offers.rules.hsds import writing
from indgang.offers.rules.hsds.files import package_of
from indgang.offers.rules.hsds.listed import Listed, Vocabulary
from indgang.offers.rules.hsds.simple import row_of
from indgang.offers.rules.hsds.tables import flattened
from indgang.offers.rules.offer_table import COLUMNS
from indgang.offers.rules.workbook import workbook

KINDS = ("json", "ndjson", "package", "zip", "csv", "xlsx")


def kind_of(file: Path) -> str:
    """The kind that a file's ending names; a name without one is a folder with a data package."""
    ending = file.suffix.lower().removeprefix(".")
    return ending if ending in KINDS else "package"


def files_of(listed: Sequence[Listed], words: Vocabulary, kind: str) -> dict[str, bytes]:
    """What is to be written: one file under no name, or the files of a folder."""
    if kind in ("csv", "xlsx"):
        lines = [list(COLUMNS), *([*row_of(one).values()] for one in listed)]
        return {"": workbook(lines) if kind == "xlsx" else _table(lines)}
    services = [writing.service(one, words) for one in listed]
    if kind == "json":
        return {"": json.dumps({"services": services}, ensure_ascii=False, indent=1).encode()}
    if kind == "ndjson":
        return {
            "": "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in services).encode()
        }
    package = package_of(flattened(services))
    return package if kind == "package" else {"": _zipped(package)}


def _table(lines: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for line in lines:
        writer.writerow(map(guarded, line))
    return out.getvalue().encode("utf-8-sig")


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
