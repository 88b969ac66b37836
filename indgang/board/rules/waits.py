"""How long people wait, counted with those who wait still.

Whoever looks only at those who have begun hears of the short waits first and of the long ones
last. So the share that still waits after each day is estimated as Kaplan and Meier did (1958,
J. Am. Stat. Assoc. 53, 457–481, product-limit): somebody who has waited nine days and waits still
says that the wait is longer than nine days, and nothing more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

HALF = Fraction(1, 2)
ONE_IN_TEN = Fraction(1, 10)


@dataclass(frozen=True)
class Wait:
    """How long a number of people waited: days within which half, and nine in ten, had begun.

    None where so many wait still that nobody can know yet.
    """

    number: int = 0
    median: int | None = None
    p90: int | None = None


NO_WAIT = Wait()


def wait_of(over: Mapping[int, int], going: Mapping[int, int]) -> Wait:
    """The wait of people by whole days: those whose wait is over, and those who wait still."""
    at_risk = sum(over.values()) + sum(going.values())
    number, still = at_risk, Fraction(1)
    median = p90 = None
    for day in sorted({*over, *going}):
        if at_risk and over.get(day):
            still *= 1 - Fraction(over[day], at_risk)
            median = day if median is None and still <= HALF else median
            p90 = day if p90 is None and still <= ONE_IN_TEN else p90
        # Whoever waits still on the day that another begins was there to begin that day too.
        at_risk -= over.get(day, 0) + going.get(day, 0)
    return Wait(number, median, p90)


@dataclass
class Days:
    """Waits as they were counted: days → people, over or still going on."""

    over: dict[int, int]
    going: dict[int, int]

    @classmethod
    def none(cls) -> "Days":
        """Nobody."""
        return cls({}, {})

    def add(self, days: int, number: int, *, is_over: bool) -> None:
        """So many more people who have waited so many days."""
        into = self.over if is_over else self.going
        into[days] = into.get(days, 0) + number

    @property
    def wait(self) -> Wait:
        """What they come to."""
        return wait_of(self.over, self.going)
