"""The table in which two groups are compared."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indgang.effects.estimation.compare import Compared
from indgang.effects.estimation.courses import Floats
from indgang.effects.estimation.tables import Faults, numbers_of, rows_of


@dataclass(frozen=True)
class ComparisonTable:
    """Who was given it, how it went, and what was known of each before."""

    treated: NDArray[np.bool_]
    outcome: Floats
    covariates: Floats


def read_comparison(
    path: Path, *, treatment: str, outcome: str, covariates: Sequence[str]
) -> ComparisonTable:
    """The columns named, of a CSV. Raises ``FaultyFilesError`` with every fault there is."""
    faults = Faults()
    rows = rows_of(path, (treatment, outcome, *covariates), faults)
    faults.stop()
    numbers = numbers_of(path.name, rows, (treatment, outcome, *covariates), faults)
    for (at, row), given in zip(rows, numbers[:, 0], strict=True):
        if given not in (0.0, 1.0) and not np.isnan(given):
            faults.add(path.name, at, treatment, f"{row[treatment]!r} is neither 0 nor 1.")
    if not rows:
        faults.add(path.name, 0, "", "there is no row in it.")
    faults.stop()
    return ComparisonTable(numbers[:, 0] == 1.0, numbers[:, 1], numbers[:, 2:])


def written_out(found: Compared, *, method: str, estimand: str) -> dict[str, Any]:
    """What is printed."""
    return {**asdict(found), "method": method, "estimand": estimand}
