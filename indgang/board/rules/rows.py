"""The lines of the board: which are shown, and in which order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from indgang.board.rules.figures import NOBODY, NOTHING, Amount, Room
from indgang.board.rules.waits import NO_WAIT, Wait

FAR = datetime.max.replace(tzinfo=UTC)
NEVER = datetime.min.replace(tzinfo=UTC)
One = TypeVar("One")
LONGEST = 100_000  # days; sorts what nobody can know yet behind what is known


@dataclass(frozen=True)
class Row:
    """One offer, one need or one unit, with everything that is known of it."""

    key: str  # the offer's or the unit's id, or the need's code
    title: str
    room: Room = NOTHING
    open_wait: Wait = NO_WAIT
    decided_wait: Wait = NO_WAIT
    unmet: Amount = NOBODY
    arrivals: Amount = NOBODY
    measured_at: datetime | None = None
    href: str = ""
    under: str = ""  # who stands for it and where
    needs: tuple[str, ...] = ()
    unit: str = ""
    place: str = ""


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the board."""

    need: str = ""
    unit: str = ""
    place: str = ""
    has_room: bool = False
    somebody_waits: bool = False
    sort: str = "titel"
    is_falling: bool = False

    def fits(self, row: Row) -> bool:
        """Whether the row is one of those wanted."""
        return (
            (not self.need or self.need in row.needs)
            and self.unit in ("", row.unit)
            and self.place in ("", row.place)
            and (not self.has_room or row.room.has_room)
            and (not self.somebody_waits or bool(row.room.waiting))
        )


Sorted = Callable[[Row], Any]
COLUMNS: dict[str, Sorted] = {
    "titel": lambda row: 0,  # they come in the order of their titles
    "ledige": lambda row: (row.room.is_open, row.room.free),
    "holdt": lambda row: row.room.held.order,
    "optaget": lambda row: row.room.taken.order,
    "venter": lambda row: row.room.waiting.order,
    "aabent": lambda row: _days(row.open_wait),
    "afgoerelse": lambda row: _days(row.decided_wait),
    "naeste": lambda row: row.room.next_free or FAR,
    "savnet": lambda row: row.unmet.order,
    "kom": lambda row: row.arrivals.order,
    "alder": lambda row: row.room.counted_at or NEVER,
}


def shown(rows: Iterable[Row], wanted: Wanted) -> list[Row]:
    """Those that fit, by the wanted column; equal ones stay in the order they came."""
    found = [row for row in rows if wanted.fits(row)]
    if wanted.sort not in COLUMNS or wanted.sort == "titel":
        return found[::-1] if wanted.is_falling else found
    return sorted(found, key=COLUMNS[wanted.sort], reverse=wanted.is_falling)


def for_the_wall(rows: Iterable[Row]) -> list[Row]:
    """What is worth a look from across the room: the soonest with room first, then the full ones."""
    happening = [row for row in rows if row.room.happens]
    return sorted(happening, key=lambda row: (row.room.next_free or FAR, row.title))


def in_parts(rows: Sequence[One], size: int) -> list[list[One]]:
    """The lines in parts of that size at most, as even as can be."""
    number = -(-len(rows) // size) or 1
    each, more = divmod(len(rows), number)
    parts: list[list[One]] = []
    start = 0
    for index in range(number):
        end = start + each + (index < more)
        parts.append(list(rows[start:end]))
        start = end
    return parts


def _days(wait: Wait) -> tuple[int, int]:
    if not wait.number:
        return -1, -1
    return (
        LONGEST if wait.median is None else wait.median,
        LONGEST if wait.p90 is None else wait.p90,
    )
