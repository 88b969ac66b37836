"""How often something happens, from what one ticks on a page to a rule of RFC 5545."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_WEEK = 29  # days of the month from here on are not in every month: "the last" is


class Repeats(StrEnum):
    """How often."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    ONCE = "once"


def repetition(repeats: Repeats, *, days: Sequence[str], starts_on: date) -> str:
    """The rule; nothing for a single time.

    Once a month is on the weekday of the first day, and in the same week of the month: the second
    Tuesday, or the last one.
    """
    if repeats is Repeats.ONCE:
        return ""
    if repeats is Repeats.MONTHLY:
        week = -1 if starts_on.day >= LAST_WEEK else (starts_on.day - 1) // 7 + 1
        return f"FREQ=MONTHLY;BYDAY={week}{DAYS[starts_on.weekday()]}"
    interval = ";INTERVAL=2" if repeats is Repeats.FORTNIGHTLY else ""
    return f"FREQ=WEEKLY{interval};BYDAY={','.join(days)}"
