"""What may be said of an offer, and how much more must be known before more is said."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from indgang.effects.estimation.courses import Floats

FEWEST_STARTERS = 5  # below, nothing is said
SURE, RATHER_SURE = 0.95, 0.90
INDIFFERENT = 0.05  # of the spread of one answer: so little is no difference; half a point of WHO-5
WIDTH = 0.2  # of the spread of one answer: an offer is known when 90 % is within so much


class Verdict(StrEnum):
    """What the figures say of an offer."""

    HELPS = "helps"
    REVIEW = "review"
    HARM_ALARM = "harm_alarm"
    STILL_LEARNING = "still_learning"
    TOO_FEW = "too_few"  # under five starters


@dataclass(frozen=True)
class Said:
    """A verdict, and about how many more starters until it is known within ``WIDTH``."""

    verdict: Verdict
    more_needed: int


def verdict_of(
    *, starts: int, p_helps: float, p_harms: float, p_below: float, sd: float, answer_sd: float
) -> Said:
    """What may be said.

    ``p_helps`` and ``p_harms`` that the effect is above and below nothing, ``p_below`` that it is
    below what makes a difference; ``sd`` of the effect, ``answer_sd`` of one answer.
    """
    wanted = (1.28 / (WIDTH * answer_sd)) ** 2
    more = int(np.ceil(max(wanted - 1.0 / sd**2, 0.0) * answer_sd**2))
    if starts < FEWEST_STARTERS:
        return Said(Verdict.TOO_FEW, max(more, FEWEST_STARTERS - starts))
    if p_harms >= SURE:
        return Said(Verdict.HARM_ALARM, more)
    if p_helps >= SURE:
        return Said(Verdict.HELPS, more)
    if p_below >= RATHER_SURE:
        return Said(Verdict.REVIEW, more)
    return Said(Verdict.STILL_LEARNING, more)


def robustness_value(mean: Floats, sd: Floats, free: float) -> Floats:
    """What something hidden must explain to make an estimate nothing: 0 nothing, 1 all.

    Of what is left of both the choice and the outcome. Cinelli and Hazlett (2020), JRSS B 82, 39–67.
    """
    f = np.abs(mean / sd) / np.sqrt(max(free, 1.0))
    return np.asarray((np.sqrt(f**4 + 4.0 * f**2) - f**2) / 2.0)
