"""Against lme4 1.1-31; where its answers come from stands in reference/SOURCE.md."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from indgang.effects.estimation.crossed import crossed

REFERENCE = Path(__file__).parent / "reference"


def levels(rows: list[dict[str, str]], name: str) -> tuple[np.ndarray, np.ndarray]:
    return np.unique([row[name] for row in rows], return_inverse=True)


def penicillin() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    with (REFERENCE / "penicillin.csv").open() as file:
        rows = list(csv.DictReader(file))
    answers = np.array([float(row["diameter"]) for row in rows])
    return answers, levels(rows, "plate")[1], levels(rows, "sample")[1]


def test_two_fixed_columns_that_say_the_same_are_refused() -> None:
    ones = np.ones((6, 1))
    with pytest.raises(ArithmeticError, match="say the same"):
        crossed(np.arange(6.0), np.hstack([ones, ones]), [np.array([0, 0, 1, 1, 2, 2])])


def test_penicillin_is_as_lme4_has_it() -> None:
    answers, plate, sample = penicillin()
    found = crossed(answers, np.ones((len(answers), 1)), [plate, sample])
    assert found.spreads == pytest.approx([0.8467, 1.9316], abs=5e-5)
    assert found.residual == pytest.approx(0.5499, abs=5e-5)
    assert found.criterion == pytest.approx(330.861, abs=5e-4)


def test_the_order_of_the_factors_changes_nothing() -> None:
    answers, plate, sample = penicillin()
    one = crossed(answers, np.ones((len(answers), 1)), [plate, sample])
    other = crossed(answers, np.ones((len(answers), 1)), [sample, plate])
    assert one.levels[0] == pytest.approx(other.levels[1], abs=1e-6)


@pytest.mark.slow
def test_who_teaches_and_who_rates_is_as_lme4_has_it() -> None:
    """InstEval: 73,421 ratings by 2,972 students of 1,128 lecturers in 14 departments."""
    with gzip.open(REFERENCE / "insteval.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    answers = np.array([float(row["y"]) for row in rows])
    fixed = np.column_stack([np.ones(len(rows)), [float(row["service"]) for row in rows]])
    names, lecturers = levels(rows, "d")
    found = crossed(answers, fixed, [levels(rows, "s")[1], lecturers, levels(rows, "dept")[1]])
    assert found.spreads == pytest.approx([0.325573, 0.514996, 0.083127], abs=2e-4)
    assert found.residual == pytest.approx(1.177498, abs=2e-4)
    assert found.fixed == pytest.approx([3.282588, -0.092642], abs=1e-4)
    assert found.criterion == pytest.approx(237733.8, abs=0.5)
    with (REFERENCE / "insteval_lme4_blup_lecturer.csv").open() as file:
        lme4 = {row["d"]: float(row["b"]) for row in csv.DictReader(file)}
    assert found.levels[1] == pytest.approx([lme4[str(name)] for name in names], abs=1e-3)
