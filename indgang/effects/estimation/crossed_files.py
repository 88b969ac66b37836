"""The table that crossed factors are estimated from, and what is written of the answer."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indgang.effects.estimation.courses import Floats, Ints
from indgang.effects.estimation.crossed import Crossed
from indgang.effects.estimation.tables import Faults, numbers_of, rows_of


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
    faults = Faults()
    rows = rows_of(path, (outcome, *fixed, *random), faults)
    faults.stop()
    numbers = numbers_of(path.name, rows, (outcome, *fixed), faults)
    for at, row in rows:
        for name in random:
            if not row[name]:
                faults.add(path.name, at, name, "is empty.")
    if not rows:
        faults.add(path.name, 0, "", "there is no row in it.")
    faults.stop()
    found = [np.unique([row[name] for _, row in rows], return_inverse=True) for name in random]
    return CrossedTable(
        answers=numbers[:, 0],
        fixed=np.column_stack([np.ones(len(rows)), numbers[:, 1:]]),
        fixed_names=("(constant)", *fixed),
        factors=tuple(codes.astype(np.int64) for _, codes in found),
        factor_names=tuple(random),
        levels=tuple(tuple(str(name) for name in names) for names, _ in found),
    )


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
