from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.checkins.rules.instruments import instrument
from indgang.checkins.rules.schedule import schedule
from indgang.kernel.workdays import is_working_day
from indgang.plans.rules import (
    GOAL_LEVELS,
    Quiet,
    follow_ups,
    is_overdue,
    quiet,
    review_on,
)

MONDAY = date(2027, 3, 1)
DAYS = st.dates(date(2020, 1, 1), date(2080, 1, 1))


def test_nobody_is_missed_before_he_has_been_met() -> None:
    assert quiet(None, MONDAY) is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, None), (13, None), (14, Quiet.A_WHILE), (29, Quiet.A_WHILE), (30, Quiet.LONG),
     (400, Quiet.LONG), (-5, None)],
)  # fmt: skip
def test_a_guest_is_missed_after_two_weeks_and_more_after_thirty_days(
    days: int, expected: Quiet | None
) -> None:
    assert quiet(MONDAY - timedelta(days=days), MONDAY) is expected


def test_something_is_overdue_from_the_day_after() -> None:
    assert not is_overdue(MONDAY, MONDAY)
    assert is_overdue(MONDAY, MONDAY + timedelta(days=1))
    assert not is_overdue(MONDAY, MONDAY + timedelta(days=9), done_on=MONDAY + timedelta(days=8))


def test_a_course_is_looked_back_on_after_twenty_weeks() -> None:
    assert review_on(MONDAY) == date(2027, 7, 19)
    assert follow_ups(MONDAY)[-1] == review_on(MONDAY)
    assert follow_ups(MONDAY, (3, 1, 3)) == (date(2027, 3, 8), date(2027, 3, 22))


@given(DAYS)
def test_follow_ups_are_working_days_and_fall_on_check_ins(started_on: date) -> None:
    days = follow_ups(started_on)
    assert all(is_working_day(day) for day in days)
    assert days[-1] == review_on(started_on)
    assert set(days) <= {due.due_on for due in schedule(started_on)}


def test_a_plan_and_a_check_in_say_the_levels_of_a_goal_alike() -> None:
    asked = {answer.value: answer.text for answer in instrument("goals").answers}
    assert asked == GOAL_LEVELS
    assert list(GOAL_LEVELS) == [-2, -1, 0, 1, 2]
