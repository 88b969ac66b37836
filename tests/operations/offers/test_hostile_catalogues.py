"""Files that are broken, or made to do harm: each is told what is wrong with, and changes nothing."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indgang.offers.rules.hsds.files import MOST_BYTES
from tests.factories.catalogues import SERVICE, command, let_the_worker_in, rows
from tests.factories.offers import make_offer

pytestmark = pytest.mark.django_db
HEAD = "slug;title;summary;provider;provider_kind;kind;format;needs;access\n"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def package(**tables: str) -> bytes:
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    listed = json.dumps({"resources": resources}).encode()
    files = {f"{name}.csv": text.encode() for name, text in tables.items()}
    return zipped({"datapackage.json": listed} | files)


def told(**more: Any) -> bytes:
    return json.dumps([SERVICE | more]).encode()


def workbook(sheet: str) -> bytes:
    return zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": sheet.encode()})


def locked() -> bytes:
    content = bytearray(zipped({"datapackage.json": b"{}"}))
    at = content.index(b"PK\x01\x02")
    content[at + 8 : at + 10] = struct.pack("<H", 1)
    return bytes(content)


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData>'
    '<row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
)
READS_FILES = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData>'
    '<row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>'
)
CALCULATES = (
    "<worksheet><sheetData><row>"
    + "".join(f'<c t="str"><v>{name}</v></c>' for name in HEAD.strip().split(";"))
    + "</row><row><c><f>WEBSERVICE(1)</f><v>x</v></c></row></sheetData></worksheet>"
)
SERVICES = "id,name,status,organization_id\n1,Walk,active,o1\n"
ORGANISATIONS = "id,name,description\no1,Walkers,x\n"

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "tom"),
    "letters of another alphabet": (lambda: b'{"name": "' + b'\xff\xfe"}', "UTF-8"),
    "half a json": (lambda: b'[{"id": "1", ', "ikke JSON"),
    "nested without end": (lambda: b"[" * 200_000, "ikke JSON"),
    "json of something else": (lambda: b'[1, 2, "tre"]', "ingen tilbud"),
    "a zip bomb": (lambda: zipped({"datapackage.json": b" " * 60_000_000}), "alt for stor"),
    "many entries": (lambda: zipped({f"{n}.csv": b"" for n in range(300)}), "alt for stor"),
    "a zip that climbs out": (lambda: zipped({"../../etc/x": b"1"}), "uden for sin egen mappe"),
    "a zip with a drive": (lambda: zipped({"C:\\x": b"1"}), "uden for sin egen mappe"),
    "a locked zip": (locked, "låst"),
    "half a zip": (lambda: zipped({"datapackage.json": b"{}" * 500})[:60], "gået i stykker"),
    "a package without a list": (lambda: zipped({"x.csv": b"1"}), "ingen liste"),
    "a package that names a file outside": (
        lambda: zipped({"datapackage.json": json.dumps(
            {"resources": [{"name": "service", "path": "/etc/passwd"}]}).encode()}),
        "ikke er i den",
    ),
    "xml that grows": (lambda: workbook(LAUGHS), "Regnearket kan ikke læses"),
    "xml that reads files": (lambda: workbook(READS_FILES), "Regnearket kan ikke læses"),
    "no xml": (lambda: workbook("hej"), "Regnearket kan ikke læses"),
    "a workbook with a formula": (lambda: workbook(CALCULATES), "ligner en formel"),
    "a table with a formula": (
        lambda: f"{HEAD}a;=1+1;b;c;association;adhoc;group;;open\n".encode(), "Række 2, title",
    ),
    "an open quote": (lambda: f'{HEAD}a;"uden ende'.encode(), "anførselstegn"),
    "a script in html": (lambda: told(description="<p>x</p><script>x()</script>"), "services[1]"),
    "an event in html": (lambda: told(name="<b onclick=x()>x</b>"), "gøre skade"),
    "ids that are there twice": (lambda: json.dumps([SERVICE, SERVICE]).encode(), "er der allerede"),
    "no id": (lambda: told(id=""), "id: skal udfyldes"),
    "a list where a text is": (lambda: told(name=["x"]), "name"),
    "a text where a list is": (lambda: told(schedules="altid"), "schedules"),
    "an age that is none": (lambda: told(minimum_age="gammel"), "minimum_age"),
    "a number without end": (lambda: told(minimum_age=1e308), "minimum_age"),
    "a status of its own": (lambda: told(status="open"), "active, inactive"),
    "a rule that nobody can say": (
        lambda: told(schedules=[{"id": "1", "freq": "SECONDLY", "opens_at": "09:00",
                                 "closes_at": "10:00"}]), "rrule",
    ),
    "a formula in a package": (
        lambda: package(service=SERVICES.replace("Walk", '"=1+1"'), organization=ORGANISATIONS),
        "service.csv 2, name",
    ),
    "a row that names nobody": (
        lambda: package(service=SERVICES.replace("o1", "o9"), organization=ORGANISATIONS),
        "organization_id: »o9« findes ikke",
    ),
    "a phone of no service": (
        lambda: package(service=SERVICES, organization=ORGANISATIONS,
                        phone="id,service_id,number\np1,99,1234\n"),
        "service_id: »99« findes ikke",
    ),
    "a row that is there twice": (
        lambda: package(service=SERVICES + "1,Walk,active,o1\n", organization=ORGANISATIONS),
        "service.csv 3, id",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_is_told_and_nothing_is_changed(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    let_the_worker_in()
    make_offer()
    content, said = FILES[name]
    file = tmp_path / "fil"
    file.write_bytes(content())
    before = rows()
    assert command("import", file, apply=True) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "Intet er gemt" in error
    assert rows() == before


def test_a_file_of_a_hundred_megabytes_is_not_even_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    let_the_worker_in()
    file = tmp_path / "stor.json"
    with file.open("wb") as out:
        out.seek(100_000_000)
        out.write(b"]")
    assert file.stat().st_size > MOST_BYTES
    assert command("import", file, apply=True) == 1
    assert "for stor" in capsys.readouterr().err


def test_one_fault_among_many_keeps_all_of_them_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    let_the_worker_in()
    before = rows()
    many = [SERVICE | {"id": str(n), "name": f"Walk {n}"} for n in range(20)]
    many[13]["minimum_age"] = -1
    file = tmp_path / "mange.json"
    file.write_text(json.dumps(many))
    assert command("import", file, apply=True) == 1
    assert "services[14]" in capsys.readouterr().err
    assert rows() == before
