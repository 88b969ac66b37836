"""Sums over courses from which everything is estimated, one set for each municipality.

They add: tomorrow's courses are added to today's, a person who is erased is subtracted, and
municipalities together are the sum of each. No person stands in them.

A course's answers are weighed by the inverse of how answers of one person go together
(``covariance``). What it adds, with ``r`` how much of the effect is reached in each band, ``R`` the
inverse and ``z`` who started what:  z (r'Rr) z',  z (r'RX),  X'RX, and the same with the answers.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from indgang.effects.estimation.courses import Courses, Floats, Ints, not_yet_recovered, reached
from indgang.effects.estimation.features import Scale, passing, steady


@dataclass(frozen=True)
class Statistics:
    """Sums of one municipality.

    Local columns: its offers, its offers for somebody who has the need they are for, its guides, and
    itself. Fixed columns: bands, what is held fixed, and how crowded the bundle is.
    """

    local_local: Floats
    local_fixed: Floats
    local_answer: Floats
    fixed_fixed: Floats
    fixed_answer: Floats
    answer_answer: float
    answers: float  # how many
    courses: float
    starts: Floats  # (offers,), in courses with an answer
    starts_all: Floats  # (offers,)
    matches: Floats  # (offers,), of them by somebody who has the need
    others: Floats  # (offers,), how many other offers they started, summed

    def __add__(self, other: "Statistics") -> "Statistics":
        return Statistics(**{one: _get(self, one) + _get(other, one) for one in NAMES})

    def __sub__(self, other: "Statistics") -> "Statistics":
        return Statistics(**{one: _get(self, one) - _get(other, one) for one in NAMES})


NAMES = tuple(one.name for one in fields(Statistics))


def _get(one: Statistics, name: str) -> Any:
    return getattr(one, name)


def statistics_of(
    courses: Courses, scale: Scale, covariance: Floats, *, offers: Ints, guides: Ints,
    counted: Floats | None = None,
) -> Statistics:  # fmt: skip
    """The sums over courses of one municipality, whose offers and guides these are.

    ``counted`` says how many courses each one stands for; one, unless it is given.
    """
    weights, told = weighed(courses, covariance)
    if counted is not None:
        weights *= counted[:, None, None]
    bands = courses.answers.shape[1]
    held, moving = steady(courses, scale), passing(courses, scale)
    chosen, match = bundles(courses, offers)
    size = np.asarray(chosen.sum(1)).ravel()
    crowd = (size * (size - 1.0) / 2.0)[:, None]
    number = {int(guide): n for n, guide in enumerate(guides)}
    at = np.array([number[int(guide)] for guide in courses.guide], dtype=np.int64)
    who = sparse.csr_array(
        (np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), len(guides))
    )
    one, moved, some, given = bands, bands + 1, bands + 2, bands + 3
    own = sparse.hstack([chosen, match, who, np.ones((len(at), 1))]).tocsr()
    r = weights[:, some, some]
    fixed = np.column_stack([
        weights[:, some, :bands], weights[:, some, one, None] * held,
        weights[:, some, moved, None] * moving, r[:, None] * crowd,
    ])  # fmt: skip
    answer = np.concatenate([
        weights[:, :bands, given].sum(0), held.T @ weights[:, one, given],
        moving.T @ weights[:, moved, given], crowd.T @ weights[:, some, given],
    ])  # fmt: skip
    is_told = (told.any(1)).astype(float)
    return Statistics(
        local_local=(own.T @ (own * r[:, None])).toarray(),
        local_fixed=own.T @ fixed,
        local_answer=own.T @ weights[:, some, given],
        fixed_fixed=_fixed_fixed(weights, bands, held, moving, crowd),
        fixed_answer=answer,
        answer_answer=float(weights[:, given, given].sum()),
        answers=float(told.sum()),
        courses=float(len(courses)),
        starts=chosen.T @ is_told,
        starts_all=np.asarray(chosen.sum(0)).ravel().astype(float),
        matches=np.asarray(match.sum(0)).ravel().astype(float),
        others=chosen.T @ (size - 1.0),
    )


def _fixed_fixed(
    weights: Floats, bands: int, held: Floats, moving: Floats, crowd: Floats
) -> Floats:
    parts = [(bands, held), (bands + 1, moving), (bands + 2, crowd)]
    corner = weights[:, :bands, :bands].sum(0)
    rows = [[corner, *(weights[:, :bands, at].T @ what for at, what in parts)]]
    for at, what in parts:
        crossed = [(what * weights[:, at, to, None]).T @ other for to, other in parts]
        rows.append([what.T @ weights[:, :bands, at], *crossed])
    return np.block(rows)


def bundles(courses: Courses, offers: Ints) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Who started what of these offers, and where he has the need that the offer is for."""
    first = int(offers[0]) if len(offers) else 0
    need = courses.offers.need[courses.start_offer]
    has = (need >= 0) & (courses.needs[courses.start_course, np.maximum(need, 0)] > 0)
    shape = (len(courses), len(offers))
    where = (courses.start_course, courses.start_offer - first)
    chosen = sparse.csr_array((np.ones(len(need)), where), shape=shape)
    return chosen, sparse.csr_array((has.astype(float), where), shape=shape)


def weighed(courses: Courses, covariance: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """What each course adds, (courses, k, k), and which answers there are.

    Of the ``k`` the first are the bands, then 1, what is not yet recovered, what is reached, and the
    answers. Scaled so that an answer at the end alone weighs 1.
    """
    told = ~np.isnan(courses.answers)
    n, bands = told.shape
    basis = np.zeros((n, bands, bands + 4))
    basis[:, :, :bands] = np.eye(bands)
    basis[:, :, bands] = 1.0
    basis[:, :, bands + 1] = not_yet_recovered(courses.weeks)
    basis[:, :, bands + 2] = reached(courses.weeks)
    basis[:, :, bands + 3] = courses.answers
    basis = np.where(told[:, :, None], np.nan_to_num(basis), 0.0)
    weights = np.zeros((n, bands + 4, bands + 4))
    pattern = told @ (1 << np.arange(bands))
    for code in np.unique(pattern):
        if not code:
            continue
        seen = np.flatnonzero(code & (1 << np.arange(bands)))
        inverse = np.linalg.inv(covariance[np.ix_(seen, seen)]) * covariance[-1, -1]
        rows = np.flatnonzero(pattern == code)
        part = basis[np.ix_(rows, seen)]
        weights[rows] = np.einsum("nka,kl,nlb->nab", part, inverse, part, optimize=True)
    return weights, told
