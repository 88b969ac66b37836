"""How it goes over time: the guest's own curve, one sentence about it, and when it raises a hand.

A change is called a change ("ændring"). It is never called an effect, because nobody knows how it
would have gone otherwise. The drawing itself is laid out in ``indgang.web.curve``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indgang.checkins.rules.instruments import Better, Instrument
from indgang.checkins.rules.scores import Answers, score
from indgang.kernel.words import Language, Words, day_in_words


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and the day it was answered."""

    answered_on: date
    value: float


class Hand(StrEnum):
    """Why a check-in raises a hand in the house: an offer of a talk, not an alarm."""

    LARGE_DROP = "large_drop"
    VERY_LOW = "very_low"


_FIRST = Words(
    "Det er dit første svar, så der er ingen ændring at vise endnu.",
    "This is your first answer, so there is no change to show yet.",
)
_NO_ANSWER = Words("Der er ingen svar at vise endnu.", "There are no answers to show yet.")
_SAME = Words(
    "Dit tal er det samme nu som den {first}: {now}.",
    "Your figure is the same now as on {first}: {now}.",
)
_CHANGE = Words(
    "Siden den {first} er dit tal gået fra {then} til {now}, og det er {size}.",
    "Since {first} your figure has gone from {then} to {now}, and that is {size}.",
)
_SMALL = Words("en lille ændring, som kan være tilfældig", "a small change, which may be chance")
_UNKNOWN = Words("en ændring {way}", "a change {way}")
_CLEAR = Words("en tydelig ændring {way}", "a clear change {way}")
_TO_BETTER = Words("til det bedre", "for the better")
_TO_WORSE = Words("til det sværere", "for the harder")


def series(instrument: Instrument, checkins: Iterable[tuple[date, Answers]]) -> tuple[Point, ...]:
    """The points of a curve, earliest first. Check-ins without a figure are left out."""
    counted = [(day, score(instrument, answers).value) for day, answers in checkins]
    points = (Point(day, value) for day, value in counted if value is not None)
    return tuple(sorted(points, key=lambda point: point.answered_on))


def item_series(item_id: str, checkins: Iterable[tuple[date, Answers]]) -> tuple[Point, ...]:
    """The points of one item's own curve, earliest first. Passed-by answers are left out."""
    given = [(day, answers.get(item_id)) for day, answers in checkins]
    points = (Point(day, value) for day, value in given if value is not None)
    return tuple(sorted(points, key=lambda point: point.answered_on))


def change_in_words(instrument: Instrument, points: Sequence[Point], language: Language) -> str:
    """What the curve says from the first answer to the latest, in plain words.

    A change as large as the instrument's published meaningful change is called clear, a smaller one
    possibly chance; where nothing is published, it is only said which way it went.
    """
    if not points:
        return _NO_ANSWER.said(language)
    first, latest = points[0], points[-1]
    if len(points) == 1:
        return _FIRST.said(language)
    parts = {
        "first": day_in_words(first.answered_on, language),
        "then": _figure(first.value),
        "now": _figure(latest.value),
    }
    if parts["then"] == parts["now"]:
        return _SAME.said(language).format(**parts)
    size = _size_in_words(instrument, latest.value - first.value, language)
    return _CHANGE.said(language).format(**parts, size=size)


def raises_hand(instrument: Instrument, points: Sequence[Point]) -> Hand | None:
    """Whether the latest answer calls for an offer of a talk, and why.

    A fall from the answer before by the instrument's limit (WHO-5: 10 points, the meaningful
    change), or a figure that has now gone below the level where it is usual to ask further (WHO-5:
    28; Topp et al. 2015). Whoever was below it already raises no new hand, and a first answer
    raises none: it is given together with a guide, and the guest is offered a talk on the spot.
    """
    if instrument.hand is None or len(points) < 2:
        return None
    # Where lower is better, the curve is turned over, and so is the level.
    sign = 1 if instrument.better is Better.HIGHER else -1
    before, now, level = (
        sign * value for value in (points[-2].value, points[-1].value, instrument.hand.below)
    )
    if before - now >= instrument.hand.drop:
        return Hand.LARGE_DROP
    return Hand.VERY_LOW if now < level <= before else None


def _size_in_words(instrument: Instrument, change: float, language: Language) -> str:
    is_better = (change > 0) == (instrument.better is Better.HIGHER)
    way = (_TO_BETTER if is_better else _TO_WORSE).said(language)
    if instrument.meaningful_change is None:
        return _UNKNOWN.said(language).format(way=way)
    is_clear = abs(change) >= instrument.meaningful_change
    return (_CLEAR if is_clear else _SMALL).said(language).format(way=way)


def _figure(value: float) -> str:
    return str(round(value))
