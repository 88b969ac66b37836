"""Weekly opening hours, between what somebody types and what is stored."""

import re

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = dict[str, list[list[str]]]

_SPAN = re.compile(r"^(\d{1,2})(?:[.:](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[.:](\d{2}))?$")
_CLOSED = {"", "lukket", "closed"}


class BadHours(ValueError):  # noqa: N818 – named as it is said
    """What was typed is no opening hours."""


def day_hours(typed: str) -> list[list[str]]:
    """One day's hours from "9-12 og 13.30-16": pairs of "HH:MM", in order. Empty for closed.

    Raises BadHours for anything else, and for hours that end before they begin or overlap.
    """
    if typed.strip().lower() in _CLOSED:
        return []
    spans = [_span(part) for part in re.split(r",|;|\bog\b|\band\b", typed)]
    edges = [edge for span in spans for edge in span]
    if edges != sorted(set(edges)):
        raise BadHours(typed)
    return spans


def typed_hours(spans: list[list[str]]) -> str:
    """A day's hours as one would type them; empty for closed."""
    return ", ".join(f"{_short(opens)}-{_short(closes)}" for opens, closes in spans)


def is_within(hours: Hours, *, weekday: int, time: str) -> bool:
    """Whether "HH:MM" on the weekday (0 is Monday) lies within the hours."""
    return any(opens <= time < closes for opens, closes in hours.get(WEEK[weekday], []))


def _span(part: str) -> list[str]:
    found = _SPAN.match(part.strip())
    if not found:
        raise BadHours(part)
    opens, opens_minute, closes, closes_minute = found.groups(default="00")
    span = [f"{int(opens):02d}:{opens_minute}", f"{int(closes):02d}:{closes_minute}"]
    if not "00:00" <= span[0] < span[1] <= "24:00" or max(opens_minute, closes_minute) > "59":
        raise BadHours(part)
    return span


def _short(time: str) -> str:
    hour, _colon, minute = time.partition(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}.{minute}"
