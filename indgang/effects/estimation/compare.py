"""Those who were given something against those who were not, made alike in all that is known.

For what has no other comparison: those who wait, who only talked, earlier years, another
municipality. It is right only as far as everything that decided who was given it stands in the
covariates; how much something hidden would have to explain is said beside every figure.

Entropy balancing: Hainmueller (2012), Political Analysis 20, 25–46; doubly robust by Zhao and
Percival (2017), Journal of Causal Inference 5(1). Cross-fitting: Chernozhukov et al. (2018), The
Econometrics Journal 21, C1–C68.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from indgang.effects.estimation.courses import Floats, Ints
from indgang.effects.estimation.learners import expected_outcome, probability
from indgang.effects.estimation.verdicts import robustness_value

MANY_VALUES = 6  # a covariate with as many different values is made alike in its square too
FEWEST = 10  # in each group
STEEPEST = 50.0  # how much a weight may grow, in powers of e, with one SD of a covariate
NARROW = 0.05  # a probability below, or above the rest, is little overlap
CLIPPED = 0.01
FOLDS, ROUNDS = 5, 3
ENOUGH_FOR_ONE_ROUND = 1000  # with so many people another way to fold them changes little
ALIKE = 0.1  # standardised difference in means that is let pass
Z = 1.959963984540054


class Method(StrEnum):
    """How the groups are made alike."""

    BALANCE = "balance"
    DR = "dr"


class Estimand(StrEnum):
    """For whom the effect is: for those who were given it, or for everybody."""

    ATT = "att"
    ATE = "ate"


class NotComparableError(ValueError):
    """The groups cannot be compared."""


@dataclass(frozen=True)
class Compared:
    """What was found, in the outcome's unit. ``naive`` is the plain difference and no effect."""

    estimate: float
    se: float
    lower: float
    upper: float
    naive: float
    n_treated: int
    n_control: int
    effective_n: float  # how many of the comparison group the weighted ones are worth
    robustness_value: float
    overlap: dict[str, float]
    warnings: tuple[str, ...]


def compare(
    treated: NDArray[np.bool_], outcome: Floats, covariates: Floats, *,
    method: Method = Method.BALANCE, estimand: Estimand = Estimand.ATT, seed: int = 11,
) -> Compared:  # fmt: skip
    """The effect of having been given something.

    Raises ``NotComparableError`` when a group has under ten, nothing is known of them, or balancing
    finds no weights because the groups have too little in common.
    """
    if min(treated.sum(), (~treated).sum()) < FEWEST:
        raise NotComparableError(f"Both groups need at least {FEWEST}.")
    varies = covariates.std(0) > 0
    if not varies.any():
        raise NotComparableError("Nothing that differs between people is known of them.")
    x = covariates[:, varies]
    x = (x - x.mean(0)) / x.std(0)
    if method is Method.BALANCE:
        influence, weights = _balanced(treated, outcome, x, estimand)
    else:
        influence, weights = _doubly_robust(treated, outcome, x, estimand, seed)
    estimate = float(influence.mean())
    if estimand is Estimand.ATT:
        share = treated.mean()
        influence = influence - (treated / share - 1.0) * estimate
    se = float(influence.std(ddof=1) / np.sqrt(len(influence)))
    overlap, warnings = _overlap(treated, x, weights, estimand, seed)
    free = len(outcome) - x.shape[1] - 2
    return Compared(
        estimate=estimate, se=se, lower=estimate - Z * se, upper=estimate + Z * se,
        naive=float(outcome[treated].mean() - outcome[~treated].mean()),
        n_treated=int(treated.sum()), n_control=int((~treated).sum()),
        effective_n=float(weights[~treated].sum() ** 2 / (weights[~treated] ** 2).sum()),
        robustness_value=float(robustness_value(np.array(estimate), np.array(se), free)),
        overlap=overlap, warnings=warnings,
    )  # fmt: skip


def _balanced(
    treated: NDArray[np.bool_], outcome: Floats, x: Floats, estimand: Estimand
) -> tuple[Floats, Floats]:
    """Each person's share in the estimate, and his weight.

    Groups get the same means of every covariate and of the squares of those with many values. The
    straight line through the outcome that this stands for gives what is not explained, and so the
    doubt.
    """
    moments = [x, *(x[:, [k]] ** 2 for k in range(x.shape[1]) if _has_many_values(x[:, k]))]
    columns = np.column_stack(moments)
    target = columns[treated].mean(0) if estimand is Estimand.ATT else columns.mean(0)
    weights = np.ones(len(outcome))
    lines = {}
    for group in (False, True):
        here = treated == group
        if estimand is Estimand.ATE or not group:
            weights[here] = here.sum() * entropy_weights(columns[here], target)
        design = np.column_stack([np.ones(here.sum()), columns[here]])
        root = np.sqrt(weights[here])
        b = np.linalg.lstsq(design * root[:, None], outcome[here] * root, rcond=1e-9)[0]
        lines[group] = b[0] + columns @ b[1:]
    return _shares(treated, outcome, lines[False], lines[True], weights, estimand), weights


