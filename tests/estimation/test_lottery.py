"""Lots as an experiment."""

import numpy as np
import pytest

from indgang.effects.estimation.lottery import drawn

GIVES = 2.0


def draws(seed: int, *, people: int = 600) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Thirty runs; who is worst off is in the first class, fares worst, and always has a place."""
    rng = np.random.default_rng(seed)
    crisis = rng.normal(size=people)  # nobody wrote it down
    run = rng.integers(0, 30, people)
    need = (crisis + rng.normal(0.0, 0.5, people) < -1.0).astype(int)
    given = np.where(need > 0, True, rng.random(people) < 0.4 + 0.2 * (run % 2))
    outcome = 50.0 + 6.0 * crisis + GIVES * given + rng.normal(0.0, 6.0, people)
    return run * 2 + need, given, outcome


def test_where_everybody_got_a_place_nothing_was_drawn() -> None:
    assert (
        drawn(np.array([1, 1, 2]), np.array([True, True, False]), np.array([1.0, 2.0, 3.0])) is None
    )


def test_few_are_not_told() -> None:
    cell, given, outcome = draws(1, people=60)
    found = drawn(cell, given, outcome)
    assert found is not None
    assert not found.may_be_told


def test_the_lots_find_what_comparing_people_does_not() -> None:
    found, plain = [], []
    for seed in range(300):
        cell, given, outcome = draws(seed)
        one = drawn(cell, given, outcome)
        assert one is not None
        found.append((one.estimate, one.lower <= GIVES <= one.upper))
        plain.append(outcome[given].mean() - outcome[~given].mean())
    assert np.mean([one for one, _ in found]) == pytest.approx(GIVES, abs=0.1)
    assert np.mean([inside for _, inside in found]) >= 0.92
    assert np.mean(plain) < GIVES - 0.5


def test_a_pair_with_one_place_is_the_difference_between_them() -> None:
    found = drawn(np.array([1, 1]), np.array([True, False]), np.array([7.0, 4.0]))
    assert found is not None
    assert found.estimate == pytest.approx(3.0)
