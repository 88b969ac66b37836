"""A check-in as a row of questions, one for each page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indgang.checkins.rules.instruments import Answer, Instrument, Scoring, instrument
from indgang.kernel.words import Words


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """A goal of the guest's, and his own words for the steps where he gave some."""

    id: str
    words: str
    levels: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One page: what is asked, and what can be answered."""

    instrument: Instrument
    item: str
    text: Words
    answers: tuple[Answer, ...]

    @property
    def pin(self) -> str:
        """The instrument in its version, as a check-in names it."""
        return f"{self.instrument.id}-{self.instrument.version}"


def pinned(pin: str) -> Instrument:
    """The instrument that "who5-1" names. Raises KeyError."""
    name, _, version = pin.rpartition("-")
    return instrument(name, int(version))


def instruments_of(pins: Iterable[str]) -> tuple[Instrument, ...]:
    """The instruments a check-in names, in its order."""
    return tuple(map(pinned, pins))


def questions(pins: Iterable[str], goals: Sequence[OwnGoal]) -> tuple[Question, ...]:
    """Every question of a check-in in order; those about own goals where the guest has some."""
    return tuple(
        question
        for asked in instruments_of(pins)
        for question in (
            _about_goals(asked, goals) if asked.scoring is Scoring.GOALS else _about_items(asked)
        )
    )


def first_unseen(asked: Sequence[Question], seen: Iterable[tuple[str, str]]) -> int | None:
    """The number of the first question, counted from 1, that was neither answered nor passed over.

    ``seen`` are pairs of instrument and item. None when all were.
    """
    already = set(seen)
    return next(
        (n for n, one in enumerate(asked, 1) if (one.instrument.id, one.item) not in already), None
    )


def _about_items(asked: Instrument) -> list[Question]:
    return [Question(asked, item.id, item.text, asked.answers) for item in asked.items]


def _about_goals(asked: Instrument, goals: Sequence[OwnGoal]) -> list[Question]:
    return [
        Question(
            asked,
            goal.id,
            Words(goal.words, goal.words),
            tuple(
                Answer(answer.value, _own(goal.levels.get(answer.value, ""), answer.text))
                for answer in asked.answers
            ),
        )
        for goal in goals
    ]


def _own(words: str, usual: Words) -> Words:
    return Words(words, words) if words else usual
