"""Two groups made alike in what is known of them."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from indgang.config.cli import main
from indgang.effects.estimation.compare import (
    Compared,
    Estimand,
    Method,
    NotComparableError,
    compare,
    entropy_weights,
)

GIVES = 2.0  # points, and one more for each SD of the first thing that is known


def people(n: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who was given it: those who fare better anyway, and gain more by it."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 3))
    treated = rng.random(n) < 1.0 / (1.0 + np.exp(-(0.8 * x[:, 0] - 0.5 * x[:, 1] - 0.3)))
    outcome = 50.0 + 3.0 * x[:, 0] + 2.0 * x[:, 1] + rng.normal(0.0, 3.0, n)
    return treated, outcome + (GIVES + x[:, 0]) * treated, x


def truth(treated: np.ndarray, x: np.ndarray, estimand: Estimand) -> float:
    gains = GIVES + x[:, 0]
    return float((gains[treated] if estimand is Estimand.ATT else gains).mean())


def test_a_group_of_nine_is_refused() -> None:
    treated, outcome, x = people(200, 1)
    treated[np.flatnonzero(treated)[9:]] = False
    with pytest.raises(NotComparableError, match="at least 10"):
        compare(treated, outcome, x)


def test_groups_without_anything_in_common_are_refused() -> None:
    treated, outcome, x = people(200, 1)
    x[:, 0] = treated * 10.0 + np.linspace(0.0, 1.0, 200)
    with pytest.raises(NotComparableError, match="too few"):
        compare(treated, outcome, x)


def test_where_nothing_is_known_nothing_is_compared() -> None:
    treated, outcome, _ = people(200, 1)
    with pytest.raises(NotComparableError, match="Nothing that differs"):
        compare(treated, outcome, np.ones((200, 2)))


def test_weights_give_the_means_that_were_asked_for() -> None:
    columns = np.random.default_rng(3).normal(size=(300, 4))
    target = np.array([0.3, -0.2, 0.1, 0.0])
    weights = entropy_weights(columns, target)
    assert weights.min() > 0
    assert weights @ columns == pytest.approx(target, abs=1e-5)


@pytest.mark.parametrize("estimand", list(Estimand))
def test_what_was_planted_is_found_where_the_plain_difference_is_wrong(estimand: Estimand) -> None:
    found: list[tuple[Compared, float]] = []
    for seed in range(20):
        treated, outcome, x = people(390, seed)
        found.append((compare(treated, outcome, x, estimand=estimand), truth(treated, x, estimand)))
    errors = np.array([one.estimate - true for one, true in found])
    inside = np.array([one.lower <= true <= one.upper for one, true in found])
    assert abs(errors.mean()) < 0.12
    assert inside.mean() >= 0.8
    assert np.mean([one.naive - true for one, true in found]) > 0.5
    assert all(one.overlap["largest_difference_after"] < 0.01 for one, _ in found)


@pytest.mark.slow
@pytest.mark.parametrize("estimand", list(Estimand))
def test_doubly_robust_finds_it_too(estimand: Estimand) -> None:
    treated, outcome, x = people(500, 5)
    found = compare(treated, outcome, x, method=Method.DR, estimand=estimand)
    assert abs(found.estimate - truth(treated, x, estimand)) < 3.0 * found.se
    assert found.se < 0.9


def test_the_command_prints_it_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    treated, outcome, x = people(300, 2)
    table = tmp_path / "waiting.csv"
    with table.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["given", "y", "a", "b", "c"])
        writer.writerows([int(t), y, *row] for t, y, row in zip(treated, outcome, x, strict=True))
    command = ["effects", "compare", str(table), "--treatment", "given", "--outcome", "y"]
    assert main([*command, "--covariates", "a,b,c"]) == 0
    found = json.loads(capsys.readouterr().out)
    said = compare(treated, outcome, x)
    assert found["estimate"] == pytest.approx(said.estimate)
    assert (found["n_treated"], found["n_control"]) == (said.n_treated, said.n_control)
    assert set(found) >= {"se", "lower", "upper", "naive", "effective_n", "robustness_value",
                          "overlap", "warnings"}  # fmt: skip
    table.write_text(table.read_text().replace("given,y,a", "given,y,d"))
    assert main([*command, "--covariates", "a,b,c"]) == 2
    assert "the column a is missing" in capsys.readouterr().err
