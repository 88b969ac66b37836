"""A course with a start, as it is described before it is made, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

MOST_TIMES = 52  # times of one course; more is a slip of the finger
MOST_SEATS = 1000


@dataclass(frozen=True)
class RunSheet:
    """The same people at several times. Wall clock times; one place is a place in all of them."""

    starts: tuple[datetime, ...]
    minutes: int
    seats: int
    register_by: date
    by_draw: bool = False


class RunFault(StrEnum):
    """What can be wrong with it, named after the field it is about."""

    NO_TIME = "starts_on"
    TOO_MANY = "times"
    SEATS = "seats"
    REGISTER_BY = "register_by"
    BEGUN = "begun"


def weekly(
    first: date, at: time, *, times: int, weeks: int = 1, without: Iterable[date] = ()
) -> tuple[datetime, ...]:
    """So many times on the same weekday, every week or every so many, past the days it is closed."""
    closed, day = set(without), first
    found: list[datetime] = []
    while len(found) < min(times, MOST_TIMES) and (day - first).days <= 366 * 3:
        if day not in closed:
            found.append(datetime.combine(day, at))
        day += timedelta(weeks=weeks)
    return tuple(found)


def fault_of(sheet: RunSheet, *, today: date) -> RunFault | None:
    """The first thing that is wrong with it."""
    if not sheet.starts or sheet.minutes <= 0:
        return RunFault.NO_TIME
    if len(sheet.starts) > MOST_TIMES:
        return RunFault.TOO_MANY
    if not 1 <= sheet.seats <= MOST_SEATS:
        return RunFault.SEATS
    first = min(sheet.starts).date()
    if first <= today:
        return RunFault.BEGUN
    if not today <= sheet.register_by < first:
        return RunFault.REGISTER_BY
    return None
