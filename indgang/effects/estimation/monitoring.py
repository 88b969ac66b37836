"""Offers watched week by week without crying wolf.

Everything is in standardised residuals of finished courses, in the order they ended: what came out
less what the model expected, over its spread; worse than expected is below nothing.

A chart says "look at this" (CUSUM; Page 1954, Biometrika 41, 100–115). A claim needs more: an
e-value, which may be looked at as often as one likes, and over all offers at once only a tenth of the
claims may be wrong (e-BH; Wang and Ramdas 2022, JRSS B 84, 822–852).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indgang.effects.estimation.courses import Floats

SLACK = 0.25  # of a standard deviation: so much worse is let pass
SHIFTS = (0.2, 0.4, 0.8)  # standard deviations worse, each as likely
FALSE_CLAIMS = 0.10  # the share of claims that may be wrong


def alarm_at(courses_per_year: float) -> float:
    """How high the chart must climb: one false alarm in twenty per healthy offer in five years.

    Fitted in a simulation of weekly looks: 8.5, 10.1, 11.6, 13.1 for 13, 26, 52 and 104 a year.
    """
    return 8.5 + 1.55 * float(np.log2(max(courses_per_year, 13.0) / 13.0))


@dataclass(frozen=True)
class Chart:
    """The chart of one offer after each of its courses, and the first that raised the alarm."""

    heights: Floats
    limit: float
    alarm: int | None


def chart_of(residuals: Floats, *, courses_per_year: float) -> Chart:
    """How much worse than expected an offer's courses went, added up and never below nothing."""
    heights = np.empty(len(residuals))
    height = 0.0
    for n, residual in enumerate(residuals):
        height = max(0.0, height - float(residual) - SLACK)
        heights[n] = height
    limit = alarm_at(courses_per_year)
    over = np.flatnonzero(heights >= limit)
    return Chart(heights, limit, int(over[0]) if len(over) else None)


def e_values(residuals: Floats) -> Floats:
    """The evidence after each course that an offer does worse than expected.

    The mean of likelihood ratios; in a healthy offer its mean is 1 whenever one stops to look.
    """
    total = np.cumsum(residuals)
    number = np.arange(1, len(residuals) + 1)
    ratios = [
        np.exp(np.minimum(-shift * total - number * shift**2 / 2.0, 600.0)) for shift in SHIFTS
    ]
    return np.asarray(np.mean(ratios, axis=0))


def claimed(evidence: Sequence[float], *, false_share: float = FALSE_CLAIMS) -> list[int]:
    """Which offers may be claimed to do worse, of all that are watched (e-BH), strongest first."""
    order = np.argsort(-np.asarray(evidence))
    most = 0
    for n, offer in enumerate(order, 1):
        if evidence[offer] >= len(order) / (n * false_share):
            most = n
    return [int(offer) for offer in order[:most]]


def standardised(outcome: Floats, expected: Floats, answer_sd: float) -> Floats:
    """Residuals over the model's spread, or over their own so far where that is larger."""
    left = (outcome - expected) / answer_sd
    number = np.arange(1, len(left) + 1)
    own = np.sqrt(np.cumsum(left**2) / number)
    return np.asarray(left / np.maximum(1.0, np.where(number >= 10, own, 1.0)))


@dataclass(frozen=True)
class Funnel:
    """Where an offer with so many courses would lie if it were like the others: 2 and 3 SD."""

    number: int
    inner: tuple[float, float]
    outer: tuple[float, float]


def funnel(number: int, *, middle: float, between_sd: float, answer_sd: float) -> Funnel:
    """The limits around the middle for so many courses."""
    sd = float(np.sqrt(between_sd**2 + answer_sd**2 / max(number, 1)))
    return Funnel(
        number, (middle - 2.0 * sd, middle + 2.0 * sd), (middle - 3.0 * sd, middle + 3.0 * sd)
    )
