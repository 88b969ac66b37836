"""Most local deviations are small and a few are large: a mixture of spreads instead of one.

Only with many municipalities can the shape be seen at all. The spreads are fixed, how common each is
is estimated (expectation–maximisation), and intervals are quantiles of what comes out.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from indgang.effects.estimation.courses import Floats

SCALES = np.array([0.05, 0.25, 0.5, 0.75, 1.0, 1.5, 2.2, 3.5])  # times the one spread
ROUNDS = 300


@dataclass(frozen=True)
class Mixed:
    """Each value as a mixture of normals: (values, components)."""

    weight: Floats
    mean: Floats
    sd: Floats

    def below(self, limit: Floats | float) -> Floats:
        """The probability that each is below the limit."""
        at = np.broadcast_to(np.asarray(limit, dtype=float), self.weight.shape[:1])[:, None]
        return np.asarray((self.weight * ndtr((at - self.mean) / self.sd)).sum(1))

    def quantile(self, share: float) -> Floats:
        """The value below which each lies with this probability, by halving."""
        low = (self.mean - 9.0 * self.sd).min(1)
        high = (self.mean + 9.0 * self.sd).max(1)
        for _ in range(60):
            middle = (low + high) / 2.0
            under = self.below(middle) < share
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        return np.asarray((low + high) / 2.0)

    @property
    def average(self) -> Floats:
        """Each one's mean."""
        return np.asarray((self.weight * self.mean).sum(1))

    @property
    def spread(self) -> Floats:
        """Each one's SD."""
        square = (self.weight * (self.sd**2 + self.mean**2)).sum(1) - self.average**2
        return np.asarray(np.sqrt(np.maximum(square, 0.0)))


def remixed(
    mean: Floats, variance: Floats, deviation: Floats, doubt: Floats, spread: float
) -> Mixed:
    """Effects whose local deviation was estimated under one normal spread, under a mixture of them.

    ``mean`` and ``variance`` are of the whole effects, ``deviation`` and ``doubt`` of their local
    part; ``spread`` is the one SD that was taken for all.
    """
    # What the answers alone say of each deviation: the posterior less its prior.
    known = np.maximum(1.0 / doubt - 1.0 / spread**2, 1e-9)
    alone, noise = deviation / doubt / known, 1.0 / known
    scales = (SCALES * spread) ** 2
    total = scales + noise[:, None]
    fit = np.exp(-0.5 * alone[:, None] ** 2 / total) / np.sqrt(total)
    weight = fit / fit.sum(1, keepdims=True)
    for _ in range(ROUNDS):
        weight = fit * weight.mean(0)
        weight /= weight.sum(1, keepdims=True)
    inner = scales * noise[:, None] / total
    rest = np.maximum(variance - doubt, 0.0)
    return Mixed(
        weight=weight,
        mean=(mean - deviation)[:, None] + alone[:, None] * scales / total,
        sd=np.sqrt(inner + rest[:, None]),
    )
