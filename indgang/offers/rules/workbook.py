"""The first sheet of a workbook (XLSX), read and written without calculating anything.

Only the few parts that hold texts and numbers are looked at. A declaration of document types, which
is how XML is made to read other files or to grow without end, is refused.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from xml.parsers import expat
from xml.sax.saxutils import escape

from indgang.offers.rules.archive import Archive
from indgang.offers.rules.offer_table import UnreadableTable

MOST_COLUMNS = 200
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, with its leap-year mistake
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def is_workbook(archive: Archive) -> bool:
    """Whether the archive is one."""
    return "xl/workbook.xml" in archive.names


def lines_of(archive: Archive, *, most_rows: int) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet, by their number, each cell as text. Raises UnreadableTable.

    A formula is told with its sign of equality before it, so that it is found to be one.
    """
    sheets = sorted((int(m[1]), n) for n in archive.names if (m := _SHEET.fullmatch(n)))
    if not sheets:
        raise UnreadableTable("not_xlsx")
    shared = _Strings()
    if "xl/sharedStrings.xml" in archive.names:
        _read(archive.read("xl/sharedStrings.xml"), shared)
    sheet = _Sheet(shared.found, most_rows)
    _read(archive.read(sheets[0][1]), sheet)
    return [(number, line) for number, line in sheet.lines if any(map(str.strip, line))]


def typed(name: str, text: str) -> str:
    """A day or a time of day, which a spreadsheet keeps as a number, as people write it."""
    if name not in ("starts_on", "starts_time") or not re.fullmatch(r"\d+(\.\d+)?", text):
        return text
    number = float(text)
    if name == "starts_on" and 1 <= number < 100_000:
        return (_FIRST_DAY + timedelta(days=int(number))).isoformat()
    if name == "starts_time" and number < 1:
        minutes = round(number * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return text


def workbook(lines: Iterable[Sequence[str]]) -> bytes:
    """A workbook with these rows. Every cell is text, also one that looks like a formula."""
    rows = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in lines)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="tilbud" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


class _Strings:
    """The texts that many cells share."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.inside = False
        self.silent = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self.found.append("")
        self.inside = tag == "t" and not self.silent
        self.silent = self.silent or tag == "rPh"

    def end(self, tag: str) -> None:
        self.inside = False
        if tag == "rPh":
            self.silent = False

    def text(self, data: str) -> None:
        if self.inside and self.found:
            self.found[-1] += data


class _Sheet:
    """The rows of a sheet while they are read."""

    def __init__(self, shared: list[str], most_rows: int) -> None:
        self.lines: list[tuple[int, list[str]]] = []
        self.shared, self.most_rows = shared, most_rows
        self.kind = self.tag = self.value = self.formula = ""
        self.column = 0
        self.has_formula = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        if tag == "row":
            last = self.lines[-1][0] if self.lines else 0
            told = attributes.get("r", "")
            number = int(told) if told.isascii() and told.isdigit() else last + 1
            if len(self.lines) > self.most_rows:
                raise UnreadableTable("too_many_rows", str(self.most_rows))
            self.lines.append((number, []))
        elif tag == "c":
            self.kind, self.value, self.formula = attributes.get("t", ""), "", ""
            self.has_formula = False
            self.column = _column(attributes.get("r", "")) or len(self.lines[-1][1])
        elif tag == "f":
            self.has_formula = True

    def end(self, tag: str) -> None:
        self.tag = ""
        if tag == "c" and self.lines and self.column < MOST_COLUMNS:
            line = self.lines[-1][1]
            line += [""] * (self.column + 1 - len(line))
            line[self.column] = self._told()

    def text(self, data: str) -> None:
        if self.tag == "f":
            self.formula += data
        elif self.tag in ("v", "t"):
            self.value += data

    def _told(self) -> str:
        if self.has_formula:
            return "=" + self.formula
        if self.kind == "s":
            known = self.value.isascii() and self.value.isdigit()
            return (
                self.shared[int(self.value)] if known and int(self.value) < len(self.shared) else ""
            )
        if self.kind == "b":
            return {"1": "ja", "0": "nej"}.get(self.value, "")
        return re.sub(r"^(\d+)\.0+$", r"\1", self.value)


def _column(reference: str) -> int:
    match = _CELL.fullmatch(reference)
    number = 0
    for letter in match[1] if match else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if match else 0


def _read(content: bytes, reader: _Strings | _Sheet) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _local(reader.start)
    parser.EndElementHandler = lambda tag: reader.end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, IndexError) as fault:
        raise UnreadableTable("not_xlsx") from fault


def _local(start: Callable[[str, dict[str, str]], None]) -> Callable[[str, dict[str, str]], None]:
    return lambda tag, attributes: start(tag.rpartition(":")[2], attributes)


def _refuse(*_named: object) -> None:
    raise UnreadableTable("not_xlsx")
