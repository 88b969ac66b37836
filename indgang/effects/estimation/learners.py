"""Who would have been given it, and how he would have fared without: learned from the others.

Two learners each, one of bent lines and one of many small trees; weighed by what comes nearest to
people whom neither has seen. With few people only the lines.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, SplineTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from indgang.effects.estimation.courses import Floats

threadpool_limits(limits=1, user_api="openmp")  # for the reason in __init__

ENOUGH_FOR_TREES = 400
ENOUGH_FOR_PAIRS = 20  # people for each pair of covariates
INNER_FOLDS = 3
KNOTS = 5
PENALTIES = np.logspace(-2, 4, 13)

Maker = Callable[[], Any]  # a learner that knows nothing yet


@dataclass(frozen=True)
class _Task:
    """What is learned: by whom, how the answer is asked for, and how wrong it is."""

    makers: Sequence[Maker]
    said: Callable[[Any, Floats], Floats]
    fault: Callable[[Floats, Floats], float]


def probability(x: Floats, given: NDArray[np.bool_], asked: Floats, seed: int) -> Floats:
    """How likely each of those asked about was to be given it, by what is known of the others."""

    def trees() -> Any:
        return HistGradientBoostingClassifier(
            max_iter=80, learning_rate=0.06, max_leaf_nodes=8, min_samples_leaf=20,
            l2_regularization=5.0, random_state=seed,
        )  # fmt: skip

    def lines() -> Any:
        return make_pipeline(*_bent(x), LogisticRegression(C=1.0, max_iter=500))

    task = _Task([lines, trees], lambda one, z: one.predict_proba(z)[:, 1], _surprise)
    return _learned(task, x, given, asked, seed)


def expected_outcome(x: Floats, outcome: Floats, asked: Floats, seed: int) -> Floats:
    """The outcome to expect for each of those asked about, by that of the others."""

    def trees() -> Any:
        return HistGradientBoostingRegressor(
            max_iter=150, learning_rate=0.06, max_leaf_nodes=8, min_samples_leaf=15,
            l2_regularization=5.0, random_state=seed,
        )  # fmt: skip

    def lines() -> Any:
        return make_pipeline(*_bent(x), RidgeCV(PENALTIES))

    task = _Task([lines, trees], lambda one, z: one.predict(z), _squares)
    return _learned(task, x, outcome, asked, seed)


def _surprise(said: Floats, true: Floats) -> float:
    p = np.clip(said, 1e-6, 1.0 - 1e-6)
    return float(-np.mean(np.where(true > 0, np.log(p), np.log(1.0 - p))))


def _squares(said: Floats, true: Floats) -> float:
    return float(np.mean((said - true) ** 2))


def _bent(x: Floats) -> list[Any]:
    """Lines that may bend in what has many values, and pairs where there are people enough."""
    columns = x.shape[1]
    steps: list[Any] = []
    if len(x) >= ENOUGH_FOR_PAIRS * columns * (columns + 1) / 2:
        steps.append(PolynomialFeatures(2, include_bias=False))
    elif len(x) >= ENOUGH_FOR_PAIRS * columns * KNOTS:
        steps.append(SplineTransformer(n_knots=KNOTS, degree=2, knots="quantile"))
    return [*steps, StandardScaler()]


def _learned(task: _Task, x: Floats, true: Any, asked: Floats, seed: int) -> Floats:
    lines, trees = task.makers
    by_lines = np.asarray(task.said(lines().fit(x, true), asked))
    if len(x) < ENOUGH_FOR_TREES:
        return by_lines
    unseen = np.zeros((len(x), 2))
    for rest, out in KFold(INNER_FOLDS, shuffle=True, random_state=seed).split(x):
        for n, make in enumerate(task.makers):
            unseen[out, n] = task.said(make().fit(x[rest], true[rest]), x[out])
    shares = np.linspace(0.0, 1.0, 11)
    faults = [task.fault((1.0 - one) * unseen[:, 0] + one * unseen[:, 1], true) for one in shares]
    share = float(shares[int(np.argmin(faults))])
    by_trees = task.said(trees().fit(x, true), asked)
    return np.asarray((1.0 - share) * by_lines + share * by_trees)
