"""Where more wanted a place than there was room for, and lots were drawn: a free experiment.

Within a class of need and a run, whether one was given the place was chance alone. So those who drew
it and those who did not differ in nothing else, seen or unseen.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indgang.effects.estimation.courses import Floats, Ints

FEWEST = 30  # with and without a place; with fewer it is not told
Z = 1.959963984540054


@dataclass(frozen=True)
class Drawn:
    """The effect of having been given the place, in the outcome's unit."""

    estimate: float
    se: float
    lower: float
    upper: float
    given: int
    not_given: int

    @property
    def may_be_told(self) -> bool:
        """Whether enough drew a place, and enough did not."""
        return min(self.given, self.not_given) >= FEWEST


def drawn(cell: Ints, given: NDArray[np.bool_], outcome: Floats) -> Drawn | None:
    """The mean difference within cells, and its doubt (HC2). None where no cell was decided by lot.

    A cell is one class of need in one draw of one run. Cells in which all or none got a place say
    nothing and are left out; so are those without an outcome (``nan``), for whom the caller answers.
    """
    known = ~np.isnan(outcome)
    cell, given, outcome = cell[known], given[known], outcome[known]
    _names, at, size = np.unique(cell, return_inverse=True, return_counts=True)
    share = np.bincount(at, given) / size
    by_lot = ((share > 0) & (share < 1))[at]
    if not by_lot.any():
        return None
    at, given, outcome = at[by_lot], given[by_lot], outcome[by_lot]
    size = np.bincount(at, minlength=len(share))
    sizes = np.maximum(size, 1)
    t = given - (np.bincount(at, given, minlength=len(share)) / sizes)[at]
    y = outcome - (np.bincount(at, outcome, minlength=len(share)) / sizes)[at]
    spread = float(t @ t)
    estimate = float(t @ y) / spread
    left = y - estimate * t
    leverage = 1.0 / sizes[at] + t**2 / spread
    some = leverage < 1.0 - 1e-9  # a pair explains itself
    se = float(np.sqrt((t[some] ** 2 * left[some] ** 2 / (1.0 - leverage[some])).sum())) / spread
    return Drawn(
        estimate, se, estimate - Z * se, estimate + Z * se,
        int(given.sum()), int((~given.astype(bool)).sum()),
    )  # fmt: skip
