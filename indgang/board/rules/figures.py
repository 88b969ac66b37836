"""Room in what happens soon, and numbers that are too small to be said to everybody.

The database hands out no number of people from one to four, but to those who work with the board
(`indgang.board_told`): FEW stands in its place. What is added up of such numbers is not exact
either, for whoever knows the sum and the others knows the one that was left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

FEW = -1  # in place of a number from one to four
SMALLEST_SAID = 5  # people; fewer are "under 5" to everybody. As board.sql has it.


@dataclass(frozen=True)
class Amount:
    """A number of people; of some parts of it one knows only that they are few."""

    number: int = 0
    hidden: int = 0  # parts of one to four people each

    @classmethod
    def told(cls, number: int) -> "Amount":
        """As the database tells it: of a sum with few in it, minus what it is at least."""
        if number >= 0:
            return cls(number)
        return cls(-number - 1, 1)

    @classmethod
    def of(cls, parts: Iterable[int]) -> "Amount":
        """What everybody may know of a sum: of each part no more than of that part alone."""
        found = list(parts)
        few = sum(0 < part < SMALLEST_SAID for part in found)
        return cls(sum(part for part in found if part >= SMALLEST_SAID), few)

    @property
    def code(self) -> int:
        """As one number that `told` understands."""
        return -self.least if self.hidden else self.number

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.number + other.number, self.hidden + other.hidden)

    def __bool__(self) -> bool:
        return bool(self.number or self.hidden)

    @property
    def most(self) -> int:
        """It is never more than this."""
        return self.number + self.hidden * (SMALLEST_SAID - 1)

    @property
    def least(self) -> int:
        """It is never less than this."""
        return self.number + self.hidden

    @property
    def order(self) -> float:
        """A number to sort by."""
        return (self.least + self.most) / 2


NOBODY = Amount()


@dataclass(frozen=True)
class Room:
    """What there is of seats within the next days, of one offer or of several together."""

    seats: int = 0
    free: int = 0
    taken: Amount = NOBODY
    held: Amount = NOBODY  # offered to somebody whose answer is awaited
    waiting: Amount = NOBODY
    is_open: bool = False  # at some of it there is no number of seats
    is_for_all: bool = True  # nobody has to say yes first
    next_free: datetime | None = None  # when a newcomer could begin
    next_seats: int = 0  # so many then; none where there is no number
    counted_at: datetime | None = None  # when one of the figures last changed or was confirmed

    @property
    def has_room(self) -> bool:
        """Whether a newcomer could begin within the time looked at."""
        return self.next_free is not None

    @property
    def happens(self) -> bool:
        """Whether anything happens at all within the time looked at."""
        return bool(self.seats) or self.is_open


NOTHING = Room()  # nothing happens within the time looked at


def together(rooms: Iterable[Room]) -> Room:
    """Several as one: what is free adds up, the next that is free is the soonest."""
    found = list(rooms)
    starts = [(one.next_free, one) for one in found if one.next_free]
    first = min(starts, key=lambda start: start[0])[1] if starts else NOTHING
    counted = [one.counted_at for one in found if one.counted_at]
    return Room(
        seats=sum(one.seats for one in found),
        free=sum(one.free for one in found),
        taken=sum((one.taken for one in found), NOBODY),
        held=sum((one.held for one in found), NOBODY),
        waiting=sum((one.waiting for one in found), NOBODY),
        is_open=any(one.is_open for one in found),
        is_for_all=all(one.is_for_all for one in found),
        next_free=first.next_free,
        next_seats=first.next_seats,
        counted_at=max(counted, default=None),
    )
