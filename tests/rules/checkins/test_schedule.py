from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.checkins.rules.instruments import instrument
from indgang.checkins.rules.schedule import due_now, schedule, usual_set
from indgang.kernel.workdays import is_working_day

START = date(2027, 3, 1)
DAYS = st.dates(date(2020, 1, 1), date(2080, 1, 1))


@pytest.mark.parametrize("weeks", [(-1, 2), (2, 2)])
def test_weeks_that_make_no_sense_are_refused(weeks: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="weeks"):
        schedule(START, weeks=weeks)


def test_an_exit_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="exit"):
        schedule(START, exited_on=START - timedelta(days=1))
    with pytest.raises(ValueError, match="month"):
        schedule(START, exited_on=START, months_after_exit=0)


def test_the_usual_check_ins_of_a_course() -> None:
    dues = schedule(START)
    assert [(due.key, due.due_on) for due in dues] == [
        ("week0", START),
        ("week2", date(2027, 3, 15)),
        ("week6", date(2027, 4, 12)),
        ("week13", date(2027, 5, 31)),
        ("week20", date(2027, 7, 19)),
    ]
    assert dues[0].opens_on == START
    assert (dues[1].opens_on, dues[1].closes_on) == (date(2027, 3, 12), date(2027, 3, 22))


def test_an_exit_ends_the_weeks_and_brings_one_half_a_year_later() -> None:
    dues = schedule(START, exited_on=date(2027, 5, 1))
    assert [due.key for due in dues] == ["week0", "week2", "week6", "after6"]
    assert dues[-1].due_on == date(2027, 11, 1)
    assert schedule(START, exited_on=START, months_after_exit=None) == dues[:1]


def test_half_a_year_after_the_last_of_august_is_the_last_of_february() -> None:
    dues = schedule(date(2027, 8, 1), exited_on=date(2027, 8, 31))
    assert dues[-1].due_on == date(2028, 2, 29)


def test_only_one_check_in_is_open_at_a_time() -> None:
    dues = schedule(START, weeks=(6, 0, 1, 2))
    assert due_now(dues, START - timedelta(days=1)) is None
    assert [getattr(due_now(dues, START + timedelta(days=n)), "key", "") for n in (0, 4, 7, 30)] == [
        "week0", "week1", "week1", "",
    ]  # fmt: skip


@given(DAYS, st.sets(st.integers(0, 60), max_size=8), st.none() | st.integers(0, 500))
def test_windows_hold_their_day_and_never_overlap(
    started_on: date, weeks: set[int], days_until_exit: int | None
) -> None:
    exited_on = None if days_until_exit is None else started_on + timedelta(days=days_until_exit)
    dues = schedule(started_on, exited_on=exited_on, weeks=sorted(weeks, reverse=True))
    assert all(started_on <= due.opens_on <= due.due_on <= due.closes_on for due in dues)
    assert all(a.closes_on < b.opens_on for a, b in pairwise(dues))
    assert len({due.key for due in dues}) == len(dues)
    if exited_on is not None:
        assert [due.key for due in dues if due.due_on > exited_on] == ["after6"]


@given(DAYS, st.sets(st.integers(0, 60), max_size=8), st.none() | st.integers(0, 500))
def test_nobody_is_asked_on_a_day_when_nobody_is_at_work(
    started_on: date, weeks: set[int], days_until_exit: int | None
) -> None:
    exited_on = None if days_until_exit is None else started_on + timedelta(days=days_until_exit)
    for due in schedule(started_on, exited_on=exited_on, weeks=sorted(weeks)):
        if due.key == "week0":
            assert due.due_on == started_on
        else:
            assert is_working_day(due.due_on)
        if due.key.startswith("week"):
            counted = started_on + timedelta(weeks=int(due.key.removeprefix("week")))
            assert counted <= due.due_on <= counted + timedelta(days=5)


def test_what_would_fall_on_christmas_eve_comes_between_the_holidays() -> None:
    dues = schedule(date(2026, 11, 12), weeks=(0, 6))
    assert dues[1].due_on == date(2026, 12, 28)


@given(DAYS, st.integers(0, 200))
def test_an_exit_moves_no_check_in_that_was_due_before_it(started_on: date, days: int) -> None:
    exited_on = started_on + timedelta(days=days)
    before = {due.key: due.due_on for due in schedule(started_on) if due.due_on <= exited_on}
    after = {due.key: due.due_on for due in schedule(started_on, exited_on=exited_on)}
    assert before.items() <= after.items()


def test_each_moment_asks_for_instruments_that_exist() -> None:
    for due in schedule(START, exited_on=START + timedelta(weeks=21)):
        names = usual_set(due.key)
        assert all(instrument(name).id == name for name in names)
        assert ("who5" in names) == (due.key in {"week0", "week6", "week20", "after6"})
