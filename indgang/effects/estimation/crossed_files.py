"""The table that crossed factors are estimated from, and what is written of the answer."""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indgang.effects.estimation.courses import Floats, Ints
from indgang.effects.estimation.crossed import Crossed
from indgang.effects.estimation.files import MOST_FAULTS, FaultyFilesError


@dataclass(frozen=True)
class CrossedTable:
    """Answers, fixed columns with the constant first, and factors with the names of their levels."""

    answers: Floats
    fixed: Floats
    fixed_names: tuple[str, ...]
    factors: tuple[Ints, ...]
    factor_names: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]


def read_crossed(
    path: Path, *, outcome: str, fixed: Sequence[str], random: Sequence[str]
) -> CrossedTable:
    """The columns named, of a CSV. Raises ``FaultyFilesError`` with every fault there is."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, strict=True)
            heading = reader.fieldnames or []
            missing = [name for name in (outcome, *fixed, *random) if name not in heading]
            if missing:
                raise FaultyFilesError(
                    [f"{path.name}: the column {name} is missing." for name in missing]
                )
            rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        raise FaultyFilesError([f"{path}: the file is missing."]) from None
    except (UnicodeDecodeError, csv.Error) as reason:
        raise FaultyFilesError(
            [f"{path.name}: cannot be read as CSV in UTF-8 ({reason})."]
        ) from None
    faults: list[str] = []
    numbers = np.array(
        [
            [_number(path.name, at, name, row, faults) for name in (outcome, *fixed)]
            for at, row in rows
        ]
    ).reshape(len(rows), 1 + len(fixed))
    for at, row in rows:
        faults += [
            f"{path.name}, row {at}, column {name}: is empty." for name in random if not row[name]
        ]
    if not rows:
        faults.append(f"{path.name}: there is no row in it.")
    if faults:
        more = len(faults) - MOST_FAULTS
        raise FaultyFilesError(
            [*faults[:MOST_FAULTS], *([f"and {more} more."] if more > 0 else [])]
        )
    found = [np.unique([row[name] for _, row in rows], return_inverse=True) for name in random]
    return CrossedTable(
        answers=numbers[:, 0],
        fixed=np.column_stack([np.ones(len(rows)), numbers[:, 1:]]),
        fixed_names=("(constant)", *fixed),
        factors=tuple(codes.astype(np.int64) for _, codes in found),
        factor_names=tuple(random),
        levels=tuple(tuple(str(name) for name in names) for names, _ in found),
    )


def _number(file: str, at: int, column: str, row: dict[str, str], faults: list[str]) -> float:
    try:
        found = float(row[column] or "")
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        faults.append(f"{file}, row {at}, column {column}: {row[column]!r} is not a number.")
    return found


def write_levels(path: Path, read: CrossedTable, found: Crossed) -> None:
    """A row for each level: factor, level, how many answers, predicted effect."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("factor", "level", "answers", "effect"))
        for name, names, codes, effects in zip(
            read.factor_names, read.levels, read.factors, found.levels, strict=True
        ):
            counts = np.bincount(codes, minlength=len(names))
            writer.writerows(
                (name, level, int(number), repr(float(effect)))
                for level, number, effect in zip(names, counts, effects, strict=True)
            )


def written_out(read: CrossedTable, found: Crossed, *, outcome: str) -> dict[str, Any]:
    """The report."""
    return {
        "outcome": outcome,
        "answers": len(read.answers),
        "method": "REML",
        "reml": found.criterion,
        "fixed": dict(zip(read.fixed_names, found.fixed.tolist(), strict=True)),
        "fixed_se": dict(zip(read.fixed_names, found.fixed_sd.tolist(), strict=True)),
        "sd": dict(zip(read.factor_names, found.spreads.tolist(), strict=True)),
        "residual_sd": found.residual,
        "levels": {n: len(names) for n, names in zip(read.factor_names, read.levels, strict=True)},
    }
