"""Nights: which one it is, how many, and when the next one is free. Days of a Danish calendar.

A night is called by the day of its evening, so a change of clocks and a New Year are nothing to
count: the night of the day the clock is set is one night, an hour shorter or longer than others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

NIGHT_ENDS = 8  # o'clock; who comes before that in the morning comes to the night that is going
HOLD = timedelta(hours=24)  # how long a thing is held for somebody while it is agreed; own choice
SHORT_HOLD = timedelta(hours=2)  # when the night begins before that
EVENING = 22  # o'clock; a thing that is held for tonight is not held longer than this
FURTHEST = 180  # days ahead that one can ask for
DAY = timedelta(days=1)


class StayState(StrEnum):
    """How far a stay has come."""

    HELD = "held"
    AGREED = "agreed"
    THERE = "there"
    ENDED = "ended"
    CALLED_OFF = "called_off"


LIVE_STAYS = (StayState.HELD, StayState.AGREED, StayState.THERE)


@dataclass(frozen=True, order=True)
class Nights:
    """From the first evening to the morning one leaves."""

    first: date
    until: date

    @property
    def number(self) -> int:
        """How many there are."""
        return (self.until - self.first).days

    @property
    def last(self) -> date:
        """The evening of the last one."""
        return self.until - DAY

    def __contains__(self, night: date) -> bool:
        return self.first <= night < self.until

    def meets(self, other: "Nights") -> bool:
        """Whether they share a night."""
        return self.first < other.until and other.first < self.until


def night_of(wall: datetime) -> date:
    """The night that a moment on the Danish wall clock belongs to: before eight, the one before."""
    return wall.date() - DAY if wall.hour < NIGHT_ENDS else wall.date()


def nights_from(first: date, number: int) -> Nights:
    """So many nights from this evening on."""
    return Nights(first, first + timedelta(days=number))


def hold_until(*, now: datetime, evening: datetime) -> datetime:
    """Until when a thing is held for somebody: a day, but not past ten on its own first evening.

    Two hours at the least, so that one who asks late can still be answered. ``evening`` is ten
    o'clock of the first night, as an instant.
    """
    return max(min(now + HOLD, evening), now + SHORT_HOLD)


def is_free(wanted: Nights, taken: Sequence[Nights]) -> bool:
    """Whether none of the nights is taken."""
    return not any(wanted.meets(span) for span in taken)


def next_free(
    number: int, taken: Sequence[Nights], *, since: date, days: int = FURTHEST
) -> Nights | None:
    """The first so many nights in a row that are free from then on; None if there are none."""
    first, last = since, since + timedelta(days=days)
    for span in sorted(taken):
        if first + timedelta(days=number) <= span.first:
            break
        first = max(first, span.until)
    return nights_from(first, number) if first <= last else None
