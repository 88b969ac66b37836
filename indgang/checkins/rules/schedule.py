"""When a guest is asked how it goes: due dates, and the days around each on which it is open.

Whoever is asked must be able to reach somebody: each falls on a working day of the municipality,
the first one from the week or month on that it is counted from. Only the first talk is on its own
day, whatever day that is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from indgang.kernel.workdays import working_day

USUAL_WEEKS = (0, 2, 6, 13, 20)  # weeks after the start
USUAL_MONTHS_AFTER_EXIT = 6  # months
OPENS_BEFORE = timedelta(days=3)  # own choice: whoever is in the house on Monday need not wait
CLOSES_AFTER = timedelta(days=7)  # own choice: an answer later than a week is about another week
FOLLOW_UP_CLOSES_AFTER = timedelta(days=28)  # own choice: half a year is no exact date

# What is asked when: WHO-5 and T-ILS where they are compared, the rest short enough for a minute.
_WHOLE = ("need_of_help", "who5", "tils", "goals")
_SHORT = ("need_of_help", "meaning_difference", "goals")


@dataclass(frozen=True, slots=True)
class Due:
    """One check-in that is to be asked. ``key`` is stable: the same moment keeps it for ever."""

    key: str  # "week6" or "after6"
    due_on: date
    opens_on: date
    closes_on: date  # the last day it can be answered

    def is_open(self, today: date) -> bool:
        """Whether it can be answered today."""
        return self.opens_on <= today <= self.closes_on


def schedule(
    started_on: date,
    *,
    exited_on: date | None = None,
    weeks: Sequence[int] = USUAL_WEEKS,
    months_after_exit: int | None = USUAL_MONTHS_AFTER_EXIT,
) -> tuple[Due, ...]:
    """The check-ins of one course, earliest first; no two are open on the same day.

    With an exit, those due after it fall away and one follows some months later, counted by the
    calendar (from 31 August to the last day of February) to a working day. Raises ValueError for weeks that are
    negative or come twice, for less than a month after the exit, and for an exit before the start.
    """
    if len(set(weeks)) != len(weeks) or any(week < 0 for week in weeks):
        raise ValueError("weeks are counted from 0 and come once each")
    if months_after_exit is not None and months_after_exit < 1:
        raise ValueError("a check-in after the exit comes a month after it or later")
    if exited_on is not None and exited_on < started_on:
        raise ValueError("an exit comes after the start")
    during = [_in_week(started_on, week) for week in sorted(weeks)]
    dues = [due for due in during if exited_on is None or due.due_on <= exited_on]
    if exited_on is not None and months_after_exit is not None:
        dues.append(_after(exited_on, months_after_exit))
    return tuple(_parted(dues))


def due_now(dues: Iterable[Due], today: date) -> Due | None:
    """The check-in that can be answered today, if there is one."""
    return next((due for due in dues if due.is_open(today)), None)


def usual_set(key: str) -> tuple[str, ...]:
    """The ids of the instruments asked at a moment; a municipality may choose others."""
    if key.startswith("after"):
        return ("need_of_help", "who5", "tils")
    if key == "week6":
        return ("need_of_help", "who5", "meaning_difference", "goals")
    return _WHOLE if key in ("week0", "week20") else _SHORT


def _in_week(started_on: date, week: int) -> Due:
    due_on = working_day(started_on + timedelta(weeks=week)) if week else started_on
    # Nothing is asked before there is something to ask about.
    opens_on = max(due_on - OPENS_BEFORE, started_on)
    return Due(f"week{week}", due_on, opens_on, due_on + CLOSES_AFTER)


def _after(exited_on: date, months: int) -> Due:
    due_on = working_day(exited_on + relativedelta(months=months))
    closes_on = due_on + FOLLOW_UP_CLOSES_AFTER
    return Due(f"after{months}", due_on, due_on - CLOSES_AFTER, closes_on)


def _parted(dues: list[Due]) -> list[Due]:
    """The same, each closing the day before the next opens; where they are close, the next waits."""
    apart = [
        replace(due, opens_on=max(due.opens_on, before.due_on + timedelta(days=1)))
        for before, due in pairwise(dues)
    ]
    opening = dues[:1] + apart
    closing = [
        replace(due, closes_on=min(due.closes_on, later.opens_on - timedelta(days=1)))
        for due, later in pairwise(opening)
    ]
    return closing + opening[-1:]
