"""Crossed random intercepts: who asks, who answers and where, all at once (restricted likelihood).

The kernel for "do guides differ?": each answer belongs to one level of several factors. The factor
with most levels is eliminated first, for its equations are a diagonal; the others are solved dense.
Agrees with lme4 (Bates et al. 2015, Journal of Statistical Software 67(1)) to what is shown in
``tests/estimation``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.linalg import lapack
from scipy.optimize import minimize

from indgang.effects.estimation.courses import Floats, Ints

LEAST, MOST = np.log(1e-9), np.log(1e4)  # of the ratio of variances


@dataclass(frozen=True)
class Crossed:
    """What was found; the factors in the order they were given."""

    fixed: Floats
    fixed_sd: Floats
    spreads: Floats  # SD of each factor's levels, in the outcome's unit
    residual: float  # SD
    criterion: float  # -2 log restricted likelihood, as lme4 prints it
    levels: tuple[Floats, ...]  # each level's predicted deviation


@dataclass(frozen=True)
class _Sums:
    """Cross products, the largest factor (``big``) apart from the rest (other factors, then fixed)."""

    big: Floats  # how many answers each of its levels has
    between: sparse.csr_array  # (big levels, rest)
    rest: Floats
    big_answer: Floats
    rest_answer: Floats
    answer_answer: float
    answers: int
    fixed: int
    part: Ints  # which factor each column of the rest belongs to; -1 fixed
    order: tuple[int, ...]  # the factors as they stand here: the largest first


def crossed(answers: Floats, fixed: Floats, factors: Sequence[Ints]) -> Crossed:
    """Fit ``answers = fixed @ b + one level's deviation for each factor + rest``.

    ``fixed`` is (answers, columns), its constant included; ``factors`` are numbers from 0. Raises
    ``ArithmeticError`` where the fixed columns say the same twice or nothing varies.
    """
    sums = _sums(answers, fixed, factors)
    start = np.full(len(factors), np.log(0.1))
    found = minimize(
        _cost, start, args=(sums,), jac=True, method="L-BFGS-B",
        bounds=[(LEAST, MOST)] * len(factors), options={"ftol": 1e-13, "gtol": 1e-6},
    )  # fmt: skip
    ratios = np.exp(found.x)
    criterion, variance, rest, big, inverse = _solved(sums, ratios)[:5]
    deviations: list[Floats] = [np.zeros(0)] * len(factors)
    deviations[sums.order[0]] = big
    for at, factor in enumerate(sums.order[1:], 1):
        deviations[factor] = rest[sums.part == at]
    spread = np.empty(len(factors))
    spread[list(sums.order)] = np.sqrt(ratios * variance)
    b = sums.part < 0
    return Crossed(
        fixed=rest[b], fixed_sd=np.sqrt(np.diag(inverse)[b] * variance), spreads=spread,
        residual=float(np.sqrt(variance)), levels=tuple(deviations),
        criterion=criterion + (sums.answers - sums.fixed) * float(np.log(2.0 * np.pi)),
    )  # fmt: skip


def _sums(answers: Floats, fixed: Floats, factors: Sequence[Ints]) -> _Sums:
    n = len(answers)
    if np.linalg.matrix_rank(fixed) < fixed.shape[1]:
        raise ArithmeticError("Two of the fixed columns say the same.")
    order = sorted(range(len(factors)), key=lambda one: -int(factors[one].max(initial=0)))
    counts = [int(factors[one].max(initial=-1)) + 1 for one in order]
    each = np.arange(n)
    levels = [
        sparse.csr_array((np.ones(n), (each, factors[one])), shape=(n, count))
        for one, count in zip(order, counts, strict=True)
    ]
    rest = sparse.hstack([*levels[1:], sparse.csr_array(fixed)]).tocsr()
    part = np.concatenate([
        *(np.full(count, at) for at, count in enumerate(counts) if at),
        np.full(fixed.shape[1], -1),
    ])  # fmt: skip
    return _Sums(
        big=np.asarray(levels[0].sum(0)).ravel(), between=(levels[0].T @ rest).tocsr(),
        rest=(rest.T @ rest).toarray(), big_answer=levels[0].T @ answers,
        rest_answer=rest.T @ answers, answer_answer=float(answers @ answers), answers=n,
        fixed=fixed.shape[1], part=part, order=tuple(order),
    )  # fmt: skip


def _solved(
    sums: _Sums, ratios: Floats
) -> tuple[float, float, Floats, Floats, Floats, Floats, sparse.csr_array]:
    """Criterion, variance, the rest's and the big factor's solution, and what the slope needs."""
    diagonal = sums.big + 1.0 / ratios[0]
    carried = (sums.between.multiply(1.0 / diagonal[:, None])).tocsr()
    matrix = sums.rest - (sums.between.T @ carried).toarray()
    random = sums.part >= 0
    at = np.flatnonzero(random)
    matrix[at, at] += 1.0 / ratios[sums.part[at]]
    factor, info = lapack.dpotrf(matrix, lower=1)
    if info:
        raise ArithmeticError("The equations have no single solution.")
    log_det = float(np.log(diagonal).sum() + 2.0 * np.log(np.diag(factor)).sum())
    lower, _info = lapack.dpotri(factor, lower=1)
    lower = np.tril(lower)
    inverse = lower + np.tril(lower, -1).T
    rest = inverse @ (sums.rest_answer - carried.T @ sums.big_answer)
    big = sums.big_answer / diagonal - carried @ rest
    left = sums.answer_answer - rest @ sums.rest_answer - big @ sums.big_answer
    free = sums.answers - sums.fixed
    if left <= 0 or free <= 0:
        raise ArithmeticError("Nothing varies that is not said already.")
    variance = float(left / free)
    counts = np.array(
        [len(sums.big), *(int((sums.part == one).sum()) for one in range(1, len(ratios)))]
    )
    criterion = log_det + float(counts @ np.log(ratios)) + free * (np.log(variance) + 1.0)
    return criterion, variance, rest, big, inverse, diagonal, carried


def _cost(log_ratios: Floats, sums: _Sums) -> tuple[float, Floats]:
    ratios = np.exp(log_ratios)
    criterion, variance, rest, big, inverse, diagonal, carried = _solved(sums, ratios)
    spent = np.empty(len(ratios))
    squares = np.empty(len(ratios))
    counts = np.empty(len(ratios))
    doubt = carried.multiply(carried @ inverse).sum()
    spent[0], squares[0], counts[0] = float((1.0 / diagonal).sum() + doubt), big @ big, len(big)
    own = np.diag(inverse)
    for one in range(1, len(ratios)):
        here = sums.part == one
        spent[one], squares[one], counts[one] = own[here].sum(), (rest[here] ** 2).sum(), here.sum()
    return criterion, np.asarray(counts - spent / ratios - squares / (ratios * variance))
