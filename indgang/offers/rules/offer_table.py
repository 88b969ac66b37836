"""A table of offers as people make one in a spreadsheet: columns, cells, and what is wrong.

Hardened against what spreadsheets do: a byte-order mark, Windows' letters, semicolons instead of
commas, formulas, control characters, and files that are far too large.
"""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from indgang.offers.rules.cells import unguarded
from indgang.offers.rules.sheet import PROVIDER_KINDS, Fault, OfferSheet, Times, Wrong

MOST_BYTES = 2_000_000  # bytes; 500 offers with long descriptions are below one million
MOST_ROWS = 2_000  # offers; ten times what a large municipality has
COLUMNS = (
    "slug", "title", "summary", "description", "first_time", "title_en", "summary_en",
    "description_en", "first_time_en", "provider", "provider_kind", "place", "place_address",
    "place_area", "where_note", "when_note", "kind",
    "format", "needs", "who_for", "min_age", "max_age", "languages", "price_kr", "price_note",
    "intrusive", "evidence", "evidence_note", "access", "access_sentence", "access_sentence_en",
    "laws", "anonymous_ok", "run_by", "contact_name", "contact_phone", "contact_email", "status",
    "closed_days", "rrule", "starts_on", "starts_time", "duration_minutes", "seats",
)  # fmt: skip
NEEDED = ("slug", "title", "summary", "provider", "kind", "format", "needs", "access")
# What the table tells of things that may be new with it: an organisation and a place.
NEW_COLUMNS = ("provider_kind", "place_address", "place_area")
TIME_COLUMNS = ("rrule", "starts_on", "starts_time", "duration_minutes", "seats")
_YES, _NO = ("ja", "yes", "1", "x"), ("", "nej", "no", "0")


class UnreadableTable(ValueError):  # noqa: N818 – named as it is said
    """The file cannot be read as a table at all. ``reason`` is a code a page has words for."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Row:
    """One row of the table, with its number as a spreadsheet shows it."""

    number: int
    sheet: OfferSheet
    faults: tuple[Fault, ...]
    provider_kind: str = ""
    place_address: str = ""
    place_area: str = ""


def rows_of(
    content: bytes, *, most_bytes: int = MOST_BYTES, most_rows: int = MOST_ROWS
) -> list[Row]:
    """Every row as a sheet, with the faults of its cells. Empty rows are passed over.

    Raises UnreadableTable.
    """
    text = _decoded(content, most_bytes)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    try:
        lines = [
            (number, line) for number, line in enumerate(reader, 1) if any(map(str.strip, line))
        ]
    except csv.Error as fault:
        raise UnreadableTable("not_csv", str(fault)) from fault
    return rows_of_lines(lines, most_rows=most_rows)


def rows_of_lines(
    lines: list[tuple[int, list[str]]],
    *,
    most_rows: int = MOST_ROWS,
    typed: Callable[[str, str], str] = lambda _name, text: text,
) -> list[Row]:
    """The same from rows that are taken apart already; ``typed`` reads a cell by its column."""
    if not lines:
        raise UnreadableTable("empty")
    names = [name.strip().casefold() for name in lines[0][1]]
    _check_names(names)
    if len(lines) - 1 > most_rows:
        raise UnreadableTable("too_many_rows", str(most_rows))
    return [
        _row(number, {name: typed(name, cell) for name, cell in zip(names, cells, strict=False)})
        for number, cells in lines[1:]
    ]


def _decoded(content: bytes, most_bytes: int) -> str:
    if len(content) > most_bytes:
        raise UnreadableTable("too_large", str(most_bytes // 1_000_000))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise UnreadableTable("encoding")


def delimiter(text: str) -> str:
    """What stands between the cells, by the first line."""
    first = text.partition("\n")[0]
    return max(";,\t", key=first.count)


def _check_names(names: list[str]) -> None:
    for name in names:
        if name and name not in COLUMNS:
            raise UnreadableTable("unknown_column", name[:40])
        if name and names.count(name) > 1:
            raise UnreadableTable("column_twice", name)
    for name in NEEDED:
        if name not in names:
            raise UnreadableTable("missing_column", name)


def _row(number: int, cells: dict[str, str]) -> Row:
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        text, is_formula = unguarded(cell.strip())
        faults += _sign_faults(name, text, is_formula=is_formula)
        if not text or name in (*TIME_COLUMNS, *NEW_COLUMNS):
            continue
        values[name] = _value(name, text, faults)
    values["times"] = tuple(_times(cells, faults))
    known = {"slug": "", "title": "", "summary": "", "provider": "", "kind": "", "format": ""}
    sheet = OfferSheet(
        **(known | {"needs": ()} | {k: v for k, v in values.items() if v is not None})
    )
    told = {name: cells.get(name, "").strip() for name in NEW_COLUMNS}
    faults += _faults_of_new(told)
    return Row(number, sheet, tuple(faults), **told)


def _faults_of_new(told: dict[str, str]) -> Iterator[Fault]:
    if told["provider_kind"] not in ("", *PROVIDER_KINDS):
        yield Fault("provider_kind", Wrong.NOT_A_CHOICE, told["provider_kind"])
    for name, most in (("place_address", 200), ("place_area", 60)):
        if len(told[name]) > most:
            yield Fault(name, Wrong.TOO_LONG, str(most))


def _sign_faults(name: str, text: str, *, is_formula: bool) -> Iterator[Fault]:
    if is_formula:
        yield Fault(name, Wrong.FORMULA, text[:20])
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in text):
        yield Fault(name, Wrong.CONTROL)


def _value(name: str, text: str, faults: list[Fault]) -> Any:
    reader = _READERS.get(name)
    if reader is None:
        return text
    read, wrong = reader
    try:
        return read(text)
    except ValueError:
        faults.append(Fault(name, wrong, text[:40]))
        return None


def _times(cells: dict[str, str], faults: list[Fault]) -> Iterator[Times]:
    texts = {name: unguarded(cells.get(name, "").strip())[0] for name in TIME_COLUMNS}
    if not any(texts.values()):
        return
    needed = ("starts_time", "duration_minutes")
    faults += [Fault(name, Wrong.MISSING) for name in needed if not texts[name]]
    values = {name: _value(name, text, faults) for name, text in texts.items() if text}
    if values.get("starts_time") and values.get("duration_minutes"):
        yield Times(**values)


def _list(text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in text.replace(";", ",").replace("\n", ",").split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))


def _yes(text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise ValueError(text)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise ValueError(text)
    return int(text)


def _clock_time(text: str) -> time:
    hours, separator, minutes = text.replace(".", ":").partition(":")
    return time(_number(hours), _number(minutes) if separator else 0)


_LIST = (_list, Wrong.NOT_A_CHOICE)
_NUMBER = (_number, Wrong.NOT_A_NUMBER)
_READERS: dict[str, tuple[Callable[[str], Any], Wrong]] = {
    "needs": _LIST,
    "who_for": _LIST,
    "languages": _LIST,
    "laws": _LIST,
    "closed_days": _LIST,
    "min_age": _NUMBER,
    "max_age": _NUMBER,
    "price_kr": _NUMBER,
    "intrusive": _NUMBER,
    "duration_minutes": _NUMBER,
    "seats": _NUMBER,
    "anonymous_ok": (_yes, Wrong.NOT_A_CHOICE),
    "starts_on": (date.fromisoformat, Wrong.NOT_A_DAY),
    "starts_time": (_clock_time, Wrong.NOT_A_TIME),
}