def _shares(
    treated: NDArray[np.bool_], outcome: Floats, without: Floats, given: Floats, weights: Floats,
    estimand: Estimand,
) -> Floats:  # fmt: skip
    """What each one adds to the estimate, whose mean is the estimate."""
    share = treated.mean()
    if estimand is Estimand.ATT:
        own = treated * (outcome - without) / share
        return np.asarray(own - ~treated * weights * (outcome - without) / (1.0 - share))
    gain = given - without
    gain = gain + treated * weights * (outcome - given) / share
    return np.asarray(gain - ~treated * weights * (outcome - without) / (1.0 - share))


def _has_many_values(column: Floats) -> bool:
    return len(np.unique(column)) >= MANY_VALUES


def entropy_weights(columns: Floats, target: Floats) -> Floats:
    """The most even weights (sum 1) that give these columns the target's means.

    Raises ``NotComparableError`` when no weights do: the target lies outside the group.
    """
    centred = columns - target

    def dual(multipliers: Floats) -> tuple[float, Floats]:
        height = centred @ multipliers
        top = height.max()
        weights = np.exp(height - top)
        total = weights.sum()
        return float(top + np.log(total)), np.asarray(centred.T @ (weights / total))

    # Where no weights do, the multipliers would run away for ever.
    found = minimize(
        dual, np.zeros(columns.shape[1]), jac=True, method="L-BFGS-B",
        bounds=[(-STEEPEST, STEEPEST)] * columns.shape[1],
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
    )  # fmt: skip
    height = centred @ found.x
    weights = np.exp(height - height.max())
    weights /= weights.sum()
    if np.abs(weights @ centred).max() > 1e-3:
        raise NotComparableError(
            "No weights make the groups alike: too few in the comparison group are like those who "
            "were given it. Use fewer covariates, or a comparison group that is more like them."
        )
    return np.asarray(weights)


def _doubly_robust(
    treated: NDArray[np.bool_], outcome: Floats, x: Floats, estimand: Estimand, seed: int
) -> tuple[Floats, Floats]:
    """Each person's share in the estimate, and his weight, from models that never saw him."""
    shares, weights = [], []
    rounds = ROUNDS if len(x) < ENOUGH_FOR_ONE_ROUND else 1
    for turn in range(rounds):
        fold = folds(treated, seed + turn)
        p, without, given = np.empty(len(x)), np.empty(len(x)), np.empty(len(x))
        for k in range(FOLDS):
            out, rest = fold == k, fold != k
            p[out] = probability(x[rest], treated[rest], x[out], seed)
            no, yes = rest & ~treated, rest & treated
            without[out] = expected_outcome(x[no], outcome[no], x[out], seed)
            given[out] = (
                expected_outcome(x[yes], outcome[yes], x[out], seed)
                if estimand is Estimand.ATE
                else np.nan
            )
        weight = _inverse_probability(treated, np.clip(p, CLIPPED, 1.0 - CLIPPED), estimand)
        shares.append(_shares(treated, outcome, without, given, weight, estimand))
        weights.append(weight)
    middle = int(np.argsort([one.mean() for one in shares])[rounds // 2])
    return shares[middle], weights[middle]


def folds(treated: NDArray[np.bool_], seed: int) -> Ints:
    """Which fold each belongs to; each fold has its part of both groups."""
    rng = np.random.default_rng(seed)
    fold = np.empty(len(treated), dtype=np.int64)
    for group in (False, True):
        here = np.flatnonzero(treated == group)
        fold[rng.permutation(here)] = np.arange(len(here)) % FOLDS
    return fold


def _inverse_probability(treated: NDArray[np.bool_], p: Floats, estimand: Estimand) -> Floats:
    """Weights whose mean is 1 in each group."""
    if estimand is Estimand.ATT:
        weights = np.where(treated, 1.0, p / (1.0 - p))
    else:
        weights = np.where(treated, 1.0 / p, 1.0 / (1.0 - p))
    for group in (False, True):
        weights[treated == group] /= weights[treated == group].mean()
    return np.asarray(weights)


def _overlap(
    treated: NDArray[np.bool_], x: Floats, weights: Floats, estimand: Estimand, seed: int
) -> tuple[dict[str, float], tuple[str, ...]]:
    p = probability(x, treated, x, seed)
    group = treated if estimand is Estimand.ATT else np.ones(len(x), dtype=bool)
    outside = (p < NARROW) | (p > 1.0 - NARROW)
    before = np.abs(x[treated].mean(0) - x[~treated].mean(0)).max()
    now = [np.average(x[here], axis=0, weights=weights[here]) for here in (treated, ~treated)]
    effective = weights[~treated].sum() ** 2 / (weights[~treated] ** 2).sum()
    found = {
        "probability_lowest_treated": float(p[treated].min()),
        "probability_highest_control": float(p[~treated].max()),
        "share_with_little_overlap": float(outside[group].mean()),
        "largest_difference_before": float(before),
        "largest_difference_after": float(np.abs(now[0] - now[1]).max()),
    }
    warnings = []
    if found["share_with_little_overlap"] > 0.1:
        warnings.append("Many have hardly anybody like them in the other group.")
    if found["largest_difference_after"] > ALIKE:
        warnings.append("The groups still differ in something that is known.")
    if effective < 30:
        warnings.append("The comparison rests on few people.")
    return found, tuple(warnings)
