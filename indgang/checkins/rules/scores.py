"""From answers to a figure, and to the words the guest is met with.

Raw answers are what is stored; a figure is always counted again from them, by the version of the
instrument that was answered. No figure decides anything about a person.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from indgang.checkins.rules.instruments import Band, Instrument, Item, Scoring

GOAL_CORRELATION = 0.30  # rho, assumed correlation of goals; Kiresuk and Sherman 1968
GOAL_MEAN = 50  # T points when everything went as hoped; Kiresuk and Sherman 1968
GOAL_SPREAD = 10  # T points per standard deviation; Kiresuk and Sherman 1968

Answers = Mapping[str, int | None]  # item id → value, or None where the guest passed it by


class NoFigure(StrEnum):
    """Why there is no figure."""

    UNANSWERED = "unanswered"  # an item the figure needs was passed by or not reached
    NO_TOTAL = "no_total"  # the items of this instrument stand each alone


@dataclass(frozen=True, slots=True)
class Score:
    """A figure, or the reason why there is none. Exactly one of the two."""

    value: float | None = None
    missing: NoFigure | None = None


class BadAnswer(ValueError):  # noqa: N818 – named as it is said
    """An answer to an item that is not asked, or a value that cannot be chosen."""


def score(
    instrument: Instrument, answers: Answers, *, weights: Mapping[str, float] | None = None
) -> Score:
    """The figure of one check-in. ``weights`` are for goals only: how much each one matters.

    Raises BadAnswer.
    """
    for item_id, value in answers.items():
        checked_answer(instrument, item_id, value)
    given = {item_id: value for item_id, value in answers.items() if value is not None}
    if instrument.scoring is Scoring.EACH:
        return Score(missing=NoFigure.NO_TOTAL)
    if instrument.scoring is Scoring.GOALS:
        return _goal_score(given, weights or {})
    if len(given) < len(instrument.items):
        return Score(missing=NoFigure.UNANSWERED)
    if instrument.scoring is Scoring.SHARE:
        return Score(100 * sum(agrees(instrument, value) for value in given.values()) / len(given))
    return Score(sum(given.values()) * instrument.factor)


def checked_answer(instrument: Instrument, item_id: str, value: int | None) -> int | None:
    """The value as it may be stored; None for an item that was passed by. Raises BadAnswer."""
    is_asked = instrument.scoring is Scoring.GOALS or item_id in {i.id for i in instrument.items}
    # A truth value is an integer to Python, and never an answer.
    can_be_chosen = value is None or (not isinstance(value, bool) and value in instrument.values)
    if not (is_asked and can_be_chosen):
        raise BadAnswer(f"{instrument.id}-{instrument.version}: no such item or answer")
    return value


def agrees(instrument: Instrument, value: int) -> bool:
    """Whether an answer counts as agreement, for instruments that report a share."""
    return instrument.agrees_from is not None and value >= instrument.agrees_from


def goal_t_score(levels: Iterable[tuple[int, float]]) -> float:
    """Goal attainment as T points from levels (−2…+2) and their weights; 50 is "as hoped".

    T = 50 + 10·Σwx / √((1−ρ)Σw² + ρ(Σw)²) with ρ = 0.30 (Kiresuk and Sherman 1968, eq. 1).
    Raises ValueError for no levels or a weight that is not above zero.
    """
    pairs = list(levels)
    if not pairs or any(weight <= 0 for _, weight in pairs):
        raise ValueError("at least one level, and every weight above zero")
    reached = sum(weight * level for level, weight in pairs)
    squares = sum(weight**2 for _, weight in pairs)
    square_of_sum = sum(weight for _, weight in pairs) ** 2
    spread = sqrt((1 - GOAL_CORRELATION) * squares + GOAL_CORRELATION * square_of_sum)
    return GOAL_MEAN + GOAL_SPREAD * reached / spread


def band(instrument: Instrument, value: float) -> Band | None:
    """What the guest is told about a figure; None for an instrument without bands."""
    below = [one for one in instrument.bands if one.lowest <= value]
    return below[-1] if below else None


def next_question(items: Iterable[Item], seen: Collection[str]) -> Item | None:
    """The first item that was neither answered nor passed by; None when all were."""
    return next((item for item in items if item.id not in seen), None)


def _goal_score(given: Mapping[str, int], weights: Mapping[str, float]) -> Score:
    if not given:
        return Score(missing=NoFigure.UNANSWERED)
    return Score(goal_t_score((level, weights.get(goal, 1)) for goal, level in given.items()))
