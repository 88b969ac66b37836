"""How long people wait, counted with those who wait still."""

from hypothesis import given
from hypothesis import strategies as st

from indgang.board.rules.waits import Days, Wait, wait_of

PEOPLE = st.dictionaries(st.integers(0, 60), st.integers(1, 9), max_size=12)


def test_nobody_has_waited() -> None:
    assert wait_of({}, {}) == Wait(0, None, None)


def test_half_had_begun_within_the_median_and_nine_in_ten_within_the_other() -> None:
    over = {0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 20: 1}
    assert wait_of(over, {}) == Wait(10, 4, 8)


def test_those_who_wait_still_make_the_wait_longer() -> None:
    over = {1: 3, 5: 2}
    assert wait_of(over, {}).median == 1
    assert wait_of(over, {9: 4}).median == 5


def test_where_most_wait_still_nobody_knows_yet() -> None:
    assert wait_of({1: 1}, {30: 9}) == Wait(10, None, None)


def test_the_published_example_of_the_product_limit() -> None:
    """Freireich and others 1963, as every textbook has it: weeks in remission, 21 patients.

    Cox and Oakes, Analysis of Survival Data (1984), table 1.1: the median is 23 weeks.
    """
    over = {6: 3, 7: 1, 10: 1, 13: 1, 16: 1, 22: 1, 23: 1}
    going = {6: 1, 9: 1, 10: 1, 11: 1, 17: 1, 19: 1, 20: 1, 25: 1, 32: 2, 34: 1, 35: 1}
    assert wait_of(over, going) == Wait(21, 23, None)


@given(over=PEOPLE, going=PEOPLE)
def test_half_comes_before_nine_in_ten(over: dict[int, int], going: dict[int, int]) -> None:
    wait = wait_of(over, going)
    assert wait.number == sum(over.values()) + sum(going.values())
    if wait.p90 is not None:
        assert wait.median is not None
        assert wait.median <= wait.p90


@given(over=PEOPLE.filter(bool))
def test_without_anybody_who_waits_it_is_the_plain_median(over: dict[int, int]) -> None:
    days = sorted(day for day, number in over.items() for _one in range(number))
    assert wait_of(over, {}).median == days[-(-len(days) // 2) - 1]


def test_days_add_up() -> None:
    days = Days.none()
    days.add(3, 2, is_over=True)
    days.add(3, 1, is_over=True)
    days.add(9, 1, is_over=False)
    assert days.wait == Wait(4, 3, None)
