"""Tables as CSV; whatever is wrong with them is named by file, row and column."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from indgang.effects.estimation.courses import Floats

MOST_FAULTS = 200  # more are counted and not named

Row = tuple[int, dict[str, str]]  # its number in the file; the heading is 1


class FaultyFilesError(ValueError):
    """The tables cannot be used; ``faults`` says why, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass
class Faults:
    """What is wrong so far."""

    sentences: list[str] = field(default_factory=list)
    number: int = 0

    def add(self, file: str, row: int, column: str, what: str) -> None:
        """One more fault; row 0 is the file as a whole."""
        self.number += 1
        if self.number <= MOST_FAULTS:
            place = f"{file}, row {row}, column {column}" if row else file
            self.sentences.append(f"{place}: {what}")

    def stop(self) -> None:
        """Raise what was found so far."""
        if self.number:
            more = self.number - len(self.sentences)
            raise FaultyFilesError([*self.sentences, *([f"and {more} more."] if more else [])])


def rows_of(path: Path, needed: Sequence[str], faults: Faults) -> list[Row]:
    """Every row of a table that has these columns, stripped. What is wrong is added to the faults."""
    name = path.name
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, strict=True)
            heading = [column.strip() for column in reader.fieldnames or ()]
            reader.fieldnames = heading
            for column in needed:
                if column not in heading:
                    faults.add(name, 0, "", f"the column {column} is missing.")
            for column in {one for one in heading if heading.count(one) > 1}:
                faults.add(name, 0, "", f"the column {column} stands there twice.")
            return list(_rows(reader, name, len(heading), faults))
    except FileNotFoundError:
        faults.add(name, 0, "", "the file is missing.")
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        faults.add(name, 0, "", f"the file cannot be read as CSV in UTF-8 ({reason}).")
    return []


def _rows(reader: "csv.DictReader[str]", name: str, width: int, faults: Faults) -> Iterator[Row]:
    for row in reader:
        at = reader.line_num
        if None in row or None in row.values():
            faults.add(name, at, "all", f"the row does not have {width} fields.")
            continue
        yield at, {column: text.strip() for column, text in row.items()}


def number(text: str) -> float:
    """The number, or ``nan`` for what is none."""
    try:
        found = float(text)
    except ValueError:
        return math.nan
    return found if math.isfinite(found) else math.nan


def numbers_of(name: str, rows: list[Row], columns: Sequence[str], faults: Faults) -> Floats:
    """These columns as numbers, (rows, columns); what is none is a fault, and ``nan``."""
    found = np.full((len(rows), len(columns)), math.nan)
    for n, (at, row) in enumerate(rows):
        for k, column in enumerate(columns):
            found[n, k] = number(row[column])
            if math.isnan(found[n, k]):
                faults.add(name, at, column, f"{row[column]!r} is not a number.")
    return found
