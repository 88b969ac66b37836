"""How the answers of one person go together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indgang.effects.estimation.courses import Courses, Floats, reached
from indgang.effects.estimation.features import Scale, steady


def unexplained(parts: Sequence[Courses], given: Sequence[Floats], scale: Scale) -> Floats:
    """What is left of answers, (courses, bands); ``nan`` where nothing was answered.

    Once what was given, and in each band what goes with the state at the door, is taken out.
    """
    answers = np.concatenate([one.answers for one in parts])
    r = reached(np.concatenate([one.weeks for one in parts]))
    left = answers - r * np.concatenate(list(given))[:, None]
    held = np.concatenate([
        np.column_stack([np.ones(len(one)), steady(one, scale)]) for one in parts
    ])  # fmt: skip
    for k in range(left.shape[1]):
        seen = ~np.isnan(left[:, k])
        solution, _squares, rank, _values = np.linalg.lstsq(held[seen], left[seen, k], rcond=1e-9)
        free = max(int(seen.sum()) - int(rank), 1)
        left[seen, k] -= held[seen] @ solution
        left[seen, k] *= np.sqrt(seen.sum() / free)
    return np.asarray(left)


def complete_covariance(left: Floats, *, rounds: int = 15) -> Floats:
    """The covariance of rows with gaps, whose mean is nothing (expectation–maximisation).

    Right as long as whether an answer is missing depends on what is there (missing at random).
    """
    told = ~np.isnan(left)
    filled = np.nan_to_num(left)
    found = np.diag((filled**2).sum(0) / np.maximum(told.sum(0), 1))
    powers = 1 << np.arange(left.shape[1])
    codes = told @ powers
    groups = [(codes == code, (code & powers) > 0) for code in np.unique(codes[codes > 0])]
    for _ in range(rounds):
        total = np.zeros_like(found)
        for rows, seen in groups:
            total += _completed(filled[rows], found, seen)
        found = total / (codes > 0).sum()
    return found


def _completed(part: Floats, found: Floats, seen: NDArray[np.bool_]) -> Floats:
    """The sum of squares of rows whose gaps are filled in, and what is not known of the gaps."""
    gone = ~seen
    if not gone.any():
        return part.T @ part
    slope = np.linalg.solve(found[np.ix_(seen, seen)], found[np.ix_(seen, gone)])
    part = part.copy()
    part[:, gone] = part[:, seen] @ slope
    total = part.T @ part
    total[np.ix_(gone, gone)] += len(part) * (
        found[np.ix_(gone, gone)] - found[np.ix_(gone, seen)] @ slope
    )
    return np.asarray(total)
