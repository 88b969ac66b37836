"""Days of the year when nothing happens: "12-24", or a span, "07-06..07-31", in any year."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

_LEAP_YEAR = 2024  # so that 29 February can be said


def is_closed_day(text: str) -> bool:
    """Whether the text is a day of the year or a span of days that does not run backwards."""
    try:
        first, last = _span(text, _LEAP_YEAR)
    except ValueError:
        return False
    return first <= last


def closed_on(days: Sequence[str], *, since: date, until: date) -> tuple[date, ...]:
    """Every closed day from the first date to the last one, both included, in order."""
    found = {
        day
        for year in range(since.year, until.year + 1)
        for text in days
        for day in _days(text, year)
        if since <= day <= until
    }
    return tuple(sorted(found))


def _days(text: str, year: int) -> Iterator[date]:
    try:
        day, last = _span(text, year)
    except ValueError:
        return  # 29 February in a year without one
    while day <= last:
        yield day
        day += timedelta(days=1)


def _span(text: str, year: int) -> tuple[date, date]:
    first, is_span, last = text.partition("..")
    last = last if is_span else first
    return date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")
