"""Those who were not there at the end: would the answer be another, had they been asked?

The main estimate is right as long as what was answered before says who leaves. Two looks from beside:
the end alone, where each who stayed stands for those like him who left; and how much worse those who
left would have to be before a claim falls.
"""

from dataclasses import replace

import numpy as np

from indgang.effects.estimation import mixed
from indgang.effects.estimation.courses import Courses, Floats
from indgang.effects.estimation.features import Scale, steady
from indgang.effects.estimation.fit import Fitted, Part, end_of, kinds_of
from indgang.effects.estimation.mixture import Mixed
from indgang.effects.estimation.posterior import effects_of
from indgang.effects.estimation.statistics import statistics_of

HEAVIEST = 0.99  # what weighs more than all but one in a hundred is cut there
RIDGE = 1.0  # on standardised columns
WORST = 10.0  # points that those who left may be worse off


def weighted_effects(fitted: Fitted) -> Floats:
    """Each offer's effect from the end alone, everyone who stayed weighed by how unlikely that was."""
    parts = tuple(replace(part, courses=end_of(part.courses)) for part in fitted.parts)
    stays = _stays(fitted)
    counted = np.minimum(stays.mean() / stays, np.quantile(stays.mean() / stays, HEAVIEST))
    return _again(fitted, parts, counted)


def effects_on_leaving(fitted: Fitted) -> Floats:
    """By how much each offer raises the share of its starters who are not there at the end."""
    parts = []
    for part in fitted.parts:
        answers = np.full_like(part.courses.answers, np.nan)
        answers[:, -1] = np.isnan(part.courses.answers[:, -1])
        parts.append(replace(part, courses=replace(part.courses, answers=answers)))
    return _again(fitted, tuple(parts), None)


def tipping_points(effects: Mixed, leaving: Floats, *, sure: float) -> Floats:
    """How many points worse off those who left must be for "it helps" not to be sure any more.

    ``nan`` where it is not sure as it is; infinite where no difference up to ``WORST`` changes it.
    """
    found = np.full(len(leaving), np.nan)
    is_sure = 1.0 - effects.below(0.0) >= sure
    found[is_sure] = np.inf
    for worse in np.linspace(WORST, 0.0, 41):
        falls = 1.0 - effects.below(worse * leaving) < sure
        found[is_sure & falls] = worse
    return found


def _again(fitted: Fitted, parts: tuple[Part, ...], counted: Floats | None) -> Floats:
    """Effects from other answers under the same spreads: it is the same people and offers."""
    edges = np.cumsum([0, *(len(part.courses) for part in parts)])
    sums = tuple(
        statistics_of(
            part.courses, fitted.scale, fitted.covariance, offers=part.offers, guides=part.guides,
            counted=None if counted is None else counted[first:last],
        )
        for part, first, last in zip(parts, edges[:-1], edges[1:], strict=True)
    )  # fmt: skip
    equations = mixed.equations_of(sums, kinds_of(fitted.courses, parts), fitted.equations.kinds)
    solved, _ = mixed.solve(equations, fitted.log_ratios)
    other = replace(fitted, parts=parts, statistics=sums, equations=equations, solved=solved)
    return effects_of(other).average


def _stays(fitted: Fitted) -> Floats:
    """The probability that each is there at the end, by who he is and what he answered before."""
    courses = [part.courses for part in fitted.parts]
    columns = np.concatenate([_before(one, fitted.scale) for one in courses])
    stayed = np.concatenate([~np.isnan(one.answers[:, -1]) for one in courses]).astype(float)
    spread = columns.std(0)
    columns = (columns - columns.mean(0)) / np.where(spread > 0, spread, 1.0)
    columns = np.column_stack([np.ones(len(columns)), columns])
    ridge = RIDGE * np.eye(columns.shape[1])
    ridge[0, 0] = 0.0
    b = np.zeros(columns.shape[1])
    b[0] = np.log((stayed.mean() + 1e-6) / (1.0 - stayed.mean() + 1e-6))
    for _ in range(25):
        share = 1.0 / (1.0 + np.exp(-columns @ b))
        slope = columns.T @ (stayed - share) - ridge @ b
        bend = (columns * (share * (1.0 - share))[:, None]).T @ columns + ridge
        step = np.linalg.solve(bend + 1e-9 * np.eye(len(b)), slope)
        b += step
        if np.abs(step).max() < 1e-8:
            break
    return np.asarray(np.maximum(1.0 / (1.0 + np.exp(-columns @ b)), 1e-3))


def _before(courses: Courses, scale: Scale) -> Floats:
    """What was known before the end: the state at the door, and how far from it each answer was."""
    risen = courses.answers[:, :-1] - courses.baseline[:, None]
    known = ~np.isnan(risen)
    return np.column_stack([steady(courses, scale), np.nan_to_num(risen), known])
