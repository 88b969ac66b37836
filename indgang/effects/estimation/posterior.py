"""What each offer gives those who start it, with everything that is not known counted in."""

import numpy as np
from scipy.stats import qmc

from indgang.effects.estimation import mixed
from indgang.effects.estimation.courses import Floats
from indgang.effects.estimation.fit import Fitted, shared_columns
from indgang.effects.estimation.mixture import Mixed, remixed

FEW_MUNICIPALITIES = 20  # with fewer, not knowing the spreads is counted in
MANY_MUNICIPALITIES = 50  # with more, the shape of the local deviations is estimated
POINTS = 32


def effects_of(fitted: Fitted) -> Mixed:
    """Each offer's effect in points in week 20, mean of its starters, in the order of the offers.

    Beside none of the offers, or beside the average one where all start equally many
    (``Fitted.is_beside_none``). What it gave together with the others in the same bundles.
    """
    asked = [_contrasts(fitted, m) for m in range(len(fitted.parts))]
    few = len(fitted.parts) < FEW_MUNICIPALITIES
    points, weights = _points(fitted) if few else ([fitted.solved], np.ones(1))
    means, doubts = [], []
    for solved in points:
        found = [mixed.contrast(solved, m, *asked[m]) for m in range(len(asked))]
        means.append(np.concatenate([mean for mean, _ in found]))
        doubts.append(np.concatenate([variance for _, variance in found]))
    mean, variance = np.column_stack(means), np.column_stack(doubts)
    if len(fitted.parts) > MANY_MUNICIPALITIES:
        return _remixed(fitted, mean[:, 0], variance[:, 0])
    return Mixed(np.broadcast_to(weights, mean.shape), mean, np.sqrt(np.maximum(variance, 1e-12)))


def _contrasts(fitted: Fitted, m: int) -> tuple[Floats, Floats]:
    """Each offer of a municipality for its average starter, as combinations of columns."""
    sums, offers = fitted.statistics[m], fitted.parts[m].offers
    starts = np.maximum(sums.starts_all, 1.0)
    own = np.eye(len(offers), len(fitted.solved.own[m]))
    carry = fitted.equations.blocks[m].carry
    told = carry[: len(offers)] + (sums.matches / starts)[:, None] * carry[len(offers) :]
    return own, shared_columns(fitted, sums.others / starts, told)


def _points(fitted: Fitted) -> tuple[list[mixed.Solved], Floats]:
    """Solutions for spreads around the most likely ones, each with how likely it is."""
    there = np.flatnonzero(np.array(fitted.equations.parts) > 0)
    mode = fitted.log_ratios[there]

    def cost(some: Floats) -> tuple[float, Floats, mixed.Solved]:
        log_ratios = np.full(len(fitted.log_ratios), mixed.LEAST)
        log_ratios[there] = some
        solved, slope = mixed.solve(fitted.equations, log_ratios)
        prior, prior_slope = mixed.penalty(some)
        # The prior is of spreads, and the points are of the logarithms of their squares.
        return solved.criterion + prior - some.sum(), slope[there] + prior_slope - 1.0, solved

    step = 1e-3
    bend = np.array([
        (cost(mode + step * one)[1] - cost(mode - step * one)[1]) / (4.0 * step)
        for one in np.eye(len(mode))
    ])  # fmt: skip
    values, vectors = np.linalg.eigh((bend + bend.T) / 2.0)
    width = vectors / np.sqrt(np.maximum(values, 0.15))
    sobol = qmc.MultivariateNormalQMC(np.zeros(len(mode)), rng=np.random.default_rng(5))
    solved, logs = [], []
    for draw in sobol.random(POINTS):
        value, _, one = cost(np.clip(mode + width @ draw, mixed.LEAST, mixed.MOST))
        solved.append(one)
        logs.append(-0.5 * value + 0.5 * float(draw @ draw))
    weights = np.exp(np.array(logs) - max(logs))
    return solved, weights / weights.sum()


def _remixed(fitted: Fitted, mean: Floats, variance: Floats) -> Mixed:
    solved = fitted.solved
    deviation, doubt = [], []
    for part, own, inverse, carried in zip(
        fitted.parts, solved.own, solved.own_inverse, solved.carried, strict=True
    ):
        here = slice(0, len(part.offers))
        deviation.append(own[here])
        doubt.append(
            np.diag(inverse)[here]
            + np.einsum("ij,ij->i", carried[here] @ solved.shared_inverse, carried[here])
        )
    spread = np.sqrt(solved.ratios[mixed.OFFERS] * solved.variance)
    return remixed(
        mean, variance, np.concatenate(deviation), np.concatenate(doubt) * solved.variance, spread
    )
