from datetime import date

import pytest

from indgang.offers.rules.closed_days import closed_on, is_closed_day


@pytest.mark.parametrize("text", ["12-24", "07-06..07-31", "02-29"])
def test_days_and_spans_can_be_said(text: str) -> None:
    assert is_closed_day(text)


@pytest.mark.parametrize("text", ["", "24-12", "12-24..12-01", "jul", "12-24..", "12-24..x"])
def test_other_things_cannot(text: str) -> None:
    assert not is_closed_day(text)


def test_a_span_covers_every_day_of_it_and_nothing_outside_the_window() -> None:
    days = closed_on(["12-30..12-31", "01-01"], since=date(2026, 12, 31), until=date(2027, 1, 5))
    assert days == (date(2026, 12, 31), date(2027, 1, 1))


def test_a_leap_day_is_closed_only_in_leap_years() -> None:
    since, until = date(2027, 1, 1), date(2028, 12, 31)
    assert closed_on(["02-29"], since=since, until=until) == (date(2028, 2, 29),)
