"""Which days the municipality is at work, against days looked up in printed calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.kernel.workdays import free_days, is_working_day, working_day

DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 1))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),  # New Year's Day
        date(2026, 4, 2),  # Maundy Thursday
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 14),  # Ascension Day
        date(2026, 5, 25),  # Whit Monday
        date(2026, 6, 5),  # Constitution Day
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 31),
        date(2026, 11, 21),  # a Saturday
        date(2026, 11, 22),  # a Sunday
        date(2038, 4, 26),  # Easter Monday, the latest there can be
    ],
)
def test_nobody_is_at_work(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day", [date(2026, 1, 2), date(2026, 4, 1), date(2026, 4, 7), date(2026, 5, 15)]
)
def test_the_days_beside_them_are_working_days(day: date) -> None:
    assert is_working_day(day)


def test_store_bededag_was_a_holiday_until_it_was_abolished() -> None:
    assert not is_working_day(date(2023, 5, 5))
    assert is_working_day(date(2024, 4, 26))


def test_the_longest_way_to_a_working_day_is_easter() -> None:
    assert working_day(date(2026, 4, 2)) == date(2026, 4, 7)


@given(DAYS)
def test_a_working_day_is_the_first_from_that_day_on_and_never_a_week_away(day: date) -> None:
    found = working_day(day)
    assert is_working_day(found)
    assert day <= found <= day + timedelta(days=5)
    between = (day + timedelta(days=n) for n in range((found - day).days))
    assert not any(map(is_working_day, between))
    assert working_day(found) == found


@given(st.integers(2024, 2199))
def test_every_year_has_ten_days_by_the_almanac_and_three_by_custom(year: int) -> None:
    # Ascension Day may fall on Constitution Day, and so may Whit Sunday and Monday.
    assert 12 <= len(free_days(year)) <= 13
