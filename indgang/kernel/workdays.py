"""Days on which a Danish municipality is at work, so that nobody is asked anything on Christmas Eve.

Easter comes from dateutil, which is here already; a library of every country's holidays would weigh
more than these lines. Beside the public holidays the days count as free on which municipalities are
closed by custom or agreement: Constitution Day, Christmas Eve and New Year's Eve.
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

FIXED = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))  # month and day
# Days from Easter Sunday: Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day,
# Whit Sunday and Monday.
AROUND_EASTER = (-3, -2, 0, 1, 39, 49, 50)
PRAYER_DAY = 26  # days from Easter Sunday to store bededag …
LAST_PRAYER_DAY = 2023  # … abolished from 2024 (act no. 214 of 6 March 2023)
SATURDAY = 5


@lru_cache(maxsize=32)
def free_days(year: int) -> frozenset[date]:
    """The days of the year on which the municipality is closed, besides weekends."""
    sunday = easter(year)
    prayer_day = (PRAYER_DAY,) if year <= LAST_PRAYER_DAY else ()
    return frozenset(
        {date(year, month, day) for month, day in FIXED}
        | {sunday + timedelta(days=ahead) for ahead in (*AROUND_EASTER, *prayer_day)}
    )


def is_working_day(day: date) -> bool:
    """Whether the municipality is at work: no weekend, no holiday."""
    return day.weekday() < SATURDAY and day not in free_days(day.year)


def working_day(day: date) -> date:
    """The day itself, or the first working day after it. At most five days later."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
