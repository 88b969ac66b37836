"""When an offer happens: one first time, a rule for the others, days without and days extra.

Times are kept as the wall clock shows them, because "every Wednesday at 14" stays at 14 in summer
and in winter. Only what can be said in one plain sentence is accepted as a rule, so that the guest
is always told exactly what the calendar does (``recurrence_words``).

Nights when the clocks change:
* a time in the missing hour happens an hour later, when the clock shows it again (02:30 → 03:30);
* a time in the doubled hour happens the first time the clock shows it;
* a thing ends when the clock on the wall says so: a night from 22 to 8 is nine or eleven hours long.
  Only what begins in the missing hour keeps its length instead.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from indgang.kernel.clock import COPENHAGEN
from indgang.offers.rules.recurrence_grammar import BadRule, Fault, Pattern, Unit, parsed

LONGEST_MINUTES = 7 * 24 * 60  # minutes; a week away together is the longest single thing
MOST_OCCURRENCES = 2000  # five years of every day; more is a mistake or an attack
MOST_EXCEPTIONS = 500  # days without, and days extra
FIRST_YEAR, LAST_YEAR = 2000, 2100  # calendar years a first time may lie in

_FREQUENCIES: dict[Unit, Literal[0, 1, 2, 3]] = {
    Unit.DAY: DAILY,
    Unit.WEEK: WEEKLY,
    Unit.MONTH: MONTHLY,
    Unit.YEAR: YEARLY,
}
_SEARCHED = timedelta(days=41 * 366)  # ten leap years: even a rare 29 February is met


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time it happens, as two instants in UTC."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Recurrence:
    """When something happens, in Danish wall-clock time. Refuses to exist when it makes no sense.

    ``starts_local`` is the first time and must fit the rule (``first_fit`` finds one that does).
    ``without`` are days on which the rule is passed over; ``extra`` are further times, and are kept
    on a day without. Raises BadRule.
    """

    starts_local: datetime
    duration_minutes: int
    rule: str = ""  # an RFC 5545 RRULE without its name, or nothing for a single time
    without: tuple[date, ...] = ()
    extra: tuple[datetime, ...] = ()

    def __post_init__(self) -> None:
        for fault, is_there in (
            (Fault.NOT_WALL_CLOCK, any(t.tzinfo for t in (self.starts_local, *self.extra))),
            (Fault.DURATION, not 1 <= self.duration_minutes <= LONGEST_MINUTES),
            (Fault.START_OUT_OF_REACH, not FIRST_YEAR <= self.starts_local.year <= LAST_YEAR),
            (Fault.TOO_MANY_EXCEPTIONS, len(self.without) > MOST_EXCEPTIONS),
            (Fault.TOO_MANY_EXCEPTIONS, len(self.extra) > MOST_EXCEPTIONS),
        ):
            if is_there:
                raise BadRule(fault)
        if self.pattern is not None:
            _check_reach(self.pattern, self.starts_local)

    @cached_property
    def pattern(self) -> Pattern | None:
        """The rule taken apart; None for a single time."""
        return parsed(self.rule, self.starts_local) if self.rule else None


def occurrences(
    recurrence: Recurrence, *, between: tuple[datetime, datetime]
) -> tuple[Occurrence, ...]:
    """Every time it begins from the first instant up to, but not at, the second; earliest first.

    Raises BadRule with TOO_MANY for a window that holds more than 2000.
    """
    begin, end = between
    by_rule = list(islice(_by_rule(recurrence, begin, end), MOST_OCCURRENCES + 1))
    if len(by_rule) > MOST_OCCURRENCES:
        raise BadRule(Fault.TOO_MANY)
    extra = (one for one in _extra(recurrence) if begin <= one.starts_at < end)
    return tuple(sorted({*by_rule, *extra}))


def next_occurrence(recurrence: Recurrence, after: datetime) -> Occurrence | None:
    """The first time it begins at the instant or later; None when it never happens again."""
    last = max(after, _instant(recurrence.starts_local)) + _SEARCHED
    by_rule = islice(_by_rule(recurrence, after, last), 1)
    extra = (one for one in _extra(recurrence) if one.starts_at >= after)
    return min((*by_rule, *extra), default=None)


def first_fit(rule: str, starts_local: datetime) -> datetime:
    """The first wall-clock time from this one on that fits the rule.

    Raises BadRule: for a faulty rule, or with NEVER for one that nothing fits.
    """
    pattern = parsed(rule, starts_local)
    for wall in _rrule(pattern, starts_local, starts_local + _SEARCHED, count=None):
        return wall
    raise BadRule(Fault.NEVER)


def _check_reach(pattern: Pattern, starts_local: datetime) -> None:
    if pattern.until is not None:
        if pattern.until < starts_local:
            raise BadRule(Fault.UNTIL_BEFORE_START)
        units = (pattern.until - starts_local).days / (pattern.interval * pattern.unit.days)
        if units * pattern.most_in_a_unit > MOST_OCCURRENCES:
            raise BadRule(Fault.TOO_MANY)
    if not _fits(pattern, starts_local):
        raise BadRule(Fault.START_NOT_IN_RULE)


def _fits(pattern: Pattern, wall: datetime) -> bool:
    # Dates are looked at first: dateutil walks to the year 9999 for one that never comes.
    last_day = monthrange(wall.year, wall.month)[1]
    days = {-1 if wall.day == last_day else wall.day, wall.day}
    if wall.month not in (pattern.months or (wall.month,)):
        return False
    if pattern.month_days and days.isdisjoint(pattern.month_days):
        return False
    return any(_rrule(pattern, wall, wall, count=None))


def _by_rule(recurrence: Recurrence, begin: datetime, end: datetime) -> Iterator[Occurrence]:
    """What the rule gives in the window, days without left out, earliest first."""
    # Two hours more on each side hold every wall-clock time that a change of clocks could move in.
    first, last = (
        instant.astimezone(COPENHAGEN).replace(tzinfo=None) + margin
        for instant, margin in ((begin, timedelta(hours=-2)), (end, timedelta(hours=2)))
    )
    days_without = set(recurrence.without)
    for wall in _rule_walls(recurrence, first, last):
        if wall >= first and wall.date() not in days_without:
            occurrence = _occurrence(wall, recurrence.duration_minutes)
            if begin <= occurrence.starts_at < end:
                yield occurrence


def _rule_walls(recurrence: Recurrence, first: datetime, last: datetime) -> Iterable[datetime]:
    pattern, start = recurrence.pattern, recurrence.starts_local
    if pattern is None:
        return [start]
    return _rrule(pattern, _near(pattern, start, first), last, count=pattern.count)


def _extra(recurrence: Recurrence) -> Iterator[Occurrence]:
    return (_occurrence(wall, recurrence.duration_minutes) for wall in recurrence.extra)


def _near(pattern: Pattern, start: datetime, first: datetime) -> datetime:
    """A start shortly before the window, in step with the real one, so that years are not walked."""
    if pattern.count is not None or pattern.unit not in (Unit.DAY, Unit.WEEK):
        return start
    step = timedelta(days=pattern.interval * pattern.unit.days)
    return start + step * max(0, (first - start) // step - 1)


def _rrule(pattern: Pattern, start: datetime, last: datetime, *, count: int | None) -> rrule:
    # dateutil takes a count or a last time, not both; a count is small enough without.
    until = min(last, pattern.until) if pattern.until else last
    return rrule(
        _FREQUENCIES[pattern.unit],
        dtstart=start,
        interval=pattern.interval,
        count=count,
        until=until if count is None else None,
        bymonth=pattern.months or None,
        bymonthday=pattern.month_days or None,
        byweekday=[weekday(day, nth or None) for nth, day in pattern.days] or None,
        bysetpos=pattern.position,
        wkst=0,
    )


def _occurrence(wall: datetime, minutes: int) -> Occurrence:
    starts_at = _instant(wall)
    length = timedelta(minutes=minutes)
    if _is_missing(wall):
        return Occurrence(starts_at, starts_at + length)
    ends_wall = wall + length
    ends_at = _instant(ends_wall)
    if _is_missing(ends_wall):
        # The clock jumps over the hour it should end in: it ends at the jump.
        ends_at -= ends_wall - ends_wall.replace(minute=0, second=0, microsecond=0)
    return Occurrence(starts_at, ends_at)


def _instant(wall: datetime) -> datetime:
    return wall.replace(tzinfo=COPENHAGEN, fold=0).astimezone(UTC)


def _is_missing(wall: datetime) -> bool:
    return _instant(wall).astimezone(COPENHAGEN).replace(tzinfo=None, fold=0) != wall
