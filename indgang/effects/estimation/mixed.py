"""Henderson's equations for offers, types, guides and municipalities, solved by blocks.

Unknown are: what is held fixed; what an offer gives, and gives more to who has the need it is for;
each type's deviation from both; and in each municipality its offers', its guides' and its own
deviation. Only the last hang together within a municipality alone, so each municipality is solved
by itself and the rest is what is left (a Schur complement).

Henderson, C. R. (1975), Biometrics 31, 423–447; Chung et al. (2013), Psychometrika 78, 685–709 for
the prior that keeps spreads away from nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack
from scipy.optimize import minimize

from indgang.effects.estimation.courses import Floats, Ints
from indgang.effects.estimation.statistics import Statistics

KINDS, MATCHES, OFFERS, GUIDES, MUNICIPALITIES = range(5)  # what varies, in this order
WIDEST = 0.3  # of the spread of one answer: how large a spread between offers is thought likely
NEW = 1e-7  # of a column's own size must be its own
CROWD = 0.02  # of the spread of one answer: how much one offer may take from another in a bundle
LEAST, MOST = np.log(1e-6), np.log(10.0)  # of the ratio of variances


@dataclass(frozen=True)
class Block:
    """One municipality's equations: own columns are its offers, its guides and itself."""

    own: Floats
    to_shared: Floats
    answer: Floats
    part: Ints  # which of what varies each own column belongs to
    carry: Floats  # (own and match columns, shared): what an offer's columns say of the shared ones


@dataclass(frozen=True)
class Equations:
    """The equations of all municipalities before any spread is known."""

    blocks: tuple[Block, ...]
    shared: Floats
    answer: Floats
    answer_answer: float
    answers: float
    fixed: int  # how many of the shared columns are fixed; types and their matches follow
    kept: Ints  # which fixed columns there are, of all: others are the same as those
    kinds: int
    parts: tuple[int, ...]  # how many columns each of what varies has


def equations_of(
    all_statistics: Sequence[Statistics], kind: Sequence[Ints], kinds: int
) -> Equations:
    """The equations from each municipality's sums, and the types of its offers."""
    columns = len(all_statistics[0].fixed_answer)
    width = columns + 2 + 2 * kinds
    shared, answer = np.zeros((width, width)), np.zeros(width)
    blocks = []
    for one, types in zip(all_statistics, kind, strict=True):
        block, more, answers = _block(one, types, kinds, columns)
        blocks.append(block)
        shared += more
        answer += answers
    shared[columns - 1, columns - 1] += 1.0 / CROWD**2
    alone = len(all_statistics) == 1
    kept = _independent(shared, columns + 2)
    rest = np.arange(columns + 2, width)
    use = np.concatenate([kept, rest])
    blocks = [_narrowed(block, use, alone=alone) for block in blocks]
    counts = np.bincount(np.concatenate([block.part for block in blocks]), minlength=5)
    return Equations(
        blocks=tuple(blocks), shared=shared[np.ix_(use, use)], answer=answer[use],
        answer_answer=sum(float(one.answer_answer) for one in all_statistics),
        answers=sum(float(one.answers) for one in all_statistics),
        fixed=len(kept), kept=kept, kinds=kinds,
        parts=(kinds, kinds, int(counts[OFFERS]), int(counts[GUIDES]), int(counts[MUNICIPALITIES])),
    )  # fmt: skip


def _block(one: Statistics, types: Ints, kinds: int, columns: int) -> tuple[Block, Floats, Floats]:
    offers, size = len(types), len(one.local_answer)
    guides = size - 2 * offers - 1
    told = np.zeros((2 * offers, 2 + 2 * kinds))
    each = np.arange(offers)
    told[:offers, 0] = told[offers:, 1] = 1.0
    told[each, 2 + types] = 1.0
    told[offers + each, 2 + kinds + types] = 1.0
    both = slice(0, 2 * offers)
    crossed = one.local_local[:, both] @ told
    own = np.concatenate([each, np.arange(2 * offers, size)])
    shared = np.block([
        [one.fixed_fixed, one.local_fixed[both].T @ told],
        [told.T @ one.local_fixed[both], told.T @ crossed[both]],
    ])  # fmt: skip
    answer = np.concatenate([one.fixed_answer, told.T @ one.local_answer[both]])
    block = Block(
        own=one.local_local[np.ix_(own, own)],
        to_shared=np.hstack([one.local_fixed[own], crossed[own]]),
        answer=one.local_answer[own],
        part=np.repeat([OFFERS, GUIDES, MUNICIPALITIES], [offers, guides, 1]),
        carry=told,
    )
    return block, shared, answer


def _independent(shared: Floats, fixed: int) -> Ints:
    """The fixed columns that are not made of those before them, in their order.

    What bundles give comes last: where everybody starts as many offers as everybody else, what one
    gives beside none cannot be told from how people rise anyway, and must not stand in its place.
    """
    corner = shared[:fixed, :fixed]
    size = np.sqrt(np.maximum(np.diag(corner), 0.0))
    own = size > 0
    left = corner[np.ix_(own, own)] / np.outer(size[own], size[own])
    kept = []
    for n, column in enumerate(np.flatnonzero(own)):
        if left[n, n] > NEW:
            kept.append(column)
            left -= np.outer(left[:, n], left[n]) / left[n, n]
    return np.array(kept, dtype=np.int64)


def _narrowed(block: Block, use: Ints, *, alone: bool) -> Block:
    own = slice(0, -1) if alone else slice(None)  # one municipality differs from none
    return Block(
        own=block.own[own, own], to_shared=block.to_shared[own][:, use], answer=block.answer[own],
        part=block.part[own], carry=block.carry,
    )  # fmt: skip


