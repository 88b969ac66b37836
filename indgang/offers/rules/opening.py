"""Whether a place is open by its weekly hours, and what comes next. Plain Python.

Hours are kept as {"monday": "08:30-20:00", …}, several spans of a day with commas between; a day
that is missing is a day when it is closed. A span that ends before it begins ends the next day.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from indgang.kernel import clock

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")
_WEEK = 7  # days


@dataclass(frozen=True)
class Opening:
    """Open or not at a moment, and when that changes; no change within a week is never."""

    is_open: bool
    changes_at: datetime | None


def spans_of_day(hours: Mapping[str, str], weekday: int) -> list[tuple[int, int]]:
    """The day's spans as minutes from its midnight, in order; the end may lie in the next day."""
    found = []
    for opens, opens_minute, closes, closes_minute in _SPAN.findall(hours.get(DAYS[weekday]) or ""):
        begin = int(opens) * 60 + int(opens_minute)
        end = int(closes) * 60 + int(closes_minute)
        found.append((begin, end if end > begin else end + 24 * 60))
    return sorted(found)


def opening(hours: Mapping[str, str], now: datetime) -> Opening:
    """Whether it is open now, and when it closes or opens next, through midnight and the seasons."""
    now = now.astimezone(UTC)
    until = None
    for opens_at, closes_at in _spans(hours, clock.local(now).date()):
        if until is not None and opens_at > until:
            break
        if closes_at <= now:
            continue
        if until is None and opens_at > now:
            return Opening(is_open=False, changes_at=opens_at)
        until = closes_at if until is None else max(until, closes_at)
    if until is None:
        return Opening(is_open=False, changes_at=None)
    is_long = until - now > timedelta(days=_WEEK - 1)
    return Opening(is_open=True, changes_at=None if is_long else until)


def _spans(hours: Mapping[str, str], today: date) -> Iterator[tuple[datetime, datetime]]:
    """From yesterday, which may not be over, to a week from now."""
    for number in range(-1, _WEEK + 1):
        day = today + timedelta(days=number)
        for begin, end in spans_of_day(hours, day.weekday()):
            yield _instant(day, begin), _instant(day, end)


def _instant(day: date, minutes: int) -> datetime:
    """In UTC: two times of one zone are compared as wall clocks, which run twice through an hour."""
    days, minutes = divmod(minutes, 24 * 60)
    return clock.at(day + timedelta(days=days), *divmod(minutes, 60)).astimezone(UTC)
