from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from indgang.entrance.rules import reads_until

TODAY = date(2026, 3, 2)


def test_four_weeks_after_the_day_to_look_back() -> None:
    assert reads_until(TODAY, review_on=date(2026, 5, 1)) == date(2026, 5, 29)


def test_without_a_course_as_from_one_that_begins_today() -> None:
    assert reads_until(TODAY, review_on=None) == TODAY + timedelta(weeks=24)


@given(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_yes_today_lasts_at_least_four_weeks(review_on: date | None) -> None:
    assert reads_until(TODAY, review_on=review_on) > TODAY + timedelta(weeks=4)