@dataclass(frozen=True)
class Solved:
    """The equations solved for given spreads."""

    ratios: Floats  # variance of each of what varies, of the variance of one answer at the end
    variance: float  # of one answer at the end
    shared: Floats
    shared_inverse: Floats
    own: tuple[Floats, ...]
    own_inverse: tuple[Floats, ...]
    carried: tuple[Floats, ...]  # own_inverse @ to_shared
    criterion: float  # -2 log restricted likelihood, up to what no spread changes


def solve(equations: Equations, log_ratios: Floats) -> tuple[Solved, Floats]:
    """The solution, and how the criterion changes with each log ratio."""
    ratios = np.exp(log_ratios)
    shared, answer = equations.shared.copy(), equations.answer.copy()
    at = np.arange(equations.fixed, len(shared))
    shared[at, at] += np.repeat(1.0 / ratios[[KINDS, MATCHES]], equations.kinds)
    log_det = 0.0
    inverses, carried = [], []
    for block in equations.blocks:
        inverse, det = _inverse(block.own + np.diag(1.0 / ratios[block.part]))
        carry = inverse @ block.to_shared
        shared -= block.to_shared.T @ carry
        answer -= carry.T @ block.answer
        log_det += det
        inverses.append(inverse)
        carried.append(carry)
    shared_inverse, det = _inverse(shared)
    found = shared_inverse @ answer
    own = [
        inverse @ block.answer - carry @ found
        for block, inverse, carry in zip(equations.blocks, inverses, carried, strict=True)
    ]
    explained = float(found @ equations.answer)
    for one, block in zip(own, equations.blocks, strict=True):
        explained += float(one @ block.answer)
    free = equations.answers - equations.fixed
    variance = max((equations.answer_answer - explained) / free, 1e-12)
    parts = np.array(equations.parts)
    criterion = log_det + det + parts @ log_ratios + free * (np.log(variance) + 1.0)
    solved = Solved(
        ratios, variance, found, shared_inverse, tuple(own), tuple(inverses), tuple(carried),
        float(criterion),
    )  # fmt: skip
    return solved, _slope(equations, solved)


def _slope(equations: Equations, solved: Solved) -> Floats:
    """How the criterion changes: q - tr(C)/ratio - u'u/(ratio variance), for each of what varies."""
    spent, squares = np.zeros(5), np.zeros(5)
    at = equations.fixed + np.arange(2 * equations.kinds)
    part = np.repeat([KINDS, MATCHES], equations.kinds)
    spent += np.bincount(part, np.diag(solved.shared_inverse)[at], minlength=5)
    squares += np.bincount(part, solved.shared[at] ** 2, minlength=5)
    for block, own, inverse, carry in zip(
        equations.blocks, solved.own, solved.own_inverse, solved.carried, strict=True
    ):
        doubt = np.diag(inverse) + np.einsum("ij,ij->i", carry @ solved.shared_inverse, carry)
        spent += np.bincount(block.part, doubt, minlength=5)
        squares += np.bincount(block.part, own**2, minlength=5)
    return np.asarray(
        np.array(equations.parts)
        - spent / solved.ratios
        - squares / (solved.ratios * solved.variance)
    )


def _inverse(matrix: Floats) -> tuple[Floats, float]:
    """The inverse of a symmetric positive matrix and the log of its determinant."""
    factor, info = lapack.dpotrf(matrix, lower=1)
    if info:
        raise ArithmeticError("The equations have no single solution.")
    inverse, _info = lapack.dpotri(factor, lower=1)
    lower = np.tril(inverse)
    return lower + np.tril(lower, -1).T, 2.0 * float(np.log(np.diag(factor)).sum())


def penalty(log_ratios: Floats) -> tuple[float, Floats]:
    """-2 log of the prior of each spread, and its slope. Nothing is unlikely; so is much.

    Of a spread in units of the answer's own: gamma(2) times half-normal (``WIDEST``).
    """
    ratios = np.exp(log_ratios)
    return float((ratios / WIDEST**2 - log_ratios).sum()), np.asarray(ratios / WIDEST**2 - 1.0)


def spreads(equations: Equations, *, start: Floats | None = None) -> Floats:
    """The log ratios at which the restricted likelihood with its prior is highest."""
    there = np.array(equations.parts) > 0

    def cost(some: Floats) -> tuple[float, Floats]:
        log_ratios = np.full(5, LEAST)
        log_ratios[there] = some
        solved, slope = solve(equations, log_ratios)
        prior, prior_slope = penalty(some)
        return solved.criterion + prior, slope[there] + prior_slope

    first = np.full(5, np.log(0.02)) if start is None else start
    found = minimize(
        cost, first[there], jac=True, method="L-BFGS-B",
        bounds=[(LEAST, MOST)] * int(there.sum()), options={"maxiter": 40, "ftol": 1e-10},
    )  # fmt: skip
    log_ratios = np.full(5, LEAST)
    log_ratios[there] = found.x
    return log_ratios


def contrast(solved: Solved, m: int, own: Floats, shared: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of combinations: ``own`` (k, own columns of m), ``shared`` (k, shared)."""
    left = shared - own @ solved.carried[m]
    mean = shared @ solved.shared + own @ solved.own[m]
    doubt = np.einsum("ij,ij->i", left @ solved.shared_inverse, left)
    doubt += np.einsum("ij,ij->i", own @ solved.own_inverse[m], own)
    return mean, doubt * solved.variance
