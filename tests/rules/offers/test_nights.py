from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.kernel.clock import COPENHAGEN
from indgang.offers.rules.nights import (
    DAY,
    HOLD,
    SHORT_HOLD,
    Nights,
    hold_until,
    is_free,
    next_free,
    night_of,
    nights_from,
)

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-11-23T23:59", "2026-11-23"),
        ("2026-11-24T02:00", "2026-11-23"),
        ("2026-11-24T07:59", "2026-11-23"),
        ("2026-11-24T08:00", "2026-11-24"),
        ("2027-01-01T03:00", "2026-12-31"),  # New Year's night is that of the old year's last day
        ("2028-03-01T01:00", "2028-02-29"),
    ],
)
def test_before_eight_in_the_morning_it_is_still_last_night(moment: str, night: str) -> None:
    assert night_of(datetime.fromisoformat(moment)) == date.fromisoformat(night)


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_every_moment_of_the_night_the_clock_is_set_belongs_to_that_night(day: date) -> None:
    """The hour that is missing in March, and the one that comes twice in October."""
    evening = datetime(day.year, day.month, day.day, 22, tzinfo=COPENHAGEN).astimezone(UTC)
    for minutes in range(0, 9 * 60, 15):
        wall = (evening + timedelta(minutes=minutes)).astimezone(COPENHAGEN)
        if wall.hour < 8 or wall.date() == day:
            assert night_of(wall) == day, wall


@pytest.mark.parametrize(
    "first", [date(2026, 3, 27), date(2026, 10, 23), date(2026, 12, 30), date(2028, 2, 28)]
)
def test_three_nights_are_three_whatever_the_clock_and_the_calendar_do(first: date) -> None:
    nights = nights_from(first, 3)
    assert nights.number == 3
    assert nights.last == first + 2 * DAY
    assert nights.last in nights
    assert nights.until not in nights


def test_the_morning_one_leaves_is_the_evening_the_next_one_comes() -> None:
    assert not nights_from(MONDAY, 2).meets(nights_from(MONDAY + 2 * DAY, 1))
    assert nights_from(MONDAY, 3).meets(nights_from(MONDAY + 2 * DAY, 1))


def test_a_hold_ends_at_ten_on_its_own_evening_and_never_in_less_than_two_hours() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert hold_until(now=noon, evening=noon + timedelta(days=5)) == noon + HOLD
    assert hold_until(now=noon, evening=noon + timedelta(hours=9)) == noon + timedelta(hours=9)
    assert hold_until(now=noon, evening=noon - timedelta(hours=1)) == noon + SHORT_HOLD


def test_the_next_free_nights_fit_between_two_stays() -> None:
    taken = [nights_from(MONDAY, 2), nights_from(MONDAY + 4 * DAY, 3)]
    assert next_free(2, taken, since=MONDAY) == nights_from(MONDAY + 2 * DAY, 2)
    assert next_free(3, taken, since=MONDAY) == nights_from(MONDAY + 7 * DAY, 3)
    assert next_free(1, [nights_from(MONDAY, 400)], since=MONDAY) is None


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=8), st.integers(1, 10))
def test_the_next_free_nights_are_free_and_none_before_them_is(
    spans: list[tuple[int, int]], number: int
) -> None:
    taken = [nights_from(MONDAY + timedelta(days=at), length) for at, length in spans]
    found = next_free(number, taken, since=MONDAY)
    assert isinstance(found, Nights)
    assert is_free(found, taken)
    for earlier in range((found.first - MONDAY).days):
        assert not is_free(nights_from(MONDAY + timedelta(days=earlier), number), taken)
